"""The old Excel (.xls) to cells, error cells included."""

import io
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from helpers.door.cell_text import cell_text, percent_text
from helpers.door.cells import Sheet
from helpers.door.limits import refuse_if_many_cells
from helpers.door.workbooks.arrangement import arranged
from helpers.door.workbooks.excel import protected
from helpers.door.workbooks.styles import is_duration, is_percent
from helpers.floor.faults import BadInput, Fault
from helpers.floor.printable import printable

MARK = bytes.fromhex("d0cf11e0a1b11ae1")
_PACKED = "EncryptedPackage".encode("utf-16-le")  # how a protected .xlsx is kept
_HALF_A_DAY = 0.5
_NO_DAY = 1.0  # a serial number below is a time without a day


def read(content: bytes, file: str) -> list[Sheet]:
    """Every sheet of an .xls, hidden ones too. Raises BadInput on one that is protected or broken."""
    import xlrd

    if _PACKED in content:
        raise protected(file)
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        found: list[Sheet] = []
        for table in book.sheets():
            found.append(_sheet(table, book, file))
            refuse_if_many_cells(sum(len(row) for sheet in found for row in sheet.rows), file)
        return found
    except (BadInput, MemoryError):
        raise
    except Exception as error:  # xlrd meets a broken file with any error there is
        if "encrypted" in str(error):
            raise protected(file) from None
        hint = "Open het in Excel en bewaar het opnieuw als .xlsx."
        raise BadInput([Fault("Dit is geen leesbaar Excelbestand.", hint, file, rule="excel")]) from None


def _sheet(table: Any, book: Any, file: str) -> Sheet:
    writers = [_writer(style, book) for style in book.xf_list]
    rows = [
        [
            _text(kind, value, writers[style])
            for kind, value, style in zip(
                table.row_types(at), table.row_values(at), (cell.xf_index for cell in table.row(at)), strict=True
            )
        ]
        for at in range(table.nrows)
    ]
    # The file leaves out empty cells at the end of some rows and keeps formatted ones at the end of others.
    width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell), default=0)
    rows = [row[:width] + [""] * (width - len(row)) for row in rows]
    from_1904 = book.datemode == 1
    sheet = Sheet(file, printable(table.name), rows, [], table.visibility != 0, counts_from_1904=from_1904)
    hidden_rows = sorted(at for at, about in table.rowinfo_map.items() if about.hidden)
    hidden_columns = sorted(at for at, about in table.colinfo_map.items() if about.hidden)
    merged = [(first, last - 1, left, right - 1) for first, last, left, right in table.merged_cells]
    return arranged(sheet, merged, hidden_rows, hidden_columns)


def _text(kind: int, value: Any, number: Callable[[float], str]) -> str:
    import xlrd

    match kind:
        case xlrd.XL_CELL_TEXT:
            return value
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            return number(value)
        case xlrd.XL_CELL_BOOLEAN:
            return cell_text(bool(value))
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(value, "#N/A")
        case _:
            return ""


def _writer(style: Any, book: Any) -> Callable[[float], str]:
    """How a number with this style is written: as a percentage, a moment, a duration or a number."""
    from xlrd.biffh import DATEFORMAT

    about = book.format_map.get(style.format_key)
    code = about.format_str if about else ""
    if is_percent(code):
        return percent_text
    if is_duration(code):
        return lambda value: cell_text(timedelta(days=value))
    if about and about.type == DATEFORMAT:
        return lambda value: _moment(value, book.datemode)
    return cell_text


def _moment(value: float, datemode: int) -> str:
    from xlrd.xldate import xldate_as_datetime

    try:
        moment: datetime = xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError, ArithmeticError):
        return cell_text(value)
    if moment.time() == time() and value % 1 > _HALF_A_DAY:
        moment -= timedelta(days=1)  # so near to midnight that it was rounded into the next day
    return cell_text(moment.time() if 0 <= value < _NO_DAY and moment.time() != time() else moment)
