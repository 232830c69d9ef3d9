"""Expectations: the negative binomial written out, term by term."""

from math import exp, lgamma, log

import numpy as np
import pytest

from helpers.models.statistics import count_band


def chances(mean, variance, most):
    """The chance of each count from 0 on: a gamma mixture of Poissons, by its density."""
    size, p = mean**2 / (variance - mean), mean / variance
    return np.array(
        [exp(lgamma(n + size) - lgamma(size) - lgamma(n + 1) + size * log(p) + n * log(1 - p)) for n in range(most)]
    )


@pytest.mark.parametrize("tail", [1 / 52, 0.005, 0.025])
@pytest.mark.parametrize(("mean", "variance"), [(3, 3.1), (3, 9), (10, 11), (17.2, 30), (60, 300), (400, 900)])
def test_the_band_is_the_threshold(mean, variance, tail):
    each = chances(mean, variance, 3000)
    above, below = each[::-1].cumsum()[::-1], each.cumsum()
    low, high = count_band.band(mean, variance, tail)
    assert above[int(high) + 1] <= tail < above[int(high)]
    assert below[int(low)] > tail and (low == 0 or below[int(low) - 1] <= tail)


def test_the_tails_hold_the_count_itself():
    each = chances(5, 8, 200)
    below, above = count_band.tails(np.array([0, 7]), 5.0, 8.0)
    assert below == pytest.approx([each[0], each[:8].sum()])
    assert above == pytest.approx([1, each[7:].sum()])


@pytest.mark.parametrize(("mean", "variance"), [(0, 1), (5, 5), (np.nan, 1)])
def test_what_is_no_negative_binomial_is_refused(mean, variance):
    with pytest.raises(ValueError, match="variance above it"):
        count_band.band(mean, variance, 0.01)
