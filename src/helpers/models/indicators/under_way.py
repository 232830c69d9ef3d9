"""The judgement on a year under way: by planned periods, by a planned path, or else by the indicator's own pace."""

import math
from dataclasses import dataclass

from helpers.floor import dutch, targets, verdicts
from helpers.models.indicators.case import Case
from helpers.models.indicators.course import Course
from helpers.models.indicators.outlook import Outlook
from helpers.models.indicators.pace import judgement, months

_IN_QUARTERS = {1: "in één kwartaal", 2: "in twee kwartalen", 3: "in drie kwartalen"}
# What is counted, one and more of them, in the sentence that says how many are missing.
_UNITS = {
    "boa": ("boa", "boa’s"),
    "dealer": ("opkoper", "opkopers"),
    "member": ("lid", "leden"),
    "process": ("proces", "processen"),
    "protocol": ("protocol", "protocollen"),
    "staff": ("medewerker", "medewerkers"),
    "wijk": ("wijk", "wijken"),
}
TOO_YOUNG = "Er zijn nog geen vier kwartalen bekend, dus geen oordeel."


@dataclass(frozen=True)
class Judgement:
    """A verdict, the Dutch rule that gave it, and of a year under way its chance and what that rests on."""

    verdict: str
    rule: str
    basis: str = ""
    chance: float = math.nan


def judged(case: Case, ahead: Outlook, course: Course | None) -> Judgement:
    """What may be said while the target is not met and can be: a plan goes before the pace.

    Without a plan and with fewer than four quarters of history there is no judgement. Where the models are silent
    the verdict is "onzeker", and the rule still says the gap, what is needed and where the year may end.
    """
    is_planned = ahead.basis in ("plan", "sessions") and case.indicator.kind != "months_covered"
    if ahead.chance is not None and is_planned:
        return _by_chance(case, ahead, course)
    if case.planned is not None:
        return _by_path(case)
    if case.indicator.is_sample and not case.is_short:
        return Judgement(verdicts.UNCERTAIN, _sentences(case.stand(case.target), case.proof(), _aim(case)))
    if case.indicator.kind == "months_covered" and not case.missed:
        return _by_month(case, ahead)
    if ahead.chance is None and _is_too_young(ahead, course):
        return Judgement("geen oordeel", _sentences(TOO_YOUNG, case.stand(case.target), gap(case)))
    return _by_chance(case, ahead, course)


def gap(case: Case) -> str:
    """How much is missing to the target, as a sentence; "" where that cannot be counted."""
    short = missing(case)
    if not short > 0:
        return ""
    if case.row["unit"] != "percent":
        return f"Nog {dutch.quantity(short, case.row['unit'], 1 if short < 1 else None)} te gaan."
    k, n, counted = case.row["numerator"], case.row["denominator"], case.row["counted"]
    if case.indicator.is_at_most:
        return f"Dat is {dutch.number(short)} te veel; hooguit {dutch.k_of_n(k - short, n)} mag."
    units = dutch.counted(short, *_UNITS[counted]) if counted in _UNITS else dutch.number(short)
    to_go = f"Nog {units} te gaan"
    return f"{to_go}." if k + short == n else f"{to_go} tot {dutch.k_of_n(k + short, n)}."


def missing(case: Case) -> float:
    """How much the value, or of a share its numerator, must still change; NaN where that cannot be counted.

    Of a share it is a number of its units, with as many of them as now: 80% of 13 asks for 11.
    """
    if case.target is None:
        return math.nan
    sign = -1 if case.indicator.is_at_most else 1
    if case.row["unit"] != "percent":
        return sign * (case.target - case.value)
    k, n = float(case.row["numerator"]), float(case.row["denominator"])
    if not (k >= 0 and n > 0):
        return math.nan
    exact = n * case.target / 100
    return k - math.floor(exact + targets.TOLERANCE) if sign < 0 else math.ceil(exact - targets.TOLERANCE) - k


def _by_chance(case: Case, ahead: Outlook, course: Course | None) -> Judgement:
    rule = _sentences(
        case.stand(case.target),
        gap(case),
        ahead.needed or _pace(case, course),
        _falling(case, course),
        _expected(case, ahead),
        _chance(ahead, f"{case.text(case.target)} eind {case.quarter.year}"),
        ahead.silence,
    )
    return _told(ahead, rule, ahead.basis)


def _told(ahead: Outlook, rule: str, basis: str) -> Judgement:
    """The judgement; without a chance it rests on nothing."""
    return (
        Judgement(ahead.verdict, rule) if ahead.chance is None else Judgement(ahead.verdict, rule, basis, ahead.chance)
    )


def _chance(ahead: Outlook, target: str) -> str:
    return "" if ahead.chance is None else f"De kans op {target} is {dutch.chances(ahead.chance)}."


def _expected(case: Case, ahead: Outlook) -> str:
    """Where the year may end, with the chance of that interval."""
    if not math.isfinite(ahead.low):
        return ""
    low, high, unit, of_all = ahead.low, ahead.high, ahead.unit, ""
    if _is_done_one_by_one(case):
        n = float(case.row["denominator"])
        low, high, unit, of_all = low * n / 100, high * n / 100, "count", f" van {dutch.number(n)}"
    is_one = dutch.quantity(low, unit) == dutch.quantity(high, unit)
    ends = dutch.quantity(low, unit) if is_one else dutch.interval(low, high, unit)
    return f"Verwacht eind {case.quarter.year}: {ends}{of_all} (kans {dutch.quantity(100 * ahead.level, 'percent')})."


def _by_path(case: Case) -> Judgement:
    verdict = "op koers" if case.reaches(case.planned) else "achter"
    planned = f"Volgens het plan hoort dat nu {case.text(case.planned)} te zijn"
    rule = f"{case.stand(case.planned)} {planned}; de streefwaarde is {case.text(case.target)}."
    return Judgement(verdict, rule, "plan")


def _by_month(case: Case, ahead: Outlook) -> Judgement:
    """Months that must each count: the target is the path. Before nine months are over they say too little of the rest.

    Source: in simulated years nine of nine reached twelve in .93 (docs/pace.md).
    """
    so_far = f"In elk van de {dutch.number(case.value)} maanden tot nu toe is het gelukt, zoals de streefwaarde vraagt."
    if case.months_known < months.SPEAKS_FROM:
        return Judgement(verdicts.UNCERTAIN, _sentences(so_far, gap(case), months.TOO_EARLY))
    chance = _chance(ahead, f"{case.text(case.target)} maanden")
    return Judgement("op koers", _sentences(so_far, gap(case), chance), "plan")


def _pace(case: Case, course: Course | None) -> str:
    """What came this year, in so many quarters, and what the rest of it asks, of what is counted one by one."""
    is_counted = case.row["unit"] == "count" or _is_done_one_by_one(case)
    if course is None or not is_counted or case.indicator.is_at_most or course.grows_in_size:
        return ""
    passed, came, short = case.quarter.number, course.done(case.quarter.year).sum(), missing(case)
    if not came >= 0 or not short > 0:
        return ""
    there = "geen" if came == 0 else dutch.number(came)
    so_far = f"{dutch.sentence_case(_IN_QUARTERS[passed])} {'kwamen' if came > 1 else 'kwam'} er {there} bij"
    asked = f"{_IN_QUARTERS[4 - passed]} {'zijn' if short > 1 else 'is'} er {dutch.number(short)} nodig"
    if case.indicator.accumulates == "stand" and course.looks_lower_before:  # what came may have been there before
        return f"{dutch.sentence_case(asked)}."
    return f"{so_far}; {asked}."


def _is_done_one_by_one(case: Case) -> bool:
    """Whether a share is one of units that each get done once, such as wijken with a scan."""
    goes_both_ways = case.indicator.can_fall_back and case.indicator.accumulates == "stand"
    return case.row["unit"] == "percent" and not goes_both_ways


def _falling(case: Case, course: Course | None) -> str:
    """Said of a share that is lower than a quarter ago, as far as the printed number shows it."""
    if course is None or case.row["unit"] != "percent" or not course.change < 0:
        return ""
    before = dutch.quantity(case.value - course.change, "percent")
    shown = dutch.quantity(case.value, "percent")
    return "" if before == shown else f"Een kwartaal eerder was het {before}: de stand daalt."


def _aim(case: Case) -> str:
    return f"De streefwaarde is {case.text(case.target)}."


def _is_too_young(ahead: Outlook, course: Course | None) -> bool:
    return ahead.is_too_young or (course is not None and course.quarters_known < judgement.MIN_QUARTERS)


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)
