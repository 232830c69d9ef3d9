"""The reports of all categories together: a sum where each is known, and none that is too low."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.floor.month import Month, months_up_to
from helpers.measures.months.all_reports import all_reports
from helpers.measures.months.reports import monthly_reports

MONTHS = months_up_to(Month(2026, 9), 6)  # April to September


def total(*gone):
    """What 2 and 3 reports a month add up to, without the rows of `gone`: pairs of category and months."""
    rows = [
        (pd.Timestamp(month.start), category, count)
        for month in MONTHS
        for category, count in (("x", 2), ("y", 3))
        if not any(category == one and month.number in numbers for one, numbers in gone)
    ]
    table = pd.DataFrame(rows, columns=["month", "category", "reports"]).assign(wijk="a")
    found = all_reports(monthly_reports(table, MONTHS[-1], ["a"]))
    return [None if pd.isna(value) else int(value) for value in found[found.area == "a"].value]


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        ((), [5, 5, 5, 5, 5, 5]),
        ((("y", (4, 5)),), [2, 2, 5, 5, 5, 5]),  # began in June
        ((("y", (6,)),), [5, 5, None, 5, 5, 5]),  # a gap
        ((("y", (9,)),), [5, 5, 5, 5, 5, None]),  # perhaps late
        ((("y", (7, 8, 9)),), [5, 5, 5, None, 2, 2]),  # ended in June
        ((("x", (7, 8, 9)), ("y", (4, 5, 6))), [2, 2, 2, None, 3, 3]),  # has another name since July
        ((("x", (8, 9)), ("y", (8, 9))), [5, 5, 5, 5, None, None]),  # no row at all is no zero
    ],
)
def test_a_category_counts_while_it_lasts(gone, expected):
    assert total(*gone) == expected


def test_without_reports_there_is_no_row():
    assert all_reports(monthly_reports(pd.DataFrame({"month": pd.to_datetime([])}), MONTHS[-1], ["a"])).empty
