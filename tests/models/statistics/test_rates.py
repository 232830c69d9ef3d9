"""Rates and their intervals, against published tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.models.statistics import rates


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # Garwood 1936; as printed by Ulm 1990 and in Breslow & Day 1987, table 2.11 (factors times the count).
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (20, 12.217, 30.888)],
)
def test_garwood_gives_the_published_limits(count, low, high):
    assert rates._garwood(count) == pytest.approx((low, high), abs=5e-4)


def test_the_factors_for_ten_events_are_those_of_breslow_and_day():
    # Breslow & Day 1987, table 2.11: 0.480 and 1.839 at 10 observed.
    low, high = rates.interval(10)
    assert (round(low / 10, 2), round(high / 10, 3)) == (0.48, 1.839)


@given(st.integers(0, 200))
def test_garwood_leaves_out_what_a_one_sided_test_rejects(count):
    (low, high), tail = rates._garwood(count), 0.025
    assert stats.poisson.cdf(count, high) == pytest.approx(tail)
    if count:
        assert stats.poisson.sf(count - 1, low) == pytest.approx(tail)


@pytest.mark.parametrize("count", [10, 15, 40, 200, 1000])
def test_byar_is_within_one_percent_of_garwood_from_ten_on(count):
    assert rates._byar(count) == pytest.approx(rates._garwood(count), rel=0.01)


def test_below_ten_the_interval_is_exact_and_from_ten_on_it_is_byars():
    assert rates.interval(9) == rates._garwood(9) != rates._byar(9)
    assert rates.interval(10) == rates._byar(10) != rates._garwood(10)


@given(st.floats(0, 500), st.floats(1, 1e5))
def test_a_rate_lies_in_its_interval_and_follows_the_population(count, population):
    rate, low, high = rates.rate(count, population)
    assert low <= rate <= high
    assert rates.rate(count, 2 * population)[0] == pytest.approx(rate / 2)


@pytest.mark.parametrize(("count", "population"), [(-1, 10), (1, 0), (float("nan"), 10)])
def test_a_count_below_zero_or_no_population_is_refused(count, population):
    with pytest.raises(ValueError, match="a rate needs"):
        rates.rate(count, population)
