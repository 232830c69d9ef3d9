"""Contingency: do groups differ in the share that complies, tested exactly in small tables.

Everything is about k of n per group: two columns (complies, does not) and a row for each group. Counts of small
groups of dealers must be protected before they come here: a p-value with known margins can give a cell away.
"""

import itertools
import math

import numpy as np

from helpers.models.statistics.domain import Numbers

MAX_TABLES = 200_000
DRAWS = 99_999
_TIE = 1e-7  # as scipy and R: tables this close in probability are equally likely


def exact_test(k: Numbers, n: Numbers) -> float:
    """The p of the Freeman-Halton test of k of n per group: is there any difference between groups.

    p is the chance, with all margins fixed, of a table no more likely than the one seen: enumerated up to
    200,000 tables, else of random ones, (1 + #) / (1 + draws). How to read it: a small p says that some groups
    differ, not which; a large one does not say that they are alike. All or none complying gives 1.
    Source: Freeman & Halton 1951, Biometrika 38:141; Fisher 1935, ch. 2. Raises ValueError unless
    0 <= k <= n and n > 0, and below two groups.

    >>> round(exact_test([3, 1], [4, 4]), 4)
    0.4857
    """
    k, n = _checked(k, n)
    weights, total = _log_weights(n), int(k.sum())
    seen = sum(weight[one] for weight, one in zip(weights, k, strict=True))
    if _number_of_tables(n, total) <= MAX_TABLES:
        each = _enumerated(weights, n, total)
        constant = math.lgamma(n.sum() + 1) - math.lgamma(k.sum() + 1) - math.lgamma((n - k).sum() + 1)
        return min(float(np.exp(each[each <= seen + _TIE] - constant).sum()), 1.0)
    drawn = np.random.default_rng(1).multivariate_hypergeometric(n, total, DRAWS)
    each = sum(weight[column] for weight, column in zip(weights, drawn.T, strict=True))
    return (1 + int((each <= seen + _TIE).sum())) / (1 + DRAWS)


def _checked(k: Numbers, n: Numbers) -> tuple[np.ndarray, np.ndarray]:
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
