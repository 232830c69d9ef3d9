"""Merged cells: their value is repeated for names and days, but a number may stand in one row only."""

from collections.abc import Mapping

import numpy as np

from helpers.door.cells import Header, Sheet
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.cells.cell_parser import cleaned, shown
from helpers.sources.contract import Contract
from helpers.sources.sheets.columns import MOST_FAULTS, place_of, rest_of

_MOST_NAMED = 10  # rows in one warning


def faults(
    contract: Contract, sheet: Sheet, header: Header, places: Mapping[str, int], data: np.ndarray
) -> list[Fault]:
    """An error for each repeated number in a row of data, and one warning for all other repeated cells.

    `data` are the places of the rows of data below the header.
    """
    columns = {places[column.name]: column for column in contract.columns if column.name in places}
    is_data = set((data + header.at + 1).tolist())
    cells = sorted((at, place) for at, place in sheet.filled if at in is_data and place in columns)
    cells = [(at, place) for at, place in cells if cleaned(sheet.rows[at][place])]
    numeric = [(at, place) for at, place in cells if columns[place].parser.is_number]
    found = [
        Fault(
            "Dit getal komt van samengevoegde cellen; of het voor elke rij geldt is niet te zien.",
            "Hef de samenvoeging op en vul elk getal in zijn eigen rij in.",
            row=sheet.numbers[at],
            value=shown(sheet.rows[at][place]),
            rule="samengevoegd",
            **place_of(columns[place], places),
        )
        for at, place in numeric[:MOST_FAULTS]
    ]
    found += rest_of(found, [sheet.numbers[at] for at, _ in numeric[MOST_FAULTS:]])
    others = sorted({at for at, place in cells if not columns[place].parser.is_number})
    return found + _repeated([sheet.numbers[at] for at in others])


def _repeated(numbers: list[int]) -> list[Fault]:
    if not numbers:
        return []
    named = [str(number) for number in numbers[:_MOST_NAMED]]
    if len(numbers) > _MOST_NAMED:
        named.append(f"{dutch.number(len(numbers) - _MOST_NAMED)} andere")
    message = f"De waarde van samengevoegde cellen is herhaald in rij {dutch.listing(named)}."
    return [Fault(message, "Controleer of zij daar geldt.", rule="samengevoegd", level="warning")]
