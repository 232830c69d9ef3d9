"""Expectations: the negative binomial and chi-square of scipy, the prediction interval of statsmodels, and a grid."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from helpers.models.statistics import predictive
from helpers.models.statistics.season import FLAT_COUNTS, Season

DRAWS = 150_000


def reached(counts, season, totals, *, seed=1):
    paths = predictive.count_paths(counts, season, 0.0, np.random.default_rng(seed), DRAWS)
    return [(paths[:, -1] >= total).mean() for total in totals]


@pytest.mark.parametrize(
    ("seen", "ahead"), [([1.0] * 13, [1.0] * 4), ([1.0, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2], [4.0, 1, 0])]
)
def test_without_scatter_the_count_ahead_is_the_negative_binomial_of_the_textbook(seen, ahead):
    # Counts exactly as planned: 13 of them pull the overdispersion to 1, so gamma-Poisson without tempering.
    counts, season = [6 * one for one in seen], Season(seen, ahead)
    assert predictive.overdispersion(counts, season) == 1
    scale = np.mean([*seen, *ahead])
    rate, exposure = 0.1 + sum(seen) / scale, sum(ahead) / scale
    exact = stats.nbinom(1 + sum(counts), rate / (rate + exposure))
    totals = [int(exact.ppf(q)) for q in (0.05, 0.5, 0.95)]
    expected = [float(exact.sf(total - 1)) for total in totals]
    assert reached(counts, season, totals) == pytest.approx(expected, abs=0.005)


def test_with_last_years_months_the_chance_is_that_of_a_sum_over_every_season_and_rate():
    counts, before, after = [6.0, 9, 5], [4.0, 8, 6], [7.0, 3]
    season = Season(before, after, is_estimated=True)
    ratio = predictive.overdispersion(counts, season)
    # The share of the months seen is a beta of the Dirichlet's sums; NB months of one spread add up.
    seen, left = (sum(FLAT_COUNTS + one / ratio for one in part) for part in (before, after))
    middles = (np.arange(600) + 0.5) / 600
    share = stats.beta.ppf(middles, seen, left)[:, None]
    rate = stats.gamma.ppf(middles, 1 + sum(counts) / ratio)[None, :] / (0.1 + 5 * share / ratio)
    spread = ratio - 1
    totals = [4, 12, 25]
    expected = [
        stats.nbinom.sf(total - 1, 5 * (1 - share) * rate / spread, 1 / (1 + spread)).mean() for total in totals
    ]
    assert reached(counts, season, totals) == pytest.approx(expected, abs=0.005)


def test_scatter_around_a_plan_is_the_chi_square_of_the_counts_against_it():
    counts, planned = [10, 14, 40, 22], [1.0, 2, 3, 2]
    expected = np.array(planned) * sum(counts) / sum(planned)
    assert predictive.dispersion(counts, Season(planned, [5])) == pytest.approx(
        stats.chisquare(counts, expected).statistic / 3
    )


def test_scatter_around_last_year_is_the_chi_square_of_the_table_of_two_years():
    counts, last_year = [10, 14, 40, 22], [12, 9, 33, 30]
    season = Season(last_year, [20], is_estimated=True)
    assert predictive.dispersion(counts, season) == pytest.approx(
        stats.chi2_contingency([counts, last_year], correction=False).statistic / 3
    )


def test_two_years_that_scatter_by_chance_alone_show_no_more_scatter_for_being_compared():
    random, found = np.random.default_rng(5), []
    for _ in range(400):
        now, before = random.poisson(np.tile([10, 20, 5, 15, 30, 20], (2, 1)))
        found.append(predictive.dispersion(now, Season(before, [1], is_estimated=True)))
    assert np.mean(found) == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(
    "season", [Season([1.0], []), Season([0.0, 0, 3], [1]), Season([0.0] * 3, [1], is_estimated=True)]
)
def test_scatter_is_not_known_from_one_period_or_against_nothing(season):
    assert np.isnan(predictive.dispersion([4.0] * len(season.seen), season))


def test_months_in_which_neither_year_had_anything_do_not_count_as_agreement():
    with_empty = Season([12, 9, 0, 33], [1], is_estimated=True)
    without = Season([12, 9, 33], [1], is_estimated=True)
    assert predictive.dispersion([10, 14, 0, 40], with_empty) == predictive.dispersion([10, 14, 40], without)


def test_a_planned_month_of_an_amount_has_the_prediction_interval_of_weighted_least_squares():
    amounts, weights, next_weight = np.array([110.0, 190, 90, 330]), np.array([1.0, 2, 1, 3]), 2.5
    root = np.sqrt(weights)
    line = sm.OLS(amounts / root, root).fit().get_prediction([[np.sqrt(next_weight)]])
    (low, high) = line.conf_int(obs=True, alpha=0.1)[0] * np.sqrt(next_weight)
    ahead = predictive.of_normal_sums(amounts, Season(weights.tolist(), [next_weight]))
    found_low, middle, found_high = ahead.interval(1, 0.9)
    assert (found_low, found_high) == pytest.approx((720 + low, 720 + high))
    assert middle == pytest.approx(720 + next_weight * 720 / 7)


def test_with_a_last_year_of_very_many_hours_the_drawn_amount_is_that_of_a_known_season():
    amounts, pattern = [110.0, 190, 90, 330], np.array([1.0, 2, 1, 3, 2, 1])
    told = Season((1e7 * pattern[:4]).tolist(), (1e7 * pattern[4:]).tolist(), is_estimated=True)
    paths = predictive.amount_paths(amounts, told, np.random.default_rng(6), DRAWS)
    drawn = predictive.of_draws(720 + paths)
    exact = predictive.of_normal_sums(amounts, Season(pattern[:4].tolist(), pattern[4:].tolist()))
    assert drawn.interval(2, 0.5) == pytest.approx(exact.interval(2, 0.5), rel=0.01)
    assert drawn.interval(2, 0.9)[1] == pytest.approx(exact.interval(2, 0.9)[1], rel=0.005)
    assert drawn.reach(1040, ">=") == pytest.approx(exact.reach(1040, ">="), abs=0.02)


def test_the_chance_in_last_years_months_widens_the_interval_of_a_count():
    counts, before, left = [12.0, 24, 36], [12.0, 24, 36], [24.0, 12]
    widths = []
    for is_estimated in (False, True):
        season = Season(before, left, is_estimated=is_estimated)
        paths = predictive.count_paths(counts, season, 0.0, np.random.default_rng(8), 50_000)
        low, _, high = predictive.of_draws(paths).interval(2, 0.9)
        widths.append(high - low)
    assert widths[1] > 1.2 * widths[0]


def test_an_amount_ahead_has_the_variance_of_an_overdispersed_chain_ladder_of_two_years():
    # England & Verrall 2002, Br Actuar J 8:443: rest = so far x last year's rest / last year's so far.
    random = np.random.default_rng(12)
    mean = np.tile([90.0, 110.0], 60)
    now, before = (random.normal(mean, 15) for _ in range(2))
    season = Season(before[:100], before[100:], is_estimated=True)
    paths = predictive.amount_paths(now[:100], season, np.random.default_rng(13), 50_000)[:, -1]
    so_far, last_seen, last_left = now[:100].sum(), before[:100].sum(), before[100:].sum()
    ratio, rest = predictive.dispersion(now[:100], season), so_far * last_left / last_seen
    parts = 1 / rest + 1 / so_far + 1 / last_seen + 1 / last_left
    assert paths.mean() == pytest.approx(rest, rel=0.01)
    assert paths.var() == pytest.approx(ratio * rest**2 * parts, rel=0.05)


def test_amounts_exactly_as_last_year_go_on_as_last_year():
    season = Season([100.0, 200, 300], [400.0, 0], is_estimated=True)
    paths = predictive.amount_paths([50, 100, 150], season, np.random.default_rng(9), 1000)
    assert paths[:, -1] == pytest.approx(np.full(1000, 200.0), rel=1e-3)


def test_one_month_of_hours_says_nothing():
    season = Season([100.0], [100.0] * 3, is_estimated=True)
    assert np.isnan(predictive.amount_paths([90.0], season, np.random.default_rng(1), 10)).all()


CLUMPED, PLANNED = [3.0, 22, 9, 30, 6, 18], Season([1.0, 2, 1, 3, 1, 2], [2.0, 1, 3])


def rate_of(counts, season):
    """The posterior of the rate per unit of weight, and the overdispersion, from the formulas in the docstring."""
    ratio, scale = predictive.overdispersion(counts, season), np.mean([*season.seen, *season.ahead])
    return stats.gamma(1 + sum(counts) / ratio, scale=1 / (0.1 + sum(season.seen) / scale / ratio)), ratio, scale


def test_a_clumped_count_ahead_of_a_plan_has_the_mean_and_variance_of_a_negative_binomial_over_the_rate():
    rate, ratio, scale = rate_of(CLUMPED, PLANNED)
    assert ratio > 2
    paths = predictive.count_paths(CLUMPED, PLANNED, 0.0, np.random.default_rng(3), DRAWS)
    assert (paths[:, 0] == 0).all()
    for at in (1, 2, 3):
        weight = sum(PLANNED.ahead[:at]) / scale
        mean, variance = weight * rate.mean(), ratio * weight * rate.mean() + weight**2 * rate.var()
        assert paths[:, at].mean() == pytest.approx(mean, rel=0.01)
        assert paths[:, at].var() == pytest.approx(variance, rel=0.03)


def test_the_quantiles_of_a_clumped_count_are_those_of_negative_binomials_summed_over_the_rate():
    rate, ratio, scale = rate_of(CLUMPED, PLANNED)
    size = rate.ppf((np.arange(2000) + 0.5) / 2000) * sum(PLANNED.ahead) / scale / (ratio - 1)
    exact = stats.nbinom.cdf(np.arange(400)[:, None], size[None, :], 1 / ratio).mean(axis=1)
    totals = [int(np.searchsorted(exact, q)) for q in (0.05, 0.1, 0.5, 0.9, 0.95)]
    expected = [1 - exact[total - 1] for total in totals]
    assert reached(CLUMPED, PLANNED, totals, seed=4) == pytest.approx(expected, abs=0.005)


def test_a_period_that_falls_through_thins_the_count_as_a_coin_for_each_period_does():
    called_off = 0.3
    rate, ratio, scale = rate_of(CLUMPED, PLANNED)
    weights = np.array(PLANNED.ahead) / scale
    paths = predictive.count_paths(CLUMPED, PLANNED, called_off, np.random.default_rng(5), DRAWS)[:, -1]
    held, second = 1 - called_off, rate.var() + rate.mean() ** 2
    within = held * ratio * rate.mean() * weights.sum() + held * called_off * second * (weights**2).sum()
    assert paths.mean() == pytest.approx(held * rate.mean() * weights.sum(), rel=0.01)
    assert paths.var() == pytest.approx(within + held**2 * weights.sum() ** 2 * rate.var(), rel=0.03)
    # Nothing at all: every period fell through, or was held and gave nothing.
    rates = rate.ppf((np.arange(2000) + 0.5) / 2000)[:, None]
    nothing = np.prod(called_off + held * ratio ** (-rates * weights / (ratio - 1)), axis=1).mean()
    assert (paths == 0).mean() == pytest.approx(nothing, abs=0.003)
    all_off = predictive.count_paths(CLUMPED, PLANNED, 1.0, np.random.default_rng(5), 50)
    assert (all_off == 0).all()


def test_an_amount_ahead_of_a_plan_has_the_moments_of_gammas_over_rate_and_scatter():
    amounts, season = [90.0, 230, 120, 300, 80, 190, 105, 260], Season([1.0, 2, 1, 3, 1, 2, 1, 2], [2.0, 1, 3])
    paths = predictive.amount_paths(amounts, season, np.random.default_rng(7), 400_000)
    freedom, so_far = 7, sum(amounts)
    scatter = predictive.dispersion(amounts, season) * freedom / (freedom - 2)  # the mean of its inverse chi-square
    for at in (1, 3):
        share = sum(season.ahead[:at]) / sum(season.seen)
        assert paths[:, at].mean() == pytest.approx(so_far * share, rel=0.005)
        assert paths[:, at].var() == pytest.approx(scatter * so_far * share * (1 + share), rel=0.04)


def test_an_amount_ahead_of_last_years_months_is_that_of_a_simulation_one_draw_at_a_time():
    amounts, before, left = [90.0, 230, 120, 300], [100.0, 180, 150, 260], [200.0, 90]
    season, random, ends = Season(before, left, is_estimated=True), np.random.default_rng(11), []
    ratio = predictive.dispersion(amounts, season)
    for _ in range(20_000):
        scatter = 3 * ratio / random.chisquare(3)
        share = random.dirichlet(FLAT_COUNTS + np.array([*before, *left]) / scatter)
        year = scatter * random.gamma(sum(amounts) / scatter) / share[:4].sum()  # what the whole year brings
        ends.append(sum(scatter * random.gamma(year * one / scatter) for one in share[4:]))
    paths = predictive.amount_paths(amounts, season, np.random.default_rng(12), DRAWS)[:, -1]
    for q in (0.05, 0.25, 0.5, 0.75, 0.95):
        assert np.mean(np.array(ends) <= np.quantile(paths, q)) == pytest.approx(q, abs=0.012)
