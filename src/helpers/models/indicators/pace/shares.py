"""Shares that rise and fall (trained members, awareness, bodycams): a damped trend with the season, on arcsines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from helpers.floor import targets
from helpers.models.indicators.pace import judgement
from helpers.models.indicators.pace.judgement import Silence
from helpers.models.indicators.pace.year_end import YearEnd
from helpers.models.statistics.domain import Array

# This suite's choice, tried under processes that it does not hold (docs/pace.md).
CHANGES, SHRINKAGE, DAMPING = 4, 4, 0.5
KEPT, MEMORY = 0.95, 8  # a quarter, of the distance to the mean of so many quarters
PRIOR_SD, PRIOR_SAMPLING, PRIOR_DF = 0.06, 0.2, 3
MOST_ERRORS, GROWTH = 8, 0.5
ALL_UP_TO = 30
NO_SEASON = "Van een eerder jaar is niet bekend wat het vierde kwartaal bracht."
CAUGHT_UP = "Het vierde kwartaal haalt vaak in: met de sprong van een eerder jaar is het doel nog haalbaar."
NOT_ALL = "Dat iedereen meedoet, zeggen we bij meer dan 30 pas als het zo is."


def forecast(
    seen: Sequence[tuple[float, float]],
    quarter: int,
    *,
    target: float | None,
    operator: str = targets.AT_LEAST,
    measure: str,
) -> pd.DataFrame:
    """The year's end of a share that can rise and fall.

    Args:
        seen: k and n of every quarter, oldest first, up to now, without a hole in time: a quarter of which k or n
            is unknown holds its place with NaN, and one with n = 0 says nothing either.
        quarter: the number of the last of them, 1 to 4.
        target: the year's target in percent; None gives no chance.

    Rows: gates history, may_say_on_course, may_say_behind, may_say_chance; forecast year_end (median and 80%
    interval, in percent of the n of now) and reach_target. `n` is the n of now. With fewer than four known quarters,
    or nothing known of now: gates only. How to read it: as `units.forecast`. The n of now is taken for that of 31
    December.
    Raises ValueError on k above n, below 0 or not whole, and on a quarter outside 1 to 4.

    Source: Anscombe 1948, Biometrika 35:246 (the arcsine of (k + 3/8)/(n + 3/4)); Gardner & McKenzie 2011, JORS
    62:1177 (damped trend).

    >>> from helpers.floor.shapes import tables
    >>> table = forecast([(40, 60), (42, 60), (45, 60), (50, 60), (51, 60), (51, 60)], 2, target=90, measure="trained")
    >>> year_end = tables.the(table, term="year_end")
    >>> round(float(year_end.low)), round(float(year_end.high))
    (83, 97)
    """
    k, n = _checked(seen, quarter)
    known = np.isfinite(k) & (n > 0)
    gates = [judgement.history(int(known.sum()))]
    if not known[-1]:
        gates += [judgement.gate("now", 0, 1, "Van dit kwartaal is de stand niet bekend.")]
    of_now = n[-1] if known[-1] else np.nan
    if not all(gate["is_met"] for gate in gates):
        return judgement.table(measure, "percent", of_now, gates)
    y, units = _angle(k, n), int(n[-1])
    middle, scale, freedom = _ahead(y, units, quarter)
    ahead = _year_end(int(k[-1]), units, middle, scale, freedom, quarter)
    row = judgement.end_row(ahead, percent_of=units)
    if target is None:
        return judgement.table(measure, "percent", units, gates, year_end=row)
    count = judgement.needed(target, units) if operator != targets.AT_MOST else int(units * target / 100 + 1e-9)
    chance = ahead.reach(count, operator)
    silence = _silence(ahead, count, operator, y, quarter)
    return judgement.table(measure, "percent", units, gates, year_end=row, chance=chance, silence=silence)


def _checked(seen: Sequence[tuple[float, float]], quarter: int) -> tuple[Array, Array]:
    if not 1 <= quarter <= 4:
        raise ValueError(f"a quarter is 1 to 4, not {quarter}")
    k, n = np.asarray(seen, dtype=float).reshape(-1, 2).T
    known = np.isfinite(k) & np.isfinite(n)
    is_part = (k[known] >= 0) & (k[known] <= n[known]) & (k[known] % 1 == 0) & (n[known] % 1 == 0)
    if not len(k) or not is_part.all():
        raise ValueError(f"k of n needs whole numbers and 0 <= k <= n, and at least one quarter; not {list(seen)}")
    return np.where(known, k, np.nan), np.where(known, n, 0.0)


def _angle(k: Array, n: Array) -> Array:
    """The variance-stabilised share; NaN where nothing is known."""
    with np.errstate(invalid="ignore"):
        angle: Array = np.arcsin(np.sqrt(np.where(n > 0, (k + 0.375) / (n + 0.75), np.nan)))
    return angle


def _step(y: Array, left: int) -> float:
    """How far the angle is expected to go in so many quarters, from the end of `y`: trend, or season, and a pull.

    The more earlier years there are, the more the season takes the place of the trend. The pull draws to the
    share's own mean.
    """
    changes = np.diff(y)[-CHANGES:]
    changes = changes[np.isfinite(changes)]
    trend = changes.sum() / (len(changes) + SHRINKAGE) * sum(DAMPING**at for at in range(1, left + 1))
    seasons = _same_season(y, left)
    season = seasons.sum() / (len(seasons) + 1)
    known = y[np.isfinite(y)][-MEMORY:]
    pull = (known.sum() - len(known) * y[-1]) / (len(known) + SHRINKAGE) * (1 - KEPT**left)
    return float(trend / (len(seasons) + 1) + season + pull)


def _same_season(y: Array, left: int) -> Array:
    """The change over the same quarters of each earlier year, where both ends are known."""
    starts = np.arange(len(y) - 5, -1, -4)
    found = np.array([y[at + left] - y[at] for at in starts])
    known: Array = found[np.isfinite(found)]
    return known


def _ahead(y: Array, n: int, quarter: int) -> tuple[float, float, int]:
    """Location, scale and degrees of freedom of the t distribution of the angle at the year's end."""
    left = 4 - quarter
    errors = np.array([y[at] - y[at - 1] - _step(y[:at], 1) for at in range(2, len(y))])
    errors = errors[np.isfinite(errors)][-MOST_ERRORS:]
    prior = PRIOR_DF * (PRIOR_SD**2 + PRIOR_SAMPLING / (4 * n))
    freedom = PRIOR_DF + len(errors)
    scale = np.sqrt((prior + (errors**2).sum()) / freedom) * left**GROWTH
    return float(y[-1] + _step(y, left)), float(scale), freedom


def _year_end(k: int, n: int, middle: float, scale: float, freedom: int, quarter: int) -> YearEnd:
    if quarter == 4:
        return YearEnd(np.eye(1, n + 1, k)[0], k, k)
    limits = _angle(np.arange(0.5, n), np.full(n, float(n)))
    below = np.concatenate([[0.0], stats.t.cdf((limits - middle) / scale, freedom), [1.0]])
    return YearEnd(np.diff(below), 0, n)


def _silence(ahead: YearEnd, count: int, operator: str, y: Array, quarter: int) -> Silence:
    if ahead.is_certain(count, operator):
        return Silence()
    if operator == targets.AT_MOST:
        return Silence.of_all(judgement.AT_MOST_UNTRIED)
    jumps, n = _same_season(y, 4 - quarter), ahead.most
    behind = NO_SEASON if quarter == 3 and not len(jumps) else ""
    if len(jumps):
        limit = _angle(np.array([count - 0.5]), np.array([float(n)]))[0]
        behind = CAUGHT_UP if y[-1] + jumps.max() >= limit else ""
    return Silence(on_course=NOT_ALL if count == n > ALL_UP_TO else "", behind=behind)
