"""Shifts of a vehicle, laid beside each other: they fit in a day, and one at a time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_HOURS_A_DAY = 24
_MINUTES_A_DAY = 1440
_EPOCH = datetime(1970, 1, 1)
_SUM_TOLERANCE = 1e-6  # hours: what adding decimals can lose
_CLOCK_TOLERANCE = 0.25  # hours: shifts are written in quarters of an hour


def exceeds_a_day(table: pd.DataFrame) -> pd.Series:
    """The last shift of each day on which a vehicle drives more than 24 hours."""
    day = table.groupby(["vehicle", "date"])
    is_too_long = day.hours.transform("sum") > _HOURS_A_DAY + _SUM_TOLERANCE
    return is_too_long & (day.cumcount(ascending=False) == 0)


def overlaps(table: pd.DataFrame) -> pd.Series:
    """Every shift that begins before another of the same vehicle ends."""
    day = (table.date - _EPOCH).dt.days * _MINUTES_A_DAY
    begins, ends = _minutes(table)
    timed = table[["vehicle"]].assign(begins=day + begins, ends=day + ends).dropna()
    timed = timed.sort_values(["vehicle", "begins", "ends"])
    latest_end = timed.groupby("vehicle").ends.cummax().groupby(timed.vehicle).shift()
    next_begin = timed.groupby("vehicle").begins.shift(-1)
    is_double = (timed.begins < latest_end) | (timed.ends > next_begin)
    return is_double.reindex(table.index, fill_value=False)


def differs_from_clock(table: pd.DataFrame) -> pd.Series:
    """Which shifts last longer or shorter than from their begin to their end."""
    begins, ends = _minutes(table)
    return ((ends - begins) / 60 - table.hours).abs() > _CLOCK_TOLERANCE + _SUM_TOLERANCE


def _minutes(table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Begin and end in minutes after midnight; an end before the begin is on the next day."""
    begins, ends = _after_midnight(table.begins), _after_midnight(table.ends)
    return begins, ends + (ends < begins) * _MINUTES_A_DAY


def _after_midnight(times: pd.Series) -> pd.Series:
    of_each = times.astype("category").cat.rename_categories(lambda time: int(time[:2]) * 60 + int(time[3:]))
    return of_each.astype("float64")
