"""Months in which something must happen every time (updates of the dashboard): the beta-binomial."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import stats

from helpers.floor import targets
from helpers.models.indicators.pace import judgement
from helpers.models.indicators.pace.judgement import Silence
from helpers.models.indicators.pace.year_end import YearEnd
from helpers.models.statistics import domain

IN_YEAR = 12
PRIOR_DONE, PRIOR_MISSED, EARLIER_WEIGHT = 4.0, 0.8, 0.7
SPEAKS_FROM = 9  # months
TOO_EARLY = "Vóór oktober zegt het verloop te weinig over de maanden die nog komen."
NONE_MISSED = "Tot nu toe is elke maand geteld."
HAS_MISSED = "Niet elke maand is geteld. Wat er dan nog komt, is niet beproefd."


def forecast(
    done: int,
    elapsed: int,
    *,
    earlier: Sequence[tuple[int, int]] = (),
    target: int | None,
    operator: str = targets.AT_LEAST,
    measure: str,
) -> pd.DataFrame:
    """The year's end of a count of months.

    Args:
        done: months of this year that count, of the `elapsed` that are over and known.
        earlier: months done and missed of each earlier year; a month that is not known is neither.
        target: how many months must count; None gives no chance.

    Rows: gates history (known months over 3), may_say_on_course, may_say_behind, may_say_chance; forecast year_end
    (median and 80% interval, in months) and reach_target. `n` is the months elapsed. "Op koers" may be said only
    when nine or more months are over and none was missed; "achter" never: a missed month is certain, not a chance.
    Raises ValueError on counts that are not whole and on more months than there are.

    Source: beta-binomial predictive, Gelman et al., BDA3, section 2.4.

    >>> from helpers.floor.shapes import tables
    >>> table = forecast(9, 9, earlier=[(12, 0)], target=12, measure="dashboard_months")
    >>> round(float(tables.the(table, term="reach_target").estimate), 3)
    0.9
    """
    domain.whole("months", done, elapsed, *(one for year in earlier for one in year))
    if not done <= elapsed <= IN_YEAR:
        raise ValueError(f"{done} of {elapsed} months of {IN_YEAR} is not a part of a part")
    known = elapsed + sum(sum(year) for year in earlier)
    gates = [judgement.history(known // 3)]
    if not gates[0]["is_met"]:
        return judgement.table(measure, "months", elapsed, gates)
    before, missed = (sum(year[at] for year in earlier) for at in (0, 1))
    a = PRIOR_DONE + EARLIER_WEIGHT * before + done
    b = PRIOR_MISSED + EARLIER_WEIGHT * missed + elapsed - done
    left = IN_YEAR - elapsed
    chances = stats.betabinom.pmf(np.arange(left + 1), left, a, b)
    ahead = YearEnd(np.concatenate([np.zeros(done), chances]), done, done + left)
    row = judgement.end_row(ahead)
    if target is None:
        return judgement.table(measure, "months", elapsed, gates, year_end=row)
    silence = _silence(ahead, done, elapsed, target, operator)
    chance = ahead.reach(target, operator)
    return judgement.table(measure, "months", elapsed, gates, year_end=row, chance=chance, silence=silence)


def _silence(ahead: YearEnd, done: int, elapsed: int, target: int, operator: str) -> Silence:
    if ahead.is_certain(target, operator):
        return Silence()
    if operator == targets.AT_MOST:
        return Silence.of_all(judgement.AT_MOST_UNTRIED)
    if elapsed < SPEAKS_FROM:
        return Silence(TOO_EARLY, TOO_EARLY, TOO_EARLY)
    return Silence.of_all(HAS_MISSED) if done < elapsed else Silence(behind=NONE_MISSED)
