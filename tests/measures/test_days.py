"""The date is the whole last day of the quarter."""

from __future__ import annotations

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.measures.days import by_the_date, in_the_year


def test_a_time_on_the_last_day_is_on_the_date():
    moments = pd.Series(pd.to_datetime(["2026-09-30 23:59", "2026-10-01 00:00"]))
    assert by_the_date(moments, Quarter(2026, 3)).tolist() == [True, False]


def test_the_year_is_that_of_the_quarter():
    days = pd.Series(pd.to_datetime(["2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01"]))
    assert in_the_year(days, Quarter(2026, 1)).tolist() == [False, True, True, False]
