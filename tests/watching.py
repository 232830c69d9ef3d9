"""What the chapters counted of a delivery before they hid anything, and what they say of it: asked once a delivery.

An edit of a delivery may count where all that may be told is as it was, and every hidden figure of its kind.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
from pytest import MonkeyPatch

import moving
from helpers.disclosure import hiding
from helpers.disclosure.groups import is_about_a_group, to_step
from helpers.floor.month import Month
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes.delivery import Delivery, Result

FIGURES = ["value", "numerator", "denominator"]
# Of a small group these may differ; all else that is counted may not.
KEYS = ["measure", "area_level", "area", "split", "group", "period"]
BESIDE = ["measure", "area_level", "split", "period"]  # of cells that stand beside each other in a sum

PEOPLE, SESSIONS = "cybertraining_deelnemers", "cybertraining_bijeenkomsten"
DEALERS = "opkopers", "opkoper_controles"
# The chapters that read what is edited; the first one hides the most of it.
READERS = {
    (PEOPLE, SESSIONS): ("cyber_training", "safety_indicators"),
    DEALERS: ("dealer_compliance", "safety_indicators"),
    ("wijkatlas",): ("safety_indicators", "wijk_profile", "scan_car_cleanliness"),
    ("interventies",): ("safety_dashboard", "wijk_profile", "safety_indicators"),
    ("bestuursdwang",): ("safety_indicators",),
}
TELLING = ("management_summary", "data_quality", "about_the_figures")  # they count nobody themselves, and read all
OTHERS = ("surroundings",)  # reads none of these
CHAPTERS = tuple(dict.fromkeys([one for chapters in READERS.values() for one in chapters]))


class Refused(Exception):
    """An edit changes what may be told, or what kind a hidden figure is."""


@dataclass
class Seen:
    """What an analysis counted, exact and as it is shown, what it hands out, and what it counted of another delivery."""

    counted: list[tuple[pd.DataFrame, pd.DataFrame]] = field(default_factory=list)
    result: Result | None = None
    like: Seen | None = None


class Watch:
    """Asks the chapters, each once for all that it reads; a chapter that builds on another takes what that one made."""

    def __init__(self) -> None:
        self._seen: dict[Any, tuple[Seen, Delivery]] = {}
        self._analyse: dict[str, Callable[..., Result]] = {}
        self._now: list[Seen] = []
        self._headlines: set[str] = set()

    def of(self, chapter: str, delivery: Delivery, like: Seen | None = None) -> Seen:
        """A chapter of this delivery; the dashboard is that of the last month. `Refused` where it is not `like`."""
        asked = {"wijk": "first"} if chapter == "wijk_profile" else {}
        if chapter == "safety_dashboard":
            delivery = replace(delivery, month=Month.of(delivery.quarter.end))
        reads = [name for name in delivery.tables if _reads(chapter, name)]
        key = chapter, delivery.quarter, delivery.month, *(id(delivery.tables[name]) for name in reads)
        if key not in self._seen:
            self._headlines = set(delivery.settings.by_measure)
            seen = Seen(like=like)
            self._now.append(seen)
            try:
                seen.result = self._analyse[chapter](delivery, **asked)
            finally:
                self._now.pop()
            self._seen[key] = seen, delivery  # the delivery too, so that no other table gets its place
        return self._seen[key][0]

    def protect(self, measures: pd.DataFrame, *others: Any) -> Any:
        """`hiding.protect`, watched."""
        seen = self._now[-1]
        exact, at = measures.reset_index(drop=True), len(seen.counted)
        if seen.like and not (
            at < len(seen.like.counted) and _is_alike(*seen.like.counted[at], exact, self._headlines)
        ):
            raise Refused
        found = hiding.protect(measures, *others)
        seen.counted.append((exact, found[0].reset_index(drop=True)))
        return found


@contextmanager
def watched() -> Iterator[Watch]:
    """Meanwhile every chapter and whatever it protects is watched."""
    watch = Watch()
    with MonkeyPatch.context() as patch:
        for name in (*CHAPTERS, *TELLING, *OTHERS):
            analysis = import_module(f"helpers.analyses.{name}")
            watch._analyse[name] = analysis.analyse
            if name not in ("wijk_profile", "safety_dashboard"):  # no other chapter asks for these
                patch.setattr(analysis, "analyse", lambda delivery, _of=name: watch.of(_of, delivery).result)
        for name, module in list(sys.modules.items()):
            if name.startswith("helpers.") and module is not hiding and hasattr(module, "protect"):
                patch.setattr(module, "protect", watch.protect)
        yield watch


def readers_of(dataset: str) -> tuple[str, ...]:
    """The chapters that count what stands in an export."""
    return next(chapters for datasets, chapters in READERS.items() if dataset in datasets)


def _reads(chapter: str, dataset: str) -> bool:
    of = [chapters for datasets, chapters in READERS.items() if dataset in datasets]
    return chapter in TELLING or not of or chapter in of[0]


def is_moved(before: Seen, after: Seen) -> bool:
    """Whether any figure that is hidden differs at all."""
    pairs = zip(before.counted, after.counted, strict=True)
    return any(not exact[FIGURES].equals(other[FIGURES]) for (exact, _), (other, _) in pairs)


def _is_alike(exact: pd.DataFrame, shown: pd.DataFrame, other: pd.DataFrame, headlines: set[str]) -> bool:
    if len(exact) != len(other) or not (exact[KEYS] == other[KEYS]).all(axis=None):
        return False
    is_hidden = is_about_a_group(exact, headlines) & shown.value.isna()
    told, others = exact[~is_hidden], other[~is_hidden]
    if not told[[*FIGURES, "withheld"]].round(9).equals(others[[*FIGURES, "withheld"]].round(9)):
        return False
    if not told[["start", "end"]].equals(others[["start", "end"]]):
        return False
    kept = (_kinds(exact, is_hidden), _kinds(other, is_hidden))
    return bool((kept[0] == kept[1]).all(axis=None))


def _kinds(table: pd.DataFrame, is_hidden: pd.Series) -> pd.DataFrame:
    """Of every hidden count whether it is nobody, few or many; of a share whether its base is too small; its rank."""
    is_survey = table.counted == "respondent"
    base = np.where(is_survey, 50, 30)
    rest = table.denominator - table.numerator
    is_share = table.denominator.notna()
    found = pd.DataFrame(
        {
            "withheld": table.withheld,
            "value": moving.kinds(table.value.where(~is_share, 0).fillna(0)),
            "met": moving.kinds(table.numerator.where(is_share & ~is_survey, 0).fillna(0)),
            "rest": moving.kinds(rest.where(is_share & ~is_survey, 0).fillna(0)),
            "base": table.denominator.fillna(0) >= base,
            "extreme": np.where(is_survey & (table.denominator < base), 0, table.value.le(0) + 2 * table.value.ge(100)),
        }
    )
    return found[is_hidden].assign(above=_shown_above(table, is_hidden))


def _shown_above(table: pd.DataFrame, is_hidden: pd.Series) -> list[tuple[int, int]]:
    """Of each hidden cell how many shown ones beside it are as large, and larger: the largest are hidden first."""
    size = to_step(table.denominator.fillna(table.value), SmallNumbers())
    beside = size[~is_hidden].groupby([table[name] for name in BESIDE]).agg(list).to_dict()
    hidden = table[is_hidden]
    keys = zip(*(hidden[name] for name in BESIDE), strict=True)
    many = zip(keys, size[is_hidden], hidden.denominator.fillna(hidden.value) >= 10, strict=True)
    return [
        (sum(one == own for one in beside.get(key, ())), sum(one > own for one in beside.get(key, ())))
        if is_many
        else (0, 0)
        for key, own, is_many in many
    ]
