"""Contingency: do groups differ in the share that complies, tested exactly in small tables.

Everything is about k of n per group: two columns (complies, does not) and a row for each group. Counts of small
groups of dealers must be protected before they come here: a p-value with known margins can give a cell away.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from helpers.models.statistics import domain, multiplicity, proportions

MAX_TABLES = 200_000
DRAWS = 99_999
_TIE = 1e-7  # as scipy and R: tables this close in probability are equally likely


class Difference(NamedTuple):
    """Whether groups differ at all: exact p, Pearson's chi-square beside it, and how p was found.

    `tables` counts the tables with these margins; p is drawn, (1 + #) / (1 + draws), when not enumerated.
    `least_expected` is the smallest expected count: below 5, leave chi-square alone.
    """

    p: float
    chi2: float
    df: int
    chi2_p: float
    least_expected: float
    is_enumerated: bool
    tables: int


class CommonOdds(NamedTuple):
    """The odds ratio common to all strata with its interval, the test that it is 1, and that it is one."""

    odds_ratio: float
    low: float
    high: float
    chi2: float
    p: float
    homogeneity_p: float


def exact_test(k: Sequence[int], n: Sequence[int], draws: int = DRAWS, seed: int = 1) -> Difference:
    """The Freeman-Halton test of k of n per group: is there any difference between groups.

    p is the chance, with all margins fixed, of a table no more likely than the one seen: enumerated up to
    200,000 tables, else of `draws` random ones. How to read it: a small p says that some groups differ, not
    which; a large one does not say that they are alike. All or none complying gives p = 1, chi2 = NaN.
    Source: Freeman & Halton 1951, Biometrika 38:141; Fisher 1935, ch. 2. Raises ValueError unless
    0 <= k <= n and n > 0, and below two groups.

    >>> round(exact_test([3, 1], [4, 4]).p, 4)
    0.4857
    """
    k, n = _checked(k, n)
    weights = _log_weights(n)
    seen = sum(weight[one] for weight, one in zip(weights, k, strict=True))
    count = _number_of_tables(n, int(k.sum()))
    is_enumerated = count <= MAX_TABLES
    total = math.lgamma(n.sum() + 1) - math.lgamma(k.sum() + 1) - math.lgamma((n - k).sum() + 1)
    if is_enumerated:
        each = _enumerated(weights, n, int(k.sum()))
        p = float(np.exp(each[each <= seen + _TIE] - total).sum())
    else:
        drawn = np.random.default_rng(seed).multivariate_hypergeometric(n, int(k.sum()), draws)
        each = sum(weight[column] for weight, column in zip(weights, drawn.T, strict=True))
        p = (1 + int((each <= seen + _TIE).sum())) / (1 + draws)
    return Difference(min(p, 1.0), *_chi_square(k, n), is_enumerated, count)


def pairwise(groups: Sequence[str], k: Sequence[int], n: Sequence[int], level: float = 0.95) -> pd.DataFrame:
    """Every pair of groups: group, other, difference (share - share) with Newcombe's interval, p and p_holm.

    p is Fisher's, two-sided; p_holm holds for all pairs together, the intervals each by itself. Pairs in the
    order given: no ranking. Source: Newcombe 1998, Stat Med 17:873; Holm 1979. Raises ValueError as
    `exact_test`, and unless each group has a name.

    >>> pairwise(["auto", "goud", "fiets"], [9, 3, 8], [10, 10, 10])[["group", "other"]].values.tolist()
    [['auto', 'goud'], ['auto', 'fiets'], ['goud', 'fiets']]
    """
    k, n = _checked(k, n)
    if len(groups) != len(k):
        raise ValueError(f"{len(k)} groups need as many names, not {len(groups)}")
    rows = []
    for one, other in itertools.combinations(range(len(k)), 2):
        low, high = proportions.difference(k[one], n[one], k[other], n[other], level)
        p = float(stats.fisher_exact([[k[i], n[i] - k[i]] for i in (one, other)]).pvalue)
        gap = k[one] / n[one] - k[other] / n[other]
        rows.append([groups[one], groups[other], gap, float(low), float(high), p])
    found = pd.DataFrame(rows, columns=["group", "other", "difference", "low", "high", "p"])
    return found.assign(p_holm=multiplicity.holm(found.p))


def common_odds_ratio(
    strata: Sequence[tuple[int, int, int, int]], level: float = 0.95, *, is_corrected: bool = False
) -> CommonOdds:
    """The Mantel-Haenszel odds ratio of two groups over strata such as years: (k1, n1, k2, n2) in each.

    `chi2` and `p`: the Cochran-Mantel-Haenszel test that it is 1, with the continuity correction if asked;
    interval: Robins, Breslow & Greenland; `homogeneity_p` (Breslow-Day with Tarone): small when one ratio
    does not fit all strata, and then do not show it. A stratum where all or none complied says nothing and
    counts nowhere; all is NaN where no other is left, the interval where the ratio is 0 or infinite,
    `homogeneity_p` then and with one stratum left. Source: Mantel & Haenszel 1959, J Natl Cancer Inst 22:719.
    Raises ValueError unless 0 <= k <= n and n > 0, and without strata.

    >>> round(common_odds_ratio([(9, 10, 3, 10), (8, 12, 5, 12)]).odds_ratio, 2)
    5.58
    """
    from statsmodels.stats.contingency_tables import StratifiedTable  # a second to import: only here

    if not len(strata):
        raise ValueError("a common odds ratio needs a stratum")
    for k1, n1, k2, n2 in strata:
        _checked([k1, k2], [n1, n2])
    domain.level(level)
    cells = [
        np.array([[k1, n1 - k1], [k2, n2 - k2]], dtype="float64")
        for k1, n1, k2, n2 in strata
        if 0 < k1 + k2 < n1 + n2
    ]
    if not cells:
        return CommonOdds(*[math.nan] * 6)
    found, low, high, homogeneity = StratifiedTable(cells), math.nan, math.nan, math.nan
    test = found.test_null_odds(correction=is_corrected)
    with np.errstate(divide="ignore"):  # infinite where no stratum has a case against it
        ratio = float(found.oddsratio_pooled)
    if 0 < ratio < math.inf:
        low, high = found.oddsratio_pooled_confint(1 - level)
        homogeneity = found.test_equal_odds(adjust=True).pvalue if len(cells) > 1 else math.nan
    figures = (ratio, low, high, test.statistic, test.pvalue, homogeneity)
    return CommonOdds(*(float(one) for one in figures))


def _checked(k: Sequence[int], n: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    k, n = np.asarray(k), np.asarray(n)
    if len(k) != len(n) or len(k) < 2:
        raise ValueError("a comparison needs k and n of two groups or more")
    if not ((k >= 0) & (k <= n) & (n > 0)).all() or (k % 1).any() or (n % 1).any():
        raise ValueError(f"k of n needs whole numbers with 0 <= k <= n and n > 0, not {k} of {n}")
    return k.astype(int), n.astype(int)


def _log_weights(n: np.ndarray) -> list[np.ndarray]:
    """Per group the log of "n over k" for every k: a table's probability is the product, over a constant."""
    return [
        np.array([math.lgamma(of + 1) - math.lgamma(k + 1) - math.lgamma(of - k + 1) for k in range(of + 1)])
        for of in n
    ]


def _number_of_tables(n: np.ndarray, total: int) -> int:
    ways = [1] + [0] * total
    for of in n:
        sums = list(itertools.accumulate(ways))
        ways = [sums[at] - (sums[at - of - 1] if at > of else 0) for at in range(total + 1)]
    return ways[total]


def _enumerated(weights: list[np.ndarray], n: np.ndarray, total: int) -> np.ndarray:
    """The summed log weight of every table with these margins."""
    left, logs = np.array([total]), np.array([0.0])
    room = n[::-1].cumsum()[::-1]  # what the groups from here on can hold
    for at, weight in enumerate(weights):
        after = room[at + 1] if at + 1 < len(n) else 0
        rest = left[:, None] - np.arange(len(weight))
        fits = (rest >= 0) & (rest <= after)
        logs, left = (logs[:, None] + weight)[fits], rest[fits]
    return logs


def _chi_square(k: np.ndarray, n: np.ndarray) -> tuple[float, int, float, float]:
    if k.sum() in (0, n.sum()):
        return math.nan, len(k) - 1, math.nan, 0.0
    found = stats.chi2_contingency(np.column_stack([k, n - k]), correction=False)
    return float(found.statistic), int(found.dof), float(found.pvalue), float(found.expected_freq.min())
