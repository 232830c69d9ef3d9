"""A column says once how its numbers are written on the page, and the file has them as they are."""

import math

import pandas as pd
import pytest

from helpers.displays.drawing.columns import PAGE_ONLY, Column, cells, file_only, in_file

ROW = pd.Series({"a": 2.5, "high": 4.0, "unit": "per_1000", "gone": math.nan, "withheld": "small", "wave": "2024"})


@pytest.mark.parametrize(
    ("column", "text", "style"),
    [
        (Column("a", "A", decimals=1), "2,5", "number"),
        (Column("a", "A", "hours", 1, is_change=True), "+2,5 uur", "number"),
        (Column("a", "A", "unit"), "2,5 per 1.000", "number"),
        (Column("a", "A", "unit", until="high"), "2,5 tot 4,0 per 1.000", "number"),
        (Column("gone", "A", "hours", until="high"), "afgeschermd", "number"),
        (Column("gone", "A", "hours", missing="geen"), "geen", "number"),
        (Column("wave", "A"), "2024", ""),
        (Column("wave", "A", decimals=0), "2024", "number"),
        (Column("a", "A", written=lambda row: row.wave), "2024", ""),
    ],
)
def test_a_cell_is_written_as_its_column_says(column, text, style):
    cell = column.cell(ROW)
    assert (cell.text, cell.style) == (text, style)


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan, None])
def test_what_is_no_number_is_a_dash_or_what_the_column_says_of_it(value):
    row = pd.Series({"a": value}, dtype="object")
    assert Column("a", "A", decimals=0).cell(row).text == "–"
    assert Column("a", "A", decimals=0, missing="niets te zien").cell(row).text == "niets te zien"


def test_a_text_that_is_empty_is_a_dash_on_the_page_and_empty_in_the_file():
    frame = pd.DataFrame({"rule": [""], "a": [1.0]})
    columns = [Column("rule", "Uitleg"), *file_only("a")]
    assert [[cell.text for cell in row] for row in cells(frame, columns)] == [["–"]]
    assert in_file(frame, columns).rows == [["", 1]]


def test_a_row_of_the_page_alone_is_not_in_the_file():
    frame = pd.DataFrame({"a": [1.0, 2.0, 3.0], PAGE_ONLY: [None, True, False]})
    assert len(cells(frame, [Column("a", "A", decimals=0)])) == 3
    assert in_file(frame, file_only("a")).rows == [[1], [3]]
