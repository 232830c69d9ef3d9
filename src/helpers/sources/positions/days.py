"""The days of the Dutch clock, in milliseconds since 1970: some last 23 or 25 hours."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

FIRST_DAY, _LAST_YEAR = date(2000, 1, 1), 2100
_HERE = ZoneInfo("Europe/Amsterdam")
_DAY_MS = 86_400_000
_HOUR_MS = 3_600_000
_DAYS_BEFORE = (FIRST_DAY - date(1970, 1, 1)).days


@lru_cache(maxsize=1)
def midnights() -> np.ndarray:
    """When each day from FIRST_DAY begins, and when the last one ends.

    >>> hours = np.diff(midnights()) // 3_600_000
    >>> [int(hours[(date(2026, *day) - FIRST_DAY).days]) for day in ((3, 28), (3, 29), (10, 25))]
    [24, 23, 25]
    """
    days = (FIRST_DAY + timedelta(at) for at in range((date(_LAST_YEAR, 1, 1) - FIRST_DAY).days + 1))
    return np.array([int(datetime(day.year, day.month, day.day, tzinfo=_HERE).timestamp()) * 1000 for day in days])


def day_of(place: int) -> date:
    """The day at a place in `midnights`."""
    return FIRST_DAY + timedelta(place)


def from_clock(shown: np.ndarray) -> tuple[np.ndarray, int]:
    """The moments at which the Dutch clock shows this, and how many of them it shows twice or not at all.

    `shown` is in milliseconds since 1970 as if the clock were that of UTC; within the days of `midnights`. The
    clock is changed at 01:00 UTC (Directive 2000/84/EC). What it shows twice is taken for summer time; what it
    skips for winter time, as if it had not been changed.
    """
    day = shown // _DAY_MS - _DAYS_BEFORE
    ahead = _ahead()
    moment = shown - ahead[day]
    changed = np.flatnonzero((ahead[1:] != ahead[:-1])[day])
    before, after, clock = ahead[day[changed]], ahead[day[changed] + 1], shown[changed]
    change = clock // _DAY_MS * _DAY_MS + _HOUR_MS
    is_later = clock - before >= change
    is_skipped = is_later & (clock - after < change)
    moment[changed] = clock - np.where(is_later & ~is_skipped, after, before)
    is_double = ~is_later & (clock - after >= change)
    return moment, int((is_skipped | is_double).sum())


@lru_cache(maxsize=1)
def _ahead() -> np.ndarray:
    """How far the clock is ahead of UTC when each day begins."""
    begins = midnights()
    return (np.arange(len(begins)) + _DAYS_BEFORE) * _DAY_MS - begins
