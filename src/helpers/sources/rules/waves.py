"""Waves of a survey, each beside the one before: what makes them impossible to compare."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# A change of 10 points in the middle wijk between two waves is more than opinion moves in two years; a new
# question or way of asking does it, and then in nearly every wijk the same way.
_BREAK_POINTS = 10
_BREAK_SHARE = 0.8
_LEAST_AREAS = 3  # fewer do not tell a break from chance
_SIZE_FACTOR = 2
_PERCENTS = ("clean_percent", "lighting_percent")


def breaks_method(table: pd.DataFrame) -> pd.Series:
    """The first row of each wave in which both percentages moved far, and nearly everywhere the same way."""
    return _first_rows(table, [after for before, after in _pairs(table) if _moves_far(before, after)])


def changes_size(table: pd.DataFrame) -> pd.Series:
    """The first row of each wave with at most half, or at least twice the respondents of the one before."""
    return _first_rows(table, [after for before, after in _pairs(table) if _differs_in_size(before, after)])


def overlaps(table: pd.DataFrame) -> pd.Series:
    """The first row of each wave whose fieldwork begins before that of the wave before ends."""
    late = [after for before, after in _pairs(table) if after.fieldwork_start.min() <= before.fieldwork_end.max()]
    return _first_rows(table, late)


def is_out_of_order(table: pd.DataFrame) -> pd.Series:
    """The first row of each wave that is later than another, and named as if it were earlier."""
    wrong = [after for before, after in _pairs(table) if _numbers(after) < _numbers(before)]
    return _first_rows(table, wrong)


def _pairs(table: pd.DataFrame) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
    """Each wave with the one after it, in the order of their fieldwork."""
    first_days = table.groupby("wave").fieldwork_start.min().dropna().sort_values(kind="stable")
    return list(pairwise(table[table.wave == wave] for wave in first_days.index))


def _moves_far(before: pd.DataFrame, after: pd.DataFrame) -> bool:
    for column in _PERCENTS:
        change = (_by_wijk(after, column) - _by_wijk(before, column)).dropna()
        if len(change) < _LEAST_AREAS or abs(change.median()) < _BREAK_POINTS:
            return False
        if max((change > 0).mean(), (change < 0).mean()) < _BREAK_SHARE:
            return False
    return True


def _differs_in_size(before: pd.DataFrame, after: pd.DataFrame) -> bool:
    old, new = _by_wijk(before, "respondents"), _by_wijk(after, "respondents")
    shared = old.index.intersection(new.index)
    size, later = float(old[shared].sum()), float(new[shared].sum())
    return bool(size and later and max(size / later, later / size) >= _SIZE_FACTOR)


def _by_wijk(wave: pd.DataFrame, column: str) -> pd.Series:
    return wave.groupby("wijk")[column].first()


def _numbers(wave: pd.DataFrame) -> list[int]:
    """The numbers in the name of a wave, such as its year."""
    return [int(number) for number in re.findall(r"\d{1,9}", str(wave.wave.iat[0]))]


def _first_rows(table: pd.DataFrame, waves: list[pd.DataFrame]) -> pd.Series:
    return table.index.to_series().isin([wave.index[0] for wave in waves])
