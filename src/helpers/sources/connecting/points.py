"""Two columns that together say where something is: by their values, for headers of x and y are often swapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.floor.params.export_mapping import AreaForm
from helpers.sources.connecting import likeness

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_HEADERS = (
    "lon|lng|long|longitude|lengte|lengtegraad|lat|latitude|breedte|breedtegraad|x|y|x coordinaat|y coordinaat"
    "|rd x|rd y|rdx|rdy|xcoord|ycoord|x rd|y rd"
)
_NEARLY_ALL = 0.9
_LOOKED_AT = 500  # cells


@dataclass(frozen=True)
class _Range:
    """Where a coordinate of the Netherlands lies."""

    form: AreaForm
    is_first: bool
    low: float
    high: float


_RANGES = (
    _Range("point_wgs84", True, 3, 8),
    _Range("point_wgs84", False, 50, 54),
    _Range("point_rd", True, 7_000, 289_000),
    _Range("point_rd", False, 289_000, 629_000),
)


def pair(headers: Sequence[str], columns: Sequence[Sequence[str]]) -> tuple[int, int, AreaForm] | None:
    """The places of x and y among some columns, and their form; None where there are no two that belong together.

    >>> pair(["breedte", "lengte"], [["4.39", "4.41"], ["52.09", "52.1"]])
    (0, 1, 'point_wgs84')
    """
    near = [at for at, header in enumerate(headers) if likeness.nearness(header, _HEADERS.split("|")) >= likeness.SURE]
    found = {at: one for at in near if (one := _range(columns[at]))}
    for form in ("point_wgs84", "point_rd"):
        first = [at for at, one in found.items() if one.form == form and one.is_first]
        second = [at for at, one in found.items() if one.form == form and not one.is_first]
        if len(first) == len(second) == 1:
            return first[0], second[0], form
    return None


def _range(cells: Sequence[str]) -> _Range | None:
    some = [cell.replace(",", ".") for cell in cells[:_LOOKED_AT] if _NUMBER.fullmatch(cell)]
    filled = [cell for cell in cells[:_LOOKED_AT] if cell]
    if not some or len(some) < _NEARLY_ALL * len(filled):
        return None
    values = [float(cell) for cell in some if float(cell)]  # 0 is where a car had no sight of its satellites
    least = _NEARLY_ALL * len(values)
    within = (one for one in _RANGES if sum(one.low <= value <= one.high for value in values) >= least)
    return next(within, None) if values else None
