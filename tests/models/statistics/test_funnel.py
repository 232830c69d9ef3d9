"""The limits of chance around what was expected."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.models.statistics import funnel


def test_two_hundred_over_twenty_wijken_gives_limits_of_about_four_and_seventeen():
    low, high = funnel.limits([10], funnel.WARNING, 0)
    assert low.item() == pytest.approx(4, abs=0.5)
    assert high.item() == pytest.approx(17, abs=1)


def test_the_interpolation_is_that_of_spiegelhalter_worked_by_hand():
    # Poisson(10): P(R<=3) = .01034, P(R<=4) = .02925; so r = 4 and 4 - (.02925 - .025) / .01892 = 3.775.
    assert funnel.limits([10], 0.95, 0)[0].item() == pytest.approx(4 - (0.029253 - 0.025) / 0.018917, abs=1e-3)


@given(st.floats(0.5, 500), st.sampled_from([funnel.WARNING, funnel.ALARM]))
def test_a_whole_count_outside_the_limits_is_one_that_chance_seldom_gives(mean, level):
    low, high = (float(one[0]) for one in funnel.limits([mean], level, 0))
    tail = (1 - level) / 2
    assert stats.poisson.cdf(np.ceil(low) - 1, mean) <= tail + 1e-9
    assert stats.poisson.sf(np.floor(high), mean) <= tail + 1e-9


def test_tau2_by_hand_for_four_equal_groups():
    # z = 2 (sqrt O - sqrt E) with E = 25: O = 64, 64, 9, 9 gives 6, 6, -4, -4; Q = 104; the weights are 100 each,
    # so tau2 = (104 - 3) / (400 - 40000/400) = 101/300.
    assert funnel.between_variance([64, 64, 9, 9], [25] * 4) == pytest.approx(101 / 300)


def test_one_outlier_among_many_is_drawn_in():
    # z of 9 of the 11 groups is 0 and the outer tenth on either side counts as its neighbour: Q = 0.
    assert funnel.between_variance([1, *[25] * 9, 400], [25] * 11) == 0


def test_groups_as_expected_have_no_spread():
    assert funnel.between_variance([10, 10, 10], [10, 10, 10]) == 0


@given(st.floats(1, 300), st.floats(0.001, 1), st.sampled_from([0.95, 0.998]))
def test_spread_beyond_chance_never_narrows_the_limits(mean, tau2, level):
    low, high = funnel.limits([mean], level, 0)
    wide_low, wide_high = funnel.limits([mean], level, tau2)
    assert wide_low <= low and wide_high >= high
    assert wide_low >= 0


def test_by_chance_alone_few_counts_lie_outside_and_mostly_nothing_is_widened():
    random = np.random.default_rng(1)
    expected = np.linspace(8, 40, 13)
    counts = random.poisson(expected, size=(2000, 13))
    low, high = funnel.limits(expected, funnel.WARNING, 0)
    outside = ((counts < low) | (counts > high)).mean()
    assert 0.025 < outside < 0.055
    assert np.median([funnel.between_variance(one, expected) for one in counts]) == 0


@pytest.mark.parametrize("expected", [[0], [-1]])
def test_expected_counts_must_be_above_zero(expected):
    with pytest.raises(ValueError, match="above 0"):
        funnel.limits(expected, 0.95, 0)


def test_one_group_has_no_spread():
    with pytest.raises(ValueError, match="two groups"):
        funnel.between_variance([3], [4])
