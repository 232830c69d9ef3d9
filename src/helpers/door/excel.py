"""Excel to cells: every sheet, every cell as the text that a Dutch reader would type."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from helpers.door import workbook
from helpers.door.cells import Sheet
from helpers.floor.faults import BadInput, Fault

LARGEST_CELLS = 20_000_000
LARGEST_UNPACKED_BYTES = 1_000_000_000


def read(content: bytes, file: str) -> list[Sheet]:
    """Every sheet of a workbook, hidden ones too. Raises BadInput on one that is protected or broken."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        if workbook.unpacked_bytes(content) > LARGEST_UNPACKED_BYTES:
            raise _refused("Het bestand is uitgepakt te groot.", "Lever de export als CSV.", file)
        for name, (rows, columns) in workbook.extents(content).items():
            _refuse_if_vast(rows, columns, file, name)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        unanswered = workbook.unanswered(content)
        return [_sheet(book, name, file, unanswered.get(name, {})) for name in names]
    except PasswordError:
        hint = "Haal het wachtwoord eraf en bewaar het opnieuw."
        raise _refused("Het bestand is beveiligd met een wachtwoord.", hint, file) from None
    except (CalamineError, OSError, ValueError, BadZipFile, ParseError, NotImplementedError, RuntimeError):
        hint = "Open het in Excel en bewaar het opnieuw als .xlsx."
        raise _refused("Dit is geen leesbaar Excelbestand.", hint, file) from None


def cell_text(value: object) -> str:
    """One cell as text: dates as ISO, whole numbers without a comma, others with a decimal comma.

    >>> cell_text(132.0), cell_text(62.9), cell_text(date(2026, 3, 1)), cell_text(True)
    ('132', '62,9', '2026-03-01', 'waar')
    """
    match value:
        case str():
            return value
        case bool():
            return "waar" if value else "onwaar"
        case int():
            return str(value)
        case float():
            return _number(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return f"{_number(value.total_seconds() / 3600)} uur"
        case _:
            return "" if value is None else str(value)


def _number(value: float) -> str:
    if value.is_integer():
        return str(int(value))
    # fifteen digits are what Excel itself shows: 0.1 + 0.2 stays 0,3
    return format(Decimal(f"{value:.15g}"), "f").replace(".", ",")


def _sheet(book: Any, name: str, file: str, unanswered: dict[tuple[int, int], str]) -> Sheet:
    cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows = [[cell_text(cell) for cell in row] for row in cells]
    _lay_over(rows, unanswered)
    return Sheet(file, name, rows, list(range(1, len(rows) + 1)))


def _refuse_if_vast(rows: int, columns: int, file: str, sheet: str) -> None:
    if rows * columns > LARGEST_CELLS:
        message = f"Het blad heeft {rows} rijen en {columns} kolommen."
        hint = "Ergens ver naar rechts of beneden staat een losse cel; wis die."
        raise BadInput([Fault(message, hint, file, sheet, rule="excel")])


def _lay_over(rows: list[list[str]], cells: dict[tuple[int, int], str]) -> None:
    """Put the texts in their place; a sheet that ends with empty cells first grows to it."""
    for (row, column), text in cells.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = text


def _refused(message: str, hint: str, file: str) -> BadInput:
    return BadInput([Fault(message, hint, file, rule="excel")])
