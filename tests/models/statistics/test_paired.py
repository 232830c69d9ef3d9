"""Paired measurements, against published tables and brute force."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st
from scipy import stats

from helpers.models.statistics import paired


def t_of(found: paired.Difference, df: int) -> float:
    return found.mean / (found.high - found.mean) * stats.t.ppf(0.975, df)


# Student 1908, Biometrika 6:1: hours of extra sleep with two drugs, ten patients.
SLEEP = ([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
# Darwin's maize, crossed less self-fertilised, eighths of an inch (Fisher 1935, The Design of Experiments).
MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
marks = st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=2, max_size=12)


def test_the_interval_of_students_sleep_data():
    found = paired.paired_difference(*SLEEP)
    # t = 4.0621, df = 9, mean 1.58, 95% 0.7001 to 2.4599 (the manual of R, t.test).
    assert found.mean == pytest.approx(1.58)
    assert t_of(found, 9) == pytest.approx(4.0621, abs=5e-5)
    assert (found.low, found.high) == (pytest.approx(0.7001142, abs=1e-7), pytest.approx(2.4598858, abs=1e-7))


def test_fishers_reading_of_darwins_maize():
    found = paired.paired_difference([0] * 15, MAIZE)
    assert t_of(found, 14) == pytest.approx(2.148, abs=5e-4)
    assert paired.sign_flip_p(MAIZE, seed=1) == 1726 / 32768


@how(max_examples=30, deadline=None, derandomize=True)
@given(pairs=marks)
def test_the_t_interval_is_that_of_scipy(pairs):
    before, after = np.array(pairs).T
    found = paired.paired_difference(before, after)
    expected = stats.ttest_rel(after, before).confidence_interval() if np.ptp(after - before) else None
    if expected:
        assert (found.low, found.high) == (pytest.approx(expected.low), pytest.approx(expected.high))


@how(max_examples=30, deadline=None, derandomize=True)
@given(pairs=marks)
def test_turning_before_and_after_round_turns_the_difference_round(pairs):
    before, after = np.array(pairs).T
    one, other = paired.paired_difference(before, after), paired.paired_difference(after, before)
    assert (one.low, one.high) == (pytest.approx(-other.high), pytest.approx(-other.low))
    assert paired.sign_flip_p(after - before, seed=3) == paired.sign_flip_p(before - after, seed=3)


@how(max_examples=20, deadline=None, derandomize=True)
@given(differences=st.lists(st.integers(-4, 4), min_size=1, max_size=8))
def test_the_sign_flip_counts_every_sign_vector_and_its_ties(differences):
    seen = abs(sum(differences))
    sums = [
        abs(sum(s * d for s, d in zip(signs, differences, strict=True)))
        for signs in product((1, -1), repeat=len(differences))
    ]
    assert paired.sign_flip_p(differences, seed=1) == np.mean([one >= seen for one in sums])


def test_with_many_pairs_the_draws_come_near_the_normal_p_and_the_seed_fixes_them():
    differences = np.random.default_rng(2).normal(0.1, 1, 90)
    z = sum(differences) / np.sqrt(np.sum(np.square(differences)))
    found = paired.sign_flip_p(differences, seed=5)
    assert 0.05 < found < 0.95
    assert found == paired.sign_flip_p(differences, seed=5)
    assert found == pytest.approx(2 * stats.norm.sf(abs(z)), abs=0.03)


def test_nothing_has_no_p_and_one_person_no_interval():
    assert np.isnan(paired.sign_flip_p([], seed=1))
    assert np.isnan(paired.paired_difference([4], [6]).low)
    assert paired.mcnemar_p(0, 0) == 1


@pytest.mark.parametrize(("before", "after"), [([1, 2], [3]), ([1, np.nan], [2, 3])])
def test_marks_that_are_no_pairs_are_refused(before, after):
    with pytest.raises(ValueError, match=r"equally many|must be known"):
        paired.paired_difference(before, after)


def test_mcnemar_of_the_approval_ratings():
    # Agresti 1990, Categorical Data Analysis, p. 350: 794, 150, 86, 570; z² = 17.36, p = 3.099e-05.
    assert paired.mcnemar_p(150, 86) == pytest.approx(3.099e-05, abs=5e-9)
    assert paired.mcnemar_p(86, 150) == paired.mcnemar_p(150, 86)


@pytest.mark.parametrize(("b", "c"), [(1, 7), (0, 5), (12, 12), (3, 21)])
def test_below_25_changes_mcnemar_is_the_binomial_test(b, c):
    by_hand = sum(stats.binom.pmf(k, b + c, 0.5) for k in range(b + c + 1) if abs(2 * k - b - c) >= abs(b - c))
    assert paired.mcnemar_p(b, c) == pytest.approx(by_hand)


def test_from_25_changes_on_it_is_chi_square_without_correction():
    assert paired.mcnemar_p(5, 20) == pytest.approx(stats.chi2.sf(9, 1))
    assert paired.mcnemar_p(4, 20) != pytest.approx(stats.chi2.sf(256 / 24, 1))


@pytest.mark.parametrize(
    ("cells", "low", "high", "places"),
    [
        ((36, 12, 2, 0), 0.0569, 0.3404, 4),  # Newcombe 1998, Stat Med 17:2635, method 10
        ((0, 0, 0, 54), -0.0664, 0.0664, 4),  # the same
        ((14, 5, 0, 22), 0.011, 0.226, 3),  # Altman et al. 2000, Statistics with Confidence, table 6.2
        ((1, 1, 7, 12), -0.507, -0.026, 3),  # Fagerland, Lydersen & Laake 2014, Stat Med 33:2850
    ],
)
def test_the_interval_of_a_paired_difference_is_the_published_one(cells, low, high, places):
    _, *found = paired.paired_share_difference(*cells)
    assert [round(one, places) for one in found] == [low, high]


@how(max_examples=60, deadline=None, derandomize=True)
@given(cells=st.tuples(*[st.integers(0, 40)] * 4).filter(any))
def test_the_paired_interval_holds_the_difference_and_turns_round(cells):
    a, b, c, d = cells
    gap, low, high = paired.paired_share_difference(a, b, c, d)
    assert -1 <= low <= gap <= high <= 1
    assert paired.paired_share_difference(a, c, b, d) == (
        pytest.approx(-gap),
        pytest.approx(-high),
        pytest.approx(-low),
    )


@pytest.mark.parametrize("cells", [(0, 0, 0, 0), (3, -1, 0, 5)])
def test_a_table_without_persons_is_refused(cells):
    with pytest.raises(ValueError, match="counts are 0 or more"):
        paired.paired_share_difference(*cells)


@how(max_examples=40, deadline=None, derandomize=True)
@given(answers=st.lists(st.integers(1, 10), min_size=1, max_size=8), others=st.lists(st.integers(1, 10), max_size=4))
def test_the_bounds_hold_whatever_the_others_would_have_said(answers, others):
    everyone = answers + others
    low, high = paired.bounds(float(np.mean(answers)), len(answers), len(everyone), 1, 10)
    assert low - 1e-9 <= np.mean(everyone) <= high + 1e-9
    worst = paired.bounds(float(np.mean(answers)), len(answers), len(everyone), 1, 10)[0]
    assert worst == pytest.approx(np.mean(answers + [1] * len(others)))


def test_more_answers_than_persons_are_refused():
    with pytest.raises(ValueError, match="part of everyone"):
        paired.bounds(5, 11, 10, 1, 10)
