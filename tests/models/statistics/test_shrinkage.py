"""Empirical Bayes, against the paper it comes from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st
from scipy import stats

from helpers.models.statistics import shrinkage

# Lip cancer in 56 districts of Scotland, 1975-1980: Clayton & Kaldor 1987, Biometrics 43:671, table 1.
OBSERVED = [
    9,
    39,
    11,
    9,
    15,
    8,
    26,
    7,
    6,
    20,
    13,
    5,
    3,
    8,
    17,
    9,
    2,
    7,
    9,
    7,
    16,
    31,
    11,
    7,
    19,
    15,
    7,
    10,
    16,
    11,
]
OBSERVED += [5, 3, 7, 8, 11, 9, 11, 8, 6, 4, 10, 8, 2, 6, 19, 3, 2, 3, 28, 6, 1, 1, 1, 1, 0, 0]
EXPECTED = [
    1.4,
    8.7,
    3.0,
    2.5,
    4.3,
    2.4,
    8.1,
    2.3,
    2.0,
    6.6,
    4.4,
    1.8,
    1.1,
    3.3,
    7.8,
    4.6,
    1.1,
    4.2,
    5.5,
    4.4,
]
EXPECTED += [
    10.5,
    22.7,
    8.8,
    5.6,
    15.5,
    12.5,
    6.0,
    9.0,
    14.4,
    10.2,
    4.8,
    2.9,
    7.0,
    8.5,
    12.3,
    10.1,
    12.7,
    9.4,
]
EXPECTED += [7.2, 5.3, 18.8, 15.8, 4.3, 14.6, 50.7, 8.2, 5.6, 9.3, 88.7, 19.6, 3.4, 3.6, 5.7, 7.0, 4.2, 1.8]


def test_the_scottish_lip_cancer_data_give_the_published_parameters():
    # Clayton & Kaldor's maximum likelihood: nu 1.88, alpha 1.32.
    nu, alpha, _ = shrinkage.gamma_poisson(OBSERVED, EXPECTED)
    assert (round(nu, 2), round(alpha, 2)) == (1.88, 1.32)


def test_the_shrunken_ratio_is_the_posterior_mean():
    a, b, shrunken = shrinkage.gamma_poisson(OBSERVED, EXPECTED)
    assert shrunken == pytest.approx((np.array(OBSERVED) + a) / (np.array(EXPECTED) + b))


def test_towards_a_known_mean_the_two_parameters_are_one():
    a, b, shrunken = shrinkage.gamma_poisson([2, 10, 30, 9], [10, 10, 15, 12], mean=1.0)
    assert a == pytest.approx(b)
    assert shrunken[0] == pytest.approx((2 + a) / (10 + a))


def test_the_beta_binomial_finds_what_was_planted():
    random = np.random.default_rng(7)
    n = random.integers(30, 200, 2000)
    k = random.binomial(n, random.beta(6, 14, 2000))
    a, b, _ = shrinkage.beta_binomial(k, n)
    assert (a, b) == pytest.approx((6, 14), rel=0.15)


def test_the_beta_binomial_is_at_the_top_of_its_likelihood():
    k, n = [1, 3, 9, 14], [20] * 4
    a, b, _ = shrinkage.beta_binomial(k, n)
    grid = [(x, y) for x in np.linspace(0.3, 4, 60) for y in np.linspace(0.5, 8, 60)]
    best = max(stats.betabinom.logpmf(k, n, x, y).sum() for x, y in grid)
    assert stats.betabinom.logpmf(k, n, a, b).sum() >= best


def test_groups_that_differ_no_more_than_chance_all_get_the_common_figure():
    a, b, shrunken = shrinkage.beta_binomial([5, 5, 6, 5], [10] * 4)
    assert np.isinf([a, b]).all() and set(shrunken) == {21 / 40}
    a, b, shrunken = shrinkage.gamma_poisson([10, 11, 9], [10, 10, 10])
    assert np.isinf([a, b]).all() and set(shrunken) == {1.0}


@how(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 60)), min_size=2, max_size=12))
def test_a_shrunken_share_lies_between_its_own_and_the_others(pairs):
    k, n = [min(one) for one in pairs], [max(max(one), 1) for one in pairs]
    a, b, shrunken = shrinkage.beta_binomial(k, n)
    own = np.array(k) / np.array(n)
    centre = sum(k) / sum(n) if np.isinf(a) else a / (a + b)
    assert (shrunken >= np.minimum(own, centre) - 1e-9).all()
    assert (shrunken <= np.maximum(own, centre) + 1e-9).all()


def test_a_small_group_is_drawn_further_than_a_large_one_with_the_same_share():
    _, _, shrunken = shrinkage.beta_binomial([2, 20, 10, 70], [10, 100, 20, 100])
    assert abs(shrunken[0] - 0.2) > abs(shrunken[1] - 0.2)


def test_nobody_anywhere_stays_nobody():
    assert shrinkage.beta_binomial([0, 0], [5, 9])[2].tolist() == [0, 0]
    assert shrinkage.gamma_poisson([0, 0], [5, 9])[2].tolist() == [0, 0]


@pytest.mark.parametrize(("k", "n"), [([1], [2]), ([3, 1], [2, 2]), ([-1, 1], [2, 2]), ([0, 1], [0, 2])])
def test_counts_that_cannot_be_are_refused(k, n):
    with pytest.raises(ValueError, match=r"two groups|more than n"):
        shrinkage.beta_binomial(k, n)
