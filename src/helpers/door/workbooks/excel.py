"""Excel (.xlsx) to cells: every sheet, every cell as the text that a Dutch reader would type."""

import io
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from helpers.door.cell_text import percent_text, texts
from helpers.door.cells import Sheet
from helpers.door.limits import refuse_if_many_cells, refuse_if_vast
from helpers.door.workbooks import sheet_xml, workbook
from helpers.door.workbooks.arrangement import arranged
from helpers.door.workbooks.sheet_xml import Marks, Place
from helpers.door.workbooks.styles import percent_styles
from helpers.floor.faults import BadInput, Fault
from helpers.floor.printable import printable

_BROKEN = (workbook.Broken, OSError, ValueError, BadZipFile, ParseError, NotImplementedError, RuntimeError, EOFError)


def read(content: bytes, file: str) -> list[Sheet]:
    """Every sheet of a workbook, hidden ones too. Raises BadInput on one that is protected or broken."""
    import zlib

    from python_calamine import CalamineError, PasswordError

    try:
        with workbook.opened(content, file) as book:
            return _sheets(book, content, file)
    except PasswordError:
        raise protected(file) from None
    except (CalamineError, zlib.error, *_BROKEN):
        hint = "Open het in Excel en bewaar het opnieuw als .xlsx."
        raise BadInput([Fault("Dit is geen leesbaar Excelbestand.", hint, file, rule="excel")]) from None


def protected(file: str) -> BadInput:
    """The refusal of a workbook with a password."""
    hint = "Haal het wachtwoord eraf en bewaar het opnieuw."
    return BadInput([Fault("Het bestand is beveiligd met een wachtwoord.", hint, file, rule="excel")])


def _sheets(book: workbook.Parts, content: bytes, file: str) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    percentages: set[int] = set()
    for part in workbook.shared_parts(book):
        xml = workbook.xml_of(book, part)  # also when it is not used here: its size must be true
        if part.lower().endswith("styles.xml"):
            percentages = percent_styles(xml)
    parts, from_1904 = workbook.sheet_parts(book), workbook.counts_from_1904(book)
    cells = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if len(parts) != len(cells.sheets_metadata):
        raise workbook.Broken
    found: list[Sheet] = []
    for at, about in enumerate(cells.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet:
            marks = sheet_xml.marks(workbook.xml_of(book, parts[at]), percentages)
            is_hidden = about.visible != SheetVisibleEnum.Visible
            empty = Sheet(file, printable(about.name), [], [], is_hidden, counts_from_1904=from_1904)
            found.append(_sheet(cells, at, empty, marks))
            refuse_if_many_cells(sum(len(row) for sheet in found for row in sheet.rows), file)
    return found


def _sheet(book: Any, at: int, empty: Sheet, marks: Marks) -> Sheet:
    row_counts = [marks.rows, *(row + 1 for row, _ in marks.signs)]
    columns = [1, marks.columns, *(column + 1 for _, column in marks.signs)]
    refuse_if_vast(max(row_counts), max(columns), empty.file, empty.name)
    table = book.get_sheet_by_index(at)
    last_row, last_column = table.end or (0, 0)
    refuse_if_vast(last_row + 1, last_column + 1, empty.file, empty.name)
    cells = table.to_python(skip_empty_area=False)
    for row, column in marks.percentages:
        if row < len(cells) and column < len(cells[row]) and type(cells[row][column]) in (float, int):
            cells[row][column] = percent_text(cells[row][column])
    for row, column in marks.hairs:
        if row < len(cells) and column < len(cells[row]) and type(cells[row][column]) in (datetime, date):
            cells[row][column] = _on_its_own_day(cells[row][column])
    rows = texts(cells)
    _lay_over(rows, marks.signs)
    sheet = replace(empty, rows=rows, formulas=marks.formulas)
    return arranged(sheet, marks.merged, marks.hidden_rows, marks.hidden_columns)


def _on_its_own_day(moment: date) -> date:
    """The day of a moment so near to midnight that the reader rounded it into the next."""
    return moment - timedelta(days=1) if not isinstance(moment, datetime) or moment.time() == time() else moment


def _lay_over(rows: list[list[str]], cells: dict[Place, str]) -> None:
    """Put the texts in their place; a sheet that ends with empty cells first grows to it."""
    for (row, column), text in cells.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend("" for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = text
