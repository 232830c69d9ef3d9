"""Which rows count: those of the year, and those on or before the date."""

from datetime import date

import pandas as pd

from helpers.floor.quarter import Quarter


def by_the_date(dates: pd.Series, quarter: Quarter) -> pd.Series:
    """True where a day is on or before the quarter's last day; False where it is missing.

    >>> by_the_date(pd.Series(pd.to_datetime(["2026-09-30", "2026-10-01", None])), Quarter(2026, 3)).tolist()
    [True, False, False]
    """
    # Compared with the next day, so that a time on the last day still counts.
    return dates < pd.Timestamp(quarter.next.start)


def in_the_year(dates: pd.Series, quarter: Quarter) -> pd.Series:
    """True where a day lies between 1 January of the quarter's year and its last day, both included.

    >>> in_the_year(pd.Series(pd.to_datetime(["2025-12-31", "2026-01-01"])), Quarter(2026, 3)).tolist()
    [False, True]
    """
    return by_the_date(dates, quarter) & (dates >= pd.Timestamp(quarter.year_start))


def has_begun(dates: pd.Series, quarter: Quarter) -> bool:
    """Whether a log holds anything on or before the date; before that, nothing is known, not even 0.

    >>> has_begun(pd.Series(pd.to_datetime(["2026-10-01"])), Quarter(2026, 3))
    False
    """
    return bool(by_the_date(dates, quarter).any())


def quarter_labels(dates: pd.Series) -> pd.Series:
    """The label of the quarter in which each day falls.

    >>> quarter_labels(pd.Series(pd.to_datetime(["2026-09-30"]))).tolist()
    ['2026-Q3']
    """
    labels: pd.Series = dates.dt.year.astype("str") + "-Q" + dates.dt.quarter.astype("str")
    return labels


def month_labels(dates: pd.Series) -> pd.Series:
    """The label of the month in which each day falls.

    >>> month_labels(pd.Series(pd.to_datetime(["2026-09-30"]))).tolist()
    ['2026-09']
    """
    labels: pd.Series = dates.dt.strftime("%Y-%m")
    return labels


def first_day(dates: pd.Series) -> date | None:
    """The earliest day; None when there is none."""
    earliest = dates.min()
    return None if pd.isna(earliest) else earliest.date()


def last_day(dates: pd.Series, quarter: Quarter) -> date | None:
    """The latest day on or before the date; None when there is none.

    >>> last_day(pd.Series(pd.to_datetime(["2026-05-12", "2026-10-01"])), Quarter(2026, 3))
    datetime.date(2026, 5, 12)
    """
    latest = dates[by_the_date(dates, quarter)].max()
    return None if pd.isna(latest) else latest.date()


def months_left(quarter: Quarter) -> list[str]:
    """The ISO date of the first day of every month of the year after the quarter.

    >>> months_left(Quarter(2026, 3))
    ['2026-10-01', '2026-11-01', '2026-12-01']
    """
    return pd.date_range(quarter.next.start, quarter.year_end, freq="MS").strftime("%Y-%m-%d").tolist()
