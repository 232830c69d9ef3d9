"""A decimal comma in a file that is cut at commas: what stands behind it slips into the next column."""

import re
from collections.abc import Mapping

from helpers.door.cells import Sheet
from helpers.floor.faults import Fault
from helpers.sources.cells.cell_parser import cleaned, quoted
from helpers.sources.contract import Contract
from helpers.sources.sheets.columns import Texts, place_of

_BEHIND_A_COMMA = re.compile(r"\d{1,2}", re.ASCII)


def faults(contract: Contract, sheet: Sheet, places: Mapping[str, int], texts: Mapping[str, Texts]) -> list[Fault]:
    """An error at a column of text that holds only what can stand behind the comma of the number left of it."""
    if sheet.name:
        return []
    by_place = {place: contract.column(name) for name, place in places.items()}
    return [
        Fault(
            f"In “{right.header}” staan alleen cijfers, zoals {quoted(example)}: zij horen bij “{left.header}”.",
            "Scheid de kolommen met een puntkomma, of schrijf 4.5 in plaats van 4,5.",
            sheet.file,
            rule="komma",
            **place_of(right, places),
        )
        for place, left in by_place.items()
        if left.parser.dtype == "float64" and (right := by_place.get(place + 1)) and right.parser.kind == "tekst"
        if (example := _only_decimals(texts[left.name], texts[right.name]))
    ]


def _only_decimals(numbers: Texts, behind: Texts) -> str:
    """A text behind the comma, when every filled one is and every number is whole; "" otherwise."""
    filled = [text for text in map(cleaned, behind.different) if text]
    is_split = all(map(_BEHIND_A_COMMA.fullmatch, filled)) and all(
        text.isdecimal() for text in map(cleaned, numbers.different)
    )
    return filled[0] if filled and is_split else ""
