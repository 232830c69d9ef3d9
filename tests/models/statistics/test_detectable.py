"""Expectations: statistics.md card 1.2 (Bloom 1995), Cohen's tables, R's power.prop.test and statsmodels."""

from __future__ import annotations

import inspect
import math

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.power import TTestIndPower

from helpers.models.statistics import detectable
from helpers.models.statistics.detectable import (
    cluster_design_effect,
    minimal_detectable,
    multiplier,
    per_group,
    power,
)


@pytest.mark.parametrize(("clusters", "factor"), [(20, 2.954), (12, 3.077), (8, 3.261)])
def test_the_multiplier_is_the_published_one_for_so_many_clusters(clusters, factor):
    assert multiplier(clusters - 1) == pytest.approx(factor, abs=0.0005)
    assert minimal_detectable(1.5, clusters - 1) == pytest.approx(1.5 * factor, abs=0.001)


def test_the_multiplier_of_the_normal_is_blooms_280_two_sided_and_249_one_sided():
    assert multiplier(math.inf) == pytest.approx(2.80, abs=0.005)
    assert multiplier(math.inf, sides=1) == pytest.approx(2.49, abs=0.005)


def test_the_published_standard_deviations_give_the_published_detectable_sizes():
    # statistics.md, section D: SD of the estimate and the smallest size, 20 wijken
    assert [round(minimal_detectable(sd, 19), 1) for sd in (2.09, 1.46, 0.91, 0.62)] == [6.2, 4.3, 2.7, 1.8]


@pytest.mark.parametrize(("size", "per_arm"), [(0.2, 394), (0.5, 64), (0.8, 26)])
def test_the_published_sample_sizes_for_cohens_small_medium_and_large_give_a_power_of_80_percent(
    size, per_arm
):
    reached = power(size, math.sqrt(2 / per_arm), 2 * per_arm - 2)
    assert 0.80 <= reached < 0.81
    assert power(size, math.sqrt(2 / (per_arm - 1)), 2 * per_arm - 4) < 0.80


@pytest.mark.parametrize("sides", [1, 2])
@pytest.mark.parametrize("size", [-0.4, 0.0, 0.1, 0.7])
def test_power_equals_statsmodels_on_two_groups(size, sides):
    asked = {"nobs1": 20, "alpha": 0.1, "alternative": "two-sided" if sides == 2 else "larger"}
    theirs = TTestIndPower().power(size, **asked)
    assert power(size, math.sqrt(2 / 20), 38, level=0.9, sides=sides) == pytest.approx(theirs, abs=1e-8)


def test_power_at_no_size_is_the_level_and_does_not_depend_on_the_direction():
    assert power(0, 1, 12) == pytest.approx(0.05)
    assert power(-2, 1, 12) == pytest.approx(power(2, 1, 12))
    assert power(1.96, 1, math.inf) == pytest.approx(stats.norm.sf(0) + stats.norm.sf(2 * 1.96), abs=1e-4)


@pytest.mark.parametrize("df", [7, 12, 19, math.inf])
def test_blooms_smallest_size_is_found_in_8_of_10_to_within_a_quarter_of_a_percent(df):
    assert power(minimal_detectable(1, df), 1, df) == pytest.approx(0.80, abs=0.0025)


def test_simulated_t_tests_find_the_true_size_as_often_as_the_power_says():
    generator = np.random.default_rng(7)
    means, spreads = generator.normal(1.2, 1, 40_000), np.sqrt(generator.chisquare(11, 40_000) / 11)
    found = np.abs(means / spreads) > stats.t.ppf(0.975, 11)
    assert power(1.2, 1, 11) == pytest.approx(found.mean(), abs=0.007)  # 3 Monte Carlo errors


def test_two_shares_need_the_size_that_r_prints():
    assert per_group(0.50, 0.75, power=0.90) == 77  # power.prop.test: n = 76.7
    assert per_group(0.75, 0.50, power=0.90) == 77


def test_the_size_is_the_smallest_that_reaches_the_power_by_the_same_formula():
    needed = per_group(0.6, 0.7)

    def reached(n):
        pooled, unpooled = math.sqrt(2 * 0.65 * 0.35 / n), math.sqrt((0.24 + 0.21) / n)
        return stats.norm.cdf((0.1 - stats.norm.ppf(0.975) * pooled) / unpooled)

    assert reached(needed) >= 0.80 > reached(needed - 1)


def test_the_continuity_correction_adds_two_over_the_difference():
    assert (per_group(0.6, 0.7), per_group(0.6, 0.7, has_continuity_correction=True)) == (356, 376)  # Fleiss


def test_a_design_effect_multiplies_the_sample():
    assert cluster_design_effect(20, 0.05) == pytest.approx(1.95)
    assert cluster_design_effect(20, 0.0) == cluster_design_effect(1, 0.5) == 1
    assert cluster_design_effect(20, 0.05, size_variation=0.5) == pytest.approx(1 + (1.25 * 20 - 1) * 0.05)
    assert per_group(0.50, 0.75, power=0.90, design_effect=2) == 154  # 2 × 76.65, rounded up once


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: multiplier(0),
        lambda: multiplier(math.nan),
        lambda: multiplier(10, power=1),
        lambda: multiplier(10, sides=3),
        lambda: minimal_detectable(-1, 10),
        lambda: power(1, 0, 10),
        lambda: power(1, 1, 10, level=95),
        lambda: per_group(0.5, 0.5),
        lambda: per_group(0.5, 50),
        lambda: per_group(0.5, 0.6, power=0),
        lambda: cluster_design_effect(0.5, 0.1),
        lambda: cluster_design_effect(5, 1.1),
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"not|negative"):
        wrong()


def test_no_function_takes_an_observed_estimate():
    functions = [
        f
        for _, f in inspect.getmembers(detectable, inspect.isfunction)
        if f.__module__ == detectable.__name__
    ]
    names = {name for f in functions for name in inspect.signature(f).parameters}
    assert functions and not names & {"estimate", "slope", "observed", "t", "p", "fit"}
    assert "never the estimate itself" in " ".join(power.__doc__.split())
