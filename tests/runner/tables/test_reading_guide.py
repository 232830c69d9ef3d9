"""What a workbook says of itself, and the Dutch beside its codes."""

from __future__ import annotations

import csv
import math
import re
from datetime import date
from itertools import chain

import pytest
import python_calamine

from helpers.disclosure.published import about_earlier, catalogue
from helpers.floor import dutch
from helpers.runner.tables import code_names, column_names, reading_guide
from helpers.runner.tables.book import Sheet
from helpers.runner.tables.reading_guide import COLUMNS, GUIDE, About

ABOUT = About("Tabellen", "Proefstad", "Het derde kwartaal", "Editie 2, concept", True, {"wijk": {"WK1": "Noord"}})


def pages(**tables: Sheet):
    return {one.name: one for one in reading_guide.book(tables, ABOUT).pages}


def test_the_first_sheet_says_what_it_is_and_leads_to_every_other():
    found = pages(pad=Sheet([["wijk"], ["WK1"]], "Ouderen per maand", "Bron: een register."))
    assert list(found) == [GUIDE, "pad", COLUMNS]
    guide = found[GUIDE]
    told = {row[0]: row[1] for row in guide.rows[1:]}
    assert (told["Titel"], told["Gemeente"], told["Editie"]) == ("Tabellen", "Proefstad", "Editie 2, concept")
    assert "verzonnen" in told["Gegevens"] and "Lege cel" in told
    assert ["pad", "Ouderen per maand", "een register."] in guide.rows  # the column is called Bron
    assert {guide.rows[row][0]: sheet for row, sheet in guide.links.items()} == {"pad": "pad", COLUMNS: COLUMNS}


def test_marks_of_hidden_numbers_are_explained_where_a_table_has_them():
    told = {row[0] for row in pages(a=Sheet([["value", "withheld"], [None, "small"]]))[GUIDE].rows}
    assert {"Afgeschermd", "Niet gepubliceerd", "Geen gegevens", "Verouderd"} <= told
    assert "Afgeschermd" not in {row[0] for row in pages(a=Sheet([["value"], [1]]))[GUIDE].rows}


def test_the_dutch_of_a_code_stands_beside_it():
    rows = pages(
        a=Sheet(
            [["wijk", "unit", "step", "value"], ["WK1", "persons", "seats", 3]], names={"step": {"seats": "Plaatsen"}}
        )
    )
    header, row = rows["a"].rows
    assert header[:6] == ["Wijk", "Wijk (code)", "Eenheid", "Eenheid (code)", "Stap", "Stap (code)"]
    assert row[:6] == ["Noord", "WK1", "personen", "persons", "Plaatsen", "seats"]


def test_a_table_that_names_its_codes_itself_gets_no_second_name():
    (header, _) = pages(a=Sheet([["wijk", "wijk_name"], ["WK1", "Noord"]]))["a"].rows
    assert header == ["Wijk", "Naam van de wijk"]


def test_what_each_column_means_stands_with_its_name_in_the_csv():
    told = pages(gaps=Sheet([["missing"], [3]]))[COLUMNS].rows
    assert told == [
        ["Kolom", "Naam in de CSV", "Uitleg"],
        ["Mist nog (%)", "missing", "Deel van de streefwaarde dat nog ontbreekt."],
    ]


def test_headers_are_text_and_each_stands_once():
    header, _ = pages(a=Sheet([["rule", "why", "2026"], ["x", "y", 3]]))["a"].rows
    assert header == ["Waarom", "Waarom (why)", "2026"]


def test_without_tables_there_is_a_guide_that_lists_none():
    assert list(pages()) == [GUIDE, COLUMNS]


def test_every_column_that_may_be_published_has_a_dutch_name():
    every = {
        column for entry in (*catalogue.TABLES.values(), *about_earlier.TABLES.values()) for column in entry.columns
    }
    gone = {"split", "sessions"}  # of earlier code
    assert {one for one in every - gone if not one.startswith("<")} - column_names.COLUMNS.keys() == set()
    assert {name for name in column_names.COLUMNS if "." not in name} - every == set()


def test_every_unit_has_a_dutch_name():
    assert code_names.UNITS.keys() == dutch.UNITS.keys()


def _numbers(rows):
    return {
        float(cell) for row in rows[1:] for cell in row if isinstance(cell, int | float) and not isinstance(cell, bool)
    }


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_workbook_of_an_edition_holds_no_number_that_its_tables_do_not(published, suffix):
    edition = published / "2026-Q3" / "1"
    book = python_calamine.CalamineWorkbook.from_path(edition / f"tables{suffix}")
    seen = 0
    for file in sorted((edition / "tables").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            told = [cell for row in csv.reader(lines) for cell in row]
        numbers = [float(cell) for cell in told if re.fullmatch(r"-?\d+(\.\d+)?([eE]-?\d+)?", cell)]
        name = file.stem if len(file.stem) <= 31 else file.stem.partition("-")[2]
        rows = book.get_sheet_by_name(name).to_python()
        for number in _numbers(rows):
            assert any(math.isclose(number, one, rel_tol=1e-15, abs_tol=0) for one in numbers), (file.stem, number)
        days = {cell.isoformat() for row in rows for cell in row if isinstance(cell, date)}
        assert days <= set(told), file.stem
        assert len(rows) == len(list(csv.reader(file.read_text("utf-8").splitlines()))), file.stem
        seen += 1
    assert seen == len(book.sheet_names) - 2
    for name in (GUIDE, COLUMNS):
        assert _numbers(book.get_sheet_by_name(name).to_python()) == set()


@pytest.mark.slow
def test_the_two_workbooks_of_an_edition_hold_the_same(published):
    first, second = (
        python_calamine.CalamineWorkbook.from_path(published / "2026-Q3" / "1" / f"tables{suffix}")
        for suffix in (".xlsx", ".ods")
    )
    assert first.sheet_names == second.sheet_names
    for name in first.sheet_names:
        rows, others = (book.get_sheet_by_name(name).to_python() for book in (first, second))
        for one, other in zip(chain(*rows), chain(*others), strict=True):
            is_part = isinstance(one, float)  # of which Excel keeps sixteen digits
            assert math.isclose(one, other, rel_tol=1e-15) if is_part else one == other, name
