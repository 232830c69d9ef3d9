"""Empirical Bayes: what each small group says, drawn towards what all groups say together.

A group with few cases is drawn far, a group with many hardly. How far follows from the data, by maximum
likelihood. Where the groups differ no more than chance gives, all get the common figure: the parameters of
the distribution are then infinite.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy import optimize, stats

_LOG_SIZE = (-5.0, 14.0)  # between these natural logarithms the spread is looked for
_ROOM = 5.0  # on either side of the common figure, as logarithm or log odds
_LEAST_GAIN = 1e-3  # of log likelihood over no spread at all: less is none


def beta_binomial(k: Sequence[float], n: Sequence[float]) -> tuple[float, float, np.ndarray]:
    """The shares of groups, drawn towards their common share: (a, b, shrunken), shrunken 0 to 1.

    Shares come from Beta(a, b), counts k of n from them: shrunken = (k + a) / (n + a + b). How to read it: a + b
    is the size of the sample that the common share weighs as. a and b are infinite where the groups differ
    no more than chance gives. Raises ValueError unless 0 <= k <= n, n > 0 and there are two groups or more.
    Source: Griffiths 1973, Biometrics 29:637 (maximum likelihood of the beta-binomial).

    >>> a, b, shrunken = beta_binomial([1, 3, 9, 14], [20, 20, 20, 20])
    >>> [round(float(share), 2) for share in shrunken]
    [0.09, 0.18, 0.43, 0.65]
    """
    k, n = _arrays(k, n)
    if not (k <= n).all():
        raise ValueError("k is more than n")
    common = float(k.sum() / n.sum())
    if common in (0.0, 1.0):
        return np.inf, np.inf, np.full(len(k), common)

    def lack(mean: float, size: float) -> float:
        return -float(stats.betabinom.logpmf(k, n, mean * size, (1 - mean) * size).sum())

    without_spread = -float(stats.binom.logpmf(k, n, common).sum())
    logit = float(np.log(common / (1 - common)))
    mean, size = _best(lambda at: lack(1 / (1 + np.exp(-at[0])), np.exp(at[1])), logit, without_spread)
    if not np.isfinite(size):
        return np.inf, np.inf, np.full(len(k), common)
    a, b = size / (1 + np.exp(-mean)), size / (1 + np.exp(mean))
    return float(a), float(b), (k + a) / (n + a + b)


def gamma_poisson(
    observed: Sequence[float], expected: Sequence[float], mean: float | None = None
) -> tuple[float, float, np.ndarray]:
    """The ratios observed/expected of groups, drawn towards one ratio: (a, b, shrunken).

    Ratios come from Gamma(a, rate b) with mean a/b, counts from them (a negative binomial): shrunken =
    (O + a) / (E + b). How to read it: b is the expected count that the one ratio weighs as. That ratio is the
    groups' own, or `mean` where it is known (1: a = b). Both are infinite where the groups differ no more
    than chance gives. Raises ValueError unless O >= 0, E > 0 and there are two groups or more.
    Source: Clayton & Kaldor 1987, Biometrics 43:671, section 2.

    >>> a, b, shrunken = gamma_poisson([2, 10, 30, 9], [10, 10, 15, 12])
    >>> [round(float(ratio), 2) for ratio in shrunken]
    [0.36, 1.0, 1.86, 0.79]
    """
    o, e = _arrays(observed, expected)
    common = float(o.sum() / e.sum()) if mean is None else mean
    if common == 0:
        return np.inf, np.inf, np.zeros(len(o))

    def lack(ratio: float, size: float) -> float:
        return -float(stats.nbinom.logpmf(o, size, size / (size + ratio * e)).sum())

    without_spread = -float(stats.poisson.logpmf(o, common * e).sum())
    room = _ROOM if mean is None else 0.0
    place, a = _best(
        lambda at: lack(np.exp(at[0]), np.exp(at[1])), float(np.log(common)), without_spread, room
    )
    if not np.isfinite(a):
        return np.inf, np.inf, np.full(len(o), common)
    b = a / np.exp(place)
    return float(a), float(b), (o + a) / (e + b)


def marshall(observed: Sequence[float], expected: Sequence[float]) -> tuple[float, float, np.ndarray]:
    """The ratios observed/expected of groups, drawn towards their common ratio by moments: (mean, variance, shrunken).

    `variance` is that between groups, at least 0; a group keeps variance / (variance + mean / E) of its
    distance. How to read it: as `gamma_poisson`, without its likelihood, so that a few groups weigh
    otherwise. Raises ValueError as `gamma_poisson`. Source: Marshall 1991, Appl Stat 40:283 (global).

    >>> mean, variance, shrunken = marshall([5, 15], [10, 10])
    >>> mean, round(variance, 2), shrunken.round(2).tolist()
    (1.0, 0.15, [0.7, 1.3])
    """
    o, e = _arrays(observed, expected)
    mean, ratio = float(o.sum() / e.sum()), o / e
    variance = max(0.0, float(np.average((ratio - mean) ** 2, weights=e)) - mean / float(e.mean()))
    kept = variance / (variance + mean / e) if variance else np.zeros(len(o))
    return mean, variance, mean + kept * (ratio - mean)


def james_stein(values: Sequence[float], variance: float) -> tuple[float, np.ndarray]:
    """Values of one known variance, drawn towards their mean: (part kept, shrunken), part kept 0 to 1.

    kept = 1 - (k - 3) variance / sum of squares around the mean, at least 0. How to read it: all together
    the shrunken values lie closer to the truth than the values, each by itself perhaps not. Not the
    likelihood of `beta_binomial`, which draws further here. Raises ValueError below four values.
    Source: Efron & Morris 1975, JASA 70:311; Efron & Hastie 2016, section 7.2.

    >>> kept, shrunken = james_stein([1.0, 2.0, 3.0, 4.0], 1.0)
    >>> round(kept, 1), shrunken.round(1).tolist()
    (0.8, [1.3, 2.1, 2.9, 3.7])
    """
    y = np.asarray(values, dtype="float64")
    if len(y) < 4 or not np.isfinite(y).all() or not variance >= 0:
        raise ValueError("shrinking needs four known values or more, and a variance of 0 or more")
    around = y - y.mean()
    squares = float(around @ around)
    kept = max(0.0, 1 - (len(y) - 3) * variance / squares) if squares else 0.0
    return kept, y.mean() + kept * around


def _best(
    lack: Callable[[np.ndarray], float], start: float, without_spread: float, room: float = _ROOM
) -> tuple[float, float]:
    """Where the likelihood is highest: the mean on its own scale, and the size; infinite when no spread fits."""
    bounds = [(start - room, start + room), _LOG_SIZE]
    found = min(
        (
            optimize.minimize(lack, [start, log_size], method="L-BFGS-B", bounds=bounds)
            for log_size in (0.0, 2.0, 4.0)
        ),
        key=lambda one: one.fun,
    )
    has_spread = without_spread - found.fun > _LEAST_GAIN
    return float(found.x[0]), float(np.exp(found.x[1])) if has_spread else np.inf


def _arrays(counts: Sequence[float], bases: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    k, n = np.asarray(counts, dtype="float64"), np.asarray(bases, dtype="float64")
    if len(k) < 2 or len(k) != len(n) or not ((k >= 0) & (n > 0)).all():
        raise ValueError("two groups or more, with counts of 0 or more and bases above 0")
    return k, n
