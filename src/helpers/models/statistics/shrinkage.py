"""Empirical Bayes: what each small group says, drawn towards what all groups say together.

A group with few cases is drawn far, a group with many hardly. How far follows from the data, by maximum
likelihood. Where the groups differ no more than chance gives, all get the common figure.
"""

from collections.abc import Callable

import numpy as np
from scipy import optimize, stats

from helpers.models.statistics.domain import Array, Numbers

_LOG_SIZE = (-5.0, 14.0)  # between these natural logarithms the spread is looked for
_ROOM = 5.0  # on either side of the common figure, as logarithm or log odds
_LEAST_GAIN = 1e-3  # of log likelihood over no spread at all: less is none


def beta_binomial(k: Numbers, n: Numbers) -> Array:
    """The shares of groups, drawn towards their common share (0 to 1).

    Shares come from Beta(a, b), counts k of n from them: (k + a) / (n + a + b). Raises ValueError
    unless 0 <= k <= n, n > 0 and there are two groups or more.
    Source: Griffiths 1973, Biometrics 29:637 (maximum likelihood of the beta-binomial).

    >>> [round(float(share), 2) for share in beta_binomial([1, 3, 9, 14], [20, 20, 20, 20])]
    [0.09, 0.18, 0.43, 0.65]
    """
    k, n = _arrays(k, n)
    if not (k <= n).all():
        raise ValueError("k is more than n")
    common = float(k.sum() / n.sum())
    if common in (0.0, 1.0):
        return np.full(len(k), common)

    def lack(mean: float, size: float) -> float:
        return -float(stats.betabinom.logpmf(k, n, mean * size, (1 - mean) * size).sum())

    without_spread = -float(stats.binom.logpmf(k, n, common).sum())
    logit = float(np.log(common / (1 - common)))
    mean, size = _best(lambda at: lack(1 / (1 + np.exp(-at[0])), np.exp(at[1])), logit, without_spread)
    if not np.isfinite(size):
        return np.full(len(k), common)
    a, b = size / (1 + np.exp(-mean)), size / (1 + np.exp(mean))
    drawn: Array = (k + a) / (n + a + b)
    return drawn


def gamma_poisson(observed: Numbers, expected: Numbers, mean: float) -> Array:
    """The ratios observed/expected of groups, drawn towards the ratio `mean` of the whole.

    Ratios come from Gamma(a, rate b) with mean a/b, counts from them (a negative binomial): (O + a) / (E + b).
    Raises ValueError unless O >= 0, E > 0 and there are two groups or more.
    Source: Clayton & Kaldor 1987, Biometrics 43:671, section 2.

    >>> gamma_poisson([2, 10, 30, 9], [10, 10, 15, 12], mean=1.0).round(2).tolist()
    [0.36, 1.0, 1.86, 0.79]
    """
    o, e = _arrays(observed, expected)

    def lack(ratio: float, size: float) -> float:
        return -float(stats.nbinom.logpmf(o, size, size / (size + ratio * e)).sum())

    without_spread = -float(stats.poisson.logpmf(o, mean * e).sum())
    place, a = _best(lambda at: lack(np.exp(at[0]), np.exp(at[1])), float(np.log(mean)), without_spread, room=0.0)
    return (o + a) / (e + a / np.exp(place)) if np.isfinite(a) else np.full(len(o), mean)


def _best(
    lack: Callable[[np.ndarray], float], start: float, without_spread: float, room: float = _ROOM
) -> tuple[float, float]:
    """Where the likelihood is highest: the mean on its own scale, and the size; infinite when no spread fits."""
    bounds = [(start - room, start + room), _LOG_SIZE]
    found = min(
        (optimize.minimize(lack, [start, log_size], method="L-BFGS-B", bounds=bounds) for log_size in (0.0, 2.0, 4.0)),
        key=lambda one: one.fun,
    )
    has_spread = without_spread - found.fun > _LEAST_GAIN
    return float(found.x[0]), float(np.exp(found.x[1])) if has_spread else np.inf


def _arrays(counts: Numbers, bases: Numbers) -> tuple[Array, Array]:
    k, n = np.asarray(counts, dtype="float64"), np.asarray(bases, dtype="float64")
    if len(k) < 2 or len(k) != len(n) or not ((k >= 0) & (n > 0)).all():
        raise ValueError("two groups or more, with counts of 0 or more and bases above 0")
    return k, n
