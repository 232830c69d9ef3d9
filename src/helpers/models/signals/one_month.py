"""One month of one family judged: the municipality first, then each wijk, beside the others where all moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.floor.month import Month
from helpers.models.signals import sentences
from helpers.models.signals.families import MUNICIPALITY, Family
from helpers.models.signals.sentences import LESS, MORE, ORDINARY, SILENT
from helpers.models.statistics import count_band, expected_counts
from helpers.models.statistics.domain import Array
from helpers.models.statistics.expected_counts import Expected

# The method cards of signals, S1 and S2 (docs/signals.md).
TAIL = 1 / 52  # of a wijk
TAIL_OF_ALL = 0.005  # of the municipality
GAP = 3  # months between the end of the history and the month that is judged: its last month is so much earlier
LEAST_MONTHS = 24
LEAST_EXPECTED = 3.0
LEAST_EXPECTED_FOR_LESS = 10.0
MONTHS_AFTER_SHIFT = 6


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


def judge(family: Family, month: Month, *, is_over: bool = True) -> list[Judged]:
    """What is said of every wijk, in order, and then of the municipality."""
    areas = [*family.wijken, MUNICIPALITY]
    at = family.place(month)
    seen = np.full(len(areas), np.nan) if at is None else np.append(family.counts[at], family.total[at])
    if not family.is_printable:
        return [Judged(area, SILENT, sentences.NOT_PRINTABLE) for area in areas]
    why = _why_silent(family, month, is_over)
    if why or at is None:
        return [Judged(a, SILENT, why or sentences.UNKNOWN, n) for a, n in zip(areas, seen, strict=True)]
    used = np.append(np.arange(max(at - GAP + 1, 0)), at)
    silent = _silences(family, used, seen)
    if all(silent):
        return [Judged(a, SILENT, w, n) for a, w, n in zip(areas, silent, seen, strict=True)]
    wijken, whole = _expected(family, used)
    of_all = _said(family, MUNICIPALITY, seen[-1], whole, 0, silent[-1])
    others = _beside_others(seen[:-1], wijken) if of_all.verdict in (MORE, LESS) else wijken
    told = [
        _said_of_wijk(family, place, seen[place], (wijken, others), silent[place], of_all.verdict)
        for place in range(len(family.wijken))
    ]
    return [*told, of_all]


def _why_silent(family: Family, month: Month, is_over: bool) -> str:
    """Why no series of a family is judged in a month; "" where some may be."""
    if not family.is_asked:
        return sentences.NOT_ASKED
    if not is_over:
        return sentences.NOT_OVER
    for shift in family.shifts:
        if shift <= month < shift.shift(MONTHS_AFTER_SHIFT):
            return sentences.shifted(shift, shift.shift(MONTHS_AFTER_SHIFT))
    return ""


def _silences(family: Family, used: np.ndarray, seen: Array) -> list[str]:
    """Why each series is not judged, wijken first; "" where it may be."""
    history = np.column_stack([family.exposure[used[:-1]] > 0, ~np.isnan(family.total[used[:-1]])]).sum(axis=0)
    has_exposure = np.append(family.exposure[used[-1]] > 0, True)
    reasons = [
        sentences.UNKNOWN if np.isnan(n) or not is_there else sentences.SHORT if months < LEAST_MONTHS else ""
        for n, is_there, months in zip(seen, has_exposure, history, strict=True)
    ]
    return [*reasons[:-1], sentences.ONE_WIJK if len(family.wijken) == 1 else reasons[-1]]


def _expected(family: Family, used: np.ndarray) -> tuple[Expected, Expected]:
    """What the wijken, and what the municipality as one series, are expected to bring."""
    steps = tuple(shift.year * 12 + shift.number - 1 for shift in family.shifts)
    counts, exposure, numbers = family.counts[used], family.exposure[used], family.numbers[used]
    wijken = expected_counts.expected(expected_counts.Months(counts, exposure, numbers, steps))
    total = family.total[used][:, None]
    weights = np.where(np.isnan(total), 0.0, (exposure @ wijken.rate)[:, None])
    return wijken, expected_counts.expected(expected_counts.Months(total, weights, numbers, steps))


def _beside_others(seen: Array, wijken: Expected) -> Expected:
    """What is expected of each wijk where it moves as the other wijken did, with what chance does to those."""
    is_known = ~np.isnan(seen) & (wijken.mean > 0)
    n, e, v = (np.where(is_known, one, 0.0) for one in (seen, wijken.mean, wijken.variance))
    n, e, v = (one.sum() - one for one in (n, e, v))
    has_others = e > 0
    e = np.where(has_others, e, 1.0)
    return wijken.times(np.where(has_others, n / e, 1.0), np.where(has_others, v / e**2, 0.0))


def _said_of_wijk(
    family: Family, place: int, seen: float, expected: tuple[Expected, Expected], silent: str, of_all: str
) -> Judged:
    """A wijk by itself; where the municipality is out on a side, on that side beside the other wijken."""
    area, (alone, beside) = family.wijken[place], expected
    own = _said(family, area, seen, alone, place, silent)
    if own.verdict == SILENT or of_all not in (MORE, LESS) or _is_nearer(alone, beside, place, of_all):
        return own
    moved = _said(family, area, seen, beside, place, "", sentences.BESIDE_OTHERS)
    ends = {"low": own.low, "high": moved.high} if of_all == MORE else {"low": moved.low, "high": own.high}
    rule = sentences.along(of_all) if own.verdict == of_all else own.rule
    ...
