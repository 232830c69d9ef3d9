"""A workbook for Excel: real tables with a marked header, typed cells, never a formula, no merged cells."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

from helpers.runner.tables.book import FIXED_DAY, LANGUAGE, POINTS_A_LINE, Book, Page

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FIXED_TIME = b"1980-01-01T00:00:00Z"
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[RrCc]\d*([RrCc]\d*)?", re.ASCII)


def as_xlsx(book: Book) -> bytes:
    """A workbook as .xlsx; the same gives the same bytes."""
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.active)
    about = made.properties
    about.title, about.creator, about.language = book.title, book.publisher, LANGUAGE
    taken: set[str] = set()
    for page in book.pages:
        _fill(made.create_sheet(page.name), page, taken)
    stream = io.BytesIO()
    made.save(stream)
    return without_time(stream.getvalue())


def without_time(workbook: bytes) -> bytes:
    """The same workbook without the time of its making, so that the same content gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _FIXED_TIME, content)
            entry = zipfile.ZipInfo(name, FIXED_DAY)
            entry.create_system = 0  # the same on every platform
            entry.compress_type = zipfile.ZIP_STORED  # zlib versions differ
            new.writestr(entry, content)
    return stream.getvalue()


def _fill(sheet: Worksheet, page: Page, taken: set[str]) -> None:
    from openpyxl.utils import get_column_letter

    rounded = page.is_rounded
    for row_number, (row, lines) in enumerate(zip(page.rows, page.lines, strict=True), 1):
        for column_number, value in enumerate(row, 1):
            if value is not None:
                _put(sheet.cell(row_number, column_number), value, rounded[column_number - 1])
        if lines > 1:
            _heighten(sheet, row_number, lines)
    _mark_header(sheet)
    for number, width in enumerate(page.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row_number, target in page.links.items():
        _link(sheet.cell(row_number + 1, 1), target)
    if len(page.rows) > 1:
        sheet.add_table(_table(page, sheet.dimensions, taken))


def _mark_header(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    marked = {
        "font": Font(name="Calibri", bold=True),
        "alignment": Alignment(vertical="top", wrap_text=True),
        "fill": PatternFill("solid", fgColor="FFEDEDED"),
    }
    for cell in sheet[1]:
        for name, style in marked.items():
            setattr(cell, name, style)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _heighten(sheet: Worksheet, row: int, lines: int) -> None:
    from openpyxl.styles import Alignment

    sheet.row_dimensions[row].height = lines * POINTS_A_LINE
    for cell in sheet[row]:
        cell.alignment = Alignment(vertical="top", wrap_text=isinstance(cell.value, str))


def _table(page: Page, place: str, taken: set[str]) -> Any:
    from openpyxl.worksheet.table import Table, TableStyleInfo

    name = re.sub(r"\W", "_", page.name, flags=re.ASCII)
    name = f"t_{name}" if not name[0].isalpha() or _LIKE_A_CELL.fullmatch(name) else name
    while name.casefold() in taken:
        name += "_"
    taken.add(name.casefold())
    made = Table(displayName=name, ref=place)
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    return made


def _link(cell: Any, target: str) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    place = "'{}'!A1".format(target.replace("'", "''"))
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=str(cell.value))
    cell.font = Font(name="Calibri", color="FF0B5394", underline="single")


def _put(cell: Any, value: Any, is_rounded: bool) -> None:
    if isinstance(value, bool | int | float):
        cell.value = value
        if is_rounded and not isinstance(value, bool):
            cell.number_format = "#,##0.00"
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "dd-mm-yyyy"
    else:
        cell.value = value
        cell.data_type = "s"  # never a formula
