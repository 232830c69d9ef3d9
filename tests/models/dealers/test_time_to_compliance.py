"""Expectations: what may be shown by the small-number rule, and the exact curve beside it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from helpers.floor.shapes import tables
from helpers.models.dealers import time_to_compliance


def coarse_curve(time, is_event):
    return time_to_compliance.coarse_curve(time, is_event, 10)


def time_to_event(time, is_event):
    return time_to_compliance.time_to_event(time, is_event, measure="days_to_compliance", period="2025-Q4", least=10)


CASES = st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=120)


@given(CASES)
def test_every_count_behind_a_shown_curve_is_at_least_ten_and_a_multiple_of_five(cases):
    time, is_event = zip(*cases, strict=True)
    curve = coarse_curve(time, is_event)
    counts = curve[["at_risk", "events"]].to_numpy()
    assert (counts % 5 == 0).all() and (counts >= 10).all()
    assert (curve.time % 30 == 0).all()
    for row in curve.itertuples():  # no fewer than ten left behind
        assert sum(one > row.time for one in time) >= 10


@pytest.mark.parametrize(("many", "shown"), [(82, 80), (83, 85), (87, 85), (88, 90)])
def test_the_number_at_risk_is_shown_to_the_nearest_five(many, shown):
    curve = coarse_curve([10] * 40 + [50] * (many - 40), [True] * 40 + [False] * (many - 40))
    assert curve.at_risk.tolist() == [shown] and curve.events.tolist() == [40]
    assert curve.survival.item() == pytest.approx(1 - 40 / shown)


def test_moving_one_dealer_within_a_stretch_leaves_the_shown_curve_as_it_is():
    time, is_event = np.arange(1, 61), np.arange(60) < 30
    moved = time.copy()
    moved[[3, 40]] = [17, 55]
    assert coarse_curve(moved, is_event).equals(coarse_curve(time, is_event))
    assert len(coarse_curve(time, is_event)) == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_shown_curve_stays_near_the_exact_one(seed):
    generator = np.random.default_rng(seed)
    end, followed = generator.exponential(90, 200), generator.uniform(60, 400, 200)
    time, is_event = np.minimum(end, followed), end <= followed
    exact, shown = SurvfuncRight(time, is_event.astype(int)), coarse_curve(time, is_event)
    assert len(shown) >= 3
    for row in shown.itertuples():
        left = exact.surv_prob[exact.surv_times <= row.time][-1]
        assert row.survival == pytest.approx(left, abs=0.05)


def test_fewer_than_ten_failures_give_the_gate_without_its_count():
    for many in (0, 1, 9):
        table = time_to_event([5] * many, [True] * many)
        assert table.role.tolist() == ["gate"] and not table.is_met.item() and math.isnan(table.estimate.item())
    same = [time_to_event([5] * many, [True] * many) for many in (1, 9)]
    assert same[0].equals(same[1])


def test_enough_failures_give_percentages_with_a_band_that_falls():
    table = time_to_event(list(range(1, 61)) * 2, [True] * 120)
    kept = tables.rows_of(table, term="still_failing")
    assert kept["at"].tolist() == [30] and kept.estimate.tolist() == [50] and kept.n.tolist() == [120]
    assert (kept.low < 50).all() and (kept.high > 50).all() and (kept.period == "2025-Q4").all()
    gate = tables.the(table, term="failures")
    assert (
        gate.is_met
        and gate.rule == "In alle jaren samen hadden ongeveer 120 opkopers een tekortkoming; nodig zijn er 10."
    )


def test_failures_that_were_hardly_seen_again_say_so():
    table = time_to_event([40] * 12, [False] * 12)
    assert table.rule.tolist() == [
        "In alle jaren samen hadden ongeveer 10 opkopers een tekortkoming; te weinig werden daarna weer gezien."
    ]
    assert not table.is_met.item()


def curve_of(*left):
    """Stretches of 30 days with this percent still failing at their ends."""
    rows = [{"at": 30 * at, "estimate": one, "low": one - 5, "high": one + 5} for at, one in enumerate(left, 1)]
    return tables.estimates(rows, term="still_failing", measure="days_to_compliance")


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ((70, 45, 40), (60, 55, True)),  # by the first end at which half complied, not the last
        ((70, 50, 40), (60, 50, True)),  # exactly half is half
        ((70, 50.1), (60, 49.9, False)),  # never half: how many by the end of the curve
        ((81.4,), (30, 18.6, False)),
    ],
)
def test_by_when_half_complied_or_else_how_many_by_the_end(left, expected):
    found = time_to_compliance.complied(curve_of(*left)).iloc[0]
    assert (found["at"], found.estimate, found.is_met) == pytest.approx(expected)
    assert (found.low, found.high) == pytest.approx((found.estimate - 5, found.estimate + 5))


def test_without_a_curve_nobody_is_said_to_comply():
    assert time_to_compliance.complied(time_to_event([4, 9], [True, False])).empty


@pytest.mark.parametrize(("lost", "stretches"), [(0, 2), (3, 1), (12, 2)])
def test_the_curve_stops_after_a_stretch_in_which_a_few_were_lost_from_sight(lost, stretches):
    time = [10] * 20 + [20] * lost + [50] * 20 + [100] * 30
    is_event = [True] * 20 + [False] * lost + [True] * 20 + [False] * 30
    assert len(coarse_curve(time, is_event)) == stretches
