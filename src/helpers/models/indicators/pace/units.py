"""Units that are done on a day (wijken, agreements, protocols): where the year ends, from candidate years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import targets
from helpers.models.indicators.pace import candidates, judgement
from helpers.models.indicators.pace.candidates import Year
from helpers.models.indicators.pace.judgement import Silence
from helpers.models.indicators.pace.year_end import YearEnd
from helpers.models.statistics import domain

MIN_EFFECTIVE = 100
EARLY_BEHIND_BELOW = 0.10  # before 9 months "achter" asks more than verdicts.BEHIND_UP_TO
MOST_EARLIER_YEARS = 3
NO_EARLIER_YEAR = "Er is geen heel eerder jaar om mee te vergelijken."
FEW_ALIKE = "Te weinig doorgerekende jaren lijken op dit jaar."
TOO_EARLY = "Zo vroeg in het jaar zeggen we pas “achter” bij een kans onder 1 op 10."


@dataclass(frozen=True)
class EarlierYear:
    """A whole year: units done in each of its four quarters, and how many were open when it began."""

    done: Sequence[float]
    open_at_start: int

    @property
    def is_whole(self) -> bool:
        """Whether all four quarters are known, and no more was done than was open."""
        done = np.asarray(self.done, dtype=float)
        return len(done) == 4 and bool(0 <= done.sum() <= self.open_at_start)  # NaN is not


def forecast(
    done: Sequence[float],
    *,
    units: int,
    target: int | None,
    goes_on: bool,
    done_before: int = 0,
    earlier: Sequence[EarlierYear] = (),
    known_quarters: int | None = None,
    operator: str = targets.AT_LEAST,
    measure: str,
    unit: str = "count",
) -> pd.DataFrame:
    """The year's end of a count of units that each get done once.

    Args:
        done: units done in each quarter of this year up to now; its length is the quarter's number.
        units: how many units there are.
        target: how many must be done on 31 December (`judgement.needed` gives it from a percentage); None gives
            no chance.
        goes_on: whether what was done in an earlier year still counts (wijken with a scan); otherwise every year
            begins at 0 (protocols updated in the year).
        done_before: done before 1 January and counting still; only where the count goes on.
        earlier: earlier years, oldest first; left out are a year with an unknown quarter, one with more done than was
            open, and all but the last three.
        known_quarters: how many quarters are known in all; None counts those given here.

    Rows: gates history, earlier_year, effective_sample, may_say_on_course, may_say_behind, may_say_chance;
    forecast year_end (median and 80% interval, in units done) and reach_target. `n` is the number of units. With
    fewer than four quarters of history: gates only.
    How to read it: of 100 years in which "op koers" may be said and the chance is .8 or more, 85 or more are
    meant to reach the target (docs/pace.md). The same input gives the same numbers.
    Raises ValueError on a count of this year that is unknown or not whole, and on more units done than were open.

    Source: Smith & Gelfand 1992, Am Stat 46:84 (weighted candidates); Ibrahim & Chen 2000, Stat Sci 15:46 (earlier
    years at half weight); Kong, Liu & Wong 1994, JASA 89:278 (effective sample).

    >>> from helpers.floor.shapes import tables
    >>> last_year = EarlierYear([4, 4, 4, 6], open_at_start=18)
    >>> table = forecast([4, 5, 5], units=18, target=15, goes_on=False, earlier=[last_year], measure="protocols")
    >>> bool(tables.the(table, term="may_say_on_course").is_met)
    True
    """
    n = units - done_before
    _refuse(done, n)
    so_far = [int(one) for one in done]
    whole = [year for year in earlier if year.is_whole][-MOST_EARLIER_YEARS:]
    known = len(done) + _quarters_known(earlier) if known_quarters is None else known_quarters
    gates = [judgement.history(known)]
    gates += [judgement.gate("earlier_year", len(whole), 1, NO_EARLIER_YEAR)]
    total = done_before + sum(so_far)
    if not gates[0]["is_met"]:
        return judgement.table(measure, unit, units, gates)
    years = [Year([int(one) for one in year.done], year.open_at_start) for year in whole]
    chances, effective = candidates.year_end([*years, Year(so_far, n)], goes_on=goes_on)
    ahead = YearEnd(np.concatenate([np.zeros(done_before), chances]), total, total if len(done) == 4 else units)
    gates += [judgement.gate("effective_sample", np.floor(effective), MIN_EFFECTIVE, FEW_ALIKE)]
    chance = None if target is None else ahead.reach(target, operator)
    silence = None if target is None else _silence(ahead, target, len(done), operator, gates)
    row = judgement.end_row(ahead)
    return judgement.table(measure, unit, units, gates, year_end=row, chance=chance, silence=silence)


def _refuse(done: Sequence[float], n: int) -> None:
    domain.whole("units done in a quarter", *done)
    if not 1 <= len(done) <= 4:
        raise ValueError(f"a year has 1 to 4 quarters that are over, not {len(done)}")
    if sum(done) > n:
        raise ValueError(f"{sum(done)} units were done in the year, of the {n} that were open")


def _quarters_known(earlier: Sequence[EarlierYear]) -> int:
    return sum(int((~np.isnan(np.asarray(year.done, dtype=float))).sum()) for year in earlier)


def _silence(ahead: YearEnd, target: int, quarter: int, operator: str, gates: Sequence[dict[str, Any]]) -> Silence:
    unmet = next((gate["rule"] for gate in gates if not gate["is_met"]), "")
    if ahead.is_certain(target, operator):
        return Silence()
    if unmet:
        return Silence(unmet, unmet, unmet)
    if operator == targets.AT_MOST:
        return Silence.of_all(judgement.AT_MOST_UNTRIED)
    is_too_early = quarter < 3 and ahead.reach(target, operator) >= EARLY_BEHIND_BELOW
    return Silence(behind=TOO_EARLY if is_too_early else "")
