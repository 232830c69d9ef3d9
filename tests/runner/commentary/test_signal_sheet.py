"""The owner's word on a signal: asked on a sheet of the form, read back with the care of the rest, told with the signal."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from types import SimpleNamespace

import openpyxl
import pytest

from helpers.floor.faults import AskedWrongly
from helpers.floor.month import Month
from helpers.floor.params.signal_word import SignalWord
from helpers.floor.quarter import Quarter
from helpers.sources import commentary
from helpers.sources.earlier import history, signal_words

HEAD = "number,month,wijk,measure,category,observed,expected,low,high,verdict"
FIRST = "S2026-08-1,2026-08,WK191609,monthly_reports,Zwerfvuil,31,17.25,7,29,meer dan gewoon"
SECOND = "S2026-09-1,2026-09,,monthly_sites_out_of_norm,,1200,900.4,700,1100,meer dan gewoon"
OLDER = "S2026-06-1,2026-06,WK191609,monthly_reports,Overig,9,4,1,8,meer dan gewoon"
FEAST = "Er was een feest op het plein."
ABOUT = SignalWord("S2026-08-1", "WK191609", "monthly_reports", "Zwerfvuil")
OTHERS = {
    "another wijk": FIRST.replace("WK191609", "WK191604"),
    "the municipality": FIRST.replace("WK191609", ""),
    "another category": FIRST.replace("Zwerfvuil", "Overig"),
    "another measure": FIRST.replace("monthly_reports,Zwerfvuil", "monthly_sites_out_of_norm,"),
}
STRANGER = "De uitleg bij S2026-08-1 past bij geen signaal in het logboek en telt niet mee."
ROW, COLUMNS = 6, {"number": "A", "said": "E", "explained": "F", "explanation": "G"}


def say(out, line, is_made_up=False):
    """Publish one signal as the first dashboard of its month."""
    month = line[1:8]
    folder = out / "dashboard" / month / "1"
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    table = f"{HEAD}\n{line}\n".encode()
    (folder / "tables/signals.csv").write_bytes(table)
    told = {"format": 1, "quarter": Month.parse(month).quarter.label, "month": month, "edition": 1}
    told |= {"kind": "definitief", "municipality": "GM1916", "is_made_up": is_made_up}
    told |= {"tables": {"signals.csv": hashlib.sha256(table).hexdigest()}}
    (folder / "run.json").write_text(json.dumps(told), "utf-8")


@pytest.fixture
def said(place):
    """Three signals, of which one is of the quarter before."""
    for line in (FIRST, SECOND, OLDER):
        say(place / "uit", line)
    return place


@pytest.fixture
def filled(desk, said):
    """The form with words in the cells of its sheet of signals: `filled({"F6": "ja"})`."""

    def _filled(cells, name="terug.xlsx"):
        desk.said()
        book = openpyxl.load_workbook(said / "uit/toelichting-2026-Q3.xlsx")
        for cell, value in cells.items():
            book["Signalen"][cell] = value
        book.save(said / name)
        return said / name

    return _filled


def word_in(explained="ja", explanation=FEAST, row=ROW):
    return {f"F{row}": explained, f"G{row}": explanation}


def words(place):
    return commentary.read_words(place / "params", Quarter(2026, 3))


def test_the_form_has_a_row_for_each_signal_of_the_quarter_with_white_cells_for_the_word(desk, said):
    assert "Het formulier noemt ook 2 signalen van het dashboard; bij 2 staat nog geen uitleg." in desk.said()
    sheet = openpyxl.load_workbook(said / "uit/toelichting-2026-Q3.xlsx")["Signalen"]
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert rows[0] == ("Signaal", "Maand", "Wijk", "Waarover", "Wat het dashboard zei", "Verklaard", "Uitleg", "Code")
    assert rows[1][:5] == (
        "S2026-08-1", "augustus 2026", "Voorburg Midden", "Zwerfvuil",
        "Meer dan gewoon: 31, verwacht ongeveer 17 (gewoon: 7 tot 29).",
    )  # fmt: skip
    assert rows[2][:4] == ("S2026-09-1", "september 2026", "hele gemeente", "afvallocaties buiten de norm")
    assert "1.200, verwacht ongeveer 900" in rows[2][4]
    locked = {cell.column_letter for cell in sheet[ROW] if cell.protection.locked}
    assert locked == set("ABCDEH") and sheet.protection.sheet
    [choice] = sheet.data_validations.dataValidation
    assert (choice.formula1, str(choice.sqref)) == ('"ja,nee"', "F6 F7")


def test_a_quarter_without_signals_has_no_such_sheet(desk, place):
    desk.said()
    assert "Signalen" not in openpyxl.load_workbook(place / "uit/toelichting-2026-Q3.xlsx").sheetnames


def test_a_word_comes_back_beside_the_commentary_and_goes_into_the_next_form(desk, said, filled):
    file = filled(word_in())
    told = desk.said(file)
    assert told[0] == "1 uitleg bij een signaal ingelezen: S2026-08-1."
    assert told[1].startswith("Bewaard in ") and told[2:3] == [
        "Maak daarna het dashboard opnieuw met: python run.py dashboard --month 2026-08 --out uit"
    ]
    assert "het rapport opnieuw" not in " ".join(told)
    assert words(said) == (replace(ABOUT, explained="ja", explanation=FEAST),)
    assert desk.said(file)[0].startswith("Er is niets nieuws ingelezen")
    assert "Het formulier noemt ook 2 signalen van het dashboard; bij 1 staat nog geen uitleg." in desk.said()
    sheet = openpyxl.load_workbook(said / "uit/toelichting-2026-Q3.xlsx")["Signalen"]
    assert (sheet["F6"].value, sheet["G6"].value) == ("ja", FEAST)


def test_a_word_and_an_explanation_live_in_one_file_and_lose_nothing_of_each_other(desk, said, filled):
    told = " ".join(desk.said(desk.filled(desk.in_row(7, *desk.TEXTS), "een.xlsx")))
    assert "Maak daarna het rapport opnieuw." in told and "het dashboard opnieuw" not in told
    desk.said(filled(word_in("Nee", "Wij zoeken het uit."), "twee.xlsx"))
    desk.said(filled(word_in("ja", FEAST, row=7), "drie.xlsx"))
    assert [one.number for one in words(said)] == ["S2026-08-1", "S2026-09-1"]
    assert [one.explained for one in words(said)] == ["nee", "ja"]
    assert [one.id for one in desk.kept()] == ["VE-1-4"]


def test_a_word_of_an_owner_that_is_newer_wins_and_two_at_once_are_refused(desk, said, filled):
    first = filled(word_in(), "een.xlsx")
    second = filled(word_in("nee", "Niemand weet het."), "twee.xlsx")
    [fault] = desk.faults_of(first, second)
    assert fault.message.startswith("S2026-08-1 heeft twee verschillende antwoorden")
    desk.said(first)
    desk.said(second)
    assert words(said)[0].explained == "nee"


@pytest.mark.parametrize(
    ("cells", "cell", "message"),
    [
        (word_in("misschien"), "F6", "Hier hoort ja of nee."),
        (word_in("ja", None), "G6", "Bij ja of nee hoort een zin uitleg."),
        (word_in(None), "F6", "Bij uitleg hoort ja of nee."),
        (word_in("ja", "Bel Piet op 06-12345678."), "G6", "De tekst lijkt een telefoonnummer te bevatten."),
        (word_in("ja", "=1+1"), "G6", "De tekst begint als een formule."),
        (word_in("ja", "<b>feest</b>"), "G6", "De tekst bevat opmaak, zoals <b>."),
        (word_in("ja", "12"), "G6", "Hier hoort een zin te staan, geen getal of datum."),
        ({**word_in(), "A6": "S2026-06-1"}, "A6", "Dit signaal gaf geen dashboard over 2026-Q3."),
        ({**word_in(), "A6": "VE-1-4"}, "A6", "Dit is geen nummer van een signaal."),
    ],
)
def test_what_cannot_be_a_word_is_refused_at_its_cell_and_nothing_is_written(desk, filled, cells, cell, message):
    faults = desk.faults_of(filled(cells))
    assert (faults[0].sheet, f"{faults[0].letter}{faults[0].row}", faults[0].message) == ("Signalen", cell, message)
    assert len(faults) == 1


def test_faults_of_both_sheets_come_at_once(desk, said, filled):
    file = filled(word_in("misschien"))
    book = openpyxl.load_workbook(file)
    book["Toelichting"]["H7"] = "prima"
    book.save(file)
    assert {fault.sheet for fault in desk.faults_of(file)} == {"Toelichting", "Signalen"}


def test_a_form_with_words_that_nobody_read_is_never_overwritten(desk, said):
    desk.said()
    form = said / "uit/toelichting-2026-Q3.xlsx"
    book = openpyxl.load_workbook(form)
    book["Signalen"]["F6"], book["Signalen"]["G6"] = "ja", FEAST
    book.save(form)
    with pytest.raises(AskedWrongly, match="bevat antwoorden die nog niet zijn ingelezen, in rij 6"):
        desk.said()


def test_a_file_that_cannot_be_is_a_fault_by_its_row(said):
    file = said / "params/commentary/2026-Q3.yml"
    file.parent.mkdir()
    entry = '  - number: {}\n    explained: {}\n    explanation: "{}"\n'
    file.write_text(
        "explanations: []\nsignals:\n"
        + entry.format("S2026-08-1", "ja", FEAST)
        + entry.format("S2026-08-1", "misschien", FEAST)
        + entry.format("S2026-06-1", "nee", "Mail jan@example.nl.")
    )
    found, faults = commentary.check(file, said / "params")
    assert found == ()
    assert [(fault.row, fault.message) for fault in faults] == [
        (6, "Dit signaal staat er twee keer."),
        (7, "Hier hoort ja of nee."),
        (9, "Dit signaal is niet van 2026-Q3."),
        (11, "De tekst lijkt een e-mailadres te bevatten."),
    ]


@pytest.fixture
def seen(delivery):
    """A delivery of the municipality, looked at from September."""
    municipality = SimpleNamespace(code="GM1916", name="Proefstad")
    return replace(delivery, settings=SimpleNamespace(municipality=municipality), month=Month(2026, 9))


def strangers(past):
    return [(fault.file, fault.message) for fault in past.left_out if fault.rule == signal_words.RULE]


@pytest.mark.parametrize("line", OTHERS.values(), ids=OTHERS)
def test_a_word_on_a_signal_of_one_delivery_is_named_and_not_shown_at_the_same_number_of_another(
    desk, said, filled, seen, line
):
    desk.said(filled(word_in()))
    say(said / "uit", line)
    past = history.of_month(said / "uit", said / "params", seen)
    assert past.history.signals.set_index("number").explained["S2026-08-1"] == ""
    assert strangers(past) == [("commentary/2026-Q3.yml", STRANGER)]
    (said / "uit/toelichting-2026-Q3.xlsx").unlink()
    assert "bij 2 staat nog geen uitleg" in " ".join(desk.said())
    desk.said(filled(word_in("nee", "Wij zoeken het uit."), "later.xlsx"))
    assert sorted(one.explained for one in words(said)) == ["ja", "nee"]
    table = history.of_month(said / "uit", said / "params", seen).history.signals
    assert table.set_index("number").explanation["S2026-08-1"] == "Wij zoeken het uit."


def test_a_word_on_made_up_data_says_nothing_of_real_data_nor_the_other_way(desk, said, filled, seen):
    desk.said(filled(word_in()))
    for line in (FIRST, SECOND):
        say(said / "uit/voorbeeld", line, is_made_up=True)
    made_up = history.of_month(said / "uit", said / "params", replace(seen, is_made_up=True))
    assert set(made_up.history.signals.explained) == {""}
    assert strangers(made_up) == [("commentary/2026-Q3.yml", STRANGER)]
    file = said / "params/commentary/2026-Q3.yml"
    file.write_text(commentary.as_yaml([], [replace(words(said)[0], is_made_up=True)]), encoding="utf-8")
    again = history.of_month(said / "uit", said / "params", replace(seen, is_made_up=True))
    assert "ja" in again.history.signals.explained.tolist()
    real = history.of_month(said / "uit", said / "params", seen)
    assert set(real.history.signals.explained) == {""}
    assert strangers(real) == [("commentary/2026-Q3.yml", STRANGER)]


def test_a_word_on_a_month_that_is_not_known_yet_is_no_stranger(desk, said, filled, seen):
    desk.said(filled(word_in(row=7)))
    past = history.of_month(said / "uit", said / "params", replace(seen, month=Month(2026, 8)))
    assert strangers(past) == []


def test_a_word_from_before_its_series_was_kept_is_named_and_not_shown(said, seen):
    file = said / "params/commentary/2026-Q3.yml"
    file.parent.mkdir()
    entry = f'  - number: S2026-08-1\n    explained: ja\n    explanation: "{FEAST}"\n'
    file.write_text(f"explanations: []\nsignals:\n{entry}", encoding="utf-8")
    past = history.of_month(said / "uit", said / "params", seen)
    assert set(past.history.signals.explained) == {""}
    assert strangers(past) == [("commentary/2026-Q3.yml", STRANGER)]


@pytest.mark.parametrize("line", [*OTHERS.values(), FIRST.replace(",31,", ",32,")], ids=[*OTHERS, "another count"])
def test_a_form_that_was_issued_for_other_data_is_refused_at_its_row(desk, said, filled, line):
    form = filled(word_in())
    say(said / "uit", line)
    [fault] = desk.faults_of(form)
    assert (fault.sheet, fault.letter, fault.row) == ("Signalen", "A", 6)
    assert fault.message == "Deze rij gaat over een ander signaal dan dit nummer nu heeft."


def test_a_form_that_lost_what_it_told_is_refused(desk, said, filled):
    form = filled({**word_in(), "C6": None})
    assert [fault.row for fault in desk.faults_of(form)] == [6]


def test_a_row_that_nobody_touched_puts_no_old_word_back(desk, said, filled):
    desk.said(filled(word_in(), "een.xlsx"))
    old = filled({}, "oud.xlsx")  # issued with the word on it
    desk.said(filled(word_in("nee", "Wij zoeken het uit."), "twee.xlsx"))
    assert desk.said(old)[0].startswith("Er is niets nieuws ingelezen")
    assert [one.explained for one in words(said)] == ["nee"]


def test_the_word_stands_with_the_signal_in_what_a_dashboard_and_a_report_know(desk, said, filled, seen):
    desk.said(filled(word_in()))
    table = history.of_month(said / "uit", said / "params", seen).history.signals
    assert table[["number", "explained", "explanation"]].values.tolist() == [
        ["S2026-06-1", "", ""], ["S2026-08-1", "ja", FEAST], ["S2026-09-1", "", ""],
    ]  # fmt: skip
    past = history.gather(said / "uit", said / "params", seen, Quarter(2026, 3), Quarter(2026, 3))
    assert past.history.signals.equals(table)
    assert past.history.before(Quarter(2026, 2)).signals.number.tolist() == ["S2026-06-1"]
    history.keep(past.history)
    assert history.load(past.history.name).signals.equals(table)
