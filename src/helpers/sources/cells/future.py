"""Days that cannot be: later than today, or so long ago that the year must be a slip."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# A clock that is behind must not refuse a good delivery: it is never earlier than this software.
RELEASED = date(2026, 11, 22)
OLDEST_YEAR = 1990  # no system that gives an export kept its log before


def today() -> date:
    """The day it is, or the day of release when the clock says it is before."""
    return max(date.today(), RELEASED)


def is_ahead(days: pd.Series) -> pd.Series:
    """Which days are later than today; a month counts by its first day."""
    return days > _midnight(today())


def is_today_or_ahead(days: pd.Series) -> pd.Series:
    return days >= _midnight(today())


def is_after_this_year(days: pd.Series) -> pd.Series:
    """Which days are later than the last one of this year."""
    return days > _midnight(today().replace(month=12, day=31))


def is_after_next_year(days: pd.Series) -> pd.Series:
    """Which days are later than the last one of next year."""
    return days > _midnight(date(today().year + 1, 12, 31))


def is_long_ago(days: pd.Series) -> pd.Series:
    return days < _midnight(date(OLDEST_YEAR, 1, 1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)
