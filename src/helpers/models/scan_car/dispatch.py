"""Dispatch: whether the car drove more where residents had called it less clean before, within wijken.

Least squares with effects of wijk and wave says so too often: in 8 to 18% of simulated panels in which the hours
were drawn at random and the outcome answered to them, and hardly ever the other way round. The mean of a wijk that
is taken off holds the outcomes that came after the hours (Nickell 1981). Here nothing that comes later is taken off.
"""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from helpers.floor.shapes import tables
from helpers.models.scan_car.fit_rows import HOURS_PER_UNIT, REFUSED
from helpers.models.statistics.domain import LEVEL

MODEL = "exploratory"
MIN_WIJKEN, MIN_STEPS = 8, 2  # below these the level is not measured, and nothing is said
POINTS = 10  # the outcome is told per so many points
EARLIER = 0.5  # how much of the earlier outcomes is taken off: none leaves what lasts, all of it doubles the noise
VERDICTS = {-1: "mogelijk gevolgd", 0: "onzeker", 1: "mogelijk gemeden"}


def dispatch(cells: pd.DataFrame) -> pd.DataFrame:
    """Did hours follow dirt? The hours of a period on y of the period before, within wijken, net of each period.

    Args:
        cells: cluster, period (sorts in time), y (higher is cleaner), x (tens of hours); one row a cluster and
            period. The weights are those of y and are not used.

    Each wijk's hours are set against the mean of its later hours (forward orthogonal deviations), so that what lasts
    in a wijk falls out and nothing of the past comes in. The instrument is y of the period before, less half of the
    mean before that, both less the mean of the period. Where hours owe nothing to earlier outcomes the moment is 0,
    however strongly the outcome answers to the hours: no bias of few periods. Its spread is taken between wijken.

    One row, previous_outcome, in hours per 10 points more: the estimate, its 95% interval (by inversion of the same
    test, so that a weak instrument widens it) and p. Verdict "mogelijk gevolgd" (more hours where it was less
    clean), "mogelijk gemeden" (the other way round), "onzeker" or "niet te zien". How to read it: never a flat yes;
    "onzeker" does not take confounding away, and a car that follows the dirt of the moment does not show. Hours that
    go on in the same wijk from wave to wave, whatever the reason, widen the 5% to at most about 10% where y answers
    to them, nearly all "mogelijk gemeden".

    Source: Arellano & Bover 1995, J Econometrics 68:29 (the deviations); Anderson & Rubin 1949 and Fieller 1954 (the
    interval). Raises ValueError when a cell occurs twice.

    >>> cells = pd.DataFrame({"cluster": ["a", "b"], "period": 1, "y": 1.0, "x": 2.0, "weight": 1.0})
    >>> dispatch(cells).verdict.item()
    'niet te zien'
    """
    if cells.duplicated(["cluster", "period"]).any():
        raise ValueError("a cluster and period occur twice")
    hours, outcome, instrument = _steps(cells)
    is_used = np.isfinite(hours)
    row = _row(_moments(hours, instrument, is_used), _moments(outcome, instrument, is_used), is_used)
    row |= {"term": "previous_outcome", "n": int(is_used.sum())}
    return tables.estimates([row], model=MODEL, role="exploratory", unit="hours")


def _steps(cells: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hours and outcome against their later means, and the instrument: wijk x period, NaN where one is unknown."""
    y, x = (cells.pivot(index="cluster", columns="period", values=name).to_numpy(dtype=float) for name in ("y", "x"))
    before = np.full_like(y, np.nan)
    before[:, 1:] = y[:, :-1]
    both = np.stack([HOURS_PER_UNIT * x, before / POINTS])
    both[:, np.isnan(both).any(axis=0)] = np.nan
    moved, instrument = np.full_like(both, np.nan), np.full_like(y, np.nan)
    for at in range(1, y.shape[1] - 1):
        later, count = _mean(both[:, :, at + 1 :])
        moved[:, :, at] = np.sqrt(count / (count + 1)) * (both[:, :, at] - later)
        earlier, known = _mean(y[:, : at - 1])
        instrument[:, at] = y[:, at - 1] - EARLIER * np.where(known > 0, earlier, 0.0)
    return moved[0], moved[1], instrument


def _mean(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean of what is known along the last axis, NaN where nothing is, and of how many."""
    count = np.isfinite(values).sum(axis=-1)
    return np.nansum(values, axis=-1) / np.where(count, count, np.nan), count


def _moments(values: np.ndarray, instrument: np.ndarray, is_used: np.ndarray) -> np.ndarray:
    """Per wijk with a step the sum of values times instrument, each less the mean of its period."""
    less = [part - _mean(np.where(is_used, part, np.nan).T)[0] for part in (values, instrument)]
    moments: np.ndarray = np.nansum(np.where(is_used, less[0] * less[1], 0.0), axis=1)
    return moments[is_used.any(axis=1)]


def _row(of_hours: np.ndarray, of_outcome: np.ndarray, is_used: np.ndarray) -> dict[str, Any]:
    """The estimate, its interval and p from the moments of the wijken; or why there is none."""
    count = len(of_hours)
    if count < MIN_WIJKEN or is_used.any(axis=0).sum() < MIN_STEPS:
        return _refused("Of de uren het vuil volgen, is niet te zien: te weinig wijken of metingen.")
    hours, outcome = of_hours.mean(), of_outcome.mean()
    (var_hours, both), (_, var_outcome) = np.cov(of_hours, of_outcome) / count
    quantile = float(stats.t.ppf((1 + LEVEL) / 2, count - 1))
    # All slopes s with |hours - s outcome| within `quantile` of its own error: between the roots of a parabola.
    curve = outcome**2 - quantile**2 * var_outcome
    middle = hours * outcome - quantile**2 * both
    reach = middle**2 - curve * (hours**2 - quantile**2 * var_hours)
    if not (var_hours > 0 and curve > 0 and reach >= 0):
        return _refused("Of de uren het vuil volgen, is niet te zien: het oordeel schommelt te weinig.")
    low, high = ((middle + side * np.sqrt(reach)) / curve for side in (-1, 1))
    p = float(2 * stats.t.sf(abs(hours) / np.sqrt(var_hours), count - 1))
    row = {"estimate": hours / outcome, "low": low, "high": high, "level": LEVEL, "p": p, "df": count - 1}
    return row | {"n_clusters": count, "verdict": VERDICTS[int(low > 0) - int(high < 0)]}


def _refused(why: str) -> dict[str, Any]:
    return {"verdict": REFUSED, "rule": why, "withheld": "missing"}
