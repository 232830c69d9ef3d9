"""The wijk of every row of a log: from its point, or from a column that names the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from helpers.floor.faults import Fault
from helpers.floor.params.export_mapping import AreaForm
from helpers.sources.cells.cell_parser import Unreadable
from helpers.sources.mapping.own_rows import places_named
from helpers.sources.places.borders import EXTENTS, Borders, System
from helpers.sources.places.place import Place
from helpers.sources.positions.file import Part
from helpers.sources.positions.stays import FIRST_WIJK, LOST, OUTSIDE
from helpers.sources.positions.words import Words
from helpers.sources.reference.reading import areas_in

_SYSTEMS: dict[AreaForm, System] = {"point_rd": "rd", "point_wgs84": "wgs84"}
_ON_BORDER = 1_000_000  # is added to the place of a cell that lies in more than one wijk


class Points:
    """By the point of each row, in the borders of the wijken."""

    def __init__(self, headers: Sequence[str], form: AreaForm, reference: Path) -> None:
        self.headers, self._system = headers, _SYSTEMS[form]
        self._borders = Borders.load(reference)
        self._elsewhere: tuple[np.ndarray, np.ndarray] | None = None  # points, while none lies in the Netherlands
        self._is_here = False
        self.wijken = self._borders.wijken

    def of(self, part: Part, rows: np.ndarray, file: str) -> tuple[np.ndarray, np.ndarray]:
        """Where each row was: LOST, OUTSIDE or from FIRST_WIJK on; and whether on a border."""
        x, y = (_decimals(part[header]) for header in self.headers)
        is_known = _is_known(x, y, self._system)
        place = np.where(is_known, OUTSIDE, LOST).astype(np.int32)
        is_on_border = np.zeros(len(place), dtype=bool)
        is_near = EXTENTS[self._system].holds(x, y)
        if is_near.any():
            self._is_here = True
            found, is_on_border[is_near] = self._borders.locate(x[is_near], y[is_near], self._system)
            place[is_near] = np.where(found < 0, OUTSIDE, found + FIRST_WIJK)
        elif self._elsewhere is None and is_known.any():
            self._elsewhere = x[is_known], y[is_known]
        return place, is_on_border

    def faults(self) -> list[Fault]:
        """None here. Raises BadInput where no point lies in the Netherlands because x and y are swapped."""
        if not self._is_here and self._elsewhere:
            self._borders.locate(*self._elsewhere, self._system)
        return []


class Named:
    """By a column with the code or the name of a wijk, a buurt or a postcode."""

    def __init__(self, headers: Sequence[str], form: AreaForm, words: Mapping[str, str], reference: Path) -> None:
        self.headers, self._form, self._words, self._reference = headers, form, words, reference
        self.wijken = tuple(areas_in(reference).codes)
        self._cells = Words(headers[0], self._numbers)

    def of(self, part: Part, rows: np.ndarray, file: str) -> tuple[np.ndarray, np.ndarray]:
        """Where each row was, as `Points` has it; `rows` are the rows of Excel in this file."""
        found = self._cells.numbers(part[self.headers[0]], rows, file)
        is_on_border = found >= _ON_BORDER
        return np.where(is_on_border, found - _ON_BORDER, found), is_on_border

    def faults(self) -> list[Fault]:
        """The places that were refused."""
        return self._cells.faults()

    def _numbers(self, texts: list[str]) -> list[int | Unreadable]:
        found = places_named(texts, self._form, 1, self._words, self._reference)
        return [self._number(place) for place in found]

    def _number(self, place: Place) -> int | Unreadable:
        if place.state in ("unreadable", "unknown"):
            return Unreadable(place.message, place.hint)
        if place.state in ("outside", "missing"):
            return OUTSIDE if place.state == "outside" else LOST
        return self.wijken.index(place.wijk) + FIRST_WIJK + _ON_BORDER * (place.state == "border")


def _is_known(x: np.ndarray, y: np.ndarray, system: System) -> np.ndarray:
    """Whether a point is one that a receiver gives when it has found its place."""
    is_known = np.isfinite(x) & np.isfinite(y) & (x != 0) & (y != 0)
    return is_known & ((np.abs(x) <= 180) & (np.abs(y) <= 90) if system == "wgs84" else EXTENTS["rd"].holds(x, y))


def _decimals(column: Any) -> np.ndarray:
    """The numbers of a column, with a point or a comma; what is none is missing."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = _of_texts(column)
    return compute.fill_null(column.cast(pa.float64()), np.nan).to_numpy(zero_copy_only=False)


def _of_texts(texts: Any) -> Any:
    for read in (lambda: texts, lambda: compute.replace_substring(texts, ",", ".")):
        try:
            return read().cast(pa.float64())
        except pa.ArrowInvalid:
            continue
    return pa.array([_decimal(text) for text in texts.to_pylist()], pa.float64())


def _decimal(text: str | None) -> float | None:
    try:
        return float((text or "").strip().replace(",", "."))
    except ValueError:
        return None


Whereabouts = Points | Named
