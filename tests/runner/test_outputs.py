"""The tables beside the pages: plain CSV, and one workbook that is the same every time."""

from __future__ import annotations

import csv
import io
import time

import nbformat
import openpyxl
import pytest

from helpers.floor.pieces import MIME, Cell, Data, Table
from helpers.runner import outputs


def notebook(*pieces: Table) -> nbformat.NotebookNode:
    shown = [nbformat.v4.new_output("display_data", {MIME: piece.as_json()}) for piece in pieces]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show.x(result)", outputs=shown)])


def table(name: str, *rows: list) -> Table:
    return Table(name, "Een tabel", ["a", "b"], [[Cell("x"), Cell("1")]], data=Data(["a", "b"], list(rows)))


def test_a_csv_has_a_decimal_point_and_nothing_where_a_value_is_missing():
    text = outputs.as_csv(
        [["wijk", "value"], ["Bovenveen", 64.25], ["é, “x”", None], ["c", 8.0], ["d", float("nan")]]
    )
    assert text.decode("utf-8") == 'wijk,value\nBovenveen,64.25\n"é, “x”",\nc,8\nd,\n'


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 70", "-", "@SUM(A1)", "\t=1", "-1+1", "=HYPERLINK(1)", "+", "-1e", "-infinity"]
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert next(iter(csv.reader(io.StringIO(outputs.as_csv([[text]]).decode())))) == ["'" + text]


@pytest.mark.parametrize("number", ["-3", "+4.5", "-.5", "-1e-9"])
def test_a_number_with_a_sign_stays_a_number(number):
    assert outputs.as_csv([[number]]).decode() == number + "\n"
    assert outputs.as_csv([[-3.5]]).decode() == "-3.5\n"


def test_tables_are_named_by_their_pieces_and_a_second_of_that_name_by_its_notebook():
    same, other = table("indicators", ["x", 1]), table("indicators", ["x", 2])
    found = outputs.tables(
        [("one", notebook(same, same)), ("two", notebook(other)), ("three", notebook(same))]
    )
    assert found == {"indicators": [["a", "b"], ["x", 1]], "two_indicators": [["a", "b"], ["x", 2]]}


def test_a_workbook_holds_every_table_and_no_formula():
    stream = io.BytesIO(
        outputs.as_workbook({"a/b": [["k"], ["=1+1"], [None], [2.5]], "n" * 40: [["k"]], "n" * 41: [["k"]]})
    )
    book = openpyxl.load_workbook(stream)
    assert [len(name) <= 31 for name in book.sheetnames] == [True] * 3
    first = book[book.sheetnames[0]]
    assert [row[0].value for row in first.rows] == ["k", "=1+1", None, 2.5]
    assert first["A2"].data_type == "s"


def test_the_same_tables_give_the_same_workbook_at_another_time():
    rows = {"a": [["k"], [1]]}
    first = outputs.as_workbook(rows)
    time.sleep(2.1)  # a zip entry counts in steps of two seconds
    assert outputs.as_workbook(rows) == first
