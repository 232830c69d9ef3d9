"""Proportions: what k of n says about the share behind it, with the intervals the literature compares.

Every interval is of a share, 0 to 1, as (low, high); k and n are counts, or arrays of counts where a function
says so. Raises ValueError unless 0 <= k <= n, n > 0 and 0 < level < 1. Default choice: Wilson; for a small
register `finite_population`; where coverage must be guaranteed, Clopper-Pearson.
"""

from __future__ import annotations

import bisect

import numpy as np
from scipy import optimize, stats

from helpers.models.statistics import domain, survey

LEVEL = 0.95
Counts = float | np.ndarray


def wilson(
    k: Counts, n: Counts, level: float = LEVEL, population: Counts | None = None
) -> tuple[Counts, Counts]:
    """The score interval of k of n; of a finite population with n(N-1)/(N-n) in place of n.

    How to read it: the shares that a score test does not reject; on average it covers as often as it says.
    A census (n = N) gives a point. Takes arrays too. Source: Wilson 1927, JASA 22:209; Newcombe 1998, Stat Med
    17:857 (method 3); Cochran 1977, ch. 3 (the correction). Raises ValueError when n > N as well.

    >>> [round(float(limit), 4) for limit in wilson(15, 148)]
    [0.0624, 0.1605]
    >>> [round(float(limit), 3) for limit in wilson(13, 20, population=45)]
    [0.485, 0.786]
    """
    share, n = _checked(k, n, level)
    return survey.wilson_interval(share, _effective(n, population), level)


def wilson_continuity(k: Counts, n: Counts, level: float = LEVEL) -> tuple[Counts, Counts]:
    """The score interval with continuity correction: close to Clopper-Pearson in closed form; arrays too.

    Source: Newcombe 1998, Stat Med 17:857 (method 4; Blyth & Still 1983).

    >>> [round(float(limit), 4) for limit in wilson_continuity(81, 263)]
    [0.2535, 0.3682]
    """
    share, n = _checked(k, n, level)
    return _lower_continuity(share, n, level), 1 - _lower_continuity(1 - share, n, level)


def clopper_pearson(k: Counts, n: Counts, level: float = LEVEL) -> tuple[Counts, Counts]:
    """The exact interval of k of n: two one-sided binomial tests inverted; arrays too.

    How to read it: covers at least as often as it says, at the price of width. Source: Clopper & Pearson
    1934, Biometrika 26:404; Newcombe 1998 (method 5).

    >>> [round(float(limit), 4) for limit in clopper_pearson(1, 29)]
    [0.0009, 0.1776]
    """
    share, n = _checked(k, n, level)
    k, tail = np.asarray(k), (1 - level) / 2
    # The beta distribution does not exist with a parameter of 0: there the limit is 0 or 1.
    low = np.where(share == 0, 0.0, stats.beta.ppf(tail, np.maximum(k, 0.5), n - k + 1))
    high = np.where(share == 1, 1.0, stats.beta.isf(tail, k + 1, np.maximum(n - k, 0.5)))
    return low[()], high[()]


def mid_p(k: int, n: int, level: float = LEVEL) -> tuple[float, float]:
    """The exact interval with half the probability of k itself in each tail: narrower than Clopper-Pearson.

    How to read it: on average it covers as often as it says, not for every share. One k and n.
    Source: Newcombe 1998, Stat Med 17:857 (method 6; Lancaster 1961).

    >>> [round(limit, 4) for limit in mid_p(15, 148)]
    [0.0601, 0.1581]
    """
    _checked(k, n, level)
    return _mid_p_low(k, n, (1 - level) / 2), 1 - _mid_p_low(n - k, n, (1 - level) / 2)


def jeffreys(k: Counts, n: Counts, level: float = LEVEL) -> tuple[Counts, Counts]:
    """The equal-tailed interval of the beta posterior with Jeffreys prior (½, ½); 0 at k = 0, 1 at k = n.

    Takes arrays too. Source: Brown, Cai & DasGupta 2001, Stat Sci 16:101.

    >>> [round(float(limit), 3) for limit in jeffreys(5, 10)]
    [0.224, 0.776]
    """
    share, n = _checked(k, n, level)
    k, tail = np.asarray(k), (1 - level) / 2
    low = np.where(share == 0, 0.0, stats.beta.ppf(tail, k + 0.5, n - k + 0.5))
    high = np.where(share == 1, 1.0, stats.beta.isf(tail, k + 0.5, n - k + 0.5))
    return low[()], high[()]


def agresti_coull(k: Counts, n: Counts, level: float = LEVEL) -> tuple[Counts, Counts]:
    """Wald's interval after z²/2 successes and failures are added: Wilson's middle, never narrower; arrays too.

    Source: Agresti & Coull 1998, Am Stat 52:119; Brown, Cai & DasGupta 2001.

    >>> [round(float(limit), 3) for limit in agresti_coull(0, 10)]
    [0.0, 0.321]
    """
    share, n = _checked(k, n, level)
    z2 = _z(level) ** 2
    middle = (share * n + z2 / 2) / (n + z2)
    return _around(middle, n + z2, level)


def wald(
    k: Counts, n: Counts, level: float = LEVEL, population: Counts | None = None
) -> tuple[Counts, Counts]:
    """The textbook interval share ± z·se, cut off at 0 and 1: only to compare with, it covers too seldom.

    Takes arrays too. The correction is that of `wilson`, n(N-1)/(N-n); Cochran's own limits, a little wider, have
    (n-1)N/(N-n), from his n - 1, and 1/(2n) more on both sides. Source: Newcombe 1998 (method 1); Cochran 1977, ch. 3.

    >>> [round(float(limit), 4) for limit in wald(81, 263)]
    [0.2522, 0.3638]
    """
    share, n = _checked(k, n, level)
    return _around(share, _effective(n, population), level)


def difference(k1: Counts, n1: Counts, k2: Counts, n2: Counts, level: float = LEVEL) -> tuple[Counts, Counts]:
    """The interval of k1/n1 - k2/n2 of two independent groups, from their Wilson intervals; arrays too.

    How to read it: with 0 inside, both a higher and a lower share fit the counts.
    Source: Newcombe 1998, Stat Med 17:873 (method 10).

    >>> [round(float(limit), 4) for limit in difference(9, 10, 3, 10)]
    [0.1705, 0.809]
    """
    (one, n1), (other, n2) = _checked(k1, n1, level), _checked(k2, n2, level)
    return survey.difference_interval(one, n1, other, n2, level)


def difference_continuity(k1: int, n1: int, k2: int, n2: int, level: float = LEVEL) -> tuple[float, float]:
    """`difference` from the Wilson intervals with continuity correction: wider. Source: Newcombe 1998, method 11.

    >>> [round(float(limit), 4) for limit in difference_continuity(56, 70, 48, 80)]
    [0.0428, 0.3422]
    """
    (low, high), (other_low, other_high) = wilson_continuity(k1, n1, level), wilson_continuity(k2, n2, level)
    one, other = k1 / n1, k2 / n2
    return one - other - np.hypot(one - low, other_high - other), one - other + np.hypot(
        high - one, other - other_low
    )


def risk_ratio(k1: int, n1: int, k2: int, n2: int, level: float = LEVEL) -> tuple[float, float, float]:
    """The ratio of k1/n1 to k2/n2 with its interval on the log scale: (ratio, low, high); NaN where undefined.

    Source: Katz et al. 1978, Biometrics 34:469. Raises ValueError on a count that is not whole as well.

    >>> [round(value, 2) for value in risk_ratio(189, 11034, 104, 11037)]
    [1.82, 1.43, 2.31]
    """
    _checked(k1, n1, level), _checked(k2, n2, level)
    domain.whole("cases", k1, n1, k2, n2)
    found = stats.contingency.relative_risk(k1, n1, k2, n2)
    interval = found.confidence_interval(level)
    return float(found.relative_risk), float(interval.low), float(interval.high)


def lower_bound(k: int, n: int, level: float = LEVEL, population: int | None = None) -> float:
    """The one-sided exact limit: the share is at least this, at that level (Clopper-Pearson, or hypergeometric).

    How to read it: what may be said when all n of a sample are well: "at least so much", never "all".

    >>> round(lower_bound(59, 59), 3), lower_bound(20, 20, population=45), lower_bound(45, 45, population=45)
    (0.95, 0.9111111111111111, 1.0)
    """
    if population is not None:
        return least_total(k, n, population, level) / population
    _checked(k, n, level)
    return float(stats.beta.ppf(1 - level, k, n - k + 1)) if k else 0.0


def rule_of_three(n: int, level: float = LEVEL, population: int | None = None) -> float:
    """The highest share of failures that 0 failures in n still allows: about 3/n; a census allows none.

    Exact: 1 - (1 - level)^(1/n), or the hypergeometric limit in a population of N.
    Source: Hanley & Lippman-Hand 1983, JAMA 249:1743; Louis 1981, Am Stat 35:154.

    >>> round(rule_of_three(100), 4), round(rule_of_three(20, population=45), 3)
    (0.0295, 0.089)
    """
    return 1 - lower_bound(n, n, level, population)


def least_total(k: int, n: int, population: int, level: float = LEVEL) -> int:
    """The fewest of a population with the property, when k of a random n have it: a one-sided exact test.

    Also raises ValueError when n > population or a count is not whole. Source: Katz 1953; Cochran 1977, sec. 3.6.

    >>> least_total(13, 20, 45), least_total(45, 45, 45)
    (22, 45)
    """
    _checked(k, n, level)
    domain.part_of_part(k, n, population)
    totals = range(int(k), int(population - (n - k)) + 1)
    # The chance of k or more grows with the total: the last makes it certain.
    return totals[
        bisect.bisect(totals, 1 - level, key=lambda of: stats.hypergeom.sf(k - 1, population, of, n))
    ]


def _checked(k: Counts, n: Counts, level: float) -> tuple[Counts, Counts]:
    domain.level(level)
    return domain.share(k, n)


def _mid_p_low(k: int, n: int, tail: float) -> float:
    if k == 0:
        return 0.0

    def over(share: float) -> float:
        return float(stats.binom.sf(k, n, share) + stats.binom.pmf(k, n, share) / 2) - tail

    # With k = n half the chance of n is all there is: at a share of 1 it is a half, above any tail.
    return float(optimize.brentq(over, 0.0, 1.0, xtol=1e-12))


def _effective(n: Counts, population: Counts | None) -> Counts:
    """n for an endless population; infinite for a census."""
    if population is None:
        return n
    size, n = np.asarray(population, dtype="float64"), np.asarray(n, dtype="float64")
    if not (size >= n).all():
        raise ValueError(f"a sample of {n} does not fit in a population of {size}")
    left = np.where(size > n, size - n, 1)
    return np.where(size > n, n * (size - 1) / left, np.inf)


def _around(middle: Counts, n: Counts, level: float) -> tuple[Counts, Counts]:
    width = _z(level) * np.sqrt(middle * (1 - middle) / n)
    return np.maximum(middle - width, 0.0), np.minimum(middle + width, 1.0)


def _lower_continuity(share: Counts, n: Counts, level: float) -> Counts:
    z = _z(level)
    root = np.sqrt(np.maximum(z**2 - 2 - 1 / n + 4 * share * (n * (1 - share) + 1), 0))
    low = np.maximum((2 * n * share + z**2 - 1 - z * root) / (2 * (n + z**2)), 0)
    return np.where(share == 0, 0.0, low)[()]


def _z(level: float) -> float:
    return float(stats.norm.ppf((1 + level) / 2))
