"""Proportions: what k of n says about the share behind it.

Every interval is of a share, 0 to 1, as (low, high), at 95%; k and n are counts, or arrays of counts where a
function says so. Raises ValueError unless 0 <= k <= n and n > 0.
"""

import bisect

import numpy as np
from scipy import stats

from helpers.models.statistics import domain, survey
from helpers.models.statistics.domain import LEVEL, Array, Numbers


def wilson(k: float, n: float, population: float) -> tuple[float, float]:
    """The score interval of k of n in a finite population, with n(N-1)/(N-n) in place of n.

    How to read it: the shares that a score test does not reject; on average it covers as often as it says.
    A census (n = N) gives a point. Source: Wilson 1927, JASA 22:209; Cochran 1977, ch. 3 (the correction).
    Raises ValueError when n > N as well.

    >>> [round(float(limit), 3) for limit in wilson(13, 20, population=45)]
    [0.485, 0.786]
    """
    share = float(domain.share(k, n)[0])
    if not population >= n:
        raise ValueError(f"a sample of {n} does not fit in a population of {population}")
    effective = n * (population - 1) / (population - n) if population > n else np.inf
    return survey.wilson_interval(share, effective)


def clopper_pearson(k: Numbers, n: Numbers) -> tuple[Array, Array]:
    """The exact interval of k of n: two one-sided binomial tests inverted; arrays too.

    How to read it: covers at least as often as it says, at the price of width. Source: Clopper & Pearson
    1934, Biometrika 26:404; Newcombe 1998, Stat Med 17:857 (method 5).

    >>> [round(float(limit), 4) for limit in clopper_pearson(1, 29)]
    [0.0009, 0.1776]
    """
    share, n = domain.share(k, n)
    k, tail = np.asarray(k), (1 - LEVEL) / 2
    # The beta distribution does not exist with a parameter of 0: there the limit is 0 or 1.
    low = np.where(share == 0, 0.0, stats.beta.ppf(tail, np.maximum(k, 0.5), n - k + 1))
    high = np.where(share == 1, 1.0, stats.beta.isf(tail, k + 1, np.maximum(n - k, 0.5)))
    return low[()], high[()]


def difference(k1: Numbers, n1: Numbers, k2: Numbers, n2: Numbers) -> tuple[Array, Array]:
    """The interval of k1/n1 - k2/n2 of two independent groups, from their Wilson intervals; arrays too.

    How to read it: with 0 inside, both a higher and a lower share fit the counts.
    Source: Newcombe 1998, Stat Med 17:873 (method 10).

    >>> [round(float(limit), 4) for limit in difference(9, 10, 3, 10)]
    [0.1705, 0.809]
    """
    (share, n), (other, other_n) = domain.share(k1, n1), domain.share(k2, n2)
    low, high = survey.wilson_interval(share, n)
    other_low, other_high = survey.wilson_interval(other, other_n)
    gap = share - other
    return gap - np.hypot(share - low, other_high - other), gap + np.hypot(high - share, other - other_low)


def lower_bound(k: int, n: int) -> float:
    """The one-sided exact limit (Clopper-Pearson): the share is at least this.

    How to read it: what may be said when all n of a sample are well: "at least so much", never "all".

    >>> round(lower_bound(59, 59), 3)
    0.95
    """
    domain.share(k, n)
    return float(stats.beta.ppf(1 - LEVEL, k, n - k + 1)) if k else 0.0


def least_total(k: float, n: float, population: float, certainty: float) -> int:
    """The fewest of a population with the property, when k of a random n have it: a one-sided exact test.

    Also raises ValueError when n > population or a count is not whole. Source: Katz 1953; Cochran 1977, sec. 3.6.

    >>> least_total(13, 20, 45, 0.95), least_total(45, 45, 45, 0.95)
    (22, 45)
    """
    domain.part_of_part(k, n, population)
    totals = range(int(k), int(population - (n - k)) + 1)
    # The chance of k or more grows with the total: the last makes it certain.
    return totals[bisect.bisect(totals, 1 - certainty, key=lambda of: stats.hypergeom.sf(k - 1, population, of, n))]
