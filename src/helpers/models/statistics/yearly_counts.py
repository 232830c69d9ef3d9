"""Yearly counts: how far a next one may lie where a year goes as years went."""

import math

import numpy as np
from scipy import stats

from helpers.models.statistics.domain import LEVEL, Numbers

FEWEST_YEARS = 5  # before the one that is judged: four changes, which leave one false find in twenty (tests)
LEAST = 10  # of each year: below it a few events more or less are a large change of the logarithm


def ordinary_range(counts: Numbers) -> tuple[float, float]:
    """Between which limits the count after these lies in 95 of 100 ordinary years: (low, high); NaN if none is told.

    Args:
        counts: of years that follow each other, oldest first; 0 or more. At least five, and each at least 10: of
            0, 0, 0, 0, 0 the limits would be 0 and 128.

    Counts of crimes vary by more than chance of single events: policy, weather and who reports make all of them
    move together. So the spread is that of the changes themselves: the root mean square of the changes in the
    logarithm, around 0 since a trend is ordinary too, and at least that of single events (Poisson). With n changes
    the limits are t(n) times the spread away from the last count.

    How to read it: a count outside is a change as these years did not show. It says no cause. A large change
    among the years before makes it wide. Source: prediction from a sample of changes, Hahn & Meeker 1991,
    Statistical Intervals, 4.7, with the mean known to be 0; the floor is ours.

    >>> [round(limit) for limit in ordinary_range([1000, 1050, 1000, 1050, 1000])]
    [873, 1145]
    """
    known = np.asarray(counts, dtype="float64")
    if not (known >= 0).all():
        raise ValueError(f"a count is 0 or more, unlike one of {known.tolist()}")
    if len(known) < FEWEST_YEARS or known.min() < LEAST:
        return math.nan, math.nan
    logs = np.log(known + 0.5)
    changes = np.diff(logs)
    spread = math.sqrt(max(float(np.mean(changes**2)), 2 / (float(known.mean()) + 0.5)))
    far = float(stats.t.ppf((1 + LEVEL) / 2, len(changes))) * spread
    return max(math.exp(logs[-1] - far) - 0.5, 0.0), math.exp(logs[-1] + far) - 0.5
