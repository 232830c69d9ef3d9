"""Where each wijk gets its tile: on a grid, as near as can be to where it lies, no two on one place."""

from collections.abc import Sequence
from math import ceil, sqrt

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.stats import rankdata

_WIDEST, _TALLEST = 12, 2.5  # columns; rows for each column
_ROOM = 2.0  # places for each wijk: room to lie as on a map


def on_a_grid(middles: np.ndarray) -> list[tuple[int, int]]:
    """The row and column of each wijk, both from 1, north at the top; `middles` are east and north in metres, (n, 2).

    The sum of the squared distances between a middle and its tile is the smallest there can be on this grid (Kuhn,
    The Hungarian Method, 1955).

    >>> on_a_grid(np.array([[0.0, 0.0], [1000.0, 0.0], [0.0, 900.0]]))
    [(2, 1), (2, 2), (1, 1)]
    """
    # By the spread and half by order, so that one wijk far away does not press the others together.
    spread = middles.std(axis=0)
    width, height = np.maximum(spread, max(spread.max() / 3, 1.0))
    columns = int(np.clip(round(sqrt(_ROOM * len(middles) * width / height)), 1, min(_WIDEST, len(middles))))
    rows = max(ceil(len(middles) / columns), round(columns * height / width))
    if rows > _TALLEST * columns:
        columns = ceil(sqrt(len(middles) / _TALLEST))
        rows = ceil(len(middles) / columns)
    places = np.array([(row, column) for row in range(rows) for column in range(columns)], dtype=float)
    spans = np.array([max(rows - 1, 1), max(columns - 1, 1)])
    wanted = np.column_stack([_along(-middles[:, 1]), _along(middles[:, 0])]) * spans
    distances = ((wanted[:, None, :] - places[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(distances)
    return _from_one(places[chosen].astype(int))


def _along(positions: np.ndarray) -> np.ndarray:
    """How far along each lies, from 0 to 1: halfway between its distance and its place in the order."""
    distance = (positions - positions.min()) / max(np.ptp(positions), 1.0)
    order = (rankdata(positions) - 1) / max(len(positions) - 1, 1)
    return (distance + order) / 2


def in_reading_order(count: int) -> list[tuple[int, int]]:
    """The places of so many wijken of which nobody knows where they lie.

    >>> in_reading_order(5)
    [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]
    """
    columns = ceil(sqrt(count))
    return [(at // columns + 1, at % columns + 1) for at in range(count)]


def _from_one(places: np.ndarray) -> list[tuple[int, int]]:
    """Counted from 1, without the rows and columns that stayed empty."""
    rows, columns = (np.unique(axis, return_inverse=True)[1] + 1 for axis in places.T)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def width(places: Sequence[tuple[int, int]]) -> int:
    """How many columns there are."""
    return max(column for _, column in places)
