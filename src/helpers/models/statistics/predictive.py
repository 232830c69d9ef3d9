"""Predictive distributions of a running total over the periods that are left."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import stats

from helpers.floor import targets
from helpers.models.statistics import domain
from helpers.models.statistics.domain import Column
from helpers.models.statistics.season import Season

# Prior of the mean per period and of the overdispersion: this suite's choice. With a prior
# overdispersion of 2 the intervals are too narrow.
MEAN_SHAPE, MEAN_RATE = 1.0, 0.1
PRIOR_OVERDISPERSION, PRIOR_WEIGHT = 4.0, 4.0


@dataclass(frozen=True)
class Ahead:
    """A running total ahead: its quantile after k periods, and the chance that its end is at a target.

    `reach` takes the target and its operator: at least (">=") or at most ("<=") so much.
    """

    quantile: Callable[[int, float], float]
    reach: Callable[[float, str], float]

    def interval(self, at: int, level: float) -> tuple[float, float, float]:
        """Low, median and high of the total after `at` more periods."""
        low, middle, high = (self.quantile(at, q) for q in ((1 - level) / 2, 0.5, (1 + level) / 2))
        return low, middle, high


def dispersion(values: Column, season: Season) -> float:
    """Variance over mean of the values around what the season expects; NaN where it cannot be told.

    Pearson's statistic over its degrees of freedom. Around a plan: one row against the plan. Around last
    year's months: the table of two years by months, so that the chance in last year is not taken for
    scatter of this year. Source: McCullagh & Nelder 1989, section 4.5.

    >>> dispersion([20, 40, 60], Season([1, 2, 3], [])), dispersion([20, 40, 60], Season([1, 1, 1], []))
    (0.0, 10.0)
    """
    rows = np.array([values, season.seen], dtype=float)[:, season.has_weight]
    rows = rows[:, rows.sum(axis=0) > 0] if season.is_estimated else rows
    totals, periods = rows.sum(axis=1, keepdims=True), rows.shape[1]
    if periods < 2 or totals.min() <= 0:
        return np.nan
    shares = rows.sum(axis=0) / totals.sum() if season.is_estimated else rows[1] / totals[1]
    expected = totals * shares
    around = (rows - expected) ** 2 / expected
    ratio: float = float(around.sum() if season.is_estimated else around[0].sum()) / (periods - 1)
    return ratio


def overdispersion(counts: Column, season: Season, known_per: int = 1) -> float:
    """The dispersion of the counts, shrunk to a prior of 4 that weighs as four counts; at least 1.

    Where only the sum of so many periods is known (`known_per`), it is that of the sums.

    Source: Gelman et al., BDA3, section 2.6; Anisimov & Fedorov 2007, Stat Med 26:4958.

    >>> round(overdispersion([9, 12, 7, 14, 11, 8, 13, 10], Season([1] * 8, [])), 3)
    1.818
    """
    season = season.together(known_per)
    sums = np.asarray(counts, dtype=float).reshape(-1, known_per).sum(axis=1)
    weight, ratio = max(int(season.has_weight.sum()) - 1, 0), dispersion(sums.tolist(), season)
    told = 1.0 if np.isnan(ratio) else ratio
    shrunk = (PRIOR_WEIGHT * PRIOR_OVERDISPERSION + weight * told) / (PRIOR_WEIGHT + weight)
    return float(max(shrunk, 1.0))


def count_paths(
    counts: Column, season: Season, cancel_rate: float, generator: np.random.Generator, draws: int, known_per: int = 1
) -> np.ndarray:
    """Draws of the count still to come: one row a draw, column k after k periods (column 0 is nothing).

    The rate per unit of weight is gamma given the counts; a period takes place with chance 1 - cancel_rate
    and then gives a negative binomial count with the shrunk overdispersion. Raises ValueError on a cancel rate
    outside 0 to 1, and on a count that is unknown, below 0 or not whole.
    Source: Gelman et al., BDA3, section 2.6 (gamma-Poisson with exposure).
    """
    if not 0 <= cancel_rate <= 1:
        raise ValueError(f"cancel_rate must lie between 0 and 1, not {cancel_rate}")
    domain.whole("events", counts)
    ratio = overdispersion(counts, season, known_per)
    weights = season.drawn(ratio, generator, draws)
    seen, ahead = weights[:, : len(counts)], weights[:, len(counts) :]
    told = np.sum(np.asarray(counts, dtype=float)[season.has_weight])
    exposure = MEAN_RATE + seen.sum(axis=1, keepdims=True) / ratio
    mean = generator.gamma(MEAN_SHAPE + told / ratio, 1 / exposure, (draws, 1)) * ahead
    # A gamma mixture of Poissons is the negative binomial, and stays one when the overdispersion is 1.
    spread, shape = ratio - 1, (draws, len(season.ahead))
    level = generator.gamma(mean / spread, spread, shape) if spread else mean
    held = generator.random(shape) >= cancel_rate
    return _running(generator.poisson(level) * held)


def amount_paths(amounts: Column, season: Season, generator: np.random.Generator, draws: int) -> np.ndarray:
    """Draws of an amount still to come, such as hours, with last year's months as the season.

    The same model as `count_paths`, for values that are not whole: a month's amount is gamma with a
    variance of phi times its mean. An amount over phi stands for a count, so last year's hours over phi
    are what the Dirichlet counts. Phi is drawn from its scaled inverse chi-square, without a prior.
    Fewer than two months give NaN. Source: McCullagh & Nelder 1989, chapter 8 and section 4.5.
    """
    ratio, seen = dispersion(amounts, season), len(amounts)
    if np.isnan(ratio):
        return np.full((draws, 1 + len(season.ahead)), np.nan)
    freedom = seen - 1
    # Months exactly as last year leave no scatter; a hair's breadth keeps the draws defined.
    phi = max(ratio, 1e-9) * freedom / generator.chisquare(freedom, (draws, 1))
    weights = season.drawn(phi, generator, draws)
    rate = generator.gamma(np.sum(amounts) / phi, phi / weights[:, :seen].sum(axis=1, keepdims=True))
    return _running(generator.gamma(rate * weights[:, seen:] / phi, phi))


def _running(new: np.ndarray) -> np.ndarray:
    return np.cumsum(np.hstack([np.zeros((len(new), 1), dtype=new.dtype), new]), axis=1)


def of_draws(totals: np.ndarray) -> Ahead:
    """The distribution that draws of the running total show; quantiles are values that occurred."""
    return Ahead(
        quantile=lambda at, q: float(np.quantile(totals[:, at], q, method="inverted_cdf")),
        reach=lambda target, operator: float(np.mean(targets.is_reached(totals[:, -1], target, operator))),
    )


def of_normal_sums(values: Column, season: Season) -> Ahead:
    """The t distribution of the total so far plus k more normal values; a total never falls.

    A value has a mean and a variance in proportion to its weight. The sum of new
    values of weight W has mean W m and scale s sqrt(W + W²/V), where V is the weight seen, with n - 1
    degrees of freedom. Source: Gelman et al., BDA3, sections 3.2 and 14.7 (known weights). Fewer than two
    values give NaN.
    """
    total = float(np.sum(values))
    weights, ahead = np.split(season.weights, [len(values)])
    told, weights = np.asarray(values, dtype=float)[season.has_weight], weights[season.has_weight]
    if len(told) < 2:
        return Ahead(quantile=lambda at, q: np.nan, reach=lambda target, operator: np.nan)
    ahead, seen, freedom = np.cumsum([0.0, *ahead]), weights.sum(), len(told) - 1
    mean = told.sum() / seen
    spread = np.sqrt(np.sum((told - mean * weights) ** 2 / weights) / freedom)

    def quantile(at: int, q: float) -> float:
        width = spread * np.sqrt(ahead[at] + ahead[at] ** 2 / seen)
        return float(max(total, total + ahead[at] * mean + stats.t.ppf(q, freedom) * width))

    def reach(target: float, operator: str) -> float:
        width = spread * np.sqrt(ahead[-1] + ahead[-1] ** 2 / seen)
        expected = total + ahead[-1] * mean
        if width <= targets.TOLERANCE:
            return float(targets.is_reached(expected, target, operator))
        side = stats.t.cdf if operator == targets.AT_MOST else stats.t.sf
        return float(side((target - expected) / width, freedom))

    return Ahead(quantile, reach)
