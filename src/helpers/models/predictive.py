"""Predictive distributions of a running total over the periods that are left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

# Prior of the mean per period and of the overdispersion: this suite's choice. With a prior
# overdispersion of 2 the intervals are too narrow.
MEAN_SHAPE, MEAN_RATE = 1.0, 0.1
PRIOR_OVERDISPERSION, PRIOR_WEIGHT = 4.0, 4.0


@dataclass(frozen=True)
class Ahead:
    """A running total ahead: its quantile after k periods, and the chance to end at a target or above."""

    quantile: Callable[[int, float], float]
    reach: Callable[[float], float]

    def interval(self, at: int, level: float) -> tuple[float, float, float]:
        """Low, median and high of the total after `at` more periods."""
        low, middle, high = (self.quantile(at, q) for q in ((1 - level) / 2, 0.5, (1 + level) / 2))
        return low, middle, high


def overdispersion(counts: Sequence[float]) -> float:
    """Variance over mean of the counts, shrunk to a prior of 4 that weighs as four counts; at least 1.

    Source: Gelman et al., BDA3, section 2.6; Anisimov & Fedorov 2007, Stat Med 26:4958.

    >>> round(overdispersion([9, 12, 7, 14, 11, 8, 13, 10]), 3)
    1.818
    """
    values = np.asarray(counts, dtype=float)
    weight = max(len(values) - 1, 0)
    ratio = values.var(ddof=1) / values.mean() if weight and values.mean() > 0 else 1.0
    shrunk = (PRIOR_WEIGHT * PRIOR_OVERDISPERSION + weight * ratio) / (PRIOR_WEIGHT + weight)
    return float(max(shrunk, 1.0))


def count_paths(
    counts: Sequence[float], periods: int, cancel_rate: float, generator: np.random.Generator, draws: int
) -> np.ndarray:
    """Draws of the count still to come: one row a draw, column k after k periods (column 0 is nothing).

    The mean per period is gamma given the counts; a period takes place with chance 1 - cancel_rate and
    then gives a negative binomial count with the shrunk overdispersion. Raises ValueError on a cancel
    rate outside 0 to 1. Source: Gelman et al., BDA3, section 2.6.
    """
    if not 0 <= cancel_rate <= 1:
        raise ValueError(f"cancel_rate must lie between 0 and 1, not {cancel_rate}")
    ratio = overdispersion(counts)
    shape, rate = MEAN_SHAPE + np.sum(counts) / ratio, MEAN_RATE + len(counts) / ratio
    mean = generator.gamma(shape, 1 / rate, (draws, 1))
    # A gamma mixture of Poissons is the negative binomial, and stays one when the overdispersion is 1.
    spread = ratio - 1
    level = generator.gamma(mean / spread, spread, (draws, periods)) if spread else mean
    held = generator.random((draws, periods)) >= cancel_rate
    new = generator.poisson(np.broadcast_to(level, (draws, periods))) * held
    return np.cumsum(np.hstack([np.zeros((draws, 1), dtype=new.dtype), new]), axis=1)


def of_draws(totals: np.ndarray) -> Ahead:
    """The distribution that draws of the running total show; quantiles are values that occurred."""
    return Ahead(
        quantile=lambda at, q: float(np.quantile(totals[:, at], q, method="inverted_cdf")),
        reach=lambda target: float(np.mean(totals[:, -1] >= target)),
    )


def of_normal_sums(values: Sequence[float], periods: int) -> Ahead:
    """The t distribution of the total so far plus k more normal values; a total never falls.

    The sum of k new values has mean k m and scale s sqrt(k + k²/n), with n - 1 degrees of freedom.
    Source: Gelman et al., BDA3, section 3.2. Fewer than two values give NaN.
    """
    seen = np.asarray(values, dtype=float)
    n, total = len(seen), float(seen.sum())
    if n < 2:
        return Ahead(quantile=lambda at, q: np.nan, reach=lambda target: np.nan)
    mean, spread = seen.mean(), seen.std(ddof=1)

    def quantile(at: int, q: float) -> float:
        width = spread * np.sqrt(at + at**2 / n)
        return float(max(total, total + at * mean + stats.t.ppf(q, n - 1) * width))

    def reach(target: float) -> float:
        width, gap = spread * np.sqrt(periods + periods**2 / n), target - total - periods * mean
        return float(stats.t.sf(gap / width, n - 1)) if width > 0 else float(gap <= 1e-9)

    return Ahead(quantile, reach)
