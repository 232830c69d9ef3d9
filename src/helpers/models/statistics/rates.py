"""Rates: what a count says about the rate behind it, and the count that a population leads one to expect.

Counts are of events or persons that come by themselves and seldom (Poisson). Raises ValueError on a count
below 0, a population or expectation that is not above 0, or a level that is not between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats

from helpers.models.statistics import domain, proportions

LEVEL = 0.95
EXACT_BELOW = 10  # from this count on Byar's approximation is as good; source: OHID technical guide
PER = 1000.0


def garwood(count: float, level: float = LEVEL) -> tuple[float, float]:
    """The exact interval of the expected number behind a count: two one-sided Poisson tests inverted.

    How to read it: covers at least as often as it says. Source: Garwood 1936, Biometrika 28:437;
    Ulm 1990, Am J Epidemiol 131:373 (by the chi-square distribution).

    >>> [round(limit, 3) for limit in garwood(10)]
    [4.795, 18.39]
    """
    _check(count, 1, level)
    tail = (1 - level) / 2
    # Of a count near 0 the limit is 0; with 0 degrees of freedom scipy has none.
    low = float(stats.chi2.ppf(tail, 2 * max(count, 1e-6))) / 2
    return low, float(stats.chi2.isf(tail, 2 * count + 2)) / 2


def byar(count: float, level: float = LEVEL) -> tuple[float, float]:
    """Byar's approximation to `garwood`: within 1% from 10 events on.

    Source: Breslow & Day 1987, Statistical Methods in Cancer Research II, section 2.3.

    >>> [round(limit, 2) for limit in byar(10)]
    [4.79, 18.39]
    """
    _check(count, 1, level)
    z = float(stats.norm.ppf((1 + level) / 2))
    low = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3 if count else 0.0
    more = count + 1
    return max(low, 0.0), more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3


def interval(count: float, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a count: exact below 10, Byar from 10 on.

    Source: OHID (Public Health England) 2018, Technical Guide: Confidence Intervals.

    >>> interval(9) == garwood(9), interval(10) == byar(10)
    (True, True)
    """
    return (garwood if count < EXACT_BELOW else byar)(count, level)


def rate(
    count: float, population: float, per: float = PER, level: float = LEVEL
) -> tuple[float, float, float]:
    """The rate per so many of a population with its interval: (rate, low, high).

    >>> [round(value, 2) for value in rate(12, 1000)]
    [12.0, 6.19, 20.96]
    """
    _check(count, population, level)
    low, high = interval(count, level)
    return tuple(float(per * value / population) for value in (count, low, high))


def standardised_ratio(observed: float, expected: float, level: float = LEVEL) -> tuple[float, float, float]:
    """Observed over expected with its interval: (ratio, low, high); 1 is what was expected.

    The expectation counts as known. Source: Breslow & Day 1987, section 2.3.

    >>> [round(value, 2) for value in standardised_ratio(10, 20)]
    [0.5, 0.24, 0.92]
    """
    return rate(observed, expected, 1.0, level)


def rate_ratio(
    count: int, base: float, other: int, other_base: float, level: float = LEVEL
) -> tuple[float, float, float]:
    """The rate count/base over other/other_base with its exact interval: (ratio, low, high).

    Given the sum of both counts the first is binomial: Clopper-Pearson's limits of its share, as odds. How
    to read it: with 1 inside, both a higher and a lower rate fit. Two standardised ratios compare the same
    way, with expected counts as bases. High, or all three, are infinite or NaN where `other` is, or both
    are, 0. Source: Przyborowski & Wilenski 1940, Biometrika 31:313; Breslow & Day 1987, section 3.4.

    >>> [round(value, 2) for value in rate_ratio(41, 28010, 15, 19017)]
    [1.86, 1.01, 3.61]
    """
    _check(count, base, level), _check(other, other_base, level)
    both = count + other
    if not both:
        return np.nan, np.nan, np.nan
    shares = (count / both, *proportions.clopper_pearson(count, both, level))
    odds = (float(share / (1 - share)) if share < 1 else np.inf for share in shares)
    return tuple(float(one * other_base / base) for one in odds)


def directly_standardised(
    counts: Sequence[float],
    population: Sequence[float],
    standard: Sequence[float],
    per: float = PER,
    level: float = LEVEL,
) -> tuple[float, float, float]:
    """The rate that a standard population would have with these rates by age band: (rate, low, high).

    All three have one value a band; `standard` may be counts or weights. The interval of the total count
    (`interval`) is brought to the scale of the weighted sum. Bands may be empty of events, not of people.
    Source: Dobson, Kuulasmaa, Eberle & Scherer 1991, Stat Med 10:457; OHID 2018.

    >>> [round(value, 2) for value in directly_standardised([5, 15], [1000, 500], [600, 400])]
    [15.0, 9.12, 23.22]
    """
    k, size, weight = (np.asarray(one, dtype="float64") for one in (counts, population, standard))
    if not (k.shape == size.shape == weight.shape and k.size and (k >= 0).all() and (size > 0).all()):
        raise ValueError("each age band needs a count of 0 or more, a population above 0 and a weight")
    if not ((weight >= 0).all() and weight.sum() > 0):
        raise ValueError("weights of the standard are 0 or more, and one is above 0")
    each, total = per * weight / weight.sum() / size, float(k.sum())
    middle = float(each @ k)
    # Without events the bands have no scatter to weigh by: the rarest band sets the scale.
    scale = float(np.sqrt(each**2 @ k / total)) if total else float(each.max())
    low, high = interval(total, level)
    # Where few weights carry the rate the formula goes below 0; a rate does not.
    return middle, max(middle + scale * (low - total), 0.0), middle + scale * (high - total)


def expected(population: Sequence[float] | np.ndarray, reference_rates: Sequence[float]) -> np.ndarray:
    """The counts that groups would have with the rates of a reference population (indirect standardisation).

    `population` has one row a group and one column an age band, `reference_rates` one rate a band (per head).
    Source: Breslow & Day 1987, section 2.2.

    >>> expected([[1000, 500], [200, 800]], [0.01, 0.02]).tolist()
    [20.0, 18.0]
    """
    return np.asarray(population, dtype="float64") @ np.asarray(reference_rates, dtype="float64")


def _check(count: float, base: float, level: float) -> None:
    domain.level(level)
    if not (count >= 0 and base > 0):
        raise ValueError(f"a rate needs a count of 0 or more and a base above 0, not {count} of {base}")
