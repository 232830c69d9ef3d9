"""Each group against the rest: does it lie further from the other groups than chance brings."""

from typing import NamedTuple

import numpy as np
from scipy import stats

from helpers.models.statistics import domain
from helpers.models.statistics.domain import Array, Numbers

FEWEST_OTHERS = 3  # of which a spread can be told at all


class Against(NamedTuple):
    """Of each group: the p, of two sides, and how far above the mean of the others it lies, on the scale of values."""

    p: Array
    above: Array


def against_rest(values: Numbers, variances: Numbers, *, has_spread: bool) -> Against:
    """Each group beside the mean of the others, weighted by what is sure; NaN where there are too few others.

    Args:
        values: one a group, on a scale on which chance is about normal: the arcsine of the root of a share, the log
            of a count.
        variances: what chance gives each of them, such as 1 / (4n) of such an arcsine.
        has_spread: whether groups also differ ordinarily, beside chance. That spread is told from the others
            (DerSimonian-Laird, made wider where they still lie further apart), and p is of Student's t with one
            degree of freedom less than there are others.

    How to read it: p is small where a group is an outlier among the groups. Holm makes them fit to be read together.
    Raises ValueError on unknown values, unequal lengths and variances that are not above 0.
    Source: the externally studentised residual, Cook & Weisberg 1982, Residuals and Influence in Regression, 2.2;
    DerSimonian & Laird 1986, Control Clin Trials 7:177; Hartung & Knapp 2001, Stat Med 20:1771 (the widening).

    >>> against_rest([0.0, 0.1, -0.1, 0.0, 2.0], [0.01] * 5, has_spread=True).p.round(3).tolist()
    [0.686, 0.763, 0.61, 0.686, 0.0]
    """
    value, variance = domain.known("a value and a variance", values, variances)
    if not (variance > 0).all():
        raise ValueError("a variance is above 0")
    others = len(value) - 1
    if others < (FEWEST_OTHERS if has_spread else 1):
        return Against(*np.full((2, len(value)), np.nan))
    is_other = ~np.eye(len(value), dtype=bool)  # a row a group: who the others are
    between = _between(value, variance, is_other) if has_spread else np.zeros(len(value))
    weights = is_other / (variance + between[:, None])
    mean = weights @ value / weights.sum(axis=1)
    squared = variance + between + 1 / weights.sum(axis=1)
    if has_spread:
        squared *= np.maximum(1, _apart(value, mean, weights) / (others - 1))
    tail = stats.t(others - 1).sf if has_spread else stats.norm.sf
    above = value - mean
    return Against(2 * tail(np.abs(above) / np.sqrt(squared)), above)


def _between(value: Array, variance: Array, is_other: np.ndarray) -> Array:
    """The variance between the others of each group, beside chance."""
    weights = is_other / variance
    total = weights.sum(axis=1)
    q = _apart(value, weights @ value / total, weights)
    between: Array = np.maximum(0, (q - (len(value) - 2)) / (total - (weights**2).sum(axis=1) / total))
    return between


def _apart(value: Array, mean: Array, weights: Array) -> Array:
    """Per group the weighted sum of squares of the others around their mean."""
    squares: Array = (weights * (value - mean[:, None]) ** 2).sum(axis=1)
    return squares
