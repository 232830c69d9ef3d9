"""Empirical Bayes, against the paper it comes from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st
from scipy import stats

from helpers.models.statistics import shrinkage

# Lip cancer in 56 districts of Scotland, 1975-1980: Clayton & Kaldor 1987, Biometrics 43:671, table 1.
OBSERVED = [9, 39, 11, 9, 15, 8, 26, 7, 6, 20, 13, 5, 3, 8, 17, 9, 2, 7, 9, 7, 16, 31, 11, 7, 19, 15, 7, 10, 16, 11]
OBSERVED += [5, 3, 7, 8, 11, 9, 11, 8, 6, 4, 10, 8, 2, 6, 19, 3, 2, 3, 28, 6, 1, 1, 1, 1, 0, 0]
EXPECTED = [1.4, 8.7, 3.0, 2.5, 4.3, 2.4, 8.1, 2.3, 2.0, 6.6, 4.4, 1.8, 1.1, 3.3, 7.8, 4.6, 1.1, 4.2, 5.5, 4.4]
EXPECTED += [10.5, 22.7, 8.8, 5.6, 15.5, 12.5, 6.0, 9.0, 14.4, 10.2, 4.8, 2.9, 7.0, 8.5, 12.3, 10.1, 12.7, 9.4]
EXPECTED += [7.2, 5.3, 18.8, 15.8, 4.3, 14.6, 50.7, 8.2, 5.6, 9.3, 88.7, 19.6, 3.4, 3.6, 5.7, 7.0, 4.2, 1.8]


def size(shrunken, counts, bases, mean: float) -> float:
    """The b of (count + mean b) / (base + b): what the common figure weighs as, told by the group drawn furthest."""
    own = np.array(counts) / np.array(bases)
    at = np.argmax(np.abs(own - mean))
    return bases[at] * (own[at] - shrunken[at]) / (shrunken[at] - mean)


def test_the_scottish_lip_cancer_data_give_the_published_parameters():
    # Clayton & Kaldor's maximum likelihood: nu 1.88, alpha 1.32; towards their mean, 1.88 / 1.32.
    shrunken = shrinkage.gamma_poisson(OBSERVED, EXPECTED, 1.88 / 1.32)
    alpha = size(shrunken, OBSERVED, EXPECTED, 1.88 / 1.32)
    assert alpha == pytest.approx(1.32, abs=0.01)
    assert shrunken == pytest.approx((np.array(OBSERVED) + 1.88) / (np.array(EXPECTED) + 1.32), rel=0.005)


def test_towards_a_known_mean_the_two_parameters_are_one():
    counts, bases = [2, 10, 30, 9], [10, 10, 15, 12]
    shrunken = shrinkage.gamma_poisson(counts, bases, mean=1.0)
    b = size(shrunken, counts, bases, 1.0)
    assert shrunken == pytest.approx((np.array(counts) + b) / (np.array(bases) + b))


def test_the_beta_binomial_finds_what_was_planted():
    random = np.random.default_rng(7)
    n = random.integers(30, 200, 2000)
    k = random.binomial(n, random.beta(6, 14, 2000))
    assert shrinkage.beta_binomial(k, n) == pytest.approx((k + 6) / (n + 20), rel=0.06)


def test_the_beta_binomial_is_at_the_top_of_its_likelihood():
    k, n = np.array([1, 3, 9, 14]), np.full(4, 20)
    shrunken = shrinkage.beta_binomial(k, n)
    # Of equal n the shrunken shares lie on a line: its slope is n / (n + a + b), its fixed point a / (a + b).
    slope, start = np.polyfit(k / n, shrunken, 1)
    both, mean = 20 * (1 - slope) / slope, start / (1 - slope)
    grid = [(x, y) for x in np.linspace(0.3, 4, 60) for y in np.linspace(0.5, 8, 60)]
    best = max(stats.betabinom.logpmf(k, n, x, y).sum() for x, y in grid)
    assert stats.betabinom.logpmf(k, n, both * mean, both * (1 - mean)).sum() >= best


def test_groups_that_differ_no_more_than_chance_all_get_the_common_figure():
    assert set(shrinkage.beta_binomial([5, 5, 6, 5], [10] * 4)) == {21 / 40}
    assert set(shrinkage.gamma_poisson([10, 11, 9], [10, 10, 10], mean=1.0)) == {1.0}


@how(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 60)), min_size=2, max_size=12))
def test_no_shrunken_share_lies_outside_those_seen(pairs):
    k, n = [min(one) for one in pairs], [max(max(one), 1) for one in pairs]
    shrunken, own = shrinkage.beta_binomial(k, n), np.array(k) / np.array(n)
    assert own.min() - 1e-9 <= shrunken.min() and shrunken.max() <= own.max() + 1e-9


def test_a_small_group_is_drawn_further_than_a_large_one_with_the_same_share():
    shrunken = shrinkage.beta_binomial([2, 20, 10, 70], [10, 100, 20, 100])
    assert abs(shrunken[0] - 0.2) > abs(shrunken[1] - 0.2)


def test_nobody_anywhere_stays_nobody():
    assert shrinkage.beta_binomial([0, 0], [5, 9]).tolist() == [0, 0]


@pytest.mark.parametrize(("k", "n"), [([1], [2]), ([3, 1], [2, 2]), ([-1, 1], [2, 2]), ([0, 1], [0, 2])])
def test_counts_that_cannot_be_are_refused(k, n):
    with pytest.raises(ValueError, match=r"two groups|more than n"):
        shrinkage.beta_binomial(k, n)
