"""Expectations: Newcombe 1998 (Stat Med 17:857, Table I; 17:873, Table II), Agresti 2007, Hanley & Lippman-Hand
1983, statsmodels, and exact binomial and hypergeometric chances."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from helpers.models.statistics import proportions

SEEN = [(81, 263), (15, 148), (0, 20), (1, 29)]
TABLE_I = {
    "wald": [(0.2522, 0.3638), (0.0527, 0.1500), (0, 0), (0, 0.1009)],
    "wilson": [(0.2553, 0.3662), (0.0624, 0.1605), (0, 0.1611), (0.0061, 0.1718)],
    "wilson_continuity": [(0.2535, 0.3682), (0.0598, 0.1644), (0, 0.2005), (0.0018, 0.1963)],
    "clopper_pearson": [(0.2527, 0.3676), (0.0578, 0.1617), (0, 0.1684), (0.0009, 0.1776)],
}
INTERVALS = [*TABLE_I, "jeffreys", "agresti_coull"]
COUNTS = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("method", TABLE_I)
def test_the_intervals_of_one_share_are_those_of_the_published_table(method):
    found = [getattr(proportions, method)(k, n) for k, n in SEEN]
    assert np.array(found) == pytest.approx(np.array(TABLE_I[method]), abs=5.1e-5)


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


@pytest.mark.parametrize(
    ("method", "theirs"),
    [
        ("wilson", "wilson"),
        ("clopper_pearson", "beta"),
        ("jeffreys", "jeffreys"),
        ("agresti_coull", "agresti_coull"),
        ("wald", "normal"),
    ],
)
@given(counts=COUNTS, level=st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_the_intervals_agree_with_statsmodels(method, theirs, counts, level):
    k, n = counts
    expected = np.array(proportion_confint(k, n, alpha=1 - level, method=theirs))
    if method == "jeffreys":  # theirs leaves the ends open: Brown, Cai & DasGupta close them
        expected = np.where([k == 0, k == n], [0, 1], expected)
    assert getattr(proportions, method)(k, n, level) == pytest.approx(expected, abs=1e-9)


def test_the_aspirin_trial_gives_the_published_risk_ratio():
    assert proportions.risk_ratio(189, 11034, 104, 11037) == pytest.approx((1.82, 1.43, 2.31), abs=0.005)
    ratio, low, high = proportions.risk_ratio(0, 10, 0, 10)
    assert math.isnan(ratio) and math.isnan(low) and math.isnan(high)


@pytest.mark.parametrize("method", INTERVALS)
@given(counts=COUNTS)
def test_an_interval_holds_the_share_seen_and_lies_between_0_and_1(method, counts):
    k, n = counts
    low, high = getattr(proportions, method)(k, n)
    assert 0 <= low <= k / n + 1e-12 and k / n - 1e-12 <= high <= 1


@pytest.mark.parametrize("method", INTERVALS)
@given(counts=COUNTS)
def test_counting_the_failures_turns_the_interval_round(method, counts):
    k, n = counts
    low, high = getattr(proportions, method)(k, n)
    assert getattr(proportions, method)(n - k, n) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@pytest.mark.parametrize("method", [name for name in INTERVALS if name not in {"wald", "agresti_coull"}])
@given(n=st.integers(1, 300))
def test_one_more_success_never_lowers_a_limit(method, n):
    low, high = getattr(proportions, method)(np.arange(n + 1), n)
    assert (np.diff(low) >= -1e-12).all() and (np.diff(high) >= -1e-12).all()


@pytest.mark.parametrize("method", INTERVALS)
@given(counts=COUNTS, times=st.integers(2, 9))
def test_more_of_the_same_never_widens_the_interval(method, counts, times):
    k, n = counts
    low, high = getattr(proportions, method)(k, n)
    more_low, more_high = getattr(proportions, method)(k * times, n * times)
    assert more_high - more_low <= high - low + 1e-12


@given(counts=COUNTS, unseen=st.integers(0, 400))
def test_a_finite_population_narrows_the_interval_and_a_census_leaves_a_point(counts, unseen):
    k, n = counts
    endless, finite = proportions.wilson(k, n), proportions.wilson(k, n, population=n + unseen)
    assert finite[1] - finite[0] <= endless[1] - endless[0] + 1e-12
    if not unseen:
        assert finite == proportions.wald(k, n, population=n) == pytest.approx((k / n, k / n))


@pytest.mark.parametrize(("k", "n", "population"), [(13, 20, 45), (3, 44, 45), (1, 5, 500)])
def test_the_correction_puts_the_effective_size_of_a_finite_population_in_the_score_equation(
    k, n, population
):
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
        for method in INTERVALS:
            with pytest.raises(ValueError, match="k of n"):
                getattr(proportions, method)(k, n)
    with pytest.raises(ValueError, match="does not fit"):
        proportions.wilson(5, 20, population=19)
    with pytest.raises(ValueError, match="part of a part"):
        proportions.least_total(5, 20, 19)


def test_arrays_give_what_single_counts_give():
    k, n = np.array([0, 3, 12]), np.array([5, 8, 12])
    for method in INTERVALS:
        low, high = getattr(proportions, method)(k, n)
        singles = [getattr(proportions, method)(int(one), int(of)) for one, of in zip(k, n, strict=True)]
        assert np.column_stack([low, high]) == pytest.approx(np.array(singles))
        assert all(isinstance(limit, float) for pair in singles for limit in pair)


def test_three_in_n_is_what_no_failure_in_n_allows():
    assert proportions.rule_of_three(59) == pytest.approx(0.0495, abs=5e-5)  # 59 without failure: below 5%
    for n in (30, 100, 1000):  # Hanley & Lippman-Hand 1983: good from 30 on
        assert proportions.rule_of_three(n) == pytest.approx(3 / n, rel=0.05)


@given(n=st.integers(1, 60), unseen=st.integers(0, 60))
def test_of_a_register_no_larger_number_of_failures_would_stay_unseen_that_often(n, unseen):
    register = n + unseen
    worst = round(proportions.rule_of_three(n, population=register) * register)
    assert math.comb(register - worst, n) / math.comb(register, n) > 0.05
    assert math.comb(register - worst - 1, n) / math.comb(register, n) <= 0.05
    assert worst == 0 or unseen  # a census has seen every failure


@given(COUNTS)
def test_the_lower_bound_is_where_so_many_successes_become_too_rare(counts):
    k, n = counts
    bound = proportions.lower_bound(k, n, 0.9)
    assert stats.binom.sf(k - 1, n, bound) == pytest.approx(0.1, rel=1e-6) if k else bound == 0
    assert bound <= k / n and bound == pytest.approx(proportions.clopper_pearson(k, n, 0.8)[0])
