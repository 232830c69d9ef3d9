"""The sheet of the owners' form with the signals of the quarter, and what was said of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from helpers.floor import dutch
from helpers.floor.month import Month
from helpers.floor.params.signal_word import YES_NO, SignalWord
from helpers.floor.quarter import Quarter
from helpers.runner.commentary.form_cells import (
    ANSWER_WIDTH,
    ASKED,
    HEADER,
    HEADER_ROW,
    SHOWN,
    TEXT,
    TOLD,
    lay_out,
    made_with,
    put,
)
from helpers.sources import commentary, signal_form
from helpers.sources.earlier import said_signals
from helpers.sources.signal_form import AskedSignal

_WHOLE = "hele gemeente"
_SITES = "afvallocaties buiten de norm"  # what has no categories
_WIDTHS = {"number": 14, "month": 18, "wijk": 26, "category": 26, "explained": 12, "code": 11}


def asked(
    out: Path, quarter: Quarter, municipality: str, is_made_up: bool, params: Path, names: Mapping[str, str]
) -> list[AskedSignal]:
    """The signals that dashboards in `out` gave of the months of a quarter; `names` are those of the wijken.

    Raises BadInput when what stands in `params` cannot be read.
    """
    table = said_signals.read(out, municipality, is_made_up).up_to(Month.of(quarter.end))
    words = {one.about: one for one in commentary.read_words(params, quarter)}
    rows = table[table.month >= Month.of(quarter.start).label].to_dict("records")
    about = [SignalWord(row["number"], row["wijk"], row["measure"], row["category"], is_made_up) for row in rows]
    return [_asked(row, words.get(one, one), names) for row, one in zip(rows, about, strict=True)]


def _asked(row: Mapping[Any, Any], word: SignalWord, names: Mapping[str, str]) -> AskedSignal:
    observed, expected, low, high = (dutch.number(row[name]) for name in ("observed", "expected", "low", "high"))
    return AskedSignal(
        Month.parse(row["month"]).in_dutch,
        names.get(row["wijk"], row["wijk"]) or _WHOLE,
        row["category"] or _SITES,
        f"{row['verdict'].capitalize()}: {observed}, verwacht ongeveer {expected} (gewoon: {low} tot {high}).",
        word,
    )


def fill(sheet: Worksheet, quarter: Quarter, signals: Sequence[AskedSignal], is_made_up: bool) -> None:
    """Put the signals on their sheet, with white cells for the owner's word."""
    title = f"Signalen van het dashboard in het {quarter.in_dutch} ({quarter.label})"
    put(sheet.cell(1, 1), title, font=Font(bold=True, size=14))
    put(sheet.cell(2, 1), "Is er een verklaring voor dit signaal? Kies ja of nee, en schrijf één zin.")
    put(sheet.cell(3, 1), "Noem geen personen.")
    put(sheet.cell(4, 1), made_with(is_made_up))
    choice = _choice()
    for at, column in enumerate(signal_form.columns(), 1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.name, ANSWER_WIDTH)
        put(sheet.cell(HEADER_ROW, at), column.header, **HEADER)
        for row, one in enumerate(signals, HEADER_ROW + 1):
            look = ASKED if column.name in signal_form.ASKED else TOLD
            put(sheet.cell(row, at), getattr(one, column.name), **look, number_format=TEXT)
            if column.name == "explained":
                choice.add(f"{letter}{row}")
    sheet.add_data_validation(choice)
    lay_out(sheet)


def _choice() -> DataValidation:
    return DataValidation(
        type="list",
        formula1=f'"{",".join(YES_NO)}"',
        errorTitle="Kies uit de lijst",
        error="Kies ja of nee, of laat de cel leeg.",
        promptTitle="Verklaard",
        prompt="Kies ja of nee. Leeg mag ook.",
        **SHOWN,
    )
