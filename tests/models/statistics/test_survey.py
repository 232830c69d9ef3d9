"""Expectations: Newcombe 1998, Efron & Morris 1975, statsmodels, and closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from helpers.models.statistics.survey import (
    difference,
    effective_size,
    reliability,
    smallest_difference,
    wilson_interval,
)


@pytest.mark.parametrize(
    ("met", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_intervals_are_those_of_the_published_table(met, n, low, high):
    assert wilson_interval(met / n, n) == pytest.approx((low, high), abs=5e-5)


def test_wilson_intervals_solve_the_score_equation_also_for_a_size_that_is_not_whole():
    for share, size, level in [(0.7, 77.3, 0.95), (0.98, 41.7, 0.9), (0.05, 12.5, 0.99)]:
        for limit in wilson_interval(share, size, level):
            z = (share - limit) / math.sqrt(limit * (1 - limit) / size)
            assert abs(z) == pytest.approx(stats.norm.ppf((1 + level) / 2))
    whole = proportion_confint(31, 50, alpha=0.1, method="wilson")
    assert wilson_interval(0.62, 50, 0.9) == pytest.approx(whole)


def test_the_reliability_of_the_published_batting_averages_is_one_less_17_over_18_96():
    hits = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])
    stable = math.sqrt(45) * np.arcsin(2 * hits / 45 - 1)  # variance 1 each; their sum of squares is 18.96
    assert reliability(stable, np.ones(18)) == pytest.approx(1 - 17 / 18.96, abs=5e-4)


def test_wijken_that_differ_no_more_than_the_sample_does_have_reliability_0_and_one_wijk_has_none():
    assert reliability([60, 61, 62], [25, 25, 25]) == 0
    assert reliability([60, 70], [0, 0]) == 1
    assert math.isnan(reliability([60], [25])) and math.isnan(reliability([60, 60], [0, 0]))


def test_reliability_is_the_same_in_shares_and_in_percents():
    assert reliability([0.6, 0.7, 0.8], [0.0025] * 3) == pytest.approx(reliability([60, 70, 80], [25] * 3))


def test_over_many_surveys_the_mean_between_variance_is_the_planted_one():
    generator = np.random.default_rng(3)
    noise = generator.uniform(9, 36, 13)
    real = [reliability(generator.normal(70, 8, 13) + generator.normal(0, np.sqrt(noise)), noise) for _ in range(3000)]
    between = [r / (1 - r) * noise.mean() for r in real]
    assert np.mean(between) == pytest.approx(64, rel=0.03)  # 3 Monte Carlo errors


def test_two_wijken_chosen_beforehand_differ_by_chance_that_much_in_1_of_20_and_the_widest_pair_too():
    drawn = np.random.default_rng(4).normal(0, 5, (20_000, 13))
    pair, any_pair = (smallest_difference([25.0] * 13, 0.95), smallest_difference([25.0] * 13, 0.95, is_any_pair=True))
    assert np.mean(np.abs(drawn[:, 0] - drawn[:, 1]) > pair) == pytest.approx(0.05, abs=0.005)
    assert np.mean(np.ptp(drawn, axis=1) > any_pair) == pytest.approx(0.05, abs=0.005)
    assert smallest_difference([25.0] * 2, 0.95) == pytest.approx(
        smallest_difference([25.0] * 2, 0.95, is_any_pair=True)
    )
    assert math.isnan(smallest_difference([25.0], 0.95))


def test_a_design_effect_that_is_not_above_0_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        effective_size(100, 0)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339), ((9, 10), (3, 10), 0.1705, 0.8090), ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)  # fmt: skip
def test_the_difference_of_two_shares_is_that_of_the_published_table(first, second, low, high):
    """Newcombe 1998, Stat Med 17:873, table II, method 10: the same recovery, from two score intervals."""
    limits = [(met / n, *(float(end) for end in wilson_interval(met / n, n))) for met, n in (first, second)]
    apart, found_low, found_high = difference(*limits, 0.0)
    assert apart == pytest.approx(first[0] / first[1] - second[0] / second[1])
    assert (found_low, found_high) == pytest.approx((low, high), abs=5e-5)


def test_intervals_that_overlap_may_differ_and_rounding_makes_a_difference_less_sure():
    here, there = (17.0, 15.0, 19.0), (14.0, 12.6, 15.4)
    assert here[1] < there[2]  # they overlap
    assert difference(here, there, 0.0)[1] > 0 and difference(here, there, 0.1)[1] > 0
    marks = (7.6, 7.5, 7.7), (7.4, 7.3, 7.5)
    assert difference(*marks, 0.0)[1] > 0 > difference(*marks, 0.1)[1]


def test_what_was_rounded_to_a_decimal_keeps_its_level():
    """Two surveys whose answers and limits are published with one decimal: the real difference is in it 95 of 100."""
    generator = np.random.default_rng(11)
    for spread in (0.04, 1.2):  # of a mark, and of a share in percent
        real, drawn = (0.0, 0.1), generator.normal(0, spread, (4000, 2))
        inside = 0
        for errors in drawn:
            middles = [value + error for value, error in zip(real, errors, strict=True)]
            limits = [tuple(round(middle + end * 1.96 * spread, 1) for end in (0, -1, 1)) for middle in middles]
            _, low, high = difference(*limits, 0.1)
            inside += low <= real[0] - real[1] <= high
        assert inside / len(drawn) >= 0.945


def test_an_answer_outside_its_own_interval_is_refused():
    with pytest.raises(ValueError, match="within its interval, unlike 19"):
        difference((19.0, 15.0, 18.0), (14.0, 13.0, 15.0), 0.1)
