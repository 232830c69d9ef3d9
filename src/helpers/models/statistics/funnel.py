"""A funnel: between which limits the count of a group lies by chance alone, given what was expected of it."""

import numpy as np
from scipy import stats

from helpers.models.statistics import domain
from helpers.models.statistics.domain import Array, Numbers

WARNING, ALARM = 0.95, 0.998  # two and three standard errors; source: Spiegelhalter 2005
WINSORISED = 0.1
LARGEST = 1e9  # expected count: far above it scipy gives no Poisson quantile


def limits(expected: Numbers, level: float, tau2: float) -> tuple[Array, Array]:
    """The lowest and the highest count that fit an expected count by chance, at that level; not whole numbers.

    Exact Poisson quantiles, made smooth by weighing the last count with the part of its probability that
    is needed. The upper limit mirrors the lower one (one more than Spiegelhalter's), so that a count
    outside either has at most half of 1 - level as its probability. With `tau2` never narrower than the
    limits on the square-root scale with that variance added. Raises ValueError unless all are above 0 and
    at most `LARGEST`, and tau2 is 0 or more.
    Source: Spiegelhalter 2005, Stat Med 24:1185, appendix A.1.1 (the interpolation); Spiegelhalter 2005,
    Qual Saf Health Care 14:347 (additive overdispersion).

    >>> low, high = limits([10], 0.95, tau2=0)
    >>> round(low.item(), 1), round(high.item(), 1)
    (3.8, 17.2)
    """
    mean = _expected(expected)
    if not 0 <= tau2 < np.inf:
        raise ValueError(f"the variance between groups is 0 or more, not {tau2}")
    low, high = _quantile((1 - level) / 2, mean), _quantile((1 + level) / 2, mean) + 1
    if not tau2:
        return low, high
    wide = float(stats.norm.ppf((1 + level) / 2)) * np.sqrt(1 / (4 * mean) + tau2)
    return np.minimum(low, mean * np.maximum(1 - wide, 0) ** 2), np.maximum(high, mean * (1 + wide) ** 2)


def between_variance(observed: Numbers, expected: Numbers) -> float:
    """How much further groups lie apart than chance gives: the variance of the root of observed / expected.

    0 unless Q, the sum of squared z-scores on the square-root scale, is more than k - 1 (DerSimonian-Laird). The
    outer tenth of the scores on either side is drawn in to the quantile where it begins, so that a few real
    outliers do not widen the limits that are to show them. Raises ValueError with fewer than two groups, on a
    count below 0, an expectation that is not above 0, unknown ones and unequal lengths.
    Source: Spiegelhalter 2005, Qual Saf Health Care 14:347; DerSimonian & Laird 1986, Control Clin Trials 7:177.

    >>> between_variance([9, 10, 11, 10], [10, 10, 10, 10]), round(between_variance([1, 4, 9], [1, 1, 1]), 2)
    (0.0, 1.89)
    """
    count, mean = domain.known("a count and an expectation", observed, _expected(expected))
    if not (count >= 0).all() or len(count) < 2:
        raise ValueError("a spread needs two groups or more, with counts of 0 or more")
    z = 2 * (np.sqrt(count) - np.sqrt(mean))
    q = float((np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED])) ** 2).sum())
    weights = 4 * mean  # 1 / the variance of the square root of O/E
    scale = float(weights.sum() - (weights**2).sum() / weights.sum())
    return max(0.0, (q - (len(weights) - 1)) / scale)


def _expected(expected: Numbers) -> Array:
    mean = np.asarray(expected, dtype="float64")
    if not ((mean > 0) & (mean <= LARGEST)).all():
        raise ValueError(f"expected counts must be above 0, at most {LARGEST:.0e}")
    return mean


def _quantile(p: float, mean: Array) -> Array:
    count, chance = stats.poisson.ppf(p, mean), stats.poisson(mean)
    quantile: Array = np.maximum(count - (chance.cdf(count) - p) / chance.pmf(count), 0)
    return quantile
