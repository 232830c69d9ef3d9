"""Survey: a share with its error under weights and design, its interval, and what of a spread is chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

LEVEL = 0.95


class Share(NamedTuple):
    """A weighted share (0 to 1, or a mean), its standard error and degrees of freedom, and the design effect."""

    share: float
    se: float
    df: int
    design_effect: float


def kish_design_effect(weights: Sequence[float]) -> float:
    """How much larger unequal weights make a variance: n sum(w²) / (sum w)², 1 for equal weights.

    Holds when the weights have nothing to do with the answer. Source: Kish 1965, 1992 (J Off Stat 8:183).
    Raises ValueError on negative weights or a sum of 0.

    >>> kish_design_effect([1, 1, 2])
    1.125
    """
    w = _weights(weights)
    return float(len(w) * (w**2).sum() / w.sum() ** 2)


def effective_size(n: float, design_effect: float) -> float:
    """The size of the simple random sample that would be as precise: n / design effect; not a whole number.

    >>> effective_size(130, 1.3)
    100.0
    """
    if not design_effect > 0:
        raise ValueError(f"a design effect is above 0, not {design_effect}")
    return n / design_effect


def wilson_interval(share: float, n_effective: float, level: float = LEVEL) -> tuple[float, float]:
    """The score interval of a share (0 to 1), with an effective size that need not be whole.

    Takes arrays too. Source: Wilson 1927, JASA 22:209; with an effective size: Korn & Graubard 1998.

    >>> [round(float(limit), 4) for limit in wilson_interval(81 / 263, 263)]
    [0.2553, 0.3662]
    """
    z2 = stats.norm.ppf((1 + level) / 2) ** 2
    middle = (share + z2 / (2 * n_effective)) / (1 + z2 / n_effective)
    width = np.sqrt(z2 * share * (1 - share) / n_effective + (z2 / (2 * n_effective)) ** 2)
    width = width / (1 + z2 / n_effective)
    return np.maximum(middle - width, 0.0), np.minimum(middle + width, 1.0)


def difference_interval(
    share: float, n_effective: float, other: float, other_n_effective: float, level: float = LEVEL
) -> tuple[float, float]:
    """The interval of share - other, of two independent samples, from their Wilson intervals.

    Source: Newcombe 1998, Stat Med 17:873 (method 10).

    >>> [round(float(limit), 4) for limit in difference_interval(56 / 70, 70, 48 / 80, 80)]
    [0.0524, 0.3339]
    """
    low, high = wilson_interval(share, n_effective, level)
    other_low, other_high = wilson_interval(other, other_n_effective, level)
    gap = share - other
    return gap - np.hypot(share - low, other_high - other), gap + np.hypot(high - share, other - other_low)


def weighted_share(
    y: Sequence[float],
    weights: Sequence[float],
    strata: Sequence[object] | None = None,
    clusters: Sequence[object] | None = None,
    populations: Mapping[object, float] | None = None,
) -> Share:
    """The weighted share (or mean) sum(wy) / sum(w), with its linearised standard error.

    Args:
        y, weights: one for each respondent; weights 0 or more.
        strata, clusters: the stratum and the sampled cluster of each respondent; clusters nest in strata.
        populations: units (respondents, or clusters) in the population by stratum, for the finite
            population correction; None as if drawn with replacement.

    Variance: sum over strata of n/(n-1) sum (z - mean z)², where z sums w(y - share) / sum(w) over a cluster.
    df is clusters less strata; the design effect is against a simple random sample of as many respondents.
    A stratum with one cluster makes the error NaN. Source: Särndal, Swensson & Wretman 1992, ch. 5; Lohr, ch. 9.
    Raises ValueError on unknown y, negative weights or more sampled than there are, KeyError on a stratum
    without a population.

    >>> share = weighted_share([1, 0, 1, 1], [1, 1, 1, 1])
    >>> [round(value, 6) for value in share]
    [0.75, 0.25, 3, 1.0]
    """
    y, w = np.asarray(y, dtype="float64"), _weights(weights)
    if np.isnan(y).any():
        raise ValueError("y must be known: leave respondents without an answer out")
    share = float(w @ y / w.sum())
    frame = pd.DataFrame({"z": w * (y - share) / w.sum(), "stratum": 0, "cluster": range(len(y))})
    given = {"stratum": strata, "cluster": clusters}
    frame = frame.assign(**{name: list(of) for name, of in given.items() if of is not None})
    per_cluster = frame.groupby(["stratum", "cluster"], sort=False, dropna=False).z.sum()
    totals = per_cluster.groupby("stratum", dropna=False)
    n = totals.size()
    left = 1.0 if populations is None else 1 - n / n.index.map(lambda stratum: populations[stratum])
    if np.min(left) < 0:
        raise ValueError("a stratum has more sampled than there are in the population")
    variance = float((totals.var(ddof=1) * n * left).sum(skipna=False))
    simple = float(w @ (y - share) ** 2 / w.sum() / max(len(y) - 1, 1))
    design_effect = variance / simple if simple > 0 else float("nan")
    return Share(share, variance**0.5, int(n.sum() - len(n)), design_effect)


def reliability(shares: Sequence[float], sampling_variances: Sequence[float]) -> float:
    """The part of the variance between wijken that is not the sample's: between / (between + mean sampling).

    Between by moments: the variance of the shares less the mean sampling variance, not below 0. Shares and
    variances in one scale (0 to 1, or percent and points²). How to read it: at .5, half of what differs is
    chance. NaN with fewer than two wijken. Source: Fay & Herriot 1979, JASA 74:269 (the area model).

    >>> round(reliability([60, 70, 80], [25, 25, 25]), 2)
    0.75
    """
    shares, noise = np.asarray(shares, dtype="float64"), np.asarray(sampling_variances, dtype="float64")
    if len(shares) < 2:
        return float("nan")
    between = max(shares.var(ddof=1) - noise.mean(), 0.0)
    return float(between / (between + noise.mean())) if between + noise.mean() > 0 else float("nan")


def smallest_difference(
    sampling_variances: Sequence[float], level: float = LEVEL, *, is_any_pair: bool = False
) -> float:
    """The smallest difference between two typical wijken that is more than chance (points, of points²).

    For two wijken chosen beforehand: z sqrt(2 mean variance). `is_any_pair`, for who compares them all and
    looks at the largest: the studentised range in place of z sqrt(2) (Tukey). NaN with fewer than two wijken.

    >>> round(smallest_difference([21.0] * 13), 1), round(smallest_difference([21.0] * 13, is_any_pair=True), 1)
    (12.7, 21.5)
    """
    noise = np.asarray(sampling_variances, dtype="float64")
    if len(noise) < 2:
        return float("nan")
    pair = stats.norm.ppf((1 + level) / 2) * np.sqrt(2)
    times = stats.studentized_range.ppf(level, len(noise), np.inf) if is_any_pair else pair
    return float(times * np.sqrt(noise.mean()))


def _weights(weights: Sequence[float]) -> np.ndarray:
    w = np.asarray(weights, dtype="float64")
    if not (w >= 0).all() or not w.sum() > 0:
        raise ValueError("weights must be 0 or more and not all 0")
    return w
