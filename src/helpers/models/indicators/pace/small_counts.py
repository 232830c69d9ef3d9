"""Counts of a few a year (crisis exercises): a gamma-Poisson that may also stop."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from helpers.floor import targets
from helpers.models.indicators.pace import judgement
from helpers.models.indicators.pace.judgement import Silence
from helpers.models.indicators.pace.year_end import YearEnd
from helpers.models.statistics import domain

SHAPE, RATE, EARLIER_WEIGHT = 3.0, 1.3, 0.8
NOTHING_MORE = 0.12
SEASON = (0.22, 0.44, 0.66, 1.0)  # of the year, by the end of each quarter
NEVER_ON_COURSE = "Bij zo weinig per jaar is “op koers” te vaak mis."
TOO_EARLY = "Vóór oktober is “achter” bij zo weinig per jaar te vaak mis."
SPEAKS_FROM = 3  # quarters


def forecast(
    count: int,
    quarter: int,
    *,
    earlier: Sequence[int] = (),
    target: int | None,
    operator: str = targets.AT_LEAST,
    measure: str,
    unit: str = "count",
) -> pd.DataFrame:
    """The year's end of a count of a few a year, of which none is planned.

    Args:
        count: this year, up to the end of the quarter (1 to 4).
        earlier: the totals of earlier whole years; a year that is not wholly known is left out.
        target: the year's target; None gives no chance.

    Rows: gates history, may_say_on_course, may_say_behind, may_say_chance; forecast year_end (median and 80%
    interval) and reach_target. `n` is the number of earlier years. "Op koers" is never said; "achter"
    after nine months. How to read it: as `units.forecast`.
    Raises ValueError on a count that is unknown or not whole, and on a quarter outside 1 to 4.

    Source: gamma-Poisson, Gelman et al., BDA3, section 2.6.

    >>> from helpers.floor.shapes import tables
    >>> table = forecast(0, 3, earlier=[2, 1], target=2, measure="local_exercises")
    >>> chance = float(tables.the(table, term="reach_target").estimate)
    >>> round(chance, 2), bool(tables.the(table, term="may_say_behind").is_met)
    (0.09, True)
    """
    domain.whole("events", count, *earlier)
    if not 1 <= quarter <= 4:
        raise ValueError(f"a quarter is 1 to 4, not {quarter}")
    gates = [judgement.history(quarter + 4 * len(earlier))]
    if not gates[0]["is_met"]:
        return judgement.table(measure, unit, len(earlier), gates)
    ahead = _year_end(count, quarter, earlier)
    row = judgement.end_row(ahead)
    if target is None:
        return judgement.table(measure, unit, len(earlier), gates, year_end=row)
    chance, silence = ahead.reach(target, operator), _silence(ahead, quarter, target, operator)
    return judgement.table(measure, unit, len(earlier), gates, year_end=row, chance=chance, silence=silence)


def _year_end(count: int, quarter: int, earlier: Sequence[int]) -> YearEnd:
    elapsed = SEASON[quarter - 1]
    if quarter == 4:
        return YearEnd(np.eye(1, count + 1, count)[0], count, count)
    shape = SHAPE + EARLIER_WEIGHT * sum(earlier) + count
    rate = RATE + EARLIER_WEIGHT * len(earlier) + elapsed
    exact = stats.nbinom(shape, rate / (rate + 1 - elapsed))
    most = int(exact.ppf(1 - 1e-9))
    future = (1 - NOTHING_MORE) * exact.pmf(np.arange(most + 1))
    future[0] += 1 - future.sum()
    return YearEnd(np.concatenate([np.zeros(count), future]), count, math.inf)


def _silence(ahead: YearEnd, quarter: int, target: int, operator: str) -> Silence:
    if ahead.is_certain(target, operator):
        return Silence()
    if operator == targets.AT_MOST:
        return Silence.of_all(judgement.AT_MOST_UNTRIED)
    return Silence(NEVER_ON_COURSE, "" if quarter >= SPEAKS_FROM else TOO_EARLY)
