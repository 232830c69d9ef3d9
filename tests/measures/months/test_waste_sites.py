"""Expectations: counted by hand on a few rows."""

import numpy as np

from helpers.floor.month import Month
from helpers.measures.months.waste_sites import monthly_sites_out_of_norm, monthly_sites_seen

LAST = Month(2026, 3)
ROWS = [
    ("2026-01-05", "a", 50, 3),
    ("2026-01-19", "a", 40, 0),
    ("2026-01-05", "b", 20, 1),
    ("2026-03-31", "a", 30, 0),
    ("2026-04-01", "a", 99, 9),  # after the month
    ("2026-03-02", "b", 20, None),  # not known how many of them
    ("2026-03-03", "b", 0, 0),  # nobody looked
]


def told(measure, typed, area):
    found = measure(typed("afvalwaarnemingen", ROWS), LAST)
    return [None if np.isnan(value) else value for value in found.value[found.area == area]]


def test_the_sites_of_a_month_are_added_up_and_a_month_without_observation_is_unknown(typed):
    assert told(monthly_sites_seen, typed, "a") == [90, None, 30]
    assert told(monthly_sites_out_of_norm, typed, "a") == [3, None, 0]


def test_an_observation_with_half_a_count_or_of_nothing_says_nothing(typed):
    assert told(monthly_sites_seen, typed, "b") == [20, None, None]
    assert told(monthly_sites_out_of_norm, typed, "b") == [1, None, None]


def test_the_municipality_counts_the_wijken_where_somebody_looked(typed):
    assert told(monthly_sites_seen, typed, "") == [110, None, 30]
    assert told(monthly_sites_out_of_norm, typed, "") == [4, None, 0]


def test_nothing_before_the_export_begins(typed):
    assert monthly_sites_seen(typed("afvalwaarnemingen", ROWS), Month(2025, 12)).empty
