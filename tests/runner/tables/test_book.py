"""The workbooks for who works on in Excel or LibreOffice: typed cells, one table a sheet, never a formula, same bytes."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.runner.tables import ods, xlsx
from helpers.runner.tables.book import Book, Page, sheet_name, typed

WRITERS = (xlsx.as_xlsx, ods.as_ods)


def book(*pages: Page) -> Book:
    return Book("Tabellen <1>", "Gemeente “Proef” & stad", pages)


def page(*rows: list, name: str = "t", **more) -> Page:
    return Page(name, [list(row) for row in rows], **more)


def in_excel(made: Book):
    return openpyxl.load_workbook(io.BytesIO(xlsx.as_xlsx(made)))


def read(made: Book, write) -> dict[str, list[list]]:
    """What a reader that is not ours finds: by sheet its rows."""
    found = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(write(made)))
    return {name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names}


@pytest.mark.parametrize("write", WRITERS)
def test_another_reader_finds_the_same_cells_with_their_types(write):
    rows = [
        ["n", "dag", "tekst", "ja", "leeg"],
        [2.5, date(2026, 9, 30), "a  b <&>", True, None],
        [-1, None, "é", False, 3],
    ]
    assert read(book(page(*rows, name="één's")), write) == {
        "één's": [rows[0], [2.5, date(2026, 9, 30), "a  b <&>", True, ""], [-1, "", "é", False, 3]]
    }


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+31", "-1+1", "@SUM(A1)", "{=1}", "of:=1+1"])
def test_a_text_that_a_program_would_run_stays_text(write, text):
    made = book(page(["k"], [text]))
    assert read(made, write)["t"][1] == [text]
    with zipfile.ZipFile(io.BytesIO(write(made))) as parts:
        inside = b"".join(parts.read(name) for name in parts.namelist())
    assert b"<f>" not in inside and b"table:formula" not in inside
    assert in_excel(made)["t"]["A2"].data_type == "s"


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_workbook_gives_the_same_bytes_at_another_time(write):
    made = book(page(["k"], [1]))
    first = write(made)
    time.sleep(2.1)  # a zip entry counts in steps of two seconds
    assert write(made) == first


@pytest.mark.parametrize("write", WRITERS)
def test_a_workbook_says_its_title_its_language_and_no_person(write):
    with zipfile.ZipFile(io.BytesIO(write(book(page(["k"]))))) as parts:
        told = parts.read("docProps/core.xml" if "docProps/core.xml" in parts.namelist() else "meta.xml").decode()
    assert "Tabellen &lt;1&gt;" in told and "nl-NL" in told and "Gemeente “Proef” &amp; stad" in told
    assert "openpyxl" not in told and "lastModifiedBy" not in told


@pytest.mark.parametrize("write", WRITERS)
def test_no_cell_is_merged_and_a_table_without_rows_opens(write):
    made = book(page(["a", "b"]), page(["a", "b"], [1, 2], name="vol"))
    with zipfile.ZipFile(io.BytesIO(write(made))) as parts:
        inside = b"".join(parts.read(name) for name in parts.namelist())
    assert b"mergeCell" not in inside and b"spanned" not in inside
    assert read(made, write) == {"t": [["a", "b"]], "vol": [["a", "b"], [1, 2]]}


def test_a_sheet_in_excel_is_one_real_table_with_a_marked_header_that_stays_in_sight():
    sheet = in_excel(book(page(["k", "lang"], ["x", "woord " * 5], ["y", "z" * 200], name="p1")))["p1"]
    (table,) = sheet.tables.values()
    assert (table.ref, table.headerRowCount, table.name) == ("A1:B3", 1, "t_p1")
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold and sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["A"].width == 9 and sheet.column_dimensions["B"].width == 60
    assert sheet.row_dimensions[3].height > sheet.row_dimensions[2].height if sheet.row_dimensions[2].height else True


def test_an_open_sheet_is_one_range_with_a_header_that_is_repeated_and_stays_in_sight():
    with zipfile.ZipFile(io.BytesIO(ods.as_ods(book(page(["k", "l"], ["x", 1]))))) as parts:
        assert parts.namelist()[0] == "mimetype" and parts.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        content, told = parts.read("content.xml").decode(), parts.read("settings.xml").decode()
    assert "table:target-range-address=\"$'t'.A1:$'t'.B2\" table:contains-header=\"true\"" in content
    assert "<table:table-header-rows>" in content and "VerticalSplitPosition" in told


def test_the_first_cell_of_a_row_leads_to_its_sheet():
    made = book(page(["k"], ["naar"], name="gids", links={1: "doel's"}), page(["k"], [1], name="doel's"))
    assert in_excel(made)["gids"]["A2"].hyperlink.location == "'doel''s'!A1"
    with zipfile.ZipFile(io.BytesIO(ods.as_ods(made))) as parts:
        assert "xlink:href=\"#'doel''s'.A1\"" in parts.read("content.xml").decode()


def test_a_column_with_parts_shows_two_decimals_unless_that_would_hide_a_number():
    sheet = in_excel(book(page(["a", "b", "c"], [92.307, 4, 0.00009], [1, 2026, 0.5])))["t"]
    assert [cell.number_format for cell in sheet[2]] == ["#,##0.00", "General", "General"]
    assert sheet["A2"].value == 92.307


def test_a_day_is_a_day_and_what_only_looks_like_one_stays_text():
    sheet = in_excel(book(page(["dag"], [typed("2026-09-30")], [typed("2026-02-30")])))["t"]
    assert (sheet["A2"].value, sheet["A2"].number_format) == (datetime(2026, 9, 30), "dd-mm-yyyy")
    assert sheet["A3"].value == "2026-02-30"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this computer")
@pytest.mark.parametrize("write", WRITERS)
def test_libreoffice_opens_it_and_saves_the_same_cells(write, tmp_path):
    suffix = "ods" if write is ods.as_ods else "xlsx"
    other = "xlsx" if suffix == "ods" else "ods"
    rows = [["n", "dag", "tekst"], [2.5, date(2026, 9, 30), "=1+1"], [-1, None, "a  b <&>"]]
    (tmp_path / f"t.{suffix}").write_bytes(write(book(page(*rows), page(["k"], ["naar"], name="één's"))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", other, "--outdir", tmp_path, tmp_path / f"t.{suffix}"], check=True)  # fmt: skip
    found = python_calamine.CalamineWorkbook.from_path(tmp_path / f"t.{other}")
    assert found.sheet_names == ["t", "één's"]
    assert found.get_sheet_by_name("t").to_python() == [rows[0], rows[1], [-1, "", "a  b <&>"]]


def test_names_of_sheets_fit_excel_and_stay_apart():
    taken: set[str] = {"leeswijzer"}
    names = [
        sheet_name(name, taken) for name in ("a/b", "n" * 40, "n" * 41, "Leeswijzer", "wijk_profile-WK1_" + "x" * 20)
    ]
    assert all(len(name) <= 31 for name in names) and len({name.casefold() for name in names} | {"leeswijzer"}) == 6
    assert names[-1] == "WK1_" + "x" * 20


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(allow_nan=True), st.text(max_size=40)
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_values_make_workbooks_that_open_and_hold_the_same(values):
    made = book(page(["k"], ["x"], *([typed(value)] for value in values), ["y"]))
    first, second = (read(made, write)["t"] for write in WRITERS)
    assert len(first) == len(second) == len(values) + 3
    assert all(cell.data_type != "f" for row in in_excel(made)["t"].rows for cell in row)
