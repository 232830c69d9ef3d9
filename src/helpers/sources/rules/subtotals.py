"""A part that is the sum of other parts: a total that hides among them, and would count twice."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

LEAST_PERIODS = 3
LEAST_PARTS = 3
# All others together are one guess a part; any set of them is thousands of guesses, so it takes more proof.
LEAST_ROWS_OF_SOME = 24
MOST_PARTS_TO_COMBINE = 13
_TOLERANCE = 0.005


def find(parts: pd.DataFrame) -> Iterator[tuple[object, list]]:
    """Each part (a column) that in every row is the sum of others, and which those are.

    The index has a level "period". All others together come first; else the smallest set of at least two.

    >>> periods = pd.Index(["2024", "2025", "2026"], name="period")
    >>> list(find(pd.DataFrame({"a": [1, 2, 5], "b": [3, 3, 4], "som": [4, 5, 9]}, index=periods)))
    [('som', ['a', 'b'])]
    """
    if parts.shape[1] < LEAST_PARTS:
        return
    values = parts.to_numpy(dtype=float)
    is_there = ~np.isnan(values)
    values, beside = np.nan_to_num(values), is_there.sum(axis=1) - 1
    periods = parts.index.get_level_values("period")
    for at, part in enumerate(parts.columns):
        is_told = is_there[:, at] & (beside >= LEAST_PARTS - 1)
        if periods[is_told & (values[:, at] > 0)].nunique() < LEAST_PERIODS:
            continue
        given = values[is_told, at]
        filled = [i for i in np.flatnonzero(values[is_told].sum(axis=0)) if i != at]
        if (others := _adding_up(given, values[np.ix_(is_told, filled)])) is not None:
            yield part, list(parts.columns[np.array(filled)[others]])


def _adding_up(given: np.ndarray, others: np.ndarray) -> np.ndarray | None:
    """Which others add up to the part in every row; None when there are no such."""
    count = others.shape[1]
    if count < LEAST_PARTS - 1:
        return None
    if np.abs(others.sum(axis=1) - given).max() <= _TOLERANCE:
        return np.ones(count, dtype=bool)
    if (given > 0).sum() < LEAST_ROWS_OF_SOME or count >= MOST_PARTS_TO_COMBINE:
        return None
    return _some_of(given, others)


def _some_of(given: np.ndarray, others: np.ndarray) -> np.ndarray | None:
    """Which others add up to the part in every row: the fewest, at least two."""
    sets = (np.arange(2 ** others.shape[1])[:, None] >> np.arange(others.shape[1])) & 1
    sets = sets[sets.sum(axis=1) >= 2]
    for row, value in zip(others, given, strict=True):
        sets = sets[np.abs(sets @ row - value) <= _TOLERANCE]
        if not len(sets):
            return None
    return sets[sets.sum(axis=1).argmin()].astype(bool)
