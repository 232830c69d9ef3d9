"""What a fit says as an estimate row: its numbers, and the word for where its interval lies."""

from typing import Any

from helpers.models.statistics.fixed_effects import Fit

HOURS_PER_UNIT = 10
UNIT = "points_per_10_hours"
REFUSED = "niet te zien"


def numbers(fit: Fit, level: float) -> dict[str, Any]:
    """The slope with its error, interval, p and verdict, and what it rests on."""
    low, high = fit.interval(level)
    row = {"estimate": fit.slope, "se": fit.se, "low": low, "high": high, "level": level, "p": fit.p}
    return row | {"df": fit.df, "n": fit.cells, "n_clusters": fit.clusters, "verdict": direction(low, high)}


def direction(low: float, high: float) -> str:
    """The word for an interval above, below or around 0.

    >>> direction(0.2, 3.1), direction(-1.0, 3.1)
    ('toename', 'onzeker')
    """
    return "toename" if low > 0 else "afname" if high < 0 else "onzeker"
