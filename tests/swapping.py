"""Hidden numbers of a delivery swapped for others that fit as well: nobody may see it on any page.

An edit is drawn blindly; whether it may count is judged by all that the analyses counted before they hid anything.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from random import Random
from typing import Any

import numpy as np
import pandas as pd
from pytest import MonkeyPatch

import moving
from helpers.disclosure import hiding, results
from helpers.disclosure.groups import is_about_a_group
from helpers.floor.month import Month
from helpers.floor.shapes.delivery import Delivery, Result

PEOPLE, SESSIONS = "cybertraining_deelnemers", "cybertraining_bijeenkomsten"
FIGURES = ["value", "numerator", "denominator"]
# Of a small group these may differ; all else that is counted may not.
KEYS = ["measure", "area_level", "area", "split", "group", "period"]
Edit = Callable[
    [Delivery, Random, set[str]], Delivery | None
]  # the last: the wijken, groups and periods that are hidden
EDITS: dict[str, Edit] = {}


def edit(of: str) -> Callable[[Any], Any]:
    def keep(function: Callable[..., Delivery | None]) -> Callable[..., Delivery | None]:
        EDITS[of] = function
        return function

    return keep


def exchanged(delivery: Delivery, dataset: str, columns: list[str], rng: Random, hidden: set[str]) -> Delivery | None:
    """Two rows that have each other's values in these columns; None where they are alike."""
    table = delivery[dataset]
    is_hidden = table[columns[0]].isin(hidden).to_numpy()
    rows = np.flatnonzero(is_hidden).tolist() if is_hidden.sum() > 1 else range(len(table))
    one, other = rng.sample(rows, 2)
    values = table[columns].astype("object")
    if values.iloc[one].equals(values.iloc[other]):
        return None
    order = list(range(len(table)))
    order[one], order[other] = other, one
    swapped = {name: table[name].iloc[order].set_axis(table.index) for name in columns}
    return moving.changed(delivery, **{dataset: table.assign(**swapped)})


EXCHANGES = {
    "persons between sessions": (PEOPLE, ["session"]),
    "persons between wijken": (PEOPLE, ["wijk"]),
    "persons' marks": (PEOPLE, ["mark_before", "mark_after"]),
    "dealers between sectors": ("opkopers", ["sector"]),
    "dealers between reasons": ("opkoper_controles", ["reason"]),
    "dealers' inspections": ("opkoper_controles", ["dealer"]),
    "interventions between wijken": ("interventies", ["wijk"]),
    "interventions' signals": ("interventies", ["signal"]),
}
for _name, (_dataset, _columns) in EXCHANGES.items():
    EDITS[_name] = lambda delivery, rng, hidden, _d=_dataset, _c=_columns: exchanged(delivery, _d, _c, rng, hidden)


@edit("persons to another session")
def _person(delivery: Delivery, rng: Random, hidden: set[str]) -> Delivery | None:
    people, held = delivery[PEOPLE], delivery[SESSIONS].copy()
    there, places = people.index[people.session.isin(hidden)].tolist(), held.session[held.session.isin(hidden)].tolist()
    if not there or not places:
        return None
    row, target = rng.choice(there), rng.choice(places)
    source = people.session[row]
    if source == target:
        return None
    for name in ("attendance", "registrations"):
        held.loc[held.session == source, name] -= 1
        held.loc[held.session == target, name] += 1
    return moving.changed(delivery, **{PEOPLE: people.assign(session=people.session.where(people.index != row, target)),
                                       SESSIONS: held})  # fmt: skip


@edit("answers between wijken")
def _answer(delivery: Delivery, rng: Random, hidden: set[str]) -> Delivery | None:
    survey, question = delivery["wijkatlas"], rng.choice(["clean_percent", "lighting_percent"])
    return _surveyed(delivery, rng, survey.respondents, [question])


@edit("respondents between wijken")
def _respondent(delivery: Delivery, rng: Random, hidden: set[str]) -> Delivery | None:
    return _surveyed(delivery, rng, None, ["clean_percent", "lighting_percent"])


def _surveyed(delivery: Delivery, rng: Random, asked: pd.Series | None, questions: list[str]) -> Delivery | None:
    """One yes goes from a wijk to another of the wave; who said it goes along where `asked` is None."""
    survey = delivery["wijkatlas"]
    few = survey.respondents < 80
    source = rng.choice(survey.index[few].tolist())
    others = survey.index[(survey.wave == survey.wave[source]) & (survey.index != source)].tolist()
    target = min(others, key=lambda at: survey.respondents[at]) if rng.random() < 0.7 else rng.choice(others)
    if rng.random() < 0.5:
        source, target = target, source
    many = survey.respondents.copy() if asked is None else asked
    yes = {name: (survey[name] * survey.respondents / 100).round() for name in questions}
    if asked is None:
        many[source] -= 1
        many[target] += 1
    other = survey.assign(respondents=many)
    for name, each in yes.items():
        each[source] -= 1
        each[target] += 1
        if not (0 <= each[source] <= many[source] and 0 <= each[target] <= many[target] and many[source]):
            return None
        here = [source, target]
        other.loc[here, name] = (100 * each[here] / many[here]).round(1)  # in one decimal, as it is delivered
    return moving.changed(delivery, wijkatlas=other)


@edit("interventions to another month")
def _month(delivery: Delivery, rng: Random, hidden: set[str]) -> Delivery | None:
    done = delivery["interventies"].reset_index(drop=True)
    row = rng.randrange(1, len(done))
    day = done.date[row]
    month = rng.choice([one for one in range(1, 13) if (one - 1) // 3 == (day.month - 1) // 3 and one != day.month])
    other = done.assign(date=done.date.where(done.index != row, pd.Timestamp(Month(day.year, month).start)))
    if other.date.min() != done.date.min():  # when a log begins is no secret
        return None
    return moving.changed(delivery, interventies=other.sort_values("date", kind="stable"))


@edit("violations to another month")
def _violation(delivery: Delivery, rng: Random, hidden: set[str]) -> Delivery | None:
    rows = delivery["bestuursdwang"].reset_index(drop=True)
    source, target = rng.sample(range(len(rows)), 2)
    name = rng.choice(["violations", "urgent_possible", "applied", "effective"])
    other = rows.copy()
    other.loc[source, name] -= 1
    other.loc[target, name] += 1
    is_chain = (other.violations >= other.urgent_possible) & (other.urgent_possible >= other.applied)
    if not (is_chain & (other.applied >= other.effective) & (other.effective >= 0)).all():
        return None
    return moving.changed(delivery, bestuursdwang=other)


# --- what was counted, and what may differ ----------------------------------------------------------------


class _Enough(Exception):
    """All is counted: what follows from it is not asked for."""


@dataclass
class Seen:
    """What an analysis counted before it hid anything, what it then showed, and what it hands out."""

    counted: list[tuple[pd.DataFrame, pd.DataFrame]] = field(default_factory=list)
    result: Result | None = None


@contextmanager
def _watched(seen: Seen, is_count_alone: bool) -> Iterator[None]:
    """Whatever is protected meanwhile is kept, before and after."""
    protect = hiding.protect

    def watch(measures: pd.DataFrame, *others: Any) -> Any:
        found = protect(measures, *others)
        seen.counted.append((measures.reset_index(drop=True), found[0].reset_index(drop=True)))
        return found

    def last(measures: pd.DataFrame, *others: Any) -> Any:
        watch(measures, *others)
        raise _Enough

    with MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith("helpers.") and getattr(module, "protect", None) is protect:
                patch.setattr(module, "protect", last if is_count_alone and module is results else watch)
        yield


def seen_by(chapter: str, delivery: Delivery, is_count_alone: bool = False) -> Seen:
    """A chapter of this delivery; the dashboard is that of the last month of the quarter."""
    seen, at = Seen(), delivery
    if chapter == "safety_dashboard":
        at = replace(delivery, month=Month.of(delivery.quarter.end))
    analysis = import_module(f"helpers.analyses.{chapter}")
    with _watched(seen, is_count_alone), suppress(_Enough):
        seen.result = analysis.analyse(at, **({"wijk": "first"} if chapter == "wijk_profile" else {}))
    return seen


@contextmanager
def read_once() -> Iterator[None]:
    """Meanwhile a chapter that another builds on is analysed once a delivery."""
    with MonkeyPatch.context() as patch:
        for name in ("safety_indicators", "data_quality", "cyber_training", "dealer_compliance"):
            analysis, found = import_module(f"helpers.analyses.{name}"), {}
            patch.setattr(analysis, "analyse", _remembering(analysis.analyse, found))
        yield


def _remembering(analyse: Callable[[Delivery], Result], found: dict[Any, Any]) -> Callable[[Delivery], Result]:
    def remembered(delivery: Delivery) -> Result:
        key = (delivery.quarter, delivery.month, tuple(map(id, delivery.tables.values())))
        if key not in found:
            found[key] = delivery, analyse(delivery)  # the delivery too, so that no other gets its place
        return found[key][1]

    return remembered


def may_count(before: Seen, after: Seen, headlines: set[str]) -> bool:
    """Whether all that may be told is the same, and every hidden figure of the same kind."""
    if len(before.counted) != len(after.counted):
        return False
    pairs = zip(before.counted, after.counted, strict=True)
    return all(_is_alike(exact, shown, other, headlines) for (exact, shown), (other, _) in pairs)


def is_moved(before: Seen, after: Seen) -> bool:
    """Whether any figure that is hidden differs at all."""
    return any(
        not exact[FIGURES].equals(other[FIGURES])
        for (exact, _), (other, _) in zip(before.counted, after.counted, strict=True)
    )


def _is_alike(exact: pd.DataFrame, shown: pd.DataFrame, other: pd.DataFrame, headlines: set[str]) -> bool:
    if len(exact) != len(other) or not (exact[KEYS] == other[KEYS]).all(axis=None):
        return False
    is_hidden = is_about_a_group(exact, headlines) & shown.value.isna()
    told, others = exact[~is_hidden], other[~is_hidden]
    if not told[[*FIGURES, "withheld"]].equals(others[[*FIGURES, "withheld"]]):
        return False
    if not told[["start", "end"]].equals(others[["start", "end"]]):
        return False
    return bool((_kinds(exact[is_hidden]) == _kinds(other[is_hidden])).all(axis=None))


def _kinds(table: pd.DataFrame) -> pd.DataFrame:
    """Of every count whether it is nobody, few or many; of a share whether its base is too small, and of an extreme."""
    is_survey = table.counted == "respondent"
    base = np.where(is_survey, 50, 30)
    rest = table.denominator - table.numerator
    is_share = table.denominator.notna()
    return pd.DataFrame(
        {
            "withheld": table.withheld,
            "value": moving.kinds(table.value.where(~is_share, 0).fillna(0)),
            "met": moving.kinds(table.numerator.where(is_share & ~is_survey, 0).fillna(0)),
            "rest": moving.kinds(rest.where(is_share & ~is_survey, 0).fillna(0)),
            "base": table.denominator.fillna(0) >= base,
            "extreme": np.where(is_survey & (table.denominator < base), 0, table.value.le(0) + 2 * table.value.ge(100)),
        }
    )


def differing(before: Result, after: Result) -> bool:
    """Whether anything differs of which the displays make their pieces."""
    same = (
        before.measures.equals(after.measures),
        before.estimates.equals(after.estimates),
        before.warnings == after.warnings,
        before.exports == after.exports,
    )
    return not all(same)


# Of each edit the chapter that counts it, and the others that read it.
READERS = {
    PEOPLE: ("cyber_training", "safety_indicators", "management_summary", "about_the_figures", "data_quality"),
    "opkopers": ("dealer_compliance", "safety_indicators", "management_summary", "about_the_figures", "data_quality"),
    "wijkatlas": ("scan_car_cleanliness", "safety_indicators", "management_summary", "about_the_figures",
                  "wijk_profile"),
    "interventies": ("safety_dashboard", "wijk_profile", "safety_indicators", "management_summary",
                     "about_the_figures"),
    "bestuursdwang": ("safety_indicators", "management_summary", "about_the_figures", "data_quality"),
}  # fmt: skip


def readers_of(name: str) -> tuple[str, ...]:
    """The chapters that an edit can change."""
    words = {"person": PEOPLE, "dealer": "opkopers", "interv": "interventies", "violat": "bestuursdwang"}
    return READERS[next((of for word, of in words.items() if name.startswith(word)), "wijkatlas")]


TELLING = ("management_summary", "about_the_figures", "data_quality")  # they count nobody themselves
Kept = dict[tuple[str, bool], Seen]  # of a delivery, by chapter and whether it was only counted


@dataclass
class Trial:
    """An edit that may count, and per chapter whether it differs."""

    name: str
    attempts: int
    differs: dict[str, list[str]]


def trial(base: Delivery, name: str, rng: Random, kept: Kept, attempts: int = 20) -> Trial | None:
    """The first edit of its kind that may count, and which pieces of which chapters tell it; None where none may.

    `kept` holds what the chapters made of `base`: it is filled here.
    """
    headlines, chapters = set(base.settings.by_measure), readers_of(name)
    counting = [one for one in chapters if one not in TELLING]
    for one in counting:
        if (one, True) not in kept:
            kept[one, True] = seen_by(one, base, is_count_alone=True)
    hidden = {label for one in counting for label in _hidden(kept[one, True])}
    for attempt in range(1, attempts + 1):
        other = EDITS[name](base, rng, hidden)
        if other and _may_count(other, counting, kept, headlines):
            with read_once():
                for one in chapters:
                    if (one, False) not in kept:
                        kept[one, False] = seen_by(one, base)
                found = {one: _pieces(one, kept[one, False].result, seen_by(one, other).result) for one in chapters}
            return Trial(name, attempt, {one: pieces for one, pieces in found.items() if pieces})
    return None


def _may_count(other: Delivery, counting: Sequence[str], kept: Kept, headlines: set[str]) -> bool:
    """Whether the edit moves something that is hidden, and nothing else."""
    has_moved = False
    for one in counting:
        now = seen_by(one, other, is_count_alone=True)
        if not may_count(kept[one, True], now, headlines):
            return False
        has_moved |= is_moved(kept[one, True], now)
    return has_moved


def _hidden(seen: Seen) -> Iterator[str]:
    for _, shown in seen.counted:
        rows = shown[shown.withheld.isin(moving.HIDDEN)]
        yield from {*rows.area, *rows.group, *rows.period} - {""}


def _pieces(chapter: str, before: Result | None, after: Result | None) -> list[str]:
    """The pieces that are not the same, byte for byte; drawn only where what they are made of is not."""
    assert before and after
    if not differing(before, after):
        return []
    one, other = (moving.pieces_of(chapter, result) for result in (before, after))
    return [name for name in one if one[name] != other[name]]
