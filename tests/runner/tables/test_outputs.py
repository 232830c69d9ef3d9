"""The tables beside the pages, as plain CSV."""

from __future__ import annotations

import csv
import io
import re

import nbformat
import pytest

from helpers.floor.shapes.pieces import MIME, Cell, Data, Table
from helpers.runner.tables import excel_csv, outputs


def notebook(*pieces: Table) -> nbformat.NotebookNode:
    shown = [nbformat.v4.new_output("display_data", {MIME: piece.as_json()}) for piece in pieces]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show.x(result)", outputs=shown)])


def table(name: str, *rows: list) -> Table:
    return Table(name, "Een tabel", ["a", "b"], [[Cell("x"), Cell("1")]], data=Data(["a", "b"], list(rows)))


def test_a_csv_has_a_decimal_point_and_nothing_where_a_value_is_missing():
    text = outputs.as_csv([["wijk", "value"], ["Bovenveen", 64.25], ["é, “x”", None], ["c", 8.0], ["d", float("nan")]])
    assert text.decode("utf-8") == 'wijk,value\nBovenveen,64.25\n"é, “x”",\nc,8\nd,\n'


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 70", "-", "@SUM(A1)", "\t=1", "-1+1", "=HYPERLINK(1)", "+", "-1e", "-infinity"]
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert next(iter(csv.reader(io.StringIO(outputs.as_csv([[text]]).decode())))) == ["'" + text]


@pytest.mark.parametrize("text", ["x;=1+1", "x;;@SUM(A1)", "x\n=1+1", "x\r=1+1", "x\r\n=1+1", "\r=1+1"])
def test_no_part_of_a_text_that_a_spreadsheet_could_take_for_a_cell_begins_a_formula(text):
    made = outputs.as_csv([["naam", "value"], ["a", text]])
    assert [len(row) for row in csv.reader(io.StringIO(made.decode(), newline=""), strict=True)] == [2, 2]
    assert not any(one.startswith(("=", "@")) for one in re.split(r'[;,\r\n"]', made.decode()))
    assert excel_csv.as_excel_csv(made)


@pytest.mark.parametrize("number", ["-3", "+4.5", "-.5", "-1e-9"])
def test_a_number_with_a_sign_stays_a_number(number):
    assert outputs.as_csv([[number]]).decode() == number + "\n"
    assert outputs.as_csv([[-3.5]]).decode() == "-3.5\n"


def test_tables_are_named_by_their_pieces_and_a_second_of_that_name_by_its_notebook():
    same, other = table("indicators", ["x", 1]), table("indicators", ["x", 2])
    found = outputs.tables([("one", notebook(same, same)), ("two", notebook(other)), ("three", notebook(same))])
    rows = {name: sheet.rows for name, sheet in found.items()}
    assert rows == {"indicators": [["a", "b"], ["x", 1]], "two_indicators": [["a", "b"], ["x", 2]]}
    assert found["indicators"].title == "Een tabel"
