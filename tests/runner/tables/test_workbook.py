"""The workbook for who works on in Excel: typed cells, readable columns, never a formula, the same bytes."""

from __future__ import annotations

import io
import time
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.runner.tables import workbook
from helpers.runner.tables.workbook import GUIDE, Sheet


def opened(sheets):
    return openpyxl.load_workbook(io.BytesIO(workbook.as_workbook(sheets)))


def test_the_first_sheet_says_what_every_other_sheet_holds_and_where_it_comes_from():
    book = opened({"pad": Sheet([["k"], [1]], "Ouderen per maand", "Bron: een register.")})
    assert book.sheetnames == [GUIDE, "pad"]
    assert [[c.value for c in row] for row in book[GUIDE].rows] == [
        ["Blad", "Wat er staat", "Bron"],
        ["pad", "Ouderen per maand", "Bron: een register."],
    ]


def test_a_number_is_a_number_a_day_is_a_day_and_text_is_text():
    sheet = opened({"t": Sheet([["n", "dag", "tekst", "ja"], [2.5, "2026-09-30", "2026-Q3", True]])})["t"]
    number, day, text, yes = sheet[2]
    assert (number.value, number.data_type) == (2.5, "n")
    assert (day.value, day.number_format) == (datetime(2026, 9, 30), "dd-mm-yyyy")
    assert (text.value, text.data_type) == ("2026-Q3", "s")
    assert yes.value is True


def test_what_only_looks_like_a_day_stays_text():
    assert opened({"t": Sheet([["dag"], ["2026-02-30"]])})["t"]["A2"].value == "2026-02-30"


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+31", "-1+1", "@SUM(A1)", "{=1}"])
def test_a_text_that_excel_would_run_stays_text(text):
    cell = opened({"t": Sheet([["k"], [text]])})["t"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_missing_value_and_a_number_that_is_none_leave_the_cell_empty():
    sheet = opened({"t": Sheet([["k", "m"], [None, float("nan")], [float("inf"), 1]])})["t"]
    assert [sheet[place].value for place in ("A2", "B2", "A3")] == [None] * 3


def test_the_header_stays_in_sight_and_columns_are_as_wide_as_what_they_hold():
    sheet = opened({"t": Sheet([["k", "lang"], ["x", "woord " * 5], ["y", "z" * 200]])})["t"]
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold and sheet.auto_filter.ref == "A1:B3"
    assert sheet.column_dimensions["A"].width == 9 and sheet.column_dimensions["B"].width == 60


def test_sheet_names_fit_excel_and_stay_apart():
    book = opened(
        {"a/b": Sheet([["k"]]), "n" * 40: Sheet([["k"]]), "n" * 41: Sheet([["k"]]), "leeswijzer": Sheet([["k"]])}
    )
    names = book.sheetnames
    assert all(len(name) <= 31 for name in names) and len({name.casefold() for name in names}) == 5


def test_without_tables_there_is_a_guide_that_lists_none():
    assert opened({}).sheetnames == [GUIDE]


def test_the_same_tables_give_the_same_workbook_at_another_time():
    sheets = {"a": Sheet([["k"], [1]], "t")}
    first = workbook.as_workbook(sheets)
    time.sleep(2.1)  # a zip entry counts in steps of two seconds
    assert workbook.as_workbook(sheets) == first


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(allow_nan=True), st.text(max_size=40)
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_values_make_a_workbook_that_opens_without_a_formula(values):
    sheet = opened({"t": Sheet([["k"], *([value] for value in values)])})["t"]
    assert all(cell.data_type != "f" for row in sheet.rows for cell in row)
