"""Hidden numbers of a delivery swapped for others that fit as well: nobody may see it on any page.

Each edit looks up what is hidden in the protected tables and moves one person, dealer, answer or intervention between
such cells. Whether it may count is judged by all that the analyses counted before they hid anything (`watching`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import pandas as pd

import moving
import watching
from helpers.floor.month import Month
from helpers.floor.shapes.delivery import Delivery
from watching import DEALERS, PEOPLE, SESSIONS, Refused, Seen, Watch

Edit = Callable[[Delivery, Random, pd.DataFrame], Delivery | None]  # the last: the rows that are hidden
EDITS: dict[str, tuple[str, Edit]] = {}  # by name: the export that is edited, and the edit
SURVEY, INTERVENTIONS, VIOLATIONS = "wijkatlas", "interventies", "bestuursdwang"


def edit(name: str, dataset: str) -> Callable[[Edit], Edit]:
    def keep(function: Edit) -> Edit:
        EDITS[name] = dataset, function
        return function

    return keep


@dataclass
class Trial:
    """An edit that may count, and per chapter the pieces that tell it."""

    attempts: int
    differs: dict[str, list[str]]


def trial(base: Delivery, name: str, rng: Random, watch: Watch, attempts: int = 8) -> Trial | None:
    """The first edit of its kind that may count, and which pieces of which chapters tell it; None where none may."""
    dataset, make = EDITS[name]
    counting = watching.readers_of(dataset)
    before = {one: watch.of(one, base) for one in counting}
    hidden = pd.concat([_hidden(seen) for seen in before.values()], ignore_index=True)
    for attempt in range(1, attempts + 1):
        other = make(base, rng, hidden)
        if other and _may_count(other, before, watch):
            return Trial(attempt, dict(_differing(base, other, [*counting, *watching.TELLING], watch)))
    return None


def _may_count(other: Delivery, before: dict[str, Seen], watch: Watch) -> bool:
    """Whether the edit moves something that is hidden, and nothing else."""
    try:
        after = {one: watch.of(one, other, like=seen) for one, seen in before.items()}
    except Refused:
        return False
    return any(watching.is_moved(before[one], after[one]) for one in before)


def _hidden(seen: Seen) -> pd.DataFrame:
    return pd.concat([exact[shown.withheld.isin(moving.HIDDEN)] for exact, shown in seen.counted])


def _differing(
    base: Delivery, other: Delivery, chapters: Sequence[str], watch: Watch
) -> Iterator[tuple[str, list[str]]]:
    for chapter in chapters:
        before, after = watch.of(chapter, base), watch.of(chapter, other)
        assert before.result and after.result
        pieces = moving.differing(chapter, before.result, after.result)
        if not all(one.equals(now) for (_, one), (_, now) in zip(before.counted, after.counted, strict=True)):
            pieces.append("what is protected")  # of wijken that have a page of their own, too
        if pieces:
            yield chapter, pieces


# --- the edits --------------------------------------------------------------------------------------------


def exchanged(
    delivery: Delivery, dataset: str, columns: list[str], rng: Random, ones: pd.Series, others: pd.Series
) -> Delivery | None:
    """A row of the `ones` and a row of the `others` get each other's values in these columns."""
    table = delivery[dataset]
    ones, others = np.flatnonzero(ones), np.flatnonzero(others)
    if not len(ones) or not len(others):
        return None
    one, other = rng.choice(ones.tolist()), rng.choice(others.tolist())
    values = table[columns].astype("object")
    if values.iloc[one].equals(values.iloc[other]):
        return None
    order = list(range(len(table)))
    order[one], order[other] = other, one
    swapped = {name: table[name].iloc[order].set_axis(table.index) for name in columns}
    return moving.changed(delivery, **{dataset: table.assign(**swapped)})


def _of_year(delivery: Delivery, days: pd.Series) -> pd.Series:
    return days.between(pd.Timestamp(delivery.quarter.year, 1, 1), pd.Timestamp(delivery.quarter.end))


def _attended(delivery: Delivery) -> pd.Series:
    """Of each row of a person whether the session was held in the year so far."""
    held = delivery[SESSIONS]
    return delivery[PEOPLE].session.isin(held.session[_of_year(delivery, held.date)])


def _elderly(delivery: Delivery) -> pd.Series:
    return (delivery[PEOPLE].age_low >= 65).fillna(False).astype(bool)


@edit("an elderly person and another change sessions", PEOPLE)
def _session(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    there = delivery[PEOPLE].session.isin({*hidden.period, *hidden.area}) & _attended(delivery)
    is_elderly = _elderly(delivery)
    return exchanged(delivery, PEOPLE, ["session"], rng, there & is_elderly, there & ~is_elderly)


@edit("two elderly persons change wijken", PEOPLE)
def _home(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    """One came this year and the other another year: so one wijk has one more this year, and one has one less."""
    few = hidden[hidden.measure == "elderly_trained"]
    there = delivery[PEOPLE].wijk.isin(set(few.area)) & _elderly(delivery)
    attended = _attended(delivery)
    return exchanged(delivery, PEOPLE, ["wijk"], rng, there & attended, there & ~attended)


@edit("two persons change their last marks", PEOPLE)
def _marks(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    people = delivery[PEOPLE]
    marked = _attended(delivery) & people.mark_before.notna() & people.mark_after.notna()
    return exchanged(delivery, PEOPLE, ["mark_after"], rng, marked, marked)


@edit("an inspected dealer and another change sectors", DEALERS[0])
def _sector(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    dealers, done = delivery[DEALERS[0]], delivery[DEALERS[1]]
    is_seen = dealers.dealer.isin(done.dealer[_of_year(delivery, done.date)])
    there = dealers.sector.isin(set(hidden.group[hidden.measure == "inspected_dealers"]))
    return exchanged(delivery, DEALERS[0], ["sector"], rng, is_seen & there, ~is_seen & there)


@edit("two inspections change reasons", DEALERS[1])
def _reason(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    of_year = _of_year(delivery, delivery[DEALERS[1]].date)
    return exchanged(delivery, DEALERS[1], ["reason"], rng, of_year, of_year)


@edit("two inspections change dealers", DEALERS[1])
def _inspected(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    of_year = _of_year(delivery, delivery[DEALERS[1]].date)
    return exchanged(delivery, DEALERS[1], ["dealer"], rng, of_year, of_year)


@edit("answers go to another wijk", SURVEY)
def _answers(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    return _surveyed(delivery, rng, hidden, moved=0)


@edit("respondents go to another wijk", SURVEY)
def _respondents(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    return _surveyed(delivery, rng, hidden, moved=rng.choice([-3, -2, -1, 1, 2, 3]))


def _surveyed(delivery: Delivery, rng: Random, hidden: pd.DataFrame, moved: int) -> Delivery | None:
    """Two hidden wijken of a wave get other percentages, in one decimal, with the sum of all who said yes kept."""
    survey = delivery[SURVEY]
    there = hidden[(hidden.measure == "clean_percent") & (hidden.area_level == "wijk")]
    rows = survey.index[survey.wijk.isin(set(there.area)) & survey.wave.astype(str).isin(set(there.period))].tolist()
    pairs = [(one, two) for one in rows for two in rows if one < two and survey.wave[one] == survey.wave[two]]
    if not pairs:
        return None
    pair = list(rng.choice(pairs))
    many = survey.respondents[pair].to_numpy() + np.array([moved, -moved])
    other = survey.assign(respondents=survey.respondents.astype("float"))
    other.loc[pair, "respondents"] = many
    for name in ("clean_percent", "lighting_percent"):
        tenths = (survey.loc[pair, name] * 10).round().astype(int).to_numpy()
        total = int(tenths @ survey.respondents[pair].to_numpy())
        fits = [(a, (total - a * many[0]) // many[1]) for a in range(1, 1000) if (total - a * many[0]) % many[1] == 0]
        fits = [one for one in fits if 0 < one[1] < 1000 and list(one) != tenths.tolist()]
        if not fits:
            return None
        other.loc[pair, name] = np.array(rng.choice(fits)) / 10
    return moving.changed(delivery, wijkatlas=other.astype(survey.dtypes))


@edit("two interventions change wijken", INTERVENTIONS)
def _wijken(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    """One of this quarter, and one of before it or of another month of it."""
    days = delivery[INTERVENTIONS].date
    now = days.between(pd.Timestamp(delivery.quarter.start), pd.Timestamp(delivery.quarter.end))
    return exchanged(delivery, INTERVENTIONS, ["wijk"], rng, now, days <= pd.Timestamp(delivery.quarter.end))


@edit("two interventions change signals", INTERVENTIONS)
def _signals(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    of_year = _of_year(delivery, delivery[INTERVENTIONS].date)
    return exchanged(delivery, INTERVENTIONS, ["signal"], rng, of_year, of_year)


@edit("an intervention goes to another month", INTERVENTIONS)
def _month(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    """Between two months of a quarter whose numbers are hidden."""
    done = delivery[INTERVENTIONS].reset_index(drop=True)
    labels = set(hidden.period[hidden.measure == "monthly_interventions"])
    months = [Month(day.year, day.month) for day in done.date]
    there = [at for at, month in enumerate(months) if at and month.label in labels]
    if not there:
        return None
    row = rng.choice(there)
    others = [Month(months[row].year, 3 * ((months[row].number - 1) // 3) + at) for at in (1, 2, 3)]
    fits = [one for one in others if one != months[row] and one.label in labels]
    if not fits:
        return None
    other = done.assign(date=done.date.where(done.index != row, pd.Timestamp(rng.choice(fits).start)))
    return moving.changed(delivery, interventies=other.sort_values("date", kind="stable"))


@edit("violations go to another month", VIOLATIONS)
def _violation(delivery: Delivery, rng: Random, hidden: pd.DataFrame) -> Delivery | None:
    rows = delivery[VIOLATIONS].reset_index(drop=True)
    of_year = rows.index[_of_year(delivery, rows.month)].tolist()
    if len(of_year) < 2:
        return None
    source, target = rng.sample(of_year, 2)
    chain = ["violations", "urgent_possible", "applied", "effective"]
    name, other = rng.choice(chain), rows.copy()
    other.loc[source, name] -= 1
    other.loc[target, name] += 1
    falls: Any = other[chain].diff(axis=1).iloc[:, 1:]
    if (falls > 0).any(axis=None) or (other.effective < 0).any():
        return None
    return moving.changed(delivery, bestuursdwang=other)
