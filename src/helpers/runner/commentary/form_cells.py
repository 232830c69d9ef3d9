"""How the cells of the owners' form look: what is told is grey and fixed, what is asked is white."""

from datetime import date
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from helpers.sources.commentary_form import DATA

HEADER_ROW = 5
TEXT = "@"
WRAPPED = Alignment(wrap_text=True, vertical="top")
_EDGE = Border(*[Side("thin", color="FFBFBFBF")] * 4)
_DARK, _GREY = (PatternFill("solid", fgColor=color) for color in ("FF12436D", "FFEDEDED"))
HEADER = {"font": Font(bold=True, color="FFFFFFFF"), "fill": _DARK, "alignment": WRAPPED}
TOLD = {"fill": _GREY, "alignment": WRAPPED, "border": _EDGE}
ASKED = {"protection": Protection(locked=False), "alignment": WRAPPED, "border": _EDGE}
SHOWN = {"allow_blank": True, "showErrorMessage": True, "showInputMessage": True}
ANSWER_WIDTH = 42  # letters


def put(cell: Any, value: str | float | date | None, **style: Any) -> None:
    """A value in a cell, never as a formula, with how it looks."""
    cell.value = value or None if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    for name, wanted in style.items():  # after the value: a day chooses a format of its own
        setattr(cell, name, wanted)


def made_with(is_made_up: bool) -> str:
    """What a form says of the data of its report.

    >>> made_with(False)
    'Gemaakt met eigen exports.'
    """
    return f"Gemaakt met {DATA[is_made_up]}."


def lay_out(sheet: Worksheet) -> None:
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
