"""A funnel: between which limits the count of a group lies by chance alone, given what was expected of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

WARNING, ALARM = 0.95, 0.998  # two and three standard errors; source: Spiegelhalter 2005
WINSORISED = 0.1


class Spread(NamedTuple):
    """How far k groups lie apart: Q and phi = Q/k (about 1 by chance alone), and the variance tau2 beyond it."""

    q: float
    phi: float
    tau2: float  # of the square root of observed / expected; 0 when chance explains the spread
    k: int


def limits(
    expected: Sequence[float] | np.ndarray, level: float, tau2: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest count that fit an expected count by chance, at that level; not whole numbers.

    Exact Poisson quantiles, made smooth by weighing the last count with the part of its probability that
    is needed. The upper limit mirrors the lower one (one more than Spiegelhalter's), so that a count
    outside either has at most half of 1 - level as its probability. With `tau2` never narrower than the
    limits on the square-root scale with that variance added. Raises ValueError unless all are above 0.
    Source: Spiegelhalter 2005, Stat Med 24:1185, appendix A.1.1 (the interpolation); Spiegelhalter 2005,
    Qual Saf Health Care 14:347 (additive overdispersion).

    >>> low, high = limits([10], 0.95)
    >>> round(low.item(), 1), round(high.item(), 1)
    (3.8, 17.2)
    """
    mean = np.asarray(expected, dtype="float64")
    if not (mean > 0).all():
        raise ValueError("expected counts must be above 0")
    low, high = _quantile((1 - level) / 2, mean), _quantile((1 + level) / 2, mean) + 1
    if tau2 == 0:
        return low, high
    wide = float(stats.norm.ppf((1 + level) / 2)) * np.sqrt(1 / (4 * mean) + tau2)
    return (
        np.minimum(low, mean * np.maximum(1 - wide, 0) ** 2),
        np.maximum(high, mean * (1 + wide) ** 2),
    )


def z_scores(observed: Sequence[float], expected: Sequence[float]) -> np.ndarray:
    """How many standard errors a count lies from what was expected, on the square-root scale.

    >>> z_scores([16, 9], [9, 9]).tolist()
    [2.0, 0.0]
    """
    return 2 * (np.sqrt(np.asarray(observed, "float64")) - np.sqrt(np.asarray(expected, "float64")))


def winsorised(z: Sequence[float], part: float = WINSORISED) -> np.ndarray:
    """The scores with the outer parts on either side drawn in to the quantile where they begin.

    So a few real outliers do not widen the limits that are to show them. Source: Spiegelhalter 2005b.

    >>> winsorised([-9.0, *range(9), 99.0]).tolist()
    [0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 8.0]
    """
    scores = np.asarray(z, dtype="float64")
    return np.clip(scores, *np.quantile(scores, [part, 1 - part]))


def spread(observed: Sequence[float], expected: Sequence[float]) -> Spread:
    """Whether groups lie further apart than chance gives: Q of the winsorised scores, phi, and tau2.

    How to read it: tau2 is 0 unless Q is more than k - 1; it is then the variance between groups, of the
    square root of observed / expected (DerSimonian-Laird). Raises ValueError with fewer than two groups.
    Source: Spiegelhalter 2005b; DerSimonian & Laird 1986, Control Clin Trials 7:177.

    >>> spread([9, 10, 11, 10], [10, 10, 10, 10]).tau2
    0.0
    """
    k = len(observed)
    if k < 2:
        raise ValueError("a spread needs two groups or more")
    q = float((winsorised(z_scores(observed, expected)) ** 2).sum())
    weights = 4 * np.asarray(expected, dtype="float64")  # 1 / the variance of the square root of O/E
    scale = float(weights.sum() - (weights**2).sum() / weights.sum())
    return Spread(q, q / k, max(0.0, (q - (k - 1)) / scale), k)


def _quantile(p: float, mean: np.ndarray) -> np.ndarray:
    count = stats.poisson.ppf(p, mean)
    over = (stats.poisson.cdf(count, mean) - p) / stats.poisson.pmf(count, mean)
    return np.maximum(count - over, 0)
