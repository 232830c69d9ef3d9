"""How rates go along an axis, such as a distance: from the groups at one end to those at the other.

All describe how reach goes along the axis; none says why. Groups are areas, with counts, populations and a
place on the axis, in any order. Raises ValueError when one is unknown, they differ in length, or a population
is not above 0.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from helpers.models.statistics import domain
from helpers.models.statistics.domain import LEVEL, Array, Numbers

LEAST_GROUPS = 8
_NEEDED = "a count, a population and a place on the axis"


@dataclass(frozen=True)
class Slope:
    """The rate at the high end minus that at the low end, its interval, and the first over the second."""

    index: float
    low: float
    high: float
    relative: float


def ridits(axis: Numbers, population: Numbers) -> Array:
    """Where the middle of each group stands, 0 to 1, when the population is put in order of the axis.

    Groups with the same place on the axis share one middle. Source: Bross 1958, Biometrics 14:18.

    >>> ridits([3, 1, 2], [50, 30, 20]).tolist()
    [0.75, 0.15, 0.4]
    """
    place, size = domain.known("a place on the axis and a population", axis, population)
    if not (size > 0).all():
        raise ValueError("populations must be above 0")
    below = np.array([size[place < one].sum() for one in place])
    level = np.array([size[place == one].sum() for one in place])
    middle: Array = (below + level / 2) / size.sum()
    return middle


def thirds(axis: Numbers, population: Numbers) -> np.ndarray:
    """In which third of the population the middle of each group falls: 0 lowest on the axis, 1, or 2 highest.

    >>> thirds([1, 2, 3, 4], [10, 10, 10, 10]).tolist()
    [0, 1, 1, 2]
    """
    third: np.ndarray = np.minimum((3 * ridits(axis, population)).astype(int), 2)
    return third


def slope_index(counts: Numbers, population: Numbers, axis: Numbers) -> Slope | None:
    """The slope index of inequality (per head) with its interval, and the relative index; None below 8 groups.

    A regression of the rate on the ridit, weighted by population; the interval is that of the slope, t with
    k - 2 degrees of freedom. The relative index is the fitted rate at the high end over that at the low end;
    NaN where the latter is not above 0. Source: Mackenbach & Kunst 1997, Soc Sci Med 44:757.

    >>> slope = slope_index([10, 9, 8, 7, 6, 5, 4, 3], [1000] * 8, range(8))
    >>> round(1000 * slope.index, 1), round(slope.relative, 2)
    (-8.0, 0.24)
    """
    k, size, _ = domain.known(_NEEDED, counts, population, axis)
    if len(k) < LEAST_GROUPS:
        return None
    x = ridits(axis, population)
    y, weight = k / size, size / size.sum()
    centred = x - weight @ x
    squares = float(weight @ centred**2)
    if squares == 0:
        return None
    slope = float(weight @ (centred * y)) / squares
    start = float(weight @ y - slope * (weight @ x))
    left = float(weight @ (y - start - slope * x) ** 2) / (len(y) - 2)
    margin = float(stats.t.ppf((1 + LEVEL) / 2, len(y) - 2)) * (left / squares) ** 0.5
    relative = (start + slope) / start if start > 0 else np.nan
    return Slope(slope, slope - margin, slope + margin, relative)


def concentration_index(counts: Numbers, population: Numbers, axis: Numbers) -> float:
    """Whether the counts lie at the low end (below 0) or at the high end (above 0) of the axis; between -1 and 1.

    With the rate itself as axis it is Gini's coefficient of the groups. NaN without any count. Raises
    ValueError on a count below 0 as well. Source: Wagstaff, Paci & van Doorslaer 1991, Soc Sci Med 33:545;
    Kakwani 1997, J Econometrics 77:87.

    >>> round(concentration_index([1, 2, 3], [10, 10, 10], [1, 2, 3]), 3)
    0.222
    """
    k, *_ = domain.known(_NEEDED, counts, population, axis)
    if not (k >= 0).all():
        raise ValueError("counts must be 0 or more")
    return float(2 * (k @ ridits(axis, population)) / k.sum() - 1) if k.sum() > 0 else np.nan
