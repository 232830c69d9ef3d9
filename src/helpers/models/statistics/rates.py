"""Rates: what a count says about the rate behind it, at 95%.

Counts are of events or persons that come by themselves and seldom (Poisson). Raises ValueError on a count
below 0 or a population that is not above 0.
"""

from scipy import stats

from helpers.models.statistics.domain import LEVEL

EXACT_BELOW = 10  # from this count on Byar's approximation is as good; source: OHID technical guide
PER = 1000.0


def interval(count: float) -> tuple[float, float]:
    """The interval of the expected number behind a count: exact below 10, Byar's approximation from 10 on.

    Source: OHID (Public Health England) 2018, Technical Guide: Confidence Intervals.

    >>> [round(limit, 3) for limit in interval(5)], [round(limit, 2) for limit in interval(10)]
    ([1.623, 11.668], [4.79, 18.39])
    """
    return (_garwood if count < EXACT_BELOW else _byar)(count)


def rate(count: float, population: float) -> tuple[float, float, float]:
    """The rate per 1,000 of a population with its interval: (rate, low, high).

    >>> [round(value, 2) for value in rate(12, 1000)]
    [12.0, 6.19, 20.96]
    """
    if not (count >= 0 and population > 0):
        raise ValueError(f"a rate needs a count of 0 or more and a base above 0, not {count} of {population}")
    per_1000, low, high = (float(PER * value / population) for value in (count, *interval(count)))
    return per_1000, low, high


def _garwood(count: float) -> tuple[float, float]:
    """Two one-sided Poisson tests inverted. Source: Garwood 1936, Biometrika 28:437; Ulm 1990 (by chi-square)."""
    tail = (1 - LEVEL) / 2
    # Of a count near 0 the limit is 0; with 0 degrees of freedom scipy has none.
    low = float(stats.chi2.ppf(tail, 2 * max(count, 1e-6))) / 2
    return low, float(stats.chi2.isf(tail, 2 * count + 2)) / 2


def _byar(count: float) -> tuple[float, float]:
    """Within 1% of the exact one. Source: Breslow & Day 1987, Statistical Methods in Cancer Research II, 2.3."""
    z, more = float(stats.norm.ppf((1 + LEVEL) / 2)), count + 1
    low = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3
    return low, more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3
