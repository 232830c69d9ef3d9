"""The form of one owner: their rows, and the sheets that nobody else gets."""

import os
import tempfile

import openpyxl
import pytest

from helpers.floor.faults import AskedWrongly
from helpers.floor.quarter import Quarter
from helpers.runner.commentary import owner_sheets

FORM = "uit/toelichting-2026-Q3-crisisbeheersing.xlsx"
SHOWN = """from helpers.floor.shapes.pieces import Cell, Data, Table
Table("roles", "Rollen", ["Rol", "Leden"], [[Cell("Opvang"), Cell("2")]], data=Data(["a", "b"], [["Opvang", 2]]))"""
TABLE = {
    "kind": "table", "caption": "Rollen zonder opleiding", "notes": ["Alleen voor u."], "source": "Bron: register.",
    "columns": ["Rol", "Leden"], "data": {"columns": ["role", "n"], "rows": [["Opvang", 2.0], ["=1+1", 1.0]]},
}  # fmt: skip


@pytest.fixture
def given(monkeypatch):
    """What the internal notebooks give; the list of what was asked of them."""
    asked = []

    def made(measures, *more):
        asked.append((measures, *more))
        return [TABLE], []

    monkeypatch.setattr(owner_sheets, "made", made)
    return asked


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Where temporary folders are made in this test."""
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def numbers(file):
    return [row[0] for row in openpyxl.load_workbook(file)["Toelichting"].iter_rows(min_row=6, values_only=True)]


def test_the_form_of_one_owner_has_their_rows_and_the_sheet(place, desk, given):
    told = desk.said(owner="Crisisbeheersing")
    assert numbers(place / FORM) == ["BR-1-1", "BR-1-2"]
    sheet = openpyxl.load_workbook(place / FORM)["Rollen zonder opleiding"]
    rows = [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        ["Rollen zonder opleiding"], ["Alleen voor u."], ["Bron: register."], [],
        ["Rol", "Leden"], ["Opvang", 2], ["=1+1", 1],
    ]  # fmt: skip
    assert sheet["A7"].data_type == "s"  # never a formula
    assert given == [({"crisis_agreements_percent", "crisis_protocols_percent"}, Quarter(2026, 3), "")]
    alone = "Het blad “Rollen zonder opleiding” heeft kleine aantallen: stuur het alleen aan deze eigenaar."
    assert told[-3:-1] == [alone, f"Stuur dit formulier naar Crisisbeheersing: {FORM}"]


def test_the_form_for_all_owners_never_asks_for_such_a_sheet(place, desk, given):
    desk.said()
    assert given == []
    assert openpyxl.load_workbook(place / "uit/toelichting-2026-Q3.xlsx").sheetnames == ["Toelichting", "Leeswijzer"]


def test_reading_the_form_back_passes_over_the_sheet(place, desk, given):
    desk.said(owner="Crisisbeheersing")
    form = desk.filled(desk.in_row(6, *desk.TEXTS), form=FORM)
    assert desk.said(form)[0] == "1 toelichting ingelezen: BR-1-1."
    assert "Opvang" not in "".join(file.read_text("utf-8") for file in (place / "params/commentary").iterdir())


def test_an_owner_who_is_not_there_gets_the_nearest_and_one_form_is_made_or_read(desk, given):
    with pytest.raises(AskedWrongly, match=r"geen eigenaar “Crisisbeheer”.*\n?.*Crisisbeheersing"):
        desk.said(owner="Crisisbeheer")
    with pytest.raises(AskedWrongly, match="--owner en --form kunnen niet samen"):
        desk.said("terug.xlsx", owner="Crisisbeheersing")
    assert given == []


def test_only_the_notebooks_for_the_owner_of_these_measures_run(write, folder, temporary):
    write("rapport", "1 / 0", chapter=1)
    write("anders", "1 / 0", audience="owner", measure="other")
    write("zonder", "1 / 0", audience="owner")
    write("rollen", SHOWN, audience="owner", measure="wanted")
    tables, told = owner_sheets.made(
        {"wanted", ""}, Quarter(2026, 3), "x", folder
    )  # "": an indicator without a measure
    assert [(one["caption"], one["data"]["rows"]) for one in tables] == [("Rollen", [["Opvang", 2]])]
    assert told == []
    assert os.listdir(temporary) == []


def test_a_notebook_that_fails_is_told_in_one_line_without_what_it_said_and_leaves_nothing(write, folder, temporary):
    write("rapport", chapter=1)
    write("rollen", SHOWN, "raise ValueError('Opvang 2')", audience="owner", measure="wanted")
    tables, told = owner_sheets.made({"wanted"}, Quarter(2026, 3), "x", folder)
    line = "Het blad “Titel van rollen” ontbreekt: het is niet te maken uit de levering van dit rapport."
    assert (tables, told) == ([], [line])
    assert os.listdir(temporary) == []
