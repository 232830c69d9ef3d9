"""Paired measurements: the same persons before and after, as marks and as yes or no."""

from typing import NamedTuple

import numpy as np
from scipy import stats

from helpers.models.statistics import domain, randomisation
from helpers.models.statistics.domain import LEVEL, Numbers
from helpers.models.statistics.survey import wilson_interval

_MOST_ENUMERATED = 16  # pairs: 65,536 sign vectors
_LEAST_DISCORDANT = 25  # below it McNemar's test is exact


class Difference(NamedTuple):
    """A mean difference (after less before) and its 95% interval."""

    mean: float
    low: float
    high: float


def paired_difference(before: Numbers, after: Numbers) -> Difference:
    """The mean of after less before, with its t interval, n - 1 degrees of freedom.

    `before` and `after` are one for each person, both known, in the unit of the marks. Persons are the unit: those
    of one session share a teacher and a day, and where sessions differ the interval is too narrow.
    How to read it: what persons wrote changed by so much on average. Without a control group it says
    nothing about what changed it. Low and high are NaN with fewer than two persons.
    Source: Student 1908, Biometrika 6:1. Raises ValueError when the lengths differ or a mark is not known.

    >>> found = paired_difference([4, 5, 6], [6, 5, 7])
    >>> round(found.mean, 3), round(found.low, 3), round(found.high, 3)
    (1.0, -1.484, 3.484)
    """
    first, second = domain.known("marks before and after", before, after)
    change = second - first
    if len(change) < 2:
        return Difference(float(change.mean()) if len(change) else np.nan, np.nan, np.nan)
    mean = float(change.mean())
    width = float(stats.t.ppf((1 + LEVEL) / 2, len(change) - 1)) * float(stats.sem(change))
    return Difference(mean, mean - width, mean + width)


def sign_flip_p(differences: Numbers, seed: int) -> float:
    """Two-sided p of the mean difference when every difference may as well have had the other sign.

    Args:
        differences: one for each person.
        seed: of the 9,999 draws above 16 differences; up to 16 all sign vectors are counted, ties with them.

    NaN without differences. Raises ValueError when one is not known. Source: Fisher 1935, The Design of
    Experiments, ch. 3.

    >>> sign_flip_p([1, 2, 3, 4, 5, 6], seed=1)
    0.03125
    """
    (values,) = domain.known("a difference", differences)
    draws = 2**_MOST_ENUMERATED if len(values) <= _MOST_ENUMERATED else 9999
    found = randomisation.sign_flip(values, draws=draws, seed=seed)
    return np.nan if found is None else found.p


def mcnemar_p(b: int, c: int) -> float:
    """Two-sided p that as many went from yes to no (b) as from no to yes (c).

    Exact binomial below 25 changes in all, else chi-square with 1 df without continuity correction, which
    would be too careful. 1 without changes. Raises ValueError on a negative or unknown count.
    Source: McNemar 1947, Psychometrika 12:153; Fagerland, Lydersen & Laake 2013, BMC Med Res Methodol 13:91.

    >>> mcnemar_p(1, 7)
    0.0703125
    """
    if not (b >= 0 and c >= 0):
        raise ValueError("a count of persons is 0 or more")
    if b == c:
        return 1.0
    if b + c < _LEAST_DISCORDANT:
        return 2 * float(stats.binom.cdf(int(min(b, c)), int(b + c), 0.5))
    return float(stats.chi2.sf(abs(b - c) ** 2 / (b + c), 1))


def paired_share_difference(a: float, b: float, c: float, d: float) -> tuple[float, float, float]:
    """The difference of two shares of the same persons, (b - c) / n, with its 95% interval (0 to 1).

    Args:
        a, b, c, d: yes both times; only in the first; only in the second; never. The difference is the
            share of the first less that of the second.

    Wilson intervals of both shares, joined with their correlation, corrected towards 0.
    Source: Newcombe 1998, Stat Med 17:2635, method 10. Raises ValueError without persons.

    >>> [round(float(one), 4) for one in paired_share_difference(36, 12, 2, 0)]
    [0.2, 0.0569, 0.3404]
    """
    n = a + b + c + d
    if min(a, b, c, d) < 0 or n <= 0:
        raise ValueError("counts are 0 or more, and at least one is above 0")
    first, second = (a + b) / n, (a + c) / n
    (low, high), (other_low, other_high) = (wilson_interval(one, n) for one in (first, second))
    phi = _phi(a, b, c, d)
    down, up = first - low, high - first
    other_down, other_up = second - other_low, other_high - second
    below = np.sqrt(down**2 - 2 * phi * down * other_up + other_up**2)
    above = np.sqrt(up**2 - 2 * phi * up * other_down + other_down**2)
    gap = first - second
    return float(gap), float(gap - below), float(gap + above)


def bounds(known_mean: float, known: float, everyone: float, lowest: float, highest: float) -> tuple[float, float]:
    """Between which values the mean of everyone lies, whatever the others would have answered.

    Args:
        known_mean: of the `known` persons who answered; a share is a mean of 0 and 1.
        lowest, highest: what an answer can be at worst and at best.

    How to read it: no assumption at all about who answered; as wide as the share that did not.
    Source: Manski 1989, J Hum Resour 24:343. Raises ValueError when more are known than there are.

    >>> bounds(0.5, 60, 100, 0, 1)
    (0.3, 0.7)
    """
    if not 0 <= known <= everyone or everyone <= 0:
        raise ValueError("the known are part of everyone")
    part = known / everyone
    inside = part * known_mean if known else 0.0
    return inside + (1 - part) * lowest, inside + (1 - part) * highest


def _phi(a: float, b: float, c: float, d: float) -> float:
    """The correlation of the two answers, a positive one corrected for continuity."""
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if margins == 0:
        return 0.0
    cross = a * d - b * c
    corrected = max(cross - (a + b + c + d) / 2, 0.0) if cross > 0 else cross
    phi: float = corrected / margins**0.5
    return phi
