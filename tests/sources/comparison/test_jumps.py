"""New months beside the export's own earlier months."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from helpers import sources
from helpers.sources.comparison import jumps

CONTRACTS = sources.contracts()
UNTIL, END = date(2026, 6, 30), date(2026, 9, 30)


def track(earlier, new, unit=1.0):
    months = pd.period_range("2023-01", periods=len(earlier) + len(new), freq="M")
    values = pd.Series(np.array([*earlier, *new], dtype=float), months)
    return jumps.Track("x", "", unit, values.iloc[: len(earlier)], values.iloc[len(earlier) :])


@pytest.mark.parametrize(("value", "is_told", "is_extreme"), [(100, False, False), (230, True, True), (20, True, True)])
def test_a_month_is_told_outside_its_range_and_extreme_far_outside_what_was(value, is_told, is_extreme):
    earlier = 100 + np.array([-9, 3, 6, -4, 0, 8, -6, 2, 5, -3, 9, -7] * 2)
    found = jumps.jumps(track(earlier, [value]), 60)
    assert [jump.is_extreme for jump in found] == ([is_extreme] if is_told else [])


def test_a_month_as_there_was_before_is_never_told():
    earlier = [100] * 22 + [400, 100]
    assert jumps.jumps(track(earlier, [400]), 60) == []
    assert len(jumps.jumps(track([100] * 24, [400]), 60)) == 1


def test_false_alarms_are_as_rare_as_they_were_meant_to_be():
    chance = np.random.default_rng(5)
    deliveries, compared, alarms = 300, 60, 0
    for _ in range(deliveries):
        means = chance.uniform(5, 300, 20)
        told = [jumps.jumps(track(chance.poisson(mean, 36), chance.poisson(mean, 3)), compared) for mean in means]
        alarms += any(told)
    assert alarms / deliveries <= jumps.FALSE_ALARMS


def test_an_export_with_few_rows_or_months_has_no_range():
    days = pd.Series(pd.to_datetime(["2026-01-05", "2026-02-05", "2026-08-05"]))
    few = pd.DataFrame({"date": days, "wijk": "WK1", "theme": "afval", "is_dashboard_based": True})
    assert list(jumps.tracks(CONTRACTS["interventies"], few, UNTIL, END)) == []
    assert list(jumps.tracks(CONTRACTS["crisisprotocollen"], few, UNTIL, END)) == []  # a register has no months


def test_the_months_are_those_after_the_publication_up_to_the_quarter():
    days = pd.date_range("2024-01-01", "2026-11-30", freq="D")
    shifts = pd.DataFrame({"date": days, "wijk": "WK1", "vehicle": "A", "purpose": "afval", "hours": 2.0})
    rows, hours = jumps.tracks(CONTRACTS["scanauto_inzet"], shifts, UNTIL, END)
    assert [str(month) for month in rows.new.index] == ["2026-07", "2026-08", "2026-09"]
    assert rows.new.tolist() == [31, 31, 30] and hours.new.tolist() == [62, 62, 60]
    assert (rows.unit, hours.unit) == (1.0, 2.0) and str(rows.earlier.index[-1]) == "2026-06"
