"""The limits of chance around what was expected."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.models.statistics import funnel


def test_two_hundred_over_twenty_wijken_gives_limits_of_about_four_and_seventeen():
    low, high = funnel.limits([10], funnel.WARNING)
    assert low.item() == pytest.approx(4, abs=0.5)
    assert high.item() == pytest.approx(17, abs=1)


def test_the_interpolation_is_that_of_spiegelhalter_worked_by_hand():
    # Poisson(10): P(R<=3) = .01034, P(R<=4) = .02925; so r = 4 and 4 - (.02925 - .025) / .01892 = 3.775.
    assert funnel.limits([10], 0.95)[0].item() == pytest.approx(4 - (0.029253 - 0.025) / 0.018917, abs=1e-3)


@given(st.floats(0.5, 500), st.sampled_from([funnel.WARNING, funnel.ALARM]))
def test_a_whole_count_outside_the_limits_is_one_that_chance_seldom_gives(mean, level):
    low, high = (float(one[0]) for one in funnel.limits([mean], level))
    tail = (1 - level) / 2
    assert stats.poisson.cdf(np.ceil(low) - 1, mean) <= tail + 1e-9
    assert stats.poisson.sf(np.floor(high), mean) <= tail + 1e-9


def test_scores_are_on_the_square_root_scale():
    assert funnel.z_scores([16, 4], [9, 9]) == pytest.approx([2, -2])


def test_winsorising_draws_one_outlier_in_and_keeps_the_middle():
    z = np.array([-8.0, -1, -0.5, 0, 0, 0, 0.2, 0.5, 1, 1.5, 9.0])
    drawn = funnel.winsorised(z)
    assert drawn[0] == -1 and drawn[-1] == 1.5
    assert (drawn[1:-1] == z[1:-1]).all()


def test_tau2_by_hand_for_four_equal_groups():
    # z = 2 (sqrt O - sqrt E) with E = 25: O = 64, 64, 9, 9 gives 6, 6, -4, -4; Q = 104; the weights are 100 each,
    # so tau2 = (104 - 3) / (400 - 40000/400) = 101/300.
    seen = funnel.spread([64, 64, 9, 9], [25] * 4)
    assert seen == pytest.approx((104, 26, 101 / 300, 4))


def test_groups_as_expected_have_no_spread_and_exact_limits():
    seen = funnel.spread([10, 10, 10], [10, 10, 10])
    assert (seen.q, seen.tau2) == (0, 0)


@given(st.floats(1, 300), st.floats(0.001, 1), st.sampled_from([0.95, 0.998]))
def test_spread_beyond_chance_never_narrows_the_limits(mean, tau2, level):
    low, high = funnel.limits([mean], level)
    wide_low, wide_high = funnel.limits([mean], level, tau2)
    assert wide_low <= low and wide_high >= high
    assert wide_low >= 0


def test_by_chance_alone_phi_is_about_one_and_few_counts_lie_outside():
    random = np.random.default_rng(1)
    expected = np.linspace(8, 40, 13)
    counts = random.poisson(expected, size=(2000, 13))
    low, high = funnel.limits(expected, funnel.WARNING)
    outside = ((counts < low) | (counts > high)).mean()
    assert 0.025 < outside < 0.055
    phi = np.mean([(funnel.z_scores(one, expected) ** 2).mean() for one in counts])
    assert phi == pytest.approx(1, abs=0.06)


@pytest.mark.parametrize("expected", [[0], [-1]])
def test_expected_counts_must_be_above_zero(expected):
    with pytest.raises(ValueError, match="above 0"):
        funnel.limits(expected, 0.95)


def test_one_group_has_no_spread():
    with pytest.raises(ValueError, match="two groups"):
        funnel.spread([3], [4])


def test_multiplicative_limits_are_so_many_roots_of_phi_away_on_the_square_root_scale():
    low, high = funnel.multiplicative_limits([100, 400], 0.95, phi=4)
    assert funnel.z_scores(low, [100, 400]) == pytest.approx([-2 * 1.959964] * 2, abs=1e-5)
    assert funnel.z_scores(high, [100, 400]) == pytest.approx([2 * 1.959964] * 2, abs=1e-5)


def test_of_counts_that_scatter_three_times_as_much_one_in_twenty_lies_outside_multiplicative_limits():
    # A negative binomial with mean 200 and variance 600; by chance alone limits would leave out a quarter.
    counts = stats.nbinom(100, 1 / 3)
    low, high = (one.item() for one in funnel.multiplicative_limits([200], 0.95, phi=3))
    assert (counts.mean(), counts.var()) == pytest.approx((200, 600))
    assert counts.cdf(np.ceil(low) - 1) + counts.sf(np.floor(high)) == pytest.approx(0.05, abs=0.01)
    low, high = (one.item() for one in funnel.limits([200], 0.95))
    assert counts.cdf(np.ceil(low) - 1) + counts.sf(np.floor(high)) > 0.2


@given(st.floats(0.5, 300), st.floats(0, 9), st.floats(0, 3), st.sampled_from([0.95, 0.998]))
def test_a_larger_phi_never_narrows_and_phi_of_one_or_less_is_chance(mean, phi, more, level):
    low, high = funnel.multiplicative_limits([mean], level, phi)
    wider_low, wider_high = funnel.multiplicative_limits([mean], level, phi + more)
    assert 0 <= wider_low <= low and high <= wider_high
    if phi <= 1:
        assert (low, high) == funnel.limits([mean], level)


def test_large_groups_get_narrower_shares_with_phi_and_not_with_tau2():
    for limit, is_narrow in (
        (lambda e: funnel.multiplicative_limits([e], 0.95, 4)[1].item() / e, True),
        (lambda e: funnel.limits([e], 0.95, 0.04)[1].item() / e, False),
    ):
        assert (limit(1e6) < 1.01) is is_narrow
