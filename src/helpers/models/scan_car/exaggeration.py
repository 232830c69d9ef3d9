"""Exaggeration: how much too large an association looks on average, once it is found (type M error)."""

import numpy as np
from scipy import stats

from helpers.models.statistics.domain import LEVEL

_POINTS = 400  # equally likely sizes of the estimated error


def exaggeration(slope: float, se: float, df: float) -> float:
    """The mean size of the estimates that are found, over the true size.

    Args:
        slope: the true association, not 0.
        se: the spread of its estimate.
        df: of the t with which it is found; the error itself is estimated too, with so many degrees of freedom.

    How to read it: 1.4 means that where the truth is `slope`, a find is 1.4 times as large on average. It grows as
    the truth gets smaller, so at the estimate itself it is the least that may be feared while the truth is not
    larger than the estimate. Found: two-sided at 5%. Source: Gelman & Carlin 2014, Perspect Psychol Sci 9:641.
    Raises ValueError when slope is 0 or se is not above 0.

    >>> round(exaggeration(3.05, 1.0, 12), 2), round(exaggeration(1.5, 1.0, 12), 2)
    (1.1, 1.73)
    """
    if slope == 0 or not se > 0:
        raise ValueError("needed: an association other than 0, and an error above 0")
    truth = abs(slope) / se
    chances = (np.arange(_POINTS) + 0.5) / _POINTS
    from_zero = stats.t.ppf((1 + LEVEL) / 2, df) * np.sqrt(stats.chi2.ppf(chances, df) / df)
    above, below = stats.norm.sf(from_zero - truth), stats.norm.cdf(-from_zero - truth)
    # The part of a normal beyond a point: its mean times the chance, plus the density there.
    size = truth * (above - below) + stats.norm.pdf(from_zero - truth) + stats.norm.pdf(from_zero + truth)
    return float(size.sum() / (above + below).sum() / truth)
