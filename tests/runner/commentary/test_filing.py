"""From a published quarter to the form, and from forms that came back to the file of commentary."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.floor.quarter import Quarter
from helpers.runner.command import verbs
from helpers.runner.commentary import filing
from helpers.sources import commentary as files

QUARTER = Quarter(2026, 3)
INDICATORS = """indicator_id,quarter,value,numerator,denominator,unit,target,status
BR-1-1,2026-Q3,75.0,3,4,percent,100,niet meer haalbaar
BR-1-2,2026-Q3,,,,percent,100,geen oordeel
VE-1-4,2026-Q3,128,128,,persons,200,achter
VE-2-1,2026-Q3,1236,,,hours,1500,onzeker
VE-2-3,2026-Q3,100,18,18,percent,100,gehaald
"""
RULES = """indicator_id,status,rule
BR-1-1,niet meer haalbaar,De stand is 75% (3 van 4).
VE-1-4,achter,"De kans is 1 op 10, minder dan 2 op 10."
VE-2-1,onzeker,De kans is 5 op 10.
"""
TEXTS = ("Er vielen twee sessies uit.", "Minder ouderen zijn getraind.", "Wij plannen vier sessies.")
DAY = date(2026, 12, 31)
FIRST = 6  # the row of the first indicator


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a published quarter and with params; where the command stands."""
    tables = tmp_path / "uit" / "2026-Q3" / "1" / "tables"
    tables.mkdir(parents=True)
    (tables / "indicators.csv").write_text(INDICATORS, encoding="utf-8")
    (tables / "status_rules.csv").write_text(RULES, encoding="utf-8")
    (tables.parent / "run.json").write_text(json.dumps({"edition": 1, "kind": "concept", "code": {}}))
    (tmp_path / "params").mkdir()
    for name in ("municipality.yml", "indicators.yml"):
        shutil.copy(paths.PARAMS / name, tmp_path / "params")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def order(place, *forms, quarter=QUARTER):
    return filing.Order(quarter, place / "uit", forms, place / "params")


def said(place, *forms, **more):
    return filing.run(order(place, *forms, **more))


def kept(place):
    return files.read_quarter(place / "params", QUARTER)


def sheet_of(file):
    return openpyxl.load_workbook(file)["Toelichting"]


def table(file):
    rows = list(sheet_of(file).iter_rows(min_row=FIRST - 1, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def filled(place, answers, name="terug.xlsx", form="uit/toelichting-2026-Q3.xlsx"):
    """The form as it came back; `answers` are texts by cell."""
    if not (place / form).exists():
        said(place)
    book = openpyxl.load_workbook(place / form)
    for cell, value in answers.items():
        book["Toelichting"][cell] = value
    book.save(place / name)
    return place / name


def in_row(row, *values):
    return dict(zip((f"{letter}{row}" for letter in "JKLM"), values, strict=False))


def faults_of(place, *forms, **more):
    before = sorted(place.rglob("*.yml"))
    with pytest.raises(BadInput) as refused:
        said(place, *forms, **more)
    assert sorted(place.rglob("*.yml")) == before
    return refused.value.faults


def test_the_form_lists_what_is_due_and_what_is_welcome_as_it_was_published(place):
    said(place)
    rows = table(place / "uit" / "toelichting-2026-Q3.xlsx")
    assert [(row["Nummer"], row["Status"], row["Nodig"]) for row in rows] == [
        ("BR-1-1", "niet meer haalbaar", "ja"),
        ("VE-1-4", "achter", "ja"),
        ("VE-2-1", "onzeker", "mag"),
    ]
    assert [(row["Stand"], row["Streefwaarde"]) for row in rows] == [
        ("75% (3 van 4)", "100%"),
        ("128", "200"),
        ("1.236 uur", "1.500 uur"),
    ]
    assert rows[1]["Waarom deze status"] == "De kans is 1 op 10, minder dan 2 op 10."
    assert {row[name] for row in rows for name in ("Oorzaak", "Gevolg", "Maatregel", "Beloofd op")} == {None}


def test_the_command_counts_what_is_due_and_says_how_to_go_on(place, capsys):
    assert said(place) == [
        "Een toelichting is nodig bij 2 indicatoren; daarvan is er nog geen.",
        "Bij 1 andere indicator is zij welkom.",
        "Stuur dit formulier naar de eigenaren: uit/toelichting-2026-Q3.xlsx",
        "Lees het daarna in met: python run.py commentary --quarter 2026-Q3 --out uit --form BESTAND",
    ]


def test_only_the_answers_can_be_typed_in_and_the_day_is_held_to_days_after_the_quarter(place):
    said(place)
    sheet = sheet_of(place / "uit" / "toelichting-2026-Q3.xlsx")
    assert sheet.protection.sheet
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert open_cells == {f"{letter}{row}" for letter in "JKLM" for row in (6, 7, 8)}
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("date", "DATE(2026,10,1)", "M6:M8")
    assert {sheet[f"{letter}6"].number_format for letter in "JKL"} == {"@"}
    assert sheet["M6"].number_format == "dd-mm-yyyy"
    assert all(sheet[f"{letter}6"].alignment.wrap_text for letter in "AGJKL")


def test_the_same_questions_give_the_same_bytes(place):
    form = place / "uit" / "toelichting-2026-Q3.xlsx"
    said(place)
    first = form.read_bytes()
    with zipfile.ZipFile(form) as book:  # two forms within one second would be the same anyway
        assert str(date.today().year) not in book.read("docProps/core.xml").decode()
    form.unlink()
    said(place)
    assert form.read_bytes() == first


def test_without_a_report_it_asks_for_one(place):
    with pytest.raises(AskedWrongly, match="Maak eerst het rapport"):
        said(place, quarter=Quarter(2025, 4))


@pytest.mark.parametrize("broken", ["", "indicator_id;status", "\0", INDICATORS.replace("75.0", "veel")])
def test_a_published_table_that_is_damaged_is_a_fault_and_no_traceback(place, broken):
    (place / "uit/2026-Q3/1/tables/indicators.csv").write_text(broken, encoding="utf-8")
    with pytest.raises(AskedWrongly, match="Maak het rapport opnieuw"):
        said(place)
    assert filing.reminder("2026-Q3", place / "uit", place / "params") == ""


def test_a_report_on_made_up_data_is_called_so(place):
    (place / "uit/2026-Q3/1/run.json").write_text(
        json.dumps({"edition": 1, "kind": "concept", "code": {}, "is_made_up": True})
    )
    assert said(place)[0] == "Let op: dit rapport is gemaakt met voorbeelddata."
    (place / "uit/2026-Q3/1/run.json").write_text("{")
    assert said(place)[0].startswith("Een toelichting is nodig")


def test_answers_come_back_to_the_file_of_the_quarter_and_what_is_missing_is_named(place):
    form = filled(place, in_row(7, *TEXTS, DAY))
    assert said(place, form) == [
        "1 toelichting ingelezen: VE-1-4.",
        "Bewaard in params/commentary/2026-Q3.yml. Maak daarna het rapport opnieuw.",
        "Nog te vragen:",
        "  BR-1-1 Afspraken cruciale processen: Crisisbeheersing",
    ]
    (one,) = kept(place)
    assert (one.id, one.cause, one.consequence, one.measure, one.promised_on) == ("VE-1-4", *TEXTS, DAY)
    first_line = (place / "params/commentary/2026-Q3.yml").read_text("utf-8").splitlines()[0]
    assert first_line == "# yaml-language-server: $schema=../schema/commentary.schema.json"


def test_reading_the_same_form_again_changes_no_byte(place):
    form = filled(place, in_row(7, *TEXTS))
    said(place, form)
    file = place / "params/commentary/2026-Q3.yml"
    file.write_text(file.read_text("utf-8") + "# eigen opmerking\n", encoding="utf-8")
    before = file.read_bytes()
    assert said(place, form)[0] == "Er is niets nieuws ingelezen; 2026-Q3 houdt 1 toelichting."
    assert file.read_bytes() == before


def test_forms_of_several_owners_merge_and_keep_what_they_do_not_hold(place):
    said(place, filled(place, in_row(8, *TEXTS), "eerder.xlsx"))
    one, two = (filled(place, in_row(row, *TEXTS), f"{row}.xlsx") for row in (6, 7))
    told = said(place, one, two)
    assert told[0] == "2 toelichtingen ingelezen: BR-1-1 en VE-1-4."
    assert told[-1] == "Elke indicator die erom vraagt, heeft nu een toelichting."
    assert [one.id for one in kept(place)] == ["BR-1-1", "VE-1-4", "VE-2-1"]


def test_two_different_answers_for_one_indicator_name_both_files_and_nothing_is_kept(place):
    one = filled(place, in_row(7, *TEXTS), "een.xlsx")
    two = filled(place, in_row(7, "Anders.", *TEXTS[1:]), "twee.xlsx")
    (fault,) = faults_of(place, one, two)
    assert "VE-1-4" in fault.message and "een.xlsx" in fault.message and "twee.xlsx" in fault.message
    assert kept(place) == ()


def test_an_old_answer_that_came_along_says_nothing_against_a_new_one(place):
    said(place, filled(place, in_row(7, *TEXTS), "eerst.xlsx"))
    said(place)  # the form now has the answer in it
    other = filled(place, in_row(6, *TEXTS), "ander.xlsx")
    better = filled(place, in_row(7, "Beter gezegd."), "beter.xlsx")
    assert said(place, better, other)[0] == "2 toelichtingen ingelezen: BR-1-1 en VE-1-4."
    assert {one.id: one.cause for one in kept(place)} == {"BR-1-1": TEXTS[0], "VE-1-4": "Beter gezegd."}


def test_a_new_form_has_the_answers_and_last_quarters_promise_in_it(place):
    said(place, filled(place, in_row(7, *TEXTS, DAY)))
    (place / "params/commentary/2026-Q3.yml").rename(place / "params/commentary/2026-Q2.yml")
    said(place, filled(place, in_row(6, *TEXTS)))
    assert said(place)[0] == "Een toelichting is nodig bij 2 indicatoren; 1 daarvan is er al."
    first, second, _ = table(place / "uit" / "toelichting-2026-Q3.xlsx")
    assert (first["Oorzaak"], first["Vorige belofte"]) == (TEXTS[0], "–")
    assert second["Vorige belofte"] == f"{TEXTS[2]} (klaar op 31 december 2026)"


def test_a_filled_form_that_nobody_read_is_never_overwritten(place):
    form = filled(place, in_row(7, "Half"), "uit/toelichting-2026-Q3.xlsx")
    before = form.read_bytes()
    with pytest.raises(AskedWrongly, match=r"nog niet zijn ingelezen, in rij 7\. .*--form uit"):
        said(place)
    assert form.read_bytes() == before
    form.write_bytes(b"iets anders")
    with pytest.raises(AskedWrongly, match="Verplaats het bestand"):
        said(place)


def test_a_form_that_was_read_may_be_made_anew(place):
    form = filled(place, in_row(7, *TEXTS, "31-12-2026"), "uit/toelichting-2026-Q3.xlsx")
    said(place, form)
    assert said(place)[0].endswith("1 daarvan is er al.")
    assert table(form)[1]["Beloofd op"] == datetime(2026, 12, 31)


def test_all_faults_of_all_forms_come_at_once_in_the_cells_of_excel(place):
    wrong = {
        **in_row(6, "=HYPERLINK(\"http://x\")", "Bel 06-12345678", "<script>x</script>", "eind december"),
        **in_row(7, "a" * 10_000, 128, date(2026, 1, 1), date(2025, 12, 31)),
        **in_row(8, "Goed."),
        "A9": "Planteman", "J9": "Wie ben ik?",
    }  # fmt: skip
    found = faults_of(place, filled(place, wrong), place / "nietdaar.xlsx", filled(place, {"A5": "Code"}, "b.xlsx"))
    assert [(fault.file, f"{fault.letter}{fault.row}", fault.column) for fault in found[:-2]] == [
        ("terug.xlsx", f"{letter}{row}", {"J": "Oorzaak", "K": "Gevolg", "L": "Maatregel", "M": "Beloofd op", "A": "Nummer"}[letter])
        for row, letters in ((6, "JKLM"), (7, "JKLM"), (8, "KL"), (9, "AKL"))
        for letter in letters
    ]  # fmt: skip
    assert [fault.message for fault in found[-2:]] == ["Het bestand is er niet.", "De kolom “Nummer” ontbreekt."]
    assert "Planteman" not in repr(found) and "12345678" not in repr(found)
    assert {fault.sheet for fault in found[:-2]} == {"Toelichting"}


def with_a_result(form, cell):
    """The form in which Excel computed the formula of one cell."""
    with zipfile.ZipFile(form) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name], count = re.subn(
        rf'(<c r="{cell}"[^>]*)(><f>[^<]*</f>)<v ?(/>|></v>)', r'\1 t="str"\2<v>Uitgerekend.</v>', parts[name]
    )
    assert count == 1
    form.write_bytes(_zip(**parts))
    return form


def test_what_a_formula_computed_is_no_answer_that_an_owner_typed(place):
    form = with_a_result(filled(place, in_row(7, '=A1&"."', *TEXTS[1:])), "J7")
    assert openpyxl.load_workbook(form, data_only=True)["Toelichting"]["J7"].value == "Uitgerekend."
    (fault,) = faults_of(place, form)
    assert (fault.message, fault.letter, fault.row) == ("De tekst begint als een formule.", "J", 7)


def test_personal_data_are_named_cell_by_cell_and_hide_no_other_fault_of_their_column(place):
    wrong = {**in_row(6, "Bel 06-12345678", *TEXTS[1:]), **in_row(7, "Vraag Kees van Planteman", "128", TEXTS[2])}
    found = faults_of(place, filled(place, {**wrong, **in_row(8, "<b>vet</b>", *TEXTS[1:])}))
    assert [(fault.letter, fault.row, fault.message) for fault in found] == [
        ("J", 6, "De tekst lijkt een telefoonnummer te bevatten."),
        ("J", 7, "De tekst lijkt een naam te bevatten."),
        ("K", 7, "Hier hoort een zin te staan, geen getal of datum."),
        ("J", 8, "De tekst bevat opmaak, zoals <b>."),
    ]
    assert "lanteman" not in repr(found)


def test_what_the_form_takes_the_file_of_commentary_takes_too(place):
    """One number alone says little in a column of texts; in the file each text is judged alone, so here too."""
    (fault,) = faults_of(place, filled(place, in_row(7, "Nummer 111222333 hoort erbij", *TEXTS[1:])))
    assert fault.rule == "persoonsgegevens"
    (fault,) = faults_of(place, filled(place, in_row(7, "Vraag Kees\nvan Planteman", *TEXTS[1:])))
    assert fault.rule == "persoonsgegevens"


def test_personal_data_in_a_column_or_on_a_sheet_that_was_added_stop_the_form(place):
    form = filled(place, {**in_row(7, *TEXTS), "N5": "Opmerking", "N7": "Bel 06-12345678"})
    (fault,) = faults_of(place, form)
    assert (fault.letter, fault.row, fault.rule) == ("N", 7, "persoonsgegevens")
    book = openpyxl.load_workbook(filled(place, in_row(7, *TEXTS)))
    book.create_sheet("Notities")["A1"] = "jan@voorbeeld.nl"
    book.save(form)
    (fault,) = faults_of(place, form)
    assert (fault.sheet, fault.rule) == ("Notities", "persoonsgegevens")


def test_two_answers_for_one_indicator_in_a_form_are_refused_and_a_copy_without_an_answer_is_not(place):
    twice = {"A8": "VE-1-4", **in_row(7, *TEXTS)}
    (fault,) = faults_of(place, filled(place, {**twice, **in_row(8, *TEXTS)}))
    assert (fault.row, fault.message) == (8, "Deze rij is gelijk aan rij 7 in Nummer.")
    said(place, filled(place, twice))
    assert [one.id for one in kept(place)] == ["VE-1-4"]


def test_a_hidden_row_and_merged_cells_are_read_and_warned_of(place):
    book = openpyxl.load_workbook(filled(place, in_row(7, *TEXTS) | in_row(6, "Overal hetzelfde.")))
    book["Toelichting"].row_dimensions[7].hidden = True
    book["Toelichting"].merge_cells("J6:L6")
    book.save(place / "terug.xlsx")
    warnings = said(place, place / "terug.xlsx")[0]
    assert warnings.startswith("2 waarschuwingen in 1 bestand.")
    assert "Rij 7 is verborgen in Excel" in warnings and "samengevoegde cellen is herhaald in rij 6" in warnings
    assert [one.measure for one in kept(place)] == ["Overal hetzelfde.", TEXTS[2]]


def test_a_form_that_was_saved_as_csv_is_read_too(place):
    rows = sheet_of(filled(place, in_row(7, *TEXTS, "31-12-2026"))).iter_rows(values_only=True)
    with (place / "terug.csv").open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["" if cell is None else cell for cell in row] for row in rows])
    said(place, place / "terug.csv")
    assert [(one.cause, one.promised_on) for one in kept(place)] == [(TEXTS[0], DAY)]


def test_an_empty_form_says_nothing_and_keeps_what_there_is(place):
    said(place, filled(place, in_row(7, *TEXTS)))
    told = said(place, filled(place, in_row(7, None, None, None, None), "leeg.xlsx"))
    assert told[0] == "Er is niets nieuws ingelezen; 2026-Q3 houdt 1 toelichting."


def test_a_text_that_only_looks_like_a_formula_is_refused_too(place):
    form = filled(place, in_row(7, *TEXTS))
    book = openpyxl.load_workbook(form)
    cell = book["Toelichting"]["J7"]
    cell.value, cell.data_type = "=1+1 is de oorzaak", "s"
    book.save(form)
    (fault,) = faults_of(place, form)
    assert fault.message == "De tekst begint als een formule."


@pytest.mark.parametrize("payload", ["\u202ereg", "a\u200bb", "<img src=x onerror=y>", "@SUM(A1)"])
def test_what_could_steer_a_page_or_a_sheet_is_refused_at_the_form(place, payload):
    (fault,) = faults_of(place, filled(place, in_row(7, payload, *TEXTS[1:])))
    assert (fault.letter, fault.row) == ("J", 7)


def test_what_only_looks_dangerous_goes_through_letter_for_letter(place):
    text = "Kosten {{7*7}} ${7*7} {% raw %} ]]> & 'a' \"b\" \\ `c` &lt;script&gt; 5 < 6 # x: y %s %0A"
    said(place, filled(place, in_row(7, text, *TEXTS[1:])))
    assert kept(place)[0].cause == text
    said(place)
    assert table(place / "uit" / "toelichting-2026-Q3.xlsx")[1]["Oorzaak"] == text


def test_when_an_explanation_is_only_welcome_the_command_says_so(place):
    file = place / "uit/2026-Q3/1/tables/indicators.csv"
    file.write_text("\n".join(line for line in INDICATORS.splitlines() if "onzeker" in line or "_id" in line))
    assert said(place)[:2] == ["Geen indicator vraagt om een toelichting.", "Bij 1 andere indicator is zij welkom."]


def test_a_form_of_another_quarter_or_without_one_is_refused(place):
    form = filled(place, in_row(7, *TEXTS))
    (fault,) = faults_of(place, form, quarter=Quarter(2026, 2))
    assert fault.message == "Dit formulier hoort bij 2026-Q3, niet bij 2026-Q2."
    (fault,) = faults_of(place, filled(place, {"A1": "Toelichting"}))
    assert fault.message == "Boven de tabel staat geen kwartaal."


def test_a_form_with_a_column_gone_doubled_or_on_two_sheets_is_refused(place):
    said(place)
    gone, doubled, twice = (filled(place, in_row(7, *TEXTS), f"{name}.xlsx") for name in "abc")
    book = openpyxl.load_workbook(gone)
    book["Toelichting"].delete_cols(12)
    book.save(gone)
    assert [fault.message for fault in faults_of(place, gone)] == ["De kolom “Maatregel” ontbreekt."]
    filled(place, {"N5": "Oorzaak"}, "b.xlsx")
    assert [fault.message for fault in faults_of(place, doubled)] == [
        "De kop “Oorzaak” staat er twee keer: kolom J en N."
    ]
    book = openpyxl.load_workbook(twice)
    book.copy_worksheet(book["Toelichting"])
    book.save(twice)
    assert [fault.message for fault in faults_of(place, twice)] == [
        "“Toelichting van de eigenaren” staat op twee bladen: “Toelichting” en “Toelichting Copy”."
    ]


def test_a_column_that_was_moved_is_read_where_it_stands(place):
    form = filled(place, in_row(7, *TEXTS))
    book = openpyxl.load_workbook(form)
    book["Toelichting"].insert_cols(1)
    book.save(form)
    said(place, form)
    assert kept(place)[0].cause == TEXTS[0]


def _zip(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for name, text in parts.items():
            new.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"Nummer;Oorzaak\nVE-1-4;tekst\n", b"", b"PK\x03\x04 kapot", _zip(a="b"), b"%PDF-1.7",
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, b"<html></html>",
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_a_fault_and_no_traceback(place, content):
    file = place / "formulier.xlsx"
    file.write_bytes(content)
    assert len(faults_of(place, file)) == 1


def test_an_ordinary_workbook_is_no_form(place):
    book = openpyxl.Workbook()
    book.active["A1"] = "Iets anders"
    book.save(place / "ander.xlsx")
    (fault,) = faults_of(place, place / "ander.xlsx")
    assert fault.message == "De rij met koppen is niet gevonden."


def test_a_broken_file_of_commentary_stops_the_reading_of_a_form(place):
    form = filled(place, in_row(7, *TEXTS))
    (place / "params/commentary").mkdir()
    (place / "params/commentary/2026-Q3.yml").write_text("explanations: nee\n")
    (fault,) = faults_of(place, form)
    assert fault.file == "commentary/2026-Q3.yml"


def test_when_nothing_is_due_there_is_no_form(place):
    file = place / "uit/2026-Q3/1/tables/indicators.csv"
    file.write_text("\n".join(line for line in INDICATORS.splitlines() if "gehaald" in line or "_id" in line))
    assert said(place) == ["2026-Q3: geen indicator vraagt om een toelichting."]
    assert not (place / "uit" / "toelichting-2026-Q3.xlsx").exists()


def test_the_reminder_counts_what_is_due_and_missing_and_is_silent_otherwise(place):
    def line():
        return filing.reminder("2026-Q3", place / "uit", place / "params")

    assert line().startswith("2026-Q3: toelichting ontbreekt bij 2 indicatoren. Maak het formulier met: python run.py")
    said(place, filled(place, in_row(7, *TEXTS)))
    assert "bij 1 indicator." in line()
    said(place, filled(place, in_row(6, *TEXTS)))
    assert line() == ""
    assert filing.reminder("2026-Q2", place / "uit", place / "params") == ""


def test_the_verb_is_dutch_and_gives_2_on_a_fault(place, capsys):
    assert verbs.main(["commentary", "--quarter", "2026-Q3", "--out", "uit"]) == 0
    assert "Een toelichting is nodig bij 2 indicatoren" in capsys.readouterr().out
    (place / "b.xlsx").write_bytes(b"x")
    words = ["commentary", "--quarter", "2026-Q3", "--out", "uit", "--form", "b.xlsx", "--form", "c.xlsx"]
    assert verbs.main(words) == 2
    assert capsys.readouterr().err.startswith("2 fouten in 2 bestanden.")
    assert verbs.main(["commentary", "--quarter", "2026"]) == 2
    assert verbs.main(["commentary", "--quarter", "2026-Q1", "--out", "uit"]) == 2
    assert "Maak eerst het rapport" in capsys.readouterr().err
