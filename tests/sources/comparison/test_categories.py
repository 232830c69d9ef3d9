"""A wijk or a kind that is gone, that stops, or that came."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from helpers import sources
from helpers.sources.comparison import categories

CONTRACTS = sources.contracts()
UNTIL = date(2026, 6, 30)
WIJKEN = [f"WK{n}" for n in range(5)]


@pytest.fixture
def reports():
    """Reports per wijk, month and category: two years up to September 2026."""
    months = pd.date_range("2024-10-01", "2026-09-01", freq="MS")
    rows = [(month, wijk, kind, 9) for month in months for wijk in WIJKEN for kind in ("Grofvuil", "Zwerfvuil")]
    return pd.DataFrame(rows, columns=["month", "wijk", "category", "reports"])


def told(before, now, dataset="meldingen"):
    found = categories.changes(CONTRACTS[dataset], before, now, UNTIL)
    return [(one.value, one.kind, one.is_doubtful) for one in found]


def test_nothing_is_told_where_the_categories_stay(reports):
    assert told(reports[reports.month <= "2026-06"], reports) == []


def test_a_renamed_category_went_and_came(reports):
    renamed = reports.assign(category=reports.category.replace("Grofvuil", "Grof vuil"))
    assert told(reports, renamed) == [("Grofvuil", "went", True), ("Grof vuil", "came", False)]


def test_a_wijk_without_rows_in_the_new_months_stopped(reports):
    is_new = (reports.month > "2026-06") & (reports.wijk == "WK3")
    assert told(reports[reports.month <= "2026-06"], reports[~is_new]) == [("WK3", "stopped", True)]


def test_a_wijk_that_was_not_there_each_quarter_may_stay_away(reports):
    reports = pd.concat([reports, reports[reports.category == "Grofvuil"].assign(category="Overig")])
    is_away = (reports.wijk == "WK3") & ((reports.month > "2026-06") | (reports.month.dt.month.isin([1, 2, 3])))
    assert told(reports[reports.month <= "2026-06"], reports[~is_away]) == []


def test_a_wijk_that_goes_from_a_register_of_wijken_is_doubtful():
    scans = pd.DataFrame({"wijk": WIJKEN, "scanned_on": pd.Timestamp("2026-01-05"), "meetings": 2})
    assert told(scans, scans.iloc[1:], "wijkveiligheidsscans") == [("WK0", "went", True)]


def test_a_wijk_that_comes_is_ordinary_and_a_kind_is_told(reports):
    before = reports[(reports.month <= "2026-06") & (reports.wijk != "WK3")]
    assert told(before, reports) == []
    now = pd.concat([reports, reports[reports.category == "Zwerfvuil"].assign(category="Overig")])
    is_known = (now.month <= "2026-06") & (now.category != "Grofvuil")
    assert told(now[is_known], now) == [("Grofvuil", "came", False)]


def test_numbers_of_sessions_and_persons_are_no_categories():
    visits = pd.DataFrame({"session": ["S1"] * 9 + ["S2"] * 9, "participant": [f"p{n}" for n in range(18)]})
    visits = visits.assign(wijk="WK1", mark_before=5.0, mark_after=7.0)
    assert told(visits, visits.assign(session="S3"), "cybertraining_deelnemers") == []
