"""One month of one family judged: the municipality first, then each wijk, beside the others where all moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.floor.month import Month
from helpers.models.signals import sentences
from helpers.models.signals.families import Family, number
from helpers.models.signals.ordinary import Ordinary, beside_others, ordinary
from helpers.models.signals.sentences import LESS, MORE, SILENT
from helpers.models.statistics.domain import Array
from helpers.models.statistics.expected_counts import Expected, Months, expected

# The method cards of signals, S1 and S2 (docs/signals.md).
TAIL = 1 / 52  # of a wijk
TAIL_OF_ALL = 0.005  # of the municipality
GAP = 3  # so many months before the month that is judged lies the last one of its history
LEAST_MONTHS = 24
MONTHS_AFTER_SHIFT = 6
LEAST_MONTHS_SINCE = MONTHS_AFTER_SHIFT - GAP  # known ones, after a shift: a level cannot come of fewer


@dataclass(frozen=True)
class Judged:
    """What is said of one series in one month; NaN where it is not told."""

    area: str
    verdict: str
    rule: str
    seen: float = np.nan
    expected: float = np.nan
    low: float = np.nan
    high: float = np.nan
    p: float = np.nan

    @property
    def tail(self) -> float:
        return TAIL if self.area else TAIL_OF_ALL


def judge(family: Family, month: Month) -> list[Judged]:
    """What is said of every wijk, in order, and then of the municipality."""
    at = family.place(month)
    if not family.is_printable:
        return [Judged(area, SILENT, sentences.NOT_PRINTABLE) for area in family.areas]
    if at is None:
        return [Judged(area, SILENT, sentences.UNKNOWN) for area in family.areas]
    seen = np.append(family.counts[at], family.total[at])
    used = np.append(np.arange(max(at - GAP + 1, 0)), at)
    why = _why_silent(family, month)
    silent = [why] * len(seen) if why else _silences(family, used, seen)
    if all(silent):
        return [Judged(a, SILENT, w, n) for a, w, n in zip(family.areas, silent, seen, strict=True)]
    wijken, whole = _expected(family, used)
    of_all = _said(family, -1, ordinary(seen[-1:], whole, TAIL_OF_ALL), silent[-1], sentences.IN_ALL)
    alone = ordinary(seen[:-1], wijken, TAIL)
    if of_all.verdict not in (MORE, LESS):
        return [*(_said(family, place, alone, why) for place, why in enumerate(silent[:-1])), of_all]
    beside = beside_others(alone, wijken, TAIL, of_all.verdict)
    told = [_along(family, place, alone, beside, why, of_all.verdict) for place, why in enumerate(silent[:-1])]
    return [*told, of_all]


def _why_silent(family: Family, month: Month) -> str:
    """Why no series of a family is judged in a month; "" where some may be."""
    if not family.is_asked:
        return sentences.NOT_ASKED
    for shift in family.shifts:
        if shift <= month < shift.shift(MONTHS_AFTER_SHIFT):
            return sentences.shifted(shift, shift.shift(MONTHS_AFTER_SHIFT))
    return ""


def _silences(family: Family, used: np.ndarray, seen: Array) -> list[str]:
    """Why each series is not judged, wijken first; "" where it may be."""
    of_wijken = family.exposure[used] > 0
    is_known = np.column_stack([of_wijken, of_wijken.any(axis=1)])
    is_known[-1, -1] &= not np.isnan(seen[-1])
    since = max((number(shift) for shift in family.shifts if shift <= family.months[used[-1]]), default=0)
    is_since = family.numbers[used[:-1]] >= since
    is_long = is_known[:-1].sum(axis=0) >= LEAST_MONTHS
    is_long &= is_known[:-1][is_since].sum(axis=0) >= LEAST_MONTHS_SINCE
    reasons = [
        sentences.UNKNOWN if not is_there else "" if is_enough else sentences.SHORT
        for is_there, is_enough in zip(is_known[-1], is_long, strict=True)
    ]
    return [*reasons[:-1], sentences.ONE_WIJK if len(family.wijken) == 1 else reasons[-1]]


def _expected(family: Family, used: np.ndarray) -> tuple[Expected, Expected]:
    """What the wijken, and what the municipality as one series, are expected to bring."""
    exposure, numbers = family.exposure[used], family.numbers[used]
    steps = tuple(number(shift) for shift in family.shifts)
    wijken = expected(Months(family.counts[used], exposure, numbers, steps))
    # A total of fewer wijken, or of fewer sites, is that much smaller.
    total, weights = np.nansum(family.counts[used], axis=1), exposure @ wijken.rate
    return wijken, expected(Months(total[:, None], weights[:, None], numbers, steps))


def _said(family: Family, place: int, told: Ordinary, silent: str, where: str = "") -> Judged:
    """A series by its band. The municipality has the last place."""
    area, seen = family.areas[place], float(told.seen[place])
    if silent:
        return Judged(area, SILENT, silent, seen)
    mean, low, high = (float(one[place]) for one in (told.expected, told.low, told.high))
    if not told.has_enough[place]:
        return Judged(area, SILENT, sentences.FEW, seen, mean)
    verdict = told.verdict(place)
    p = float((told.below if verdict == LESS else told.above)[place])
    rule = sentences.counted(verdict, family.measure, seen, mean, low, high, where)
    return Judged(area, verdict, rule, seen, mean, low, high, p)


def _along(family: Family, place: int, alone: Ordinary, beside: Ordinary, silent: str, of_all: str) -> Judged:
    """A wijk in a month in which the municipality is out: "loopt mee" where only its own band is passed."""
    by_itself = _said(family, place, alone, silent)
    if by_itself.verdict != of_all:
        return by_itself
    said = _said(family, place, beside, silent, sentences.BESIDE_OTHERS)
    return said if said.verdict == of_all else Judged(**{**vars(said), "rule": sentences.along(of_all)})
