"""The Excel form in which owners explain: what is known stands grey and fixed, what is asked is white."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from helpers.floor import dutch
from helpers.floor.params.explanation import ANSWERS, DAYS, FIELDS, LONGEST_TEXT
from helpers.floor.quarter import Quarter
from helpers.runner.commentary.commentary_due import Asked
from helpers.runner.tables import workbook
from helpers.sources.commentary_form import COLUMNS, SHEET, promise_days

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

READING_GUIDE = "Leeswijzer"
HEADER_ROW = 5
_TEXT, _DAY = "@", "dd-mm-yyyy"
_GREY, _DARK, _EDGE = "FFEDEDED", "FF12436D", "FFBFBFBF"
_ANSWER_WIDTH = 42  # letters
_WIDTHS = {
    "id": 9,
    "name": 24,
    "owner": 18,
    "status": 13,
    "stand": 16,
    "aim": 14,
    "rule": 36,
    "needed": 8,
    "promise": 30,
    "promised_on": 14,
}
_GUIDE = (
    ("Wie vult dit in?", "De eigenaar van de indicator. De naam van de afdeling staat in de kolom Eigenaar."),
    ("Wat vult u in?", "Alleen de witte cellen. De grijze cellen komen uit het rapport en staan vast."),
    *((str(FIELDS[name].title), str(FIELDS[name].description)) for name in ANSWERS),
    ("Nodig", "Bij “ja” vraagt het rapport om een toelichting. Bij “mag” is zij welkom."),
    ("Hoe lang?", f"Hooguit {LONGEST_TEXT} tekens per cel, in gewone zinnen. Geen formules en geen opmaak."),
    ("Geen personen", "Noem geen namen, telefoonnummers of andere persoonsgegevens."),
    ("Wat gebeurt ermee?", "De tekst komt in het rapport. Volgend kwartaal staat uw belofte naast de uitkomst."),
)  # fmt: skip


def as_workbook(quarter: Quarter, asked: Sequence[Asked]) -> bytes:
    """The form as an Excel workbook; the same questions give the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    _head(sheet, quarter)
    for row, one in enumerate(asked, HEADER_ROW + 1):
        _row(sheet, row, one)
    _fit(sheet)
    _dates(sheet, quarter, HEADER_ROW + 1, HEADER_ROW + max(1, len(asked)))
    _guide(book)
    stream = io.BytesIO()
    book.save(stream)
    return workbook.without_time(stream.getvalue())


def _head(sheet: Worksheet, quarter: Quarter) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    above = (
        f"Toelichting bij het {quarter.in_dutch} ({quarter.label})",
        "Vul de witte cellen in en stuur het bestand terug naar de analist.",
        f"Uitleg staat op het blad {READING_GUIDE}. Noem geen personen.",
    )
    for row, text in enumerate(above, 1):
        _put(sheet.cell(row, 1), text)
        sheet.cell(row, 1).font = Font(bold=row == 1, size=14 if row == 1 else 11)
    for at, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(HEADER_ROW, at)
        _put(cell, column.header)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_DARK)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _row(sheet: Worksheet, row: int, one: Asked) -> None:
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    edge = Border(*[Side("thin", color=_EDGE)] * 4)
    for at, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(row, at)
        is_answer = column.name in ANSWERS
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = edge
        cell.number_format = _DAY if column.name in DAYS else _TEXT
        cell.protection = Protection(locked=not is_answer)
        if not is_answer:
            cell.fill = PatternFill("solid", fgColor=_GREY)
        _put(cell, getattr(one.given if is_answer else one, column.name, None))


def _put(cell: Any, value: str | date | None) -> None:
    number_format = cell.number_format
    cell.value = value
    cell.number_format = number_format  # setting a day would choose another one
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula


def _fit(sheet: Worksheet) -> None:
    """Widths, frozen header, a page that prints, and what an owner may change."""
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(column.name, _ANSWER_WIDTH)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 3)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.protection.sheet = True
    # False: the protection does not forbid it. Long answers ask for higher rows.
    sheet.protection.formatRows = sheet.protection.formatColumns = False


def _dates(sheet: Worksheet, quarter: Quarter, first: int, last: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    earliest, latest = promise_days(quarter)
    rule = DataValidation(
        type="date",
        operator="between",
        formula1=_as_formula(earliest),
        formula2=_as_formula(latest),
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle="Geen geldige dag",
        error=f"Vul een dag in van {dutch.day(earliest)} tot en met {dutch.day(latest)}.",
        promptTitle="Beloofd op",
        prompt="De dag waarop de maatregel klaar is, zoals 31-12-2026.",
    )
    for at, column in enumerate(COLUMNS, 1):
        if column.name in DAYS:
            rule.add(f"{get_column_letter(at)}{first}:{get_column_letter(at)}{last}")
    sheet.add_data_validation(rule)


def _as_formula(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _guide(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(READING_GUIDE)
    for row, (term, text) in enumerate(_GUIDE, 1):
        for column, words in enumerate((term, text), 1):
            cell = sheet.cell(row, column)
            _put(cell, words)
            cell.font = Font(bold=column == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 90
    sheet.protection.sheet = True
