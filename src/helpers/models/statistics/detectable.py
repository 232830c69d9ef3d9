"""Detectable: what a design can see, before its data and beside its estimate.

No function here takes an observed estimate and calls the result power. Such post-hoc power is the
p-value in other words (Hoenig & Heisey 2001, Am Stat 55:19): `size` is always a true size that somebody
finds worth seeing.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import stats

LEVEL, POWER = 0.95, 0.80


def multiplier(df: float, *, level: float = LEVEL, power: float = POWER, sides: int = 2) -> float:
    """How many standard errors a true size must be to be found in `power` of the repetitions.

    t quantile of the interval plus t quantile of the power, with `df` degrees of freedom: clusters - 1
    after a cluster jackknife; math.inf gives the normal's 2.80. The exact `power` at this size is a
    trifle less: .798 with 8 clusters.
    Source: Bloom 1995, Eval Rev 19:547. Raises ValueError on df <= 0 or a level, power or sides out of range.

    >>> [round(multiplier(clusters - 1), 3) for clusters in (20, 12, 8)]
    [2.954, 3.077, 3.261]
    """
    _check(df, level, sides, power)
    return float(stats.t.ppf(1 - (1 - level) / sides, df) + stats.t.ppf(power, df))


def minimal_detectable(
    se: float, df: float, *, level: float = LEVEL, power: float = POWER, sides: int = 2
) -> float:
    """The smallest true size that is found in `power` of the repetitions, in the unit of `se`.

    How to read it: a smaller association may be there and stay unseen. Source and errors: `multiplier`.

    >>> round(minimal_detectable(0.91, 19), 1)
    2.7
    """
    if se < 0:
        raise ValueError(f"a standard error is not negative: {se}")
    return multiplier(df, level=level, power=power, sides=sides) * se


def power(size: float, se: float, df: float, *, level: float = LEVEL, sides: int = 2) -> float:
    """The chance that a t test finds a true `size` when its standard error will be `se`.

    Two-sided counts both tails; one-sided looks for a positive size. Exact for normal data: the
    noncentral t with noncentrality size / se. `size` is a size worth seeing, never the estimate itself.
    Source: Cohen 1988, ch. 2. Raises ValueError on se <= 0, df <= 0, a level or sides out of range.

    >>> round(power(0.5, (2 / 64) ** 0.5, 126), 3)
    0.801
    """
    _check(df, level, sides)
    if not se > 0:
        raise ValueError(f"the standard error must be above 0, not {se}")
    shift, critical = size / se, stats.t.ppf(1 - (1 - level) / sides, df)
    above = _above(critical, df, shift)
    return above if sides == 1 else min(1.0, above + _above(critical, df, -shift))


def per_group(
    share: float,
    other: float,
    *,
    level: float = LEVEL,
    power: float = POWER,
    sides: int = 2,
    design_effect: float = 1.0,
    has_continuity_correction: bool = False,
) -> int:
    """How many each of two equal groups must hold to tell two true shares (0 to 1) apart.

    Pooled variance under no difference, unpooled under the difference; rounded up after the design
    effect. Source: Fleiss, Levin & Paik 2003, ch. 4 (also the continuity correction).
    Raises ValueError on equal shares or shares outside 0 to 1.

    >>> per_group(0.50, 0.75, power=0.90)
    77
    """
    _check(math.inf, level, sides, power)
    if share == other or not (0 <= share <= 1 and 0 <= other <= 1):
        raise ValueError(f"two different shares between 0 and 1 are needed, not {share} and {other}")
    gap, mean = abs(share - other), (share + other) / 2
    pooled = stats.norm.ppf(1 - (1 - level) / sides) * math.sqrt(2 * mean * (1 - mean))
    unpooled = stats.norm.ppf(power) * math.sqrt(share * (1 - share) + other * (1 - other))
    size = ((pooled + unpooled) / gap) ** 2
    if has_continuity_correction:
        size = size / 4 * (1 + math.sqrt(1 + 4 / (size * gap))) ** 2
    return math.ceil(size * design_effect - 1e-9)


def cluster_design_effect(cluster_size: float, icc: float, size_variation: float = 0.0) -> float:
    """How many times as many persons it takes when they come in clusters: 1 + (m - 1) icc.

    Args:
        cluster_size: mean number of persons a cluster, m.
        icc: intracluster correlation, the share of the variance that lies between clusters.
        size_variation: coefficient of variation of the sizes: m becomes m (1 + cv²).

    Source: Kish 1965; Eldridge, Ashby & Kerry 2006, Int J Epidemiol 35:1292 (unequal sizes).
    Raises ValueError on cluster_size < 1 or an icc above 1.

    >>> cluster_design_effect(100, 0.01)
    1.99
    """
    if cluster_size < 1 or icc > 1:
        raise ValueError(f"needed: a cluster of 1 or more and an icc of at most 1, not {cluster_size}, {icc}")
    return 1 + ((1 + size_variation**2) * cluster_size - 1) * icc


def _above(critical: float, df: float, shift: float) -> float:
    if np.isinf(df):
        return float(stats.norm.sf(critical - shift))
    return float(stats.nct.sf(critical, df, shift))


def _check(df: float, level: float, sides: int, power: float = POWER) -> None:
    if not df > 0:
        raise ValueError(f"the degrees of freedom must be above 0, not {df}")
    if not 0 < power < 1:
        raise ValueError(f"power must lie between 0 and 1, not {power}")
    if not 0 < level < 1 or sides not in (1, 2):
        raise ValueError(f"needed: a level between 0 and 1 and 1 or 2 sides, not {level} and {sides}")
