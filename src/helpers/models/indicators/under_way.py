"""The judgement on a year under way: by planned periods, by a planned path, or else by the indicator's own pace."""

import math
from dataclasses import dataclass

from helpers.floor import dutch, targets, verdicts
from helpers.models.indicators.case import Case
from helpers.models.indicators.course import Course
from helpers.models.indicators.outlook import Outlook

MIN_QUARTERS = 4  # of history, this quarter included


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
    is_planned = ahead.basis in ("plan", "sessions")
    if ahead.chance is not None and is_planned:
        return _by_chance(case, ahead, course)
    if case.planned is not None:
        return _by_path(case)
    if case.indicator.is_sample and not case.is_short:
        return Judgement(verdicts.UNCERTAIN, _sentences(case.stand(case.target), case.proof(), _aim(case)))
    if ahead.chance is None and course is not None and course.quarters_known < MIN_QUARTERS:
        return Judgement("geen oordeel", _sentences(_too_short(course), case.stand(case.target), gap(case)))
    return _by_chance(case, ahead, course)


def gap(case: Case) -> str:
    """How much is missing to the target, as a sentence; "" where that cannot be counted."""
    if case.target is None or case.is_met:
        return ""
    k, n = case.row["numerator"], case.row["denominator"]
    if case.row["unit"] != "percent":
        short = abs(case.target - case.value)
        decimals = 1 if short < 1 else None
        return f"Nog {dutch.quantity(short, case.row['unit'], decimals)} te gaan."
    if not (k >= 0 and n > 0):
        return ""
    exact = n * case.target / 100
    if case.indicator.is_at_most:
        most = math.floor(exact + targets.TOLERANCE)
        return f"Dat is {dutch.number(k - most)} te veel; hooguit {dutch.k_of_n(most, n)} mag."
    wanted = math.ceil(exact - targets.TOLERANCE)
    to_go = dutch.number(wanted - k)
    return f"Nog {to_go} te gaan." if wanted == n else f"Nog {to_go} te gaan tot {dutch.k_of_n(wanted, n)}."


def _by_chance(case: Case, ahead: Outlook, course: Course | None) -> Judgement:
    outlook = "" if ahead.chance is None else f"De kans op {case.text(case.target)} is {dutch.chances(ahead.chance)}."
    rule = _sentences(
        case.stand(case.target),
        gap(case),
        ahead.needed,
        _falling(case, course),
        f"Verwacht eind {case.quarter.year}: {ahead.year_end}." if ahead.year_end else "",
        outlook,
        ahead.silence,
    )
    is_told = ahead.chance is not None
    return Judgement(ahead.verdict, rule, ahead.basis if is_told else "", ahead.chance if is_told else math.nan)


def _by_path(case: Case) -> Judgement:
    verdict = "op koers" if case.reaches(case.planned) else "achter"
    planned = f"Volgens het plan hoort dat nu {case.text(case.planned)} te zijn"
    rule = f"{case.stand(case.planned)} {planned}; de streefwaarde is {case.text(case.target)}."
    return Judgement(verdict, rule, "plan")


def _falling(case: Case, course: Course | None) -> str:
    """Said of a share that is lower than a quarter ago, as far as the printed number shows it."""
    if course is None or case.row["unit"] != "percent" or not course.change < 0:
        return ""
    before = dutch.quantity(case.value - course.change, "percent")
    shown = dutch.quantity(case.value, "percent")
    return "" if before == shown else f"Een kwartaal eerder was het {before}: de stand daalt."


def _aim(case: Case) -> str:
    return f"De streefwaarde is {case.text(case.target)}."


def _too_short(course: Course) -> str:
    known = course.quarters_known
    there = f"er {'is' if known == 1 else 'zijn'} er {dutch.number(known)}"
    return f"Voor een oordeel zijn vier kwartalen nodig; {there}."


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)
