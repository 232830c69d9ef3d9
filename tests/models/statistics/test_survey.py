"""Expectations: Stata's and R's example with strata (the data `fpc`), Newcombe 1998, Efron & Morris 1975,
statsmodels, and closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from helpers.models.statistics.survey import (
    difference_interval,
    effective_size,
    kish_design_effect,
    reliability,
    smallest_difference,
    weighted_share,
    wilson_interval,
)

# The small example of Stata's survey manual and R's package survey: data(fpc).
STRATA, WEIGHTS = [1] * 5 + [2] * 3, [3] * 5 + [4] * 3
ANSWERS = [2.8, 4.1, 6.8, 6.8, 9.2, 3.7, 6.6, 4.2]


def sample(seed: int, size: int = 300):
    generator = np.random.default_rng(seed)
    y = (generator.random(size) < 0.7).astype(float)
    return (
        y,
        generator.lognormal(0, 0.6, size),
        generator.integers(0, 4, size),
        generator.integers(0, 30, size),
    )


def test_the_stratified_example_has_the_mean_and_error_that_stata_and_r_print():
    found = weighted_share(ANSWERS, WEIGHTS, STRATA)
    assert (found.share, found.se, found.df) == pytest.approx((5.448148, 0.7412683, 6), abs=5e-7)


def test_the_finite_population_correction_gives_the_error_that_stata_and_r_print():
    found = weighted_share(ANSWERS, WEIGHTS, STRATA, populations={1: 15, 2: 12})
    assert found.se == pytest.approx(0.6160407, abs=5e-8)


@pytest.mark.parametrize("seed", range(3))
def test_without_strata_the_error_is_the_robust_one_of_a_weighted_regression_on_a_constant(seed):
    y, w, _, clusters = sample(seed)
    theirs = sm.WLS(y, np.ones(len(y)), weights=w)
    assert weighted_share(y, w).se == pytest.approx(theirs.fit(cov_type="HC1").bse[0], rel=1e-10)
    groups = {"groups": clusters, "use_correction": False}
    uncorrected = theirs.fit(cov_type="cluster", cov_kwds=groups).bse[0]
    n = len(np.unique(clusters))
    found = weighted_share(y, w, clusters=clusters)
    assert found.se == pytest.approx(uncorrected * math.sqrt(n / (n - 1)), rel=1e-10)
    assert (found.df, found.share) == (n - 1, pytest.approx(np.average(y, weights=w)))


def test_weights_that_are_equal_within_strata_give_the_textbook_stratified_error():
    y, _, strata, _ = sample(4)
    counts, population = np.bincount(strata), np.array([2000, 500, 1000, 1500])
    found = weighted_share(y, (population / counts)[strata], strata)
    parts = [(size / 5000) ** 2 * y[strata == h].var(ddof=1) / counts[h] for h, size in enumerate(population)]
    assert found.se == pytest.approx(math.sqrt(sum(parts)), rel=1e-10)


def test_equal_weights_are_simple_random_sampling_with_a_design_effect_of_1():
    y, _, _, _ = sample(5)
    found = weighted_share(y, np.full(len(y), 2.5))
    p = y.mean()
    assert found.se == pytest.approx(math.sqrt(p * (1 - p) / (len(y) - 1)))
    assert found.design_effect == pytest.approx(1)


def test_cluster_names_may_come_back_in_another_stratum_and_the_order_of_rows_does_not_matter():
    y, w, strata, clusters = sample(6)
    named = weighted_share(y, w, strata, [f"{s}/{c}" for s, c in zip(strata, clusters, strict=True)])
    order = np.random.default_rng(0).permutation(len(y))
    shuffled = weighted_share(y[order], w[order], strata[order], clusters[order])
    assert shuffled == pytest.approx(named) and named == pytest.approx(weighted_share(y, w, strata, clusters))


def test_a_stratum_with_one_cluster_leaves_no_error_and_a_census_has_none():
    assert math.isnan(weighted_share([1, 0, 1], [1, 1, 1], ["a", "a", "b"]).se)
    assert weighted_share([1, 0, 1, 0], [1] * 4, list("aabb"), populations={"a": 2, "b": 2}).se == 0


def test_over_many_samples_the_error_is_the_spread_of_the_weighted_share():
    generator = np.random.default_rng(8)
    found = []
    for _ in range(600):
        w = generator.lognormal(0, 0.5, 80)
        found.append(weighted_share((generator.random(80) < 0.65).astype(float), w))
    spread = np.std([one.share for one in found])
    assert np.sqrt(np.mean([one.se**2 for one in found])) == pytest.approx(
        spread, rel=0.09
    )  # 3 Monte Carlo errors
    assert np.mean([one.design_effect for one in found]) == pytest.approx(math.exp(0.25), rel=0.05)


def test_the_design_effect_of_weights_is_one_plus_their_squared_variation():
    weights = np.random.default_rng(1).lognormal(0, 0.5, 500)
    assert kish_design_effect(weights) == pytest.approx(1 + (weights.std() / weights.mean()) ** 2)
    assert kish_design_effect([2, 2, 2]) == 1
    assert effective_size(500, kish_design_effect(weights)) == pytest.approx(
        weights.sum() ** 2 / (weights**2).sum()
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


@pytest.mark.parametrize(
    ("met", "n", "other", "m", "low", "high"),
    [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 20, 0.6791, 1.0)],
)
def test_intervals_of_a_difference_are_those_of_the_published_table(met, n, other, m, low, high):
    assert difference_interval(met / n, n, other / m, m) == pytest.approx((low, high), abs=5e-5)
    theirs = confint_proportions_2indep(met, n, other, m, method="newcomb", compare="diff")
    assert difference_interval(met / n, n, other / m, m) == pytest.approx(theirs, abs=1e-12)


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
    real = [
        reliability(generator.normal(70, 8, 13) + generator.normal(0, np.sqrt(noise)), noise)
        for _ in range(3000)
    ]
    between = [r / (1 - r) * noise.mean() for r in real]
    assert np.mean(between) == pytest.approx(64, rel=0.03)  # 3 Monte Carlo errors


def test_two_wijken_chosen_beforehand_differ_by_chance_that_much_in_1_of_20_and_the_widest_pair_too():
    drawn = np.random.default_rng(4).normal(0, 5, (20_000, 13))
    pair, any_pair = smallest_difference([25.0] * 13), smallest_difference([25.0] * 13, is_any_pair=True)
    assert np.mean(np.abs(drawn[:, 0] - drawn[:, 1]) > pair) == pytest.approx(0.05, abs=0.005)
    assert np.mean(np.ptp(drawn, axis=1) > any_pair) == pytest.approx(0.05, abs=0.005)
    assert smallest_difference([25.0] * 2) == pytest.approx(smallest_difference([25.0] * 2, is_any_pair=True))
    assert math.isnan(smallest_difference([25.0]))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: kish_design_effect([]),
        lambda: kish_design_effect([1, -1, 3]),
        lambda: kish_design_effect([1, math.nan]),
        lambda: effective_size(100, 0),
        lambda: weighted_share([1, math.nan], [1, 1]),
        lambda: weighted_share([1, 0], [1, 1], ["a", "a"], populations={"a": 1}),
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"weights|above 0|known|more sampled"):
        wrong()
