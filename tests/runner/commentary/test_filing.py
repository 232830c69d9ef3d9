"""From a published quarter to the form, and from forms that came back to the file of commentary."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from helpers.floor.faults import AskedWrongly
from helpers.floor.params.settings import load as load_settings
from helpers.floor.quarter import Quarter
from helpers.runner.command import verbs
from helpers.runner.commentary import filing
from helpers.sources import commentary


def test_the_form_has_a_row_for_every_indicator_as_it_was_published(place, desk):
    desk.said()
    rows = desk.table(place / "uit" / "toelichting-2026-Q3.xlsx")
    assert [(row["Nummer"], row["Status"], row["Toelichting"]) for row in rows] == [
        ("BR-1-1", "niet meer haalbaar", "nodig"),
        ("VE-1-4", "achter, naar tempo", "nodig"),
        ("VE-2-1", "onzeker", "welkom"),
        ("BR-1-2", "geen oordeel", "niet nodig"),
        ("VE-2-3", "gehaald", "niet nodig"),
    ]
    assert [(row["Stand"], row["Streefwaarde"]) for row in rows] == [
        ("75% (3 van 4)", "100%"),
        ("128", "200"),
        ("1.236 uur", "1.500 uur"),
        ("–", "100%"),
        ("100% (18 van 18)", "100%"),
    ]
    assert rows[1]["Waarom deze status"] == "De kans is 1 op 10, minder dan 2 op 10."
    answers = ("Oorzaak", "Gevolg", "Maatregel", "Beloofd op", "Oordeel eigenaar", "Reden van het oordeel")
    assert {row[name] for row in rows for name in answers} == {None}


def test_an_indicator_that_was_not_published_has_a_row_too(place, desk):
    file = place / "uit/2026-Q3/1/tables/indicators.csv"
    file.write_text("\n".join(line for line in desk.INDICATORS.splitlines() if "VE-2-3" not in line))
    desk.said()
    last = desk.table(place / "uit" / "toelichting-2026-Q3.xlsx")[-1]
    assert [last[name] for name in ("Nummer", "Status", "Stand", "Toelichting")] == ["VE-2-3", "–", "–", "niet nodig"]


def test_an_edition_that_does_not_say_what_a_status_rests_on_gives_the_bare_word(place, desk):
    rules = place / "uit/2026-Q3/1/tables/status_rules.csv"
    rules.write_text(desk.RULES.replace("standing,", "").replace('"achter, naar tempo",', ""), encoding="utf-8")
    desk.said()
    assert desk.table(place / "uit" / "toelichting-2026-Q3.xlsx")[1]["Status"] == "achter"


def test_the_command_counts_what_is_due_and_says_how_to_go_on(desk, capsys):
    assert desk.said() == [
        "Een toelichting is nodig bij 2 indicatoren; daarvan is er nog geen.",
        "Bij 1 andere indicator is zij welkom.",
        "Bij alle 5 kan de eigenaar een oordeel en een planning geven.",
        "Stuur dit formulier naar de eigenaren: uit/toelichting-2026-Q3.xlsx",
        "Lees het daarna in met: python run.py commentary --quarter 2026-Q3 --out uit --form BESTAND",
    ]


def test_only_the_answers_can_be_typed_in_and_the_day_is_held_to_days_after_the_quarter(place, desk):
    desk.said()
    sheet = desk.sheet_of(place / "uit" / "toelichting-2026-Q3.xlsx")
    assert sheet.protection.sheet
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert open_cells == {f"{letter}{row}" for letter in "HILMNOS" for row in range(6, 11)}
    held = {rule.type: rule for rule in sheet.data_validations.dataValidation if rule.type != "decimal"}
    assert held["date"].formula1 == "DATE(2026,10,1)"
    assert {one.coord for one in held["date"].sqref} == {f"O{row}" for row in range(6, 11)}
    assert held["list"].formula1 == '"gehaald,nu op streefwaarde,op koers,onzeker,achter,niet meer haalbaar"'
    assert {one.coord for one in held["list"].sqref} == {f"H{row}" for row in range(6, 11)}
    assert {sheet[f"{letter}6"].number_format for letter in "HILMN"} == {"@"}
    assert sheet["O6"].number_format == "dd-mm-yyyy"
    assert all(sheet[f"{letter}6"].alignment.wrap_text for letter in "AGLMN")
    assert sheet.freeze_panes == "C6"


def test_a_plan_is_held_to_what_its_unit_can_be(place, desk):
    desk.said()
    rules = desk.sheet_of(place / "uit" / "toelichting-2026-Q3.xlsx").data_validations.dataValidation
    limits = {
        cell.coord: (rule.operator, rule.formula2) for rule in rules if rule.type == "decimal" for cell in rule.sqref
    }
    assert limits["S6"] == ("between", "100") and limits["S7"][0] == limits["S8"][0] == "greaterThanOrEqual"


def test_the_same_questions_give_the_same_bytes(place, desk):
    form = place / "uit" / "toelichting-2026-Q3.xlsx"
    desk.said()
    first = form.read_bytes()
    with zipfile.ZipFile(form) as book:  # two forms within one second would be the same anyway
        assert str(date.today().year) not in book.read("docProps/core.xml").decode()
    form.unlink()
    desk.said()
    assert form.read_bytes() == first


def test_without_a_report_it_asks_for_one(desk):
    with pytest.raises(AskedWrongly, match="Maak eerst het rapport"):
        desk.said(quarter=Quarter(2025, 4))


@pytest.mark.parametrize("broken", ["", "indicator_id;status", "\0", "veel"])
def test_a_published_table_that_is_damaged_is_a_fault_and_no_traceback(place, desk, broken):
    text = desk.INDICATORS.replace("75.0", broken) if broken == "veel" else broken
    (place / "uit/2026-Q3/1/tables/indicators.csv").write_text(text, encoding="utf-8")
    with pytest.raises(AskedWrongly, match="Maak het rapport opnieuw"):
        desk.said()
    assert filing.reminder("2026-Q3", place / "uit", place / "params") == ""


def test_a_report_on_made_up_data_is_called_so(place, desk):
    (place / "uit/2026-Q3/1/run.json").write_text(
        json.dumps(
            {"format": 1, "quarter": "2026-Q3", "edition": 1, "kind": "concept"}
            | {"municipality": load_settings(place / "params").municipality.code, "is_made_up": True}
        )
    )
    assert desk.said()[0] == "Let op: dit rapport is gemaakt met voorbeelddata."
    (place / "uit/toelichting-2026-Q3.xlsx").unlink()  # it is of other data than a report that cannot say its own
    (place / "uit/2026-Q3/1/run.json").write_text("{")
    assert desk.said()[0].startswith("Een toelichting is nodig")


def test_a_folder_of_another_municipality_gets_no_form(place, desk):
    run = {"format": 1, "quarter": "2026-Q3", "edition": 1, "kind": "concept", "municipality": "GM9998"}
    (place / "uit/2026-Q3/1/run.json").write_text(json.dumps(run | {"is_made_up": False}))
    with pytest.raises(AskedWrongly, match="is van GM9998, niet van "):
        desk.said()
    assert list((place / "uit").glob("*.xlsx")) == []


def test_answers_come_back_to_the_file_of_the_quarter_and_what_is_missing_is_named(place, desk):
    form = desk.filled(desk.in_row(7, *desk.TEXTS, desk.DAY))
    assert desk.said(form) == [
        "1 toelichting ingelezen: VE-1-4.",
        "Bewaard in params/commentary/2026-Q3.yml. Maak daarna het rapport opnieuw.",
        "Nog te vragen:",
        "  BR-1-1 Afspraken cruciale processen: Crisisbeheersing",
    ]
    (one,) = desk.kept()
    assert (one.id, one.cause, one.consequence, one.measure, one.promised_on) == ("VE-1-4", *desk.TEXTS, desk.DAY)
    first_line = (place / "params/commentary/2026-Q3.yml").read_text("utf-8").splitlines()[0]
    assert first_line == "# yaml-language-server: $schema=../schema/commentary.schema.json"


def test_reading_the_same_form_again_changes_no_byte(place, desk):
    form = desk.filled(desk.in_row(7, *desk.TEXTS))
    desk.said(form)
    file = place / "params/commentary/2026-Q3.yml"
    file.write_text(file.read_text("utf-8") + "# eigen opmerking\n", encoding="utf-8")
    before = file.read_bytes()
    assert desk.said(form)[0] == "Er is niets nieuws ingelezen; 2026-Q3 houdt 1 toelichting."
    assert file.read_bytes() == before


def test_forms_of_several_owners_merge_and_keep_what_they_do_not_hold(desk):
    desk.said(desk.filled(desk.in_row(8, *desk.TEXTS), "eerder.xlsx"))
    one, two = (desk.filled(desk.in_row(row, *desk.TEXTS), f"{row}.xlsx") for row in (6, 7))
    told = desk.said(one, two)
    assert told[0] == "2 toelichtingen ingelezen: BR-1-1 en VE-1-4."
    assert told[-1] == "Elke indicator die erom vraagt, heeft nu een toelichting."
    assert [one.id for one in desk.kept()] == ["BR-1-1", "VE-1-4", "VE-2-1"]


def test_two_different_answers_for_one_indicator_name_both_files_and_nothing_is_kept(desk):
    one = desk.filled(desk.in_row(7, *desk.TEXTS), "een.xlsx")
    two = desk.filled(desk.in_row(7, "Anders.", *desk.TEXTS[1:]), "twee.xlsx")
    (fault,) = desk.faults_of(one, two)
    assert "VE-1-4" in fault.message and "een.xlsx" in fault.message and "twee.xlsx" in fault.message
    assert desk.kept() == ()


def test_an_old_answer_that_came_along_says_nothing_against_a_new_one(desk):
    desk.said(desk.filled(desk.in_row(7, *desk.TEXTS), "eerst.xlsx"))
    desk.said()  # the form now has the answer in it
    other = desk.filled(desk.in_row(6, *desk.TEXTS), "ander.xlsx")
    better = desk.filled(desk.in_row(7, "Beter gezegd."), "beter.xlsx")
    assert desk.said(better, other)[0] == "2 toelichtingen ingelezen: BR-1-1 en VE-1-4."
    assert {one.id: one.cause for one in desk.kept()} == {"BR-1-1": desk.TEXTS[0], "VE-1-4": "Beter gezegd."}


def test_a_new_form_has_the_answers_and_last_quarters_promise_in_it(place, desk):
    desk.said(desk.filled(desk.in_row(7, *desk.TEXTS, desk.DAY)))
    (place / "params/commentary/2026-Q3.yml").rename(place / "params/commentary/2026-Q2.yml")
    desk.said(desk.filled(desk.in_row(6, *desk.TEXTS)))
    assert desk.said()[0] == "Een toelichting is nodig bij 2 indicatoren; 1 daarvan is er al."
    first, second, *_ = desk.table(place / "uit" / "toelichting-2026-Q3.xlsx")
    assert (first["Oorzaak"], first["Vorige toezegging"]) == (desk.TEXTS[0], "–")
    assert second["Vorige toezegging"] == f"{desk.TEXTS[2]} (klaar op 31 december 2026)"


def test_a_filled_form_that_nobody_read_is_never_overwritten(desk):
    form = desk.filled(desk.in_row(7, "Half"), "uit/toelichting-2026-Q3.xlsx")
    before = form.read_bytes()
    with pytest.raises(AskedWrongly, match=r"nog niet zijn ingelezen, in rij 7\. .*--form uit"):
        desk.said()
    assert form.read_bytes() == before
    form.write_bytes(b"iets anders")
    with pytest.raises(AskedWrongly, match="Verplaats het bestand"):
        desk.said()


def test_a_form_that_was_read_may_be_made_anew(desk):
    form = desk.filled(desk.in_row(7, *desk.TEXTS, "31-12-2026"), "uit/toelichting-2026-Q3.xlsx")
    desk.said(form)
    assert desk.said()[0].endswith("1 daarvan is er al.")
    assert desk.table(form)[1]["Beloofd op"] == datetime(2026, 12, 31)


def test_all_faults_of_all_forms_come_at_once_in_the_cells_of_excel(place, desk):
    wrong = {
        **desk.in_row(6, "=HYPERLINK(\"http://x\")", "Bel 06-12345678", "<script>x</script>", "eind december"),
        **desk.in_row(7, "a" * 10_000, 128, date(2026, 1, 1), date(2025, 12, 31)),
        **desk.in_row(8, "Goed."),
        "A11": "Planteman", "L11": "Wie ben ik?",
    }  # fmt: skip
    found = desk.faults_of(desk.filled(wrong), place / "nietdaar.xlsx", desk.filled({"A5": "Kenmerk"}, "b.xlsx"))
    assert [(fault.file, f"{fault.letter}{fault.row}", fault.column) for fault in found[:-2]] == [
        ("terug.xlsx", f"{letter}{row}", {"L": "Oorzaak", "M": "Gevolg", "N": "Maatregel", "O": "Beloofd op", "A": "Nummer"}[letter])
        for row, letters in ((6, "LMNO"), (7, "LMNO"), (8, "MN"), (11, "AMN"))
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


def test_what_a_formula_computed_is_no_answer_that_an_owner_typed(desk):
    form = with_a_result(desk.filled(desk.in_row(7, '=A1&"."', *desk.TEXTS[1:])), "L7")
    assert openpyxl.load_workbook(form, data_only=True)["Toelichting"]["L7"].value == "Uitgerekend."
    (fault,) = desk.faults_of(form)
    assert (fault.message, fault.letter, fault.row) == ("De tekst begint als een formule.", "L", 7)


def test_personal_data_are_named_cell_by_cell_and_hide_no_other_fault_of_their_column(desk):
    wrong = {
        **desk.in_row(6, "Bel 06-12345678", *desk.TEXTS[1:]),
        **desk.in_row(7, "Vraag Kees van Planteman", "128", desk.TEXTS[2]),
    }
    found = desk.faults_of(desk.filled({**wrong, **desk.in_row(8, "<b>vet</b>", *desk.TEXTS[1:])}))
    assert [(fault.letter, fault.row, fault.message) for fault in found] == [
        ("L", 6, "De tekst lijkt een telefoonnummer te bevatten."),
        ("L", 7, "De tekst lijkt een naam te bevatten."),
        ("M", 7, "Hier hoort een zin te staan, geen getal of datum."),
        ("L", 8, "De tekst bevat opmaak, zoals <b>."),
    ]
    assert "lanteman" not in repr(found)


def test_what_the_form_takes_the_file_of_commentary_takes_too(desk):
    """One number alone says little in a column of texts; in the file each text is judged alone, so here too."""
    (fault,) = desk.faults_of(desk.filled(desk.in_row(7, "Nummer 111222333 hoort erbij", *desk.TEXTS[1:])))
    assert fault.rule == "persoonsgegevens"
    (fault,) = desk.faults_of(desk.filled(desk.in_row(7, "Vraag Kees\nvan Planteman", *desk.TEXTS[1:])))
    assert fault.rule == "persoonsgegevens"


def test_personal_data_in_a_column_or_on_a_sheet_that_was_added_stop_the_form(desk):
    form = desk.filled({**desk.in_row(7, *desk.TEXTS), "Y5": "Opmerking", "Y7": "Bel 06-12345678"})
    (fault,) = desk.faults_of(form)
    assert (fault.letter, fault.row, fault.rule) == ("Y", 7, "persoonsgegevens")
    book = openpyxl.load_workbook(desk.filled(desk.in_row(7, *desk.TEXTS)))
    book.create_sheet("Notities")["A1"] = "jan@voorbeeld.nl"
    book.save(form)
    (fault,) = desk.faults_of(form)
    assert (fault.sheet, fault.rule) == ("Notities", "persoonsgegevens")


def test_two_answers_for_one_indicator_in_a_form_are_refused_and_a_copy_without_an_answer_is_not(desk):
    twice = {"A8": "VE-1-4", **desk.in_row(7, *desk.TEXTS)}
    (fault,) = desk.faults_of(desk.filled({**twice, **desk.in_row(8, *desk.TEXTS)}))
    assert (fault.row, fault.message) == (8, "Deze rij is gelijk aan rij 7 in Nummer.")
    desk.said(desk.filled(twice))
    assert [one.id for one in desk.kept()] == ["VE-1-4"]


def test_a_hidden_row_and_merged_cells_are_read_and_warned_of(place, desk):
    book = openpyxl.load_workbook(desk.filled(desk.in_row(7, *desk.TEXTS) | desk.in_row(6, "Overal hetzelfde.")))
    book["Toelichting"].row_dimensions[7].hidden = True
    book["Toelichting"].merge_cells("L6:N6")
    book.save(place / "terug.xlsx")
    warnings = desk.said(place / "terug.xlsx")[0]
    assert warnings.startswith("2 waarschuwingen in 1 bestand.")
    assert "Rij 7 is verborgen in Excel" in warnings and "samengevoegde cellen is herhaald in rij 6" in warnings
    assert [one.measure for one in desk.kept()] == ["Overal hetzelfde.", desk.TEXTS[2]]


def test_a_form_that_was_saved_as_csv_is_read_too(place, desk):
    rows = desk.sheet_of(desk.filled(desk.in_row(7, *desk.TEXTS, "31-12-2026"))).iter_rows(values_only=True)
    with (place / "terug.csv").open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["" if cell is None else cell for cell in row] for row in rows])
    desk.said(place / "terug.csv")
    assert [(one.cause, one.promised_on) for one in desk.kept()] == [(desk.TEXTS[0], desk.DAY)]


def test_an_empty_form_says_nothing_and_keeps_what_there_is(desk):
    desk.said(desk.filled(desk.in_row(7, *desk.TEXTS)))
    told = desk.said(desk.filled(desk.in_row(7, None, None, None, None), "leeg.xlsx"))
    assert told[0] == "Er is niets nieuws ingelezen; 2026-Q3 houdt 1 toelichting."


def test_a_text_that_only_looks_like_a_formula_is_refused_too(desk):
    form = desk.filled(desk.in_row(7, *desk.TEXTS))
    book = openpyxl.load_workbook(form)
    cell = book["Toelichting"]["L7"]
    cell.value, cell.data_type = "=1+1 is de oorzaak", "s"
    book.save(form)
    (fault,) = desk.faults_of(form)
    assert fault.message == "De tekst begint als een formule."


@pytest.mark.parametrize("payload", ["\u202ereg", "a\u200bb", "<img src=x onerror=y>", "@SUM(A1)"])
def test_what_could_steer_a_page_or_a_sheet_is_refused_at_the_form(desk, payload):
    (fault,) = desk.faults_of(desk.filled(desk.in_row(7, payload, *desk.TEXTS[1:])))
    assert (fault.letter, fault.row) == ("L", 7)


def test_what_only_looks_dangerous_goes_through_letter_for_letter(place, desk):
    text = "Kosten {{7*7}} ${7*7} {% raw %} ]]> & 'a' \"b\" \\ `c` &lt;script&gt; 5 < 6 # x: y %s %0A"
    desk.said(desk.filled(desk.in_row(7, text, *desk.TEXTS[1:])))
    assert desk.kept()[0].cause == text
    desk.said()
    assert desk.table(place / "uit" / "toelichting-2026-Q3.xlsx")[1]["Oorzaak"] == text


def test_when_an_explanation_is_only_welcome_the_command_says_so(place, desk):
    file = place / "uit/2026-Q3/1/tables/indicators.csv"
    file.write_text("\n".join(line for line in desk.INDICATORS.splitlines() if "onzeker" in line or "_id" in line))
    assert desk.said()[:2] == ["Geen indicator vraagt om een toelichting.", "Bij 1 andere indicator is zij welkom."]


def test_a_form_of_another_quarter_or_without_one_is_refused(desk):
    form = desk.filled(desk.in_row(7, *desk.TEXTS))
    (fault,) = desk.faults_of(form, quarter=Quarter(2026, 2))
    assert fault.message == "Dit formulier hoort bij 2026-Q3, niet bij 2026-Q2."
    (fault,) = desk.faults_of(desk.filled({"A1": "Toelichting"}))
    assert fault.message == "Boven de tabel staat geen kwartaal."


def test_a_form_with_a_column_gone_doubled_or_on_two_sheets_is_refused(desk):
    desk.said()
    gone, doubled, twice = (desk.filled(desk.in_row(7, *desk.TEXTS), f"{name}.xlsx") for name in "abc")
    book = openpyxl.load_workbook(gone)
    book["Toelichting"].delete_cols(14)
    book.save(gone)
    assert [fault.message for fault in desk.faults_of(gone)] == ["De kolom “Maatregel” ontbreekt."]
    desk.filled({"Y5": "Oorzaak"}, "b.xlsx")
    assert [fault.message for fault in desk.faults_of(doubled)] == [
        "De kop “Oorzaak” staat er twee keer: kolom L en Y."
    ]
    book = openpyxl.load_workbook(twice)
    book.copy_worksheet(book["Toelichting"])
    book.save(twice)
    assert [fault.message for fault in desk.faults_of(twice)] == [
        "“Toelichting van de eigenaren” staat op twee bladen: “Toelichting” en “Toelichting Copy”."
    ]


def test_a_column_that_was_moved_is_read_where_it_stands(desk):
    form = desk.filled(desk.in_row(7, *desk.TEXTS))
    book = openpyxl.load_workbook(form)
    book["Toelichting"].insert_cols(1)
    book.save(form)
    desk.said(form)
    assert desk.kept()[0].cause == desk.TEXTS[0]


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
def test_what_is_no_workbook_is_a_fault_and_no_traceback(place, desk, content):
    file = place / "formulier.xlsx"
    file.write_bytes(content)
    assert len(desk.faults_of(file)) == 1


def test_an_ordinary_workbook_is_no_form(place, desk):
    book = openpyxl.Workbook()
    book.active["A1"] = "Iets anders"
    book.save(place / "ander.xlsx")
    (fault,) = desk.faults_of(place / "ander.xlsx")
    assert fault.message == "De rij met koppen is niet gevonden."


def test_a_broken_file_of_commentary_stops_the_reading_of_a_form(place, desk):
    form = desk.filled(desk.in_row(7, *desk.TEXTS))
    (place / "params/commentary").mkdir()
    (place / "params/commentary/2026-Q3.yml").write_text("explanations: nee\n")
    (fault,) = desk.faults_of(form)
    assert fault.file == "commentary/2026-Q3.yml"


def test_when_nothing_is_due_there_is_a_form_for_judgements_and_plans(place, desk):
    file = place / "uit/2026-Q3/1/tables/indicators.csv"
    file.write_text("\n".join(line for line in desk.INDICATORS.splitlines() if "gehaald" in line or "_id" in line))
    assert desk.said()[:2] == [
        "Geen indicator vraagt om een toelichting.",
        "Bij alle 5 kan de eigenaar een oordeel en een planning geven.",
    ]
    assert len(desk.table(place / "uit" / "toelichting-2026-Q3.xlsx")) == 5


def test_the_reminder_counts_what_is_due_and_missing_and_is_silent_otherwise(place, desk):
    def line():
        return filing.reminder("2026-Q3", place / "uit", place / "params")

    assert line().startswith("2026-Q3: toelichting ontbreekt bij 2 indicatoren. Maak het formulier met: python run.py")
    desk.said(desk.filled(desk.in_row(7, *desk.TEXTS)))
    assert "bij 1 indicator." in line()
    desk.said(desk.filled(desk.in_row(6, *desk.TEXTS)))
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


def made_up(place, is_made_up):
    """Whether the report in the folder is on made-up data, from now on."""
    run = {"format": 1, "quarter": "2026-Q3", "edition": 1, "kind": "concept", "is_made_up": is_made_up}
    run["municipality"] = load_settings(place / "params").municipality.code
    (place / "uit/2026-Q3/1/run.json").write_text(json.dumps(run))


def test_what_an_owner_says_of_a_sample_report_stands_apart_and_no_real_report_knows_it(place, desk):
    desk.said(desk.filled(desk.in_row(6, *desk.TEXTS)))
    (place / "uit/toelichting-2026-Q3.xlsx").unlink()
    made_up(place, True)
    told = desk.said(desk.filled(desk.in_row(7, "Verzonnen.", *desk.TEXTS[1:])))
    assert told[0] == "1 toelichting ingelezen: VE-1-4."
    assert [one.id for one in desk.kept()] == ["BR-1-1"]
    of_sample = commentary.read_quarter(place / "params", desk.QUARTER, is_made_up=True)
    assert [(one.id, one.cause) for one in of_sample] == [("VE-1-4", "Verzonnen.")]
    assert [one["Oorzaak"] for one in desk.table(place / "terug.xlsx")][:2] == [None, "Verzonnen."]


@pytest.mark.parametrize(("first", "message"), [
    (True, "Dit formulier hoort bij een rapport over voorbeelddata, verzonnen; het rapport hier gaat over eigen exports."),
    (False, "Dit formulier hoort bij een rapport over eigen exports; het rapport hier gaat over voorbeelddata, verzonnen."),
])  # fmt: skip
def test_a_form_of_the_other_kind_of_data_is_refused(place, desk, first, message):
    made_up(place, first)
    form = desk.filled(desk.in_row(7, *desk.TEXTS))
    made_up(place, not first)
    assert [fault.message for fault in desk.faults_of(form)] == [message]


@pytest.mark.parametrize("is_made_up", [True, False])
def test_a_form_from_before_the_kind_of_data_stood_on_it_is_read(place, desk, is_made_up):
    form = desk.filled({**desk.in_row(7, *desk.TEXTS), "A4": None})
    made_up(place, is_made_up)
    assert desk.said(form)[0] == "1 toelichting ingelezen: VE-1-4."
    assert len(commentary.read_quarter(place / "params", desk.QUARTER, is_made_up)) == 1
