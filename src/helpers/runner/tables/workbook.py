"""Tables as an Excel workbook: a reading guide first, then one sheet a table with typed cells."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Rows = list[list[Any]]  # the header first
GUIDE = "Leeswijzer"
_FIXED_DAY = (1980, 1, 1, 0, 0, 0)
_FIXED_TIME = b"1980-01-01T00:00:00Z"
_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NARROWEST, _WIDEST = 9, 60  # characters


class Sheet(NamedTuple):
    """A table with what it says: its title and its source, both Dutch and possibly ""."""

    rows: Rows
    title: str = ""
    source: str = ""


def as_workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """All tables as sheets of one workbook; the same tables give the same bytes.

    Numbers are numbers, an ISO date is a date, the rest is text and never a formula.
    """
    from openpyxl import Workbook

    book = Workbook()
    guide = book.active
    guide.title = GUIDE
    listed, taken = [], {GUIDE.casefold()}
    for name, sheet in sheets.items():
        made = book.create_sheet(_sheet_name(name, taken))
        _fill(made, sheet.rows)
        listed.append([made.title, sheet.title, sheet.source])
    _fill(guide, [["Blad", "Wat er staat", "Bron"], *listed])
    stream = io.BytesIO()
    book.save(stream)
    return without_time(stream.getvalue())


def without_time(workbook: bytes) -> bytes:
    """The same workbook without the time of its making, so that the same content gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _FIXED_TIME, content)
            entry = zipfile.ZipInfo(name, _FIXED_DAY)
            entry.create_system = 0  # the same on every platform
            entry.compress_type = zipfile.ZIP_STORED  # zlib versions differ
            new.writestr(entry, content)
    return stream.getvalue()


def _fill(sheet: Worksheet, rows: Rows) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for row_number, row in enumerate(rows, 1):
        for column_number, value in enumerate(row, 1):
            _put(sheet.cell(row_number, column_number), value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    for number, width in enumerate(_widths(rows), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _widths(rows: Rows) -> list[int]:
    columns: Sequence[tuple[Any, ...]] = list(zip(*rows, strict=True))
    longest = [max(len(str(value)) for value in column if value is not None) for column in columns]
    return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]


def _put(cell: Any, value: Any) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment

    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool | int | float):
        cell.value = value
    elif _DAY.fullmatch(text := str(value)) and (day := _day(text)):
        cell.value, cell.number_format = day, "dd-mm-yyyy"
    else:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"  # never a formula
        cell.alignment = Alignment(vertical="top", wrap_text=len(text) > _WIDEST)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _sheet_name(name: str, taken: set[str]) -> str:
    base = _FORBIDDEN_IN_SHEET_NAME.sub("_", name)[:31] or "tabel"
    chosen, count = base, 1
    while chosen.casefold() in taken:
        count += 1
        chosen = f"{base[: 30 - len(str(count))]}_{count}"
    taken.add(chosen.casefold())
    return chosen
