import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest

from helpers.door import excel
from helpers.floor.faults import BadInput


def bytes_of(*sheets):
    """The bytes of a workbook; a sheet is a name and its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_every_cell_becomes_the_text_a_dutch_reader_would_type():
    row = [
        "Ja ",
        132.0,
        62.9,
        0.1 + 0.2,
        1234567.25,
        date(2026, 3, 1),
        datetime(2026, 3, 1, 9, 30),
        True,
        None,
        "007",
    ]
    [sheet] = excel.read(bytes_of(("Blad", [row])), "a.xlsx")
    assert sheet.rows == [
        ["Ja ", "132", "62,9", "0,3", "1234567,25", "2026-03-01", "2026-03-01 09:30:00", "waar", "", "007"]
    ]


def test_times_and_durations_are_no_dates():
    assert (excel.cell_text(time(3, 4)), excel.cell_text(timedelta(hours=30))) == ("03:04:00", "30 uur")


def test_every_sheet_is_read_with_the_row_numbers_of_excel():
    guide, table = excel.read(bytes_of(("Leeswijzer", [["tekst"]]), ("Data", [[], ["a"], [1]])), "a.xlsx")
    assert (guide.name, table.name) == ("Leeswijzer", "Data")
    assert (table.numbers, table.rows) == ([1, 2, 3], [[""], ["a"], ["1"]])


def test_a_stray_cell_far_away_is_refused_with_its_sheet():
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = 1
    book.active["A1"] = "a"
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(BadInput, match="1048576 rijen"):
        excel.read(content.getvalue(), "a.xlsx")


@pytest.mark.parametrize("content", [b"PK\x03\x04 niets", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600])
def test_a_broken_workbook_is_refused_in_dutch(content):
    with pytest.raises(BadInput, match="geen leesbaar Excelbestand"):
        excel.read(content, "a.xlsx")


def test_a_zip_that_is_no_workbook_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("brief.txt", "hallo")
    with pytest.raises(BadInput, match="geen leesbaar Excelbestand"):
        excel.read(content.getvalue(), "a.xlsx")


def test_a_workbook_that_unpacks_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(excel, "LARGEST_UNPACKED_BYTES", 1000)
    with pytest.raises(BadInput, match="uitgepakt te groot"):
        excel.read(bytes_of(("Blad", [["x"]])), "a.xlsx")
