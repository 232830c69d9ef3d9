"""Deliveries in which an answer, a respondent or an intervention stands in another hidden cell.

Each gives every delivery that one such move makes, in an order drawn by `rng`; no total and no kind changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from random import Random
from typing import Any

import pandas as pd

import moving
from helpers import analyses  # noqa: F401 (the folder of what is imported by name below)
from helpers.analyses import scan_car_cleanliness, wijk_profile
from helpers.floor.month import Month
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery

QUESTIONS = ("clean_percent", "lighting_percent")


def answers(delivery: Delivery, rng: Random) -> Iterator[Delivery]:
    """One who says yes in a hidden wijk says no, and one in another hidden wijk of that wave the reverse."""
    hidden, survey = _hidden_answers(delivery), delivery["wijkatlas"]
    moves = [
        (question, *pair)
        for question in QUESTIONS
        for wave in set(hidden.period)
        for pair in permutations(_rows(survey, wave, tables.rows_of(hidden, measure=question, period=wave).area), 2)
    ]
    for question, source, target in _drawn(moves, rng):
        yes, asked = (survey[question] * survey.respondents / 100).round(), survey.respondents
        other = yes.copy()
        other[source] -= 1
        other[target] += 1
        here = [source, target]
        if all(_answered(other[at], asked[at]) == _answered(yes[at], asked[at]) for at in here):
            yield moving.changed(delivery, wijkatlas=_told(survey, {question: other}, asked, here))


def respondents(delivery: Delivery, rng: Random) -> Iterator[Delivery]:
    """One who answered in a hidden wijk lives in another hidden wijk of that wave; both questions are hidden there."""
    hidden, survey = _hidden_answers(delivery), delivery["wijkatlas"]
    both = hidden.groupby("period").area.value_counts()
    moves = [
        pair
        for wave in set(hidden.period)
        for pair in permutations(_rows(survey, wave, both[wave].index[both[wave] == len(QUESTIONS)]), 2)
    ]
    least = delivery.settings.municipality.small_numbers.survey_base
    for source, target in _drawn(moves, rng):
        yes = {name: (survey[name] * survey.respondents / 100).round() for name in QUESTIONS}
        asked = survey.respondents.copy()
        asked[source] -= 1
        asked[target] += 1
        for each in yes.values():  # it is a yes that moves, so that the wijk that is left has no more yes than people
            each[source] -= 1
            each[target] += 1
        here = [source, target]
        is_same = ((asked >= least) == (survey.respondents >= least)).all()
        if is_same and all(
            _answered(each[at], asked[at]) == _answered(round(survey[name][at] * survey.respondents[at] / 100),
                                                        survey.respondents[at])
            for name, each in yes.items() for at in here
        ):  # fmt: skip
            yield moving.changed(delivery, wijkatlas=_told(survey, yes, asked, here))


def interventions_to_wijk(delivery: Delivery, rng: Random) -> Iterator[Delivery]:
    """An intervention was in another wijk: both are hidden in the year that the profiles tell of, or in this month."""
    done = delivery["interventies"]
    year = delivery.last_yearly().quarter.year
    shown = wijk_profile_of_all(delivery)
    hidden = set(shown.area[(shown.area_level == "wijk") & shown.withheld.isin(moving.HIDDEN)])
    moves = []
    for when, among in ((year, hidden), (delivery.quarter.year, set(delivery.areas.codes))):
        if when == year or year != delivery.quarter.year:
            rows = done.index[(done.date.dt.year == when) & done.wijk.isin(among)]
            moves += [(row, wijk) for row in rows for wijk in sorted(among - {done.wijk[row]})]
    for row, wijk in _drawn(moves, rng):
        other = done.copy()
        other.loc[row, "wijk"] = wijk
        if _same_kinds(done, other, [done.date.dt.year, done.wijk], [done.date.dt.year, other.wijk]):
            yield moving.changed(delivery, interventies=other)


def interventions_to_month(delivery: Delivery, rng: Random) -> Iterator[Delivery]:
    """An intervention was in another month of its quarter: the dashboard hides both, of the headline nothing changes."""
    done = delivery["interventies"]
    first = done.date.min()  # whether a log had begun in a month is no secret
    now = pd.Timestamp(delivery.quarter.next.start)
    rows = done.index[(done.date < now) & (done.date > first)]
    moves = [(row, month) for row in rows for month in _other_months(done.date[row])]
    for row, month in _drawn(moves, rng):
        other = done.copy()
        other.loc[row, "date"] = pd.Timestamp(Month(*month).start)
        labels = [table.date.dt.strftime("%Y-%m") for table in (done, other)]
        if other.date[row] > first and _same_kinds(done, other, [labels[0]], [labels[1]]):
            yield moving.changed(delivery, interventies=other.sort_values("date", kind="stable"))


def wijk_profile_of_all(delivery: Delivery) -> pd.DataFrame:
    """The protected interventions of the year, of every wijk."""
    first, *others = delivery.areas.codes
    found = [wijk_profile.analyse(delivery, code).measures for code in (first, *others)]
    return tables.rows_of(tables.stack(*found), measure="wijk_interventions", area_level="wijk")


def _hidden_answers(delivery: Delivery) -> pd.DataFrame:
    shown = scan_car_cleanliness.analyse(delivery).measures
    return tables.rows_of(shown, counted="respondent", area_level="wijk", withheld=moving.HIDDEN)


def _rows(survey: pd.DataFrame, wave: str, wijken: Sequence[str]) -> list[Any]:
    return survey.index[(survey.wave == wave) & survey.wijk.isin(list(wijken))].tolist()


def _answered(yes: float, asked: float) -> tuple[bool, bool] | None:
    """What must stay of a cell; None for what nobody may have said."""
    if not 0 <= yes <= asked:
        return None
    return (yes == 0, yes == asked) if asked >= 50 else (False, False)


def _told(survey: pd.DataFrame, yes: dict[str, pd.Series], asked: pd.Series, here: list[Any]) -> pd.DataFrame:
    """The export with other counts in these rows: percentages in one decimal, as it is delivered."""
    other = survey.assign(respondents=asked)
    for name, each in yes.items():
        other.loc[here, name] = (100 * each[here] / asked[here]).round(1)
    return other


def _other_months(day: pd.Timestamp) -> list[tuple[int, int]]:
    start = Quarter(day.year, (day.month + 2) // 3).start
    return [(day.year, month) for month in range(start.month, start.month + 3) if month != day.month]


def _same_kinds(done: pd.DataFrame, other: pd.DataFrame, before: list[Any], after: list[Any]) -> bool:
    """Whether each cell has as many as before, nobody, few or many, and where it has many the same number."""
    counts = pd.DataFrame({"before": done.groupby(before).size(), "after": other.groupby(after).size()}).fillna(0)
    is_kind = moving.kinds(counts.before) == moving.kinds(counts.after)
    return bool((is_kind & ((counts.before < 10) | (counts.before == counts.after))).all())


def _drawn(moves: list[Any], rng: Random) -> list[Any]:
    return rng.sample(moves, len(moves))
