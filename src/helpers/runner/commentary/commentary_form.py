"""The Excel form in which owners explain: what is known stands grey and fixed, what is asked is white."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from helpers.floor import dutch
from helpers.floor.params.explanation import ANSWERS, DAYS, FIELDS, LONGEST_TEXT
from helpers.floor.quarter import Quarter
from helpers.runner.commentary.commentary_due import Asked
from helpers.runner.tables import workbook
from helpers.sources.commentary_form import COLUMNS, SHEET, promise_days

READING_GUIDE = "Leeswijzer"
HEADER_ROW = 5
_TEXT, _DAY = "@", "dd-mm-yyyy"
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_EDGE = Border(*[Side("thin", color="FFBFBFBF")] * 4)
_DARK, _GREY = (PatternFill("solid", fgColor=color) for color in ("FF12436D", "FFEDEDED"))
_HEADER = {"font": Font(bold=True, color="FFFFFFFF"), "fill": _DARK, "alignment": _WRAPPED}
_TOLD = {"fill": _GREY, "alignment": _WRAPPED, "border": _EDGE}
_ASKED = {"protection": Protection(locked=False), "alignment": _WRAPPED, "border": _EDGE}
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
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    _title(sheet, quarter)
    days = _day_rule(quarter)
    for at, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.name, _ANSWER_WIDTH)
        _put(sheet.cell(HEADER_ROW, at), column.header, **_HEADER)
        _column(sheet, at, column.name, asked)
        if column.name in DAYS:
            days.add(f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + max(1, len(asked))}")
    sheet.add_data_validation(days)
    _lay_out(sheet)
    _guide(book.create_sheet(READING_GUIDE))
    stream = io.BytesIO()
    book.save(stream)
    return workbook.without_time(stream.getvalue())


def _title(sheet: Worksheet, quarter: Quarter) -> None:
    title = f"Toelichting bij het {quarter.in_dutch} ({quarter.label})"
    _put(sheet.cell(1, 1), title, font=Font(bold=True, size=14))
    _put(sheet.cell(2, 1), "Vul de witte cellen in en stuur het bestand terug naar de analist.")
    _put(sheet.cell(3, 1), f"Uitleg staat op het blad {READING_GUIDE}. Noem geen personen.")


def _column(sheet: Worksheet, at: int, name: str, asked: Sequence[Asked]) -> None:
    is_answer = name in ANSWERS
    style = {**(_ASKED if is_answer else _TOLD), "number_format": _DAY if name in DAYS else _TEXT}
    for row, one in enumerate(asked, HEADER_ROW + 1):
        _put(sheet.cell(row, at), getattr(one.given if is_answer else one, name, None), **style)


def _put(cell: Any, value: str | date | None, **style: Any) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    for name, wanted in style.items():  # after the value: a day chooses a format of its own
        setattr(cell, name, wanted)


def _lay_out(sheet: Worksheet) -> None:
    """A frozen header, a page that prints, and what an owner may change."""
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 3)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.protection.sheet = True
    # False: the protection does not forbid it. Long answers ask for higher rows.
    sheet.protection.formatRows = sheet.protection.formatColumns = False


def _day_rule(quarter: Quarter) -> DataValidation:
    days = promise_days(quarter)
    first, last = (f"DATE({day.year},{day.month},{day.day})" for day in days)
    return DataValidation(
        type="date",
        operator="between",
        formula1=first,
        formula2=last,
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle="Geen geldige dag",
        error=f"Vul een dag in van {dutch.day(days[0])} tot en met {dutch.day(days[1])}.",
        promptTitle="Beloofd op",
        prompt="De dag waarop de maatregel klaar is, zoals 31-12-2026.",
    )


def _guide(sheet: Worksheet) -> None:
    for row, (term, text) in enumerate(_GUIDE, 1):
        _put(sheet.cell(row, 1), term, font=Font(bold=True), alignment=_WRAPPED)
        _put(sheet.cell(row, 2), text, alignment=_WRAPPED)
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 90
    sheet.protection.sheet = True
