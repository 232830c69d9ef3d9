"""Expectations: statistics.md card 3.1, and exact enumeration of all samples."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.floor import tables
from helpers.models.finite_population import possible_totals, probability_at_least, share_of_all


@st.composite
def samples(draw) -> tuple[int, int, int]:
    registered = draw(st.integers(1, 80))
    inspected = draw(st.integers(1, registered))
    return draw(st.integers(0, inspected)), inspected, registered


def test_thirteen_of_twenty_of_forty_five_gives_the_published_interval_and_probability():
    assert possible_totals(13, 20, 45) == (21, 36)
    table = share_of_all(13, 20, 45, target_percent=50)
    everyone = tables.the(table, term="all_dealers")
    assert everyone.estimate == pytest.approx(65)
    assert (everyone.low, everyone.high) == pytest.approx((100 * 21 / 45, 80))
    assert round(tables.the(table, term="at_least_target").estimate, 2) == 0.96
    assert everyone.rule == (
        "13 van 20 gecontroleerde opkopers voldoen. "
        "Voor alle 45 opkopers ligt het aandeel tussen 47 en 80%, als de gecontroleerde opkopers een goede afspiegeling zijn."
    )


def test_without_an_assumption_on_who_was_inspected_the_share_lies_between_29_and_84_percent():
    bounds = tables.the(share_of_all(13, 20, 45, target_percent=50), term="bounds")
    assert (round(bounds.low), round(bounds.high)) == (29, 84)


def test_a_census_is_a_point_and_a_certainty():
    table = share_of_all(30, 45, 45, target_percent=50)
    everyone = tables.the(table, term="all_dealers")
    assert everyone.low == everyone.high == everyone.estimate == pytest.approx(100 * 30 / 45)
    assert tables.the(table, term="at_least_target").estimate == 1
    assert tables.the(share_of_all(22, 45, 45, target_percent=50), term="at_least_target").estimate == 0


def test_exactly_half_of_an_even_register_reaches_half():
    assert probability_at_least(22, 44, 44, 50) == 1


@pytest.mark.parametrize(("met", "inspected"), [(0, 0), (2, 4)])
def test_below_five_inspected_no_number_is_given(met, inspected):
    table = share_of_all(met, inspected, 45, target_percent=50)
    kept = tables.rows_of(table, role=["primary", "limit"])
    assert (kept.withheld == "small").all() and kept[["estimate", "low", "high"]].isna().all(axis=None)
    assert not tables.the(table, role="gate").is_met


@pytest.mark.parametrize("numbers", [(float("nan"), 20, 45), (13, 20, float("nan")), (13, 20, 19)])
def test_numbers_that_do_not_go_together_are_withheld_with_a_reason(numbers):
    everyone = tables.the(share_of_all(*numbers, target_percent=50), term="all_dealers")
    assert everyone.withheld == "missing" and everyone.rule.endswith(".")


@given(samples())
def test_the_interval_holds_the_share_seen_and_is_possible(sample):
    met, inspected, registered = sample
    low, high = possible_totals(*sample)
    assert met <= low and high <= registered - (inspected - met)
    assert low <= registered * met / inspected + 1e-9 and registered * met / inspected <= high + 1e-9


@given(samples())
def test_a_higher_level_never_gives_a_narrower_interval(sample):
    wide, narrow = possible_totals(*sample, 0.95), possible_totals(*sample, 0.80)
    assert wide[0] <= narrow[0] and narrow[1] <= wide[1]


@given(samples(), st.floats(0, 100), st.floats(0, 100))
@settings(deadline=None)
def test_a_higher_target_is_never_more_likely(sample, one, other):
    lower, higher = sorted((one, other))
    assert probability_at_least(*sample, lower) >= probability_at_least(*sample, higher) - 1e-12


def test_the_worst_coverage_over_all_shares_of_twenty_in_forty_five_is_at_least_95_percent():
    covered = [possible_totals(met, 20, 45) for met in range(21)]
    coverage = [
        sum(stats.hypergeom.pmf(met, 45, total, 20) for met in range(21) if _holds(covered[met], total))
        for total in range(46)
    ]
    assert min(coverage) == pytest.approx(0.960, abs=0.001)  # statistics.md, card 3.1


def _holds(interval: tuple[int, int], total: int) -> bool:
    return interval[0] <= total <= interval[1]
