"""Survey: the interval of a share under a design, the difference of two, and what of a spread is chance."""

import math
from typing import TypeVar

import numpy as np
import pandas as pd
from scipy import stats

from helpers.models.statistics.domain import LEVEL, Numbers

Value = TypeVar("Value", float, np.ndarray, pd.Series)
Limits = tuple[float, float, float]  # a value, and the low and high end of its interval


def effective_size(n: Value, design_effect: float) -> Value:
    """The size of the simple random sample that would be as precise: n / design effect; not a whole number.

    >>> effective_size(130, 1.3)
    100.0
    """
    if not design_effect > 0:
        raise ValueError(f"a design effect is above 0, not {design_effect}")
    return n / design_effect


def wilson_interval(share: Value, n_effective: Value, level: float = LEVEL) -> tuple[Value, Value]:
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


def reliability(shares: Numbers, sampling_variances: Numbers) -> float:
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


def smallest_difference(sampling_variances: Numbers, level: float, *, is_any_pair: bool = False) -> float:
    """The smallest difference between two typical wijken that is more than chance (points, of points²).

    For two wijken chosen beforehand: z sqrt(2 mean variance). `is_any_pair`, for who compares them all and
    looks at the largest: the studentised range in place of z sqrt(2) (Tukey). NaN with fewer than two wijken.

    >>> [round(smallest_difference([21.0] * 13, 0.95, is_any_pair=seen), 1) for seen in (False, True)]
    [12.7, 21.5]
    """
    noise = np.asarray(sampling_variances, dtype="float64")
    if len(noise) < 2:
        return float("nan")
    pair = stats.norm.ppf((1 + level) / 2) * np.sqrt(2)
    times = stats.studentized_range.ppf(level, len(noise), np.inf) if is_any_pair else pair
    return float(times * np.sqrt(noise.mean()))


def difference(first: Limits, second: Limits, rounded_to: float) -> Limits:
    """The difference first - second of two independent surveys with its interval, from their intervals alone.

    Args:
        first, second: the value with the ends of its interval, as published: (value, low, high).
        rounded_to: the step that all of them were rounded to, such as 0.1; 0 where they were not.

    How to read it: it has the level of the two. Where it holds 0, it cannot be told which one is higher. Two
    intervals that overlap may still differ, and this says so. What was rounded may lie half a step further, so the
    interval is a step wider on either side. Where one is a part of the other, such as a town of its country, it is
    slightly too wide. Raises ValueError on a value outside its interval.
    Source: Zou & Donner 2008, Stat Med 27:1693 (method of variance estimates recovery).

    >>> [round(one, 2) for one in difference((16.4, 14.4, 18.4), (13.4, 11.9, 14.9), 0.1)]
    [3.0, 0.4, 5.6]
    """
    for value, low, high in (first, second):
        if not low <= value <= high:
            raise ValueError(f"a value lies within its interval, unlike {value} in {low} to {high}")
    below = math.hypot(first[0] - first[1], second[2] - second[0]) + rounded_to
    above = math.hypot(first[2] - first[0], second[0] - second[1]) + rounded_to
    apart = first[0] - second[0]
    return apart, apart - below, apart + above
