"""Expectations: Newcombe 1998 (Stat Med 17:857, Table I; 17:873, Table II), Agresti 2007, Hanley & Lippman-Hand
1983, statsmodels, and exact binomial and hypergeometric chances."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from helpers.models.statistics import proportions, survey

SEEN = [(81, 263), (15, 148), (0, 20), (1, 29)]
PUBLISHED = [(0.2527, 0.3676), (0.0578, 0.1617), (0, 0.1684), (0.0009, 0.1776)]
COUNTS = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_the_exact_intervals_are_those_of_the_published_table():
    found = [proportions.clopper_pearson(k, n) for k, n in SEEN]
    assert np.array(found) == pytest.approx(np.array(PUBLISHED), abs=5.1e-5)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((10, 10, 0, 20), 0.6791, 1.0),
        ((10, 10, 0, 10), 0.6075, 1.0),
    ],
)
def test_the_interval_of_a_difference_is_that_of_the_published_table(counts, low, high):
    assert proportions.difference(*counts) == pytest.approx((low, high), abs=5.1e-5)
    k, n, other_k, other_n = counts
    theirs = confint_proportions_2indep(k, n, other_k, other_n, method="newcomb", compare="diff")
    assert proportions.difference(*counts) == pytest.approx(theirs, abs=1e-12)


@given(counts=COUNTS)
def test_the_exact_interval_agrees_with_statsmodels_holds_the_share_and_turns_round(counts):
    k, n = counts
    low, high = proportions.clopper_pearson(k, n)
    assert (low, high) == pytest.approx(proportion_confint(k, n, method="beta"), abs=1e-9)
    assert 0 <= low <= k / n + 1e-12 and k / n - 1e-12 <= high <= 1
    assert proportions.clopper_pearson(n - k, n) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(n=st.integers(1, 300))
def test_one_more_success_never_lowers_a_limit(n):
    low, high = proportions.clopper_pearson(np.arange(n + 1), n)
    assert (np.diff(low) >= -1e-12).all() and (np.diff(high) >= -1e-12).all()


@given(counts=COUNTS, unseen=st.integers(0, 400))
def test_a_finite_population_narrows_the_interval_and_a_census_leaves_a_point(counts, unseen):
    k, n = counts
    endless, finite = survey.wilson_interval(k / n, n), proportions.wilson(k, n, population=n + unseen)
    assert finite[1] - finite[0] <= endless[1] - endless[0] + 1e-12
    if not unseen:
        assert finite == pytest.approx((k / n, k / n))


@pytest.mark.parametrize(("k", "n", "population"), [(13, 20, 45), (3, 44, 45), (1, 5, 500)])
def test_the_correction_puts_the_effective_size_of_a_finite_population_in_the_score_equation(k, n, population):
    effective = n * (population - 1) / (population - n)  # Cochran 1977, ch. 3
    for limit in proportions.wilson(k, n, population=population):
        z = abs(k / n - limit) / math.sqrt(limit * (1 - limit) / effective)
        assert z == pytest.approx(1.959964, abs=1e-6)


@given(counts=COUNTS, others=COUNTS)
def test_swapping_the_groups_turns_the_difference_round_and_it_holds_the_one_seen(counts, others):
    low, high = proportions.difference(*counts, *others)
    assert low <= counts[0] / counts[1] - others[0] / others[1] + 1e-12
    assert proportions.difference(*others, *counts) == pytest.approx((-high, -low))


def test_numbers_that_cannot_be_are_refused():
    for k, n in [(3, 2), (-1, 2), (0, 0), (float("nan"), 5)]:
        for asked in (
            lambda k, n: proportions.wilson(k, n, 9),
            proportions.clopper_pearson,
            proportions.lower_bound,
            lambda k, n: proportions.difference(k, n, 1, 2),
        ):
            with pytest.raises(ValueError, match="k of n"):
                asked(k, n)
    with pytest.raises(ValueError, match="does not fit"):
        proportions.wilson(5, 20, population=19)
    with pytest.raises(ValueError, match="part of a part"):
        proportions.least_total(5, 20, 19, 0.95)


def test_fifty_nine_without_failure_leave_less_than_five_percent_of_failures():
    assert 1 - proportions.lower_bound(59, 59) == pytest.approx(0.0495, abs=5e-5)
    for n in (30, 100, 1000):  # Hanley & Lippman-Hand 1983: three in n is good from 30 on
        assert 1 - proportions.lower_bound(n, n) == pytest.approx(3 / n, rel=0.05)


@given(n=st.integers(1, 60), unseen=st.integers(0, 60))
def test_of_a_register_no_larger_number_of_failures_would_stay_unseen_that_often(n, unseen):
    register = n + unseen
    worst = register - proportions.least_total(n, n, register, 0.95)
    assert math.comb(register - worst, n) / math.comb(register, n) > 0.05
    assert math.comb(register - worst - 1, n) / math.comb(register, n) <= 0.05
    assert worst == 0 or unseen  # a census has seen every failure


@given(COUNTS)
def test_the_lower_bound_is_where_so_many_successes_become_too_rare(counts):
    k, n = counts
    bound = proportions.lower_bound(k, n)
    assert stats.binom.sf(k - 1, n, bound) == pytest.approx(0.05, rel=1e-6) if k else bound == 0
    assert bound <= k / n
