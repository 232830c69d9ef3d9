"""Which pace model looks ahead for which measure, and what it is given of the indicator's course."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from helpers.floor import targets
from helpers.floor.shapes import tables
from helpers.models.indicators.course import Course
from helpers.models.indicators.pace import judgement, months, shares, small_counts, units
from helpers.models.indicators.pace.units import EarlierYear

SEEMING_GROWTH = "Het register bewaart geen oude stand, dus groei kan schijn zijn."
MOST_OF_A_SMALL_COUNT = 5  # a target above it is no handful, and the model of small counts was not tried there


def forecast(course: Course) -> pd.DataFrame:
    """The year's end of an indicator from its own pace: an estimate table, empty where no model knows its kind.

    How to read it: as the model that made it (`units`, `shares`, `months`, `small_counts`). Empty too where the value
    of now is not known.
    """
    model = _MODELS.get(course.indicator.measure)
    if model is None or pd.isna(course.now.value):
        return tables.estimates()
    return model(course, course.indicator.target(course.quarter.year))


def _units(course: Course, target: float | None) -> pd.DataFrame:
    year, indicator = course.quarter.year, course.indicator
    goes_on = indicator.accumulates == "stand"
    total, done = int(course.now.denominator), course.done(year)
    if not np.isfinite(done).all():
        return tables.estimates()
    before = int(course.now.numerator - done.sum()) if goes_on else 0
    ahead = units.forecast(
        done.tolist(),
        units=total,
        target=None if target is None else judgement.needed(target, total),
        goes_on=goes_on,
        done_before=before,
        earlier=_earlier(course, total, int(done.sum())),
        known_quarters=course.quarters_known,
        operator=indicator.operator,
        measure=indicator.measure,
    )
    return _not_by_seeming_growth(_in_percent(ahead, total), course)


def _in_percent(ahead: pd.DataFrame, total: int) -> pd.DataFrame:
    """The year's end in the unit of the indicator, so that it is logged and scored beside its value."""
    is_end = ahead.term == "year_end"
    ends = ["estimate", "low", "high"]
    told = ahead.copy()
    told.loc[is_end, ends] = 100 * told.loc[is_end, ends] / total
    told.loc[is_end, "unit"] = "percent"
    return told


def _not_by_seeming_growth(ahead: pd.DataFrame, course: Course) -> pd.DataFrame:
    """Without "op koers" where earlier quarters are computed back: the register then looked emptier than it was.

    A unit that was done again carries its last day only, so that growth is overstated and never understated:
    "achter" may be said.
    """
    if course.indicator.accumulates != "stand" or not course.looks_lower_before:
        return ahead
    chance = tables.rows_of(ahead, term="reach_target").estimate
    is_silent = (ahead.term == "may_say_on_course") & ahead.is_met.fillna(False) & bool((chance < 1).all())
    told = ahead.copy()
    told.loc[is_silent, "is_met"] = False
    told.loc[is_silent, "rule"] = SEEMING_GROWTH
    return told


def _earlier(course: Course, total: int, done_this_year: int) -> list[EarlierYear]:
    """The earlier years from the first in which a unit was done; before it nothing had begun.

    Where the register overwrites, and the year was not published, it knows only of units that were not done again
    since: those are what the year is then about.
    """
    years, gone_since = [], done_this_year
    for year in reversed(course.earlier_years()):
        done = course.done(year)
        if course.indicator.accumulates == "stand":
            open_at_start = course.of_year(year, "denominator")[-1] - course.at_end(year - 1).numerator
        elif course.is_recomputed(year):
            open_at_start = total - gone_since
        else:
            open_at_start = course.of_year(year, "denominator")[-1]
        if not np.isfinite([*done, open_at_start]).all() or done.sum() > open_at_start:
            break
        gone_since += int(done.sum())
        years.append(EarlierYear(done.tolist(), int(open_at_start)))
    while years and sum(years[-1].done) == 0:
        years.pop()
    return years[::-1]


def _shares(course: Course, target: float | None) -> pd.DataFrame:
    seen = [(one.numerator, one.denominator) for one in course.stands.values()]
    indicator = course.indicator
    ahead = shares.forecast(
        seen, course.quarter.number, target=target, operator=indicator.operator, measure=indicator.measure
    )
    return _not_by_seeming_growth(ahead, course)


def _months(course: Course, target: float | None) -> pd.DataFrame:
    return months.forecast(
        int(course.now.value),
        3 * course.quarter.number,
        earlier=[(done, months.IN_YEAR - done) for done in _totals(course)],
        target=None if target is None else judgement.whole_target(target, course.indicator.operator),
        operator=course.indicator.operator,
        measure=course.indicator.measure,
    ).assign(basis="plan")  # the target itself is the path: one a month


def _totals(course: Course) -> list[int]:
    """What each earlier year that is wholly known ended with."""
    return [int(course.at_end(year).value) for year in course.earlier_years() if course.is_whole(year)]


def _small_count(course: Course, target: float | None) -> pd.DataFrame:
    if target is not None and not targets.is_reached(MOST_OF_A_SMALL_COUNT, target, targets.AT_LEAST):
        return tables.estimates()
    return small_counts.forecast(
        int(course.now.value),
        course.quarter.number,
        earlier=_totals(course),
        target=None if target is None else judgement.whole_target(target, course.indicator.operator),
        operator=course.indicator.operator,
        measure=course.indicator.measure,
    )


_MODELS: dict[str, Callable[[Course, float | None], pd.DataFrame]] = {
    "crisis_agreements_percent": _units,
    "crisis_protocols_percent": _units,
    "crisis_protocols_by_date_percent": _units,
    "scanned_wijken_percent": _units,
    "consulted_wijken_percent": _units,
    "planned_wijken_percent": _units,
    "trained_members_percent": _shares,
    "role_awareness_percent": _shares,
    "bodycam_percent": _shares,
    "data_driven_plans_percent": _shares,
    "dashboard_months": _months,
    "local_exercises": _small_count,
    "adequate_exercises": _small_count,
}
