"""Cells laid over the borders, so that a point is tested only where a border is near."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

OUTSIDE = -1
_CROSSED = -2
_CELLS_ALONG = 2048
_AT_ONCE = 65_536  # points tested against the shapes themselves


class Grid:
    """In which of some shapes a point lies; a point closer to a shape than `tolerance` lies in it too."""

    def __init__(self, shapes: Sequence[Any], tolerance: float) -> None:
        self._shapes = list(shapes)
        self._tolerance = tolerance
        shapely.prepare(self._shapes)
        left, bottom, right, top = shapely.total_bounds(self._shapes)
        self._cell = max(right - left, top - bottom, 2 * _CELLS_ALONG * tolerance) / _CELLS_ALONG
        self._left, self._bottom = left - 3 * self._cell, bottom - 3 * self._cell
        self._columns, self._rows = (int(length / self._cell) + 7 for length in (right - left, top - bottom))
        self._cells = self._filled(self._crossed())

    def locate(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of each point the number of the first shape it lies in, or OUTSIDE; and whether it lies in more."""
        row, column = self._cell_of(x, y)
        found = self._cells[row, column]
        is_in_more = np.zeros(len(found), dtype=bool)
        crossed = np.flatnonzero(found == _CROSSED)
        for start in range(0, len(crossed), _AT_ONCE):
            some = crossed[start : start + _AT_ONCE]
            found[some], is_in_more[some] = self._tested(x[some], y[some])
        return found, is_in_more

    def _cell_of(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Row and column; what lies outside the grid, or nowhere, gets a cell of its empty edge."""
        column = np.fmin(np.fmax((x - self._left) / self._cell, 0), self._columns - 1)
        row = np.fmin(np.fmax((y - self._bottom) / self._cell, 0), self._rows - 1)
        return row.astype(np.int32), column.astype(np.int32)

    def _crossed(self) -> np.ndarray:
        """Which cells a border may cross: those of points along it, at most half a cell apart, and the cells around."""
        borders = shapely.segmentize(shapely.boundary(self._shapes), self._cell / 2)
        row, column = self._cell_of(*shapely.get_coordinates(borders).T)
        crossed = np.zeros((self._rows, self._columns), dtype=bool)
        for up in (-1, 0, 1):
            for right in (-1, 0, 1):
                crossed[row + up, column + right] = True
        return crossed

    def _filled(self, crossed: np.ndarray) -> np.ndarray:
        """The shape of every cell; cells in a row without a border between them share one test."""
        is_start = ~crossed
        is_start[:, 1:] &= crossed[:, :-1]
        row, column = np.nonzero(is_start)
        found, _ = self._tested(self._left + (column + 0.5) * self._cell, self._bottom + (row + 0.5) * self._cell)
        run = np.cumsum(is_start.ravel(), dtype=np.int32) - 1
        return np.where(crossed, np.int16(_CROSSED), found[run].reshape(crossed.shape))

    def _tested(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        points = shapely.points(x, y)
        is_in = np.stack([shapely.dwithin(shape, points, self._tolerance) for shape in self._shapes])
        found = np.where(is_in.any(axis=0), is_in.argmax(axis=0), OUTSIDE).astype(np.int16)
        return found, is_in.sum(axis=0) > 1
