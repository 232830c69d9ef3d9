"""The band of ordinary counts around an expected one, and how seldom a count beyond it is: negative binomial."""

import numpy as np
from scipy import stats

from helpers.models.statistics.domain import Array, Numbers


def tails(count: Numbers, mean: Numbers, variance: Numbers) -> tuple[Array, Array]:
    """The chance of a count as low as this or lower, and of one as high or higher.

    Of a negative binomial with that mean and variance; the variance is above the mean.

    >>> low, high = tails(0, 2.0, 4.0)
    >>> float(low), float(high)  # size 2, chance 1/2: (1/2)²
    (0.25, 1.0)
    """
    size, chance = _negative_binomial(mean, variance)
    at = np.asarray(count, dtype="float64")
    return stats.nbinom.cdf(at, size, chance), stats.nbinom.sf(at - 1, size, chance)


def band(mean: Numbers, variance: Numbers, tail: float) -> tuple[Array, Array]:
    """The lowest and the highest count that are ordinary: one beyond either end has a chance of `tail` or less.

    The ends are the threshold: a count is out of the band exactly where its tail (`tails`) is `tail` or less.

    >>> low, high = band(2.0, 4.0, 0.25)
    >>> float(low), float(high)
    (1.0, 3.0)
    """
    size, chance = _negative_binomial(mean, variance)
    high = stats.nbinom.isf(tail, size, chance)
    low = stats.nbinom.ppf(tail, size, chance)
    # The lowest count of which the lower tail is above `tail`.
    return np.where(stats.nbinom.cdf(low, size, chance) <= tail, low + 1, low), high


def _negative_binomial(mean: Numbers, variance: Numbers) -> tuple[Array, Array]:
    """Size and chance of success, as scipy has them."""
    e, v = np.asarray(mean, dtype="float64"), np.asarray(variance, dtype="float64")
    if not ((e > 0) & (v > e)).all():
        raise ValueError(f"a negative binomial needs a mean above 0 and a variance above it, not {e} and {v}")
    return e**2 / (v - e), e / v
