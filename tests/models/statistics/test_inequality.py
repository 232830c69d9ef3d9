"""Inequality along an axis, against a published worked example and by hand."""

from dataclasses import astuple

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.statistics import inequality

# Deaths of under-fives in India 1982-92 by wealth fifth, poorest first: O'Donnell et al. 2008, Analyzing Health
# Equity Using Household Survey Data (World Bank), table 8.1: births, rate per 1,000; concentration index -0.1694.
BIRTHS = np.array([29939, 28776, 26528, 24689, 19739.0])
DEATHS = BIRTHS * np.array([154.7, 152.9, 119.5, 86.9, 54.3]) / 1000


def test_the_concentration_index_of_the_world_banks_example():
    assert round(inequality.concentration_index(DEATHS, BIRTHS, range(5)), 4) == -0.1694


def test_turning_the_axis_round_turns_the_index_round():
    turned = inequality.concentration_index(DEATHS, BIRTHS, [4, 3, 2, 1, 0])
    assert round(turned, 4) == 0.1694


def test_ridits_by_hand_with_a_tie():
    # 10 below, then 20 that share a place, then 10.
    assert inequality.ridits([1, 2, 2, 3], [10, 5, 15, 10]).tolist() == [0.125, 0.5, 0.5, 0.875]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 100)), min_size=1, max_size=20))
def test_the_weighted_mean_of_ridits_is_one_half(groups):
    place, size = zip(*groups, strict=True)
    assert np.average(inequality.ridits(place, size), weights=size) == pytest.approx(0.5)


def test_thirds_are_of_the_population_and_not_of_the_groups():
    assert inequality.thirds([1, 2, 3, 4, 5], [80, 5, 5, 5, 5]).tolist() == [1, 2, 2, 2, 2]


def test_the_slope_is_the_weighted_regression_of_statsmodels():
    random = np.random.default_rng(3)
    size, axis = random.integers(500, 2500, 11).astype(float), random.random(11)
    counts = random.poisson(size * 0.01).astype(float)
    slope = inequality.slope_index(counts, size, axis)
    x = sm.add_constant(inequality.ridits(axis, size))
    fit = sm.WLS(counts / size, x, weights=size).fit()
    low, high = fit.conf_int()[1]
    assert (slope.index, slope.low, slope.high) == pytest.approx((fit.params[1], low, high))
    assert slope.relative == pytest.approx(fit.params.sum() / fit.params[0])


def test_the_slope_by_hand_of_rates_on_a_line():
    # Eight equal groups, ridits 1/16 ... 15/16; a rate of .02 - .01 ridit.
    rate = 0.02 - 0.01 * (np.arange(8) + 0.5) / 8
    slope = inequality.slope_index(1000 * rate, [1000] * 8, range(8))
    assert astuple(slope) == pytest.approx((-0.01, -0.01, -0.01, 0.5))


def test_fewer_than_eight_groups_or_one_place_give_no_slope():
    assert inequality.slope_index([5] * 7, [100] * 7, range(7)) is None
    assert inequality.slope_index([5] * 8, [100] * 8, [1] * 8) is None


def test_equal_rates_have_an_index_of_zero():
    assert inequality.concentration_index([10, 20, 5], [100, 200, 50], [3, 1, 2]) == pytest.approx(0)


def test_a_group_without_population_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        inequality.ridits([1, 2], [0, 3])
