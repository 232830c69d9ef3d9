"""The status of an indicator: what may be said about its target on the last day of a quarter."""

from datetime import date

import pandas as pd

from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.indicators import under_way
from helpers.models.indicators.case import Case
from helpers.models.indicators.course import Course
from helpers.models.indicators.outlook import NOTHING, Outlook
from helpers.models.indicators.under_way import Judgement

MODEL = "status"
MONTHS_IN_YEAR = 12

_UNKNOWN = {
    "": "Er zijn nog geen gegevens.",
    "missing": "Er zijn nog geen gegevens.",
    "stale": "De gegevens zijn ouder dan dit kwartaal.",
    "small": "Het aantal is te klein om te tonen.",
}


def status(
    indicator: Indicator,
    measure_row: pd.Series,
    quarter: Quarter,
    *,
    ahead: Outlook = NOTHING,
    course: Course | None = None,
    missing: str = "",
    known_until: date | None = None,
) -> pd.DataFrame:
    """One row: what the indicator's verdict is on the last day of the quarter, and the rule that gave it.

    Args:
        measure_row: the municipality's row of the indicator's measure.
        ahead: what a forecast says of the year's end, from planned periods or from the indicator's own pace.
        course: where the indicator stood in earlier quarters; None: nothing is said of history.
        missing: a Dutch sentence saying why there is no value, where more is known than that.
        known_until: the last day on or before the date that the data know of, such as the last row of a log
            that has rows in every quarter; None: the row's own end.

    How to read it: verdict is one of verdicts.VERDICTS; rule says it in Dutch with the numbers; estimate is the
    probability, NaN when none was used; basis is what carries a verdict under way; is_met says whether the
    value is at the target now. Never from
    elapsed time alone. Old data (nothing of the quarter itself) only give what they prove for good: a target
    met that cannot be lost, a month that was missed.

    A sample (`is_sample`) meets a target when its one-sided exact 95% limit does, so never 100%; the status is
    then never "gehaald" for what the sample leaves open: on 31 December such a target gets "geen oordeel", and
    "niet gehaald" when even the other limit falls short (of 100%: one person who does not meet it is enough).

    Source: the limits .80 and .20 are this suite's choice (floor/verdicts.py).

    >>> row = tables.measures([{"value": 100.0, "numerator": 18, "denominator": 18}], unit="percent").iloc[0]
    >>> bodycams = Indicator(id="VE-2-3", goal="", text="", target_text="", name="", measure="",
    ...     kind="share_of_register", accumulates="stand", can_fall_back="true", unit="percent",
    ...     operator=">=", targets={2026: 100}, sources=["bodycams"], owner="")
    >>> status(bodycams, row, Quarter(2026, 3)).verdict.item()
    'nu op streefwaarde'
    """
    same = {"model": MODEL, "measure": indicator.measure, "term": indicator.id, "role": "status"}
    same |= {"period": quarter.label, "unit": "probability"}
    unknown = _why_unknown(measure_row, missing)
    if unknown:
        return tables.estimates([{"verdict": "geen oordeel", "rule": unknown}], **same)
    case = Case(indicator, measure_row, quarter, known_until or _last_day(measure_row, quarter))
    judgement = _judged(case, ahead, course)
    row = {"verdict": judgement.verdict, "rule": judgement.rule, "estimate": judgement.chance}
    is_met = pd.NA if case.target is None else case.is_met
    return tables.estimates([row | {"basis": judgement.basis, "is_met": is_met}], **same)


def _why_unknown(row: pd.Series, missing: str) -> str:
    if row["withheld"] == "stale":
        return _UNKNOWN["stale"]
    return (missing or _UNKNOWN[row["withheld"]]) if pd.isna(row["value"]) else ""


def _last_day(row: pd.Series, quarter: Quarter) -> date:
    return row["end"].date() if pd.notna(row["end"]) else quarter.end


def _judged(case: Case, ahead: Outlook, course: Course | None) -> Judgement:
    """The judgement, in the order of A4: no target, met, the year over, out of reach, old, under way."""
    if case.target is None:
        return Judgement("geen oordeel", f"{_no_target(case)} {case.stand()}")
    if case.is_met and not (case.is_stale and case.can_be_lost):
        return _met(case)
    if case.quarter.is_last_of_year and not case.is_stale:
        return _at_the_end(case)
    if not case.is_met and _is_out_of_reach(case, ahead.periods_left):
        verdict = "niet gehaald" if case.quarter.is_last_of_year else "niet meer haalbaar"
        return Judgement(verdict, _out_of_reach(case))
    if case.is_stale:
        last = f"De laatste gegevens zijn van {dutch.day(case.last_day)}, vóór dit kwartaal."
        return Judgement("geen oordeel", f"{last} {case.stand(case.target, verb='was toen')}")
    return under_way.judged(case, ahead, course)


def _at_the_end(case: Case) -> Judgement:
    if case.indicator.is_sample and not case.is_short:
        return Judgement("geen oordeel", _unproven(case))
    return Judgement("niet gehaald", f"{case.stand(case.target)} De streefwaarde was {case.text(case.target)}.")


def _unproven(case: Case) -> str:
    return f"{case.stand(case.target)} {case.proof()} De streefwaarde is {case.text(case.target)}."


def _no_target(case: Case) -> str:
    if case.indicator.kind == "no_target":
        return "Voor deze indicator is geen getal afgesproken."
    return f"Voor {case.quarter.year} is geen streefwaarde vastgesteld."


def _met(case: Case) -> Judgement:
    stand, target = case.stand(), case.text(case.target)
    stand += f" {case.proof()}" if case.indicator.is_sample else ""
    if case.quarter.is_last_of_year or not case.can_be_lost:
        return Judgement("gehaald", f"{stand} De streefwaarde van {target} is gehaald.")
    return Judgement("nu op streefwaarde", f"{stand} De streefwaarde is {target}; dit kan nog veranderen.")


def _is_out_of_reach(case: Case, periods_left: int | None) -> bool:
    """Whether even the best remaining path ends short of the target; only where that is certain.

    Never for a share of a register: what is not done can be done before the year ends.
    """
    kind = case.indicator.kind
    if kind not in ("cumulative_count", "cumulative_amount", "months_covered"):
        return False
    if case.indicator.is_at_most:
        return True
    if kind == "months_covered":
        return not case.reaches(case.target, _best_months(case))
    return periods_left == 0 and not case.is_stale


def _best_months(case: Case) -> float:
    return MONTHS_IN_YEAR - case.missed


def _out_of_reach(case: Case) -> str:
    target = case.text(case.target)
    if case.indicator.is_at_most:
        return f"{case.stand(case.target)} Dat is al meer dan de streefwaarde van {target}."
    if case.indicator.kind == "months_covered":
        so_far = f"Tot nu toe telden {dutch.k_of_n(case.value, case.months_known)} maanden."
        best = dutch.number(_best_months(case))
        return f"{so_far} Hooguit {best} is nog mogelijk; de streefwaarde is {target}."
    return f"{case.stand(case.target)} Er staat niets meer gepland; de streefwaarde is {target}."
