"""The borders of the wijken as a page draws them: simplified together, so that neighbours still share their edge."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import shapely

from helpers.floor.faults import BadInput
from helpers.sources.places import borders

_ACROSS = 1000  # whole steps over the longest side: a page draws no more
_DETAIL = 1.0 / 120  # of that side: what is smaller is left out
_SMALLEST = 1.0 / 60  # of that side, squared: a ring, such as an exclave, that no eye finds


def of(reference: Path) -> bytes | None:
    """The rings of each wijk by its code, as JSON; None where the borders of data/reference cannot be used.

    What is wrong with them hears whoever derives a wijk from points (`Borders.load`); a page draws tiles instead.
    """
    try:
        found = borders.Borders.load(reference)
    except BadInput:
        return None
    return json.dumps(_rings(found), separators=(",", ":")).encode()


def _rings(found: borders.Borders) -> dict[str, list[list[list[int]]]]:
    shapes = np.array(found.in_metres())
    left, bottom, right, top = shapely.total_bounds(shapes)
    longest = max(right - left, top - bottom)
    simple = shapely.coverage_simplify(shapes, longest * _DETAIL)
    whole = {}
    for wijk, shape in zip(found.wijken, simple, strict=True):
        parts = sorted(shapely.get_parts(shape), key=shapely.area, reverse=True)
        parts = [part for i, part in enumerate(parts) if i == 0 or part.area > (longest * _SMALLEST) ** 2]
        rings = [np.asarray(ring.coords)[:-1] for part in parts for ring in (part.exterior, *part.interiors)]
        whole[wijk] = [((ring - (left, bottom)) * _ACROSS / longest).round().astype(int).tolist() for ring in rings]
    return whole
