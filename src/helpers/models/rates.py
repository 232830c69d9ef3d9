"""Rates: what a count says about the rate behind it, and the count that a population leads one to expect.

Counts are of events or persons that come by themselves and seldom (Poisson). Raises ValueError on a count
below 0, or a population or expectation that is not above 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats

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
    _check(count, 1)
    tail = (1 - level) / 2
    low = float(stats.chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return low, float(stats.chi2.isf(tail, 2 * count + 2)) / 2


def byar(count: float, level: float = LEVEL) -> tuple[float, float]:
    """Byar's approximation to `garwood`: within 1% from 10 events on.

    Source: Breslow & Day 1987, Statistical Methods in Cancer Research II, section 2.3.

    >>> [round(limit, 2) for limit in byar(10)]
    [4.79, 18.39]
    """
    _check(count, 1)
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
    _check(count, population)
    low, high = interval(count, level)
    return tuple(float(per * value / population) for value in (count, low, high))


def standardised_ratio(observed: float, expected: float, level: float = LEVEL) -> tuple[float, float, float]:
    """Observed over expected with its interval: (ratio, low, high); 1 is what was expected.

    The expectation counts as known. Source: Breslow & Day 1987, section 2.3.

    >>> [round(value, 2) for value in standardised_ratio(10, 20)]
    [0.5, 0.24, 0.92]
    """
    return rate(observed, expected, 1.0, level)


def expected(population: Sequence[float] | np.ndarray, reference_rates: Sequence[float]) -> np.ndarray:
    """The counts that groups would have with the rates of a reference population (indirect standardisation).

    `population` has one row a group and one column an age band, `reference_rates` one rate a band (per head).
    Source: Breslow & Day 1987, section 2.2.

    >>> expected([[1000, 500], [200, 800]], [0.01, 0.02]).tolist()
    [20.0, 18.0]
    """
    return np.asarray(population, dtype="float64") @ np.asarray(reference_rates, dtype="float64")


def _check(count: float, base: float) -> None:
    if not (count >= 0 and base > 0):
        raise ValueError(f"a rate needs a count of 0 or more and a base above 0, not {count} of {base}")
