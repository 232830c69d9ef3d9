"""A funnel: between which limits the count of a group lies by chance alone, given what was expected of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from helpers.models.statistics import domain

WARNING, ALARM = 0.95, 0.998  # two and three standard errors; source: Spiegelhalter 2005
WINSORISED = 0.1
LARGEST = 1e9  # expected count: far above it scipy gives no Poisson quantile


class Spread(NamedTuple):
    """How far k groups lie apart: Q and phi = Q/k (about 1 by chance alone), and the variance tau2 beyond it."""

    q: float
    phi: float
    tau2: float  # of the square root of observed / expected; 0 when chance explains the spread
    k: int


class Pooled(NamedTuple):
    """The mean of effects that differ between groups, its error, Q, the variance between groups and I2 (0 to 1)."""

    mean: float
    se: float
    q: float
    tau2: float
    i2: float


def limits(
    expected: Sequence[float] | np.ndarray, level: float, tau2: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest count that fit an expected count by chance, at that level; not whole numbers.

    Exact Poisson quantiles, made smooth by weighing the last count with the part of its probability that
    is needed. The upper limit mirrors the lower one (one more than Spiegelhalter's), so that a count
    outside either has at most half of 1 - level as its probability. With `tau2` never narrower than the
    limits on the square-root scale with that variance added. Raises ValueError unless all are above 0 and
    at most `LARGEST`, 0 < level < 1 and tau2 is 0 or more.
    Source: Spiegelhalter 2005, Stat Med 24:1185, appendix A.1.1 (the interpolation); Spiegelhalter 2005,
    Qual Saf Health Care 14:347 (additive overdispersion).

    >>> low, high = limits([10], 0.95)
    >>> round(low.item(), 1), round(high.item(), 1)
    (3.8, 17.2)
    """
    mean = _expected(expected, LARGEST)
    domain.level(level)
    if not 0 <= tau2 < np.inf:
        raise ValueError(f"the variance between groups is 0 or more, not {tau2}")
    low, high = _quantile((1 - level) / 2, mean), _quantile((1 + level) / 2, mean) + 1
    return _widened(low, high, mean, level, 1 / (4 * mean) + tau2) if tau2 else (low, high)


def multiplicative_limits(
    expected: Sequence[float] | np.ndarray, level: float, phi: float
) -> tuple[np.ndarray, np.ndarray]:
    """`limits` where every group scatters phi times as much as chance: wider by the root of phi.

    On the square-root scale, never narrower than the exact limits, which a phi of 1 or less gives: what
    scatters less than chance does not make a group stand out. How to read it: beside the additive ones
    (`tau2`), which are wider for large groups; these keep the funnel's form, so that a large group still
    gets narrow limits. phi as in `spread`. Raises ValueError as `limits`, and unless phi is 0 or more.
    Source: Spiegelhalter 2005, Stat Med 24:1185 (multiplicative overdispersion); McCullagh & Nelder 1989, 4.5.

    >>> low, high = multiplicative_limits([100], 0.95, phi=4)
    >>> round(low.item(), 1), round(high.item(), 1)
    (64.6, 143.0)
    """
    if not 0 <= phi < np.inf:
        raise ValueError(f"phi is 0 or more, not {phi}")
    low, high = limits(expected, level)
    mean = np.asarray(expected, dtype="float64")
    return _widened(low, high, mean, level, phi / (4 * mean)) if phi > 1 else (low, high)


def share_limits(
    n: Sequence[float] | np.ndarray, share: float, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest share of n that fit a common share by chance, at that level (0 to 1).

    Exact binomial quantiles with the interpolation as it was published: one less count at the top than the
    mirrored limits of `limits`. Raises ValueError unless all n are whole, above 0, and share and level lie
    between 0 and 1.
    Source: Spiegelhalter 2005, Stat Med 24:1185, appendix A.1.1.

    >>> low, high = share_limits([20], 0.5, 0.95)
    >>> round(low.item(), 3), round(high.item(), 3)
    (0.256, 0.694)
    """
    size = np.asarray(n, dtype="float64")
    if not ((size > 0) & (size % 1 == 0)).all() or not 0 < share < 1:
        raise ValueError("limits need whole numbers above 0, and a share between 0 and 1")
    domain.level(level)
    low, high = (
        _interpolated(p, stats.binom.ppf(p, size, share), stats.binom(size, share))
        for p in ((1 - level) / 2, (1 + level) / 2)
    )
    return np.maximum(low, 0) / size, high / size


def z_scores(observed: Sequence[float], expected: Sequence[float]) -> np.ndarray:
    """How many standard errors a count lies from what was expected, on the square-root scale.

    Raises ValueError on a count below 0, an expectation that is not above 0, unknown ones and unequal lengths.

    >>> z_scores([16, 9], [9, 9]).tolist()
    [2.0, 0.0]
    """
    count, mean = domain.known("a count and an expectation", observed, _expected(expected))
    if not (count >= 0).all():
        raise ValueError("counts must be 0 or more")
    return 2 * (np.sqrt(count) - np.sqrt(mean))


def winsorised(z: Sequence[float], part: float = WINSORISED) -> np.ndarray:
    """The scores with the outer parts on either side drawn in to the quantile where they begin.

    So a few real outliers do not widen the limits that are to show them. Raises ValueError without scores, on
    an unknown one, and unless 0 <= part < 0.5. Source: Spiegelhalter 2005b.

    >>> winsorised([-9.0, *range(9), 99.0]).tolist()
    [0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 8.0]
    """
    (scores,) = domain.known("a score", z)
    if not scores.size or not 0 <= part < 0.5:
        raise ValueError("drawing in needs a score, and a part from 0 to below a half")
    return np.clip(scores, *np.quantile(scores, [part, 1 - part]))


def spread(observed: Sequence[float], expected: Sequence[float]) -> Spread:
    """Whether groups lie further apart than chance gives: Q of the winsorised scores, phi, and tau2.

    How to read it: tau2 is 0 unless Q is more than k - 1; it is then the variance between groups, of the
    square root of observed / expected (DerSimonian-Laird). Raises ValueError with fewer than two groups, and
    as `z_scores`.
    Source: Spiegelhalter 2005b; DerSimonian & Laird 1986, Control Clin Trials 7:177.

    >>> spread([9, 10, 11, 10], [10, 10, 10, 10]).tau2
    0.0
    """
    k = len(observed)
    if k < 2:
        raise ValueError("a spread needs two groups or more")
    q = float((winsorised(z_scores(observed, expected)) ** 2).sum())
    weights = 4 * np.asarray(expected, dtype="float64")  # 1 / the variance of the square root of O/E
    return Spread(q, q / k, _between(q, weights), k)


def dersimonian_laird(effects: Sequence[float], variances: Sequence[float]) -> Pooled:
    """The random-effects mean of effects with known variances, and the variance between groups.

    How to read it: tau2 is 0 where Q is at most k - 1; I2 is the part of the scatter that is not chance. The
    moment of `spread`, around the mean of the effects and without winsorising. Raises ValueError with
    fewer than two effects, or a variance that is not above 0.
    Source: DerSimonian & Laird 1986, Control Clin Trials 7:177; Higgins & Thompson 2002, Stat Med 21:1539.

    >>> found = dersimonian_laird([0.0, 1.0, 2.0], [0.25, 0.25, 0.25])
    >>> found.mean, found.q, found.tau2, found.i2
    (1.0, 8.0, 0.75, 0.75)
    """
    y, variance = np.asarray(effects, dtype="float64"), np.asarray(variances, dtype="float64")
    if len(y) < 2 or y.shape != variance.shape or not (np.isfinite(y) & (variance > 0)).all():
        raise ValueError("pooling needs two known effects or more, each with a variance above 0")
    weights = 1 / variance
    q = float(weights @ (y - np.average(y, weights=weights)) ** 2)
    tau2 = _between(q, weights)
    random = 1 / (variance + tau2)
    i2 = max(0.0, 1 - (len(y) - 1) / q) if q else 0.0
    return Pooled(float(np.average(y, weights=random)), float(random.sum()) ** -0.5, q, tau2, i2)


def _between(q: float, weights: np.ndarray) -> float:
    scale = float(weights.sum() - (weights**2).sum() / weights.sum())
    return max(0.0, (q - (len(weights) - 1)) / scale)


def _expected(expected: Sequence[float] | np.ndarray, largest: float = np.inf) -> np.ndarray:
    mean = np.asarray(expected, dtype="float64")
    if not ((mean > 0) & (mean <= largest)).all():
        raise ValueError(
            f"expected counts must be above 0{'' if largest == np.inf else f', at most {largest:.0e}'}"
        )
    return mean


def _widened(
    low: np.ndarray, high: np.ndarray, mean: np.ndarray, level: float, variance: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The limits, or where further out those with this variance of the square root of observed / expected."""
    wide = float(stats.norm.ppf((1 + level) / 2)) * np.sqrt(variance)
    return np.minimum(low, mean * np.maximum(1 - wide, 0) ** 2), np.maximum(high, mean * (1 + wide) ** 2)


def _quantile(p: float, mean: np.ndarray) -> np.ndarray:
    return np.maximum(_interpolated(p, stats.poisson.ppf(p, mean), stats.poisson(mean)), 0)


def _interpolated(p: float, count: np.ndarray, chance: stats.rv_discrete) -> np.ndarray:
    return count - (chance.cdf(count) - p) / chance.pmf(count)
