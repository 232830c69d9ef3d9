"""Made-up years for the calibration of the pace models: five ways in which work goes, none of them the models' own.

A process shapes what is expected a month; units, persons, months and exercises then follow it one by one. `Moment`
is what the calibration needs of a year at one date. Years that are settled at that date are no moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from helpers.models.indicators.pace import candidates, judgement, months, shares, small_counts, units

PROCESSES = ("steady", "rush", "stalled", "step", "bursts")
AFTER = (3, 6, 9)  # months
STEPS = (0.4, 2.2)
REPLACED = 0.02  # of the persons, a quarter


@contextmanager
def in_haste(count: int) -> Iterator[None]:
    """The models with fewer candidate years, and their rows without the table of them, which takes the most time."""
    with (
        patch.object(judgement.tables, "estimates", lambda rows, **_: rows),
        patch.object(units, "MIN_EFFECTIVE", units.MIN_EFFECTIVE * count / candidates.CANDIDATES),
        patch.object(candidates, "CANDIDATES", count),
        patch.object(candidates, "DRAWS", count),
    ):
        yield


class Moment(NamedTuple):
    """What was said at one date, and what became of it: the end, and whether the target was reached."""

    after: int
    said: list[dict[str, Any]]
    end: float
    is_reached: bool
    rivals: dict[str, float]  # a chance of 0 or 1 by a simpler rule


def _monthly(process: str, years: int, random: np.random.Generator) -> np.ndarray:
    """What share of a year's work a month brings, one row a year; a step changes the last year's sum."""
    shape = np.exp(random.normal(0, 0.15, (years, 12)))
    if process == "rush":
        shape *= np.repeat([0.7, 0.8, 0.7, random.uniform(1.8, 3.5)], 3)
    shape /= shape.sum(axis=1, keepdims=True)
    if process == "step":
        shape[-1, random.integers(1, 11) :] *= random.choice(STEPS)
    return shape


def _counts(expected: np.ndarray, process: str, random: np.random.Generator, batch: tuple[int, int]) -> np.ndarray:
    """Counts a month around what is expected; in bursts several on one day."""
    if process != "bursts":
        return random.poisson(expected)
    sizes = random.integers(*batch, (64, *expected.shape))
    events = random.poisson(expected / ((batch[0] + batch[1] - 1) / 2))
    return np.where(np.arange(64)[:, None, None] < events, sizes, 0).sum(axis=0)


def of_units(process: str, random: np.random.Generator, is_new: bool = False) -> Iterator[Moment]:
    """8 to 30 units, one or two earlier years; half of them go on over the years, half begin anew.

    The work of all years together lies around what is needed (sd of the logarithm .35), a year differs by .15. Of
    stalled ones 8 to 30% cannot be done at all, and the others go faster. Targets of 80, 90 and 100%. A new log
    lacks the first quarter of the year before, so that no earlier year is whole.
    """
    n, earlier, goes_on = (
        int(random.integers(8, 31)),
        1 if is_new else int(random.integers(1, 3)),
        bool(random.random() < 0.5),
    )
    stalled = random.binomial(n, random.uniform(0.08, 0.3)) if process == "stalled" else 0
    level = n * np.exp(random.normal(0, 0.35)) * (1.25 if stalled else 1.0) / (1 + earlier * goes_on)
    yearly = level * np.exp(random.normal(0, 0.15, (earlier + 1, 1)))
    asked = _counts(yearly * _monthly(process, earlier + 1, random), process, random, (2, 6))
    done, before = np.zeros_like(asked), np.zeros(earlier + 1, dtype=int)
    so_far = 0
    for at in range(earlier + 1):
        so_far = so_far if goes_on else 0
        before[at] = so_far
        for month in range(12):
            done[at, month] = min(asked[at, month], n - stalled - so_far)
            so_far += done[at, month]
    quarters = done.reshape(earlier + 1, 4, 3).sum(axis=2)
    past = [units.EarlierYear(quarters[at].tolist(), n - int(before[at])) for at in range(earlier)]
    if is_new:
        past = [units.EarlierYear([np.nan, *quarters[0, 1:]], n - int(before[0]))]
    target, end = judgement.needed(random.choice([80, 80, 90, 100]), n), int(before[-1] + quarters[-1].sum())
    for at, after in enumerate(AFTER, 1):
        now, start = int(before[-1] + quarters[-1, :at].sum()), int(before[-1])
        if now >= target:
            return
        said = units.forecast(
            quarters[-1, :at].tolist(), units=n, target=target, goes_on=goes_on, done_before=start, earlier=past,
            measure="units",
        )  # fmt: skip
        rivals = {
            "line": float(start + (now - start) * 4 / at >= target),
            "last year": float(min(now + quarters[-2, at:].sum(), n) >= target),
            "today": 0.0,
        }
        yield Moment(after, said, end, end >= target, rivals)


def of_shares(process: str, random: np.random.Generator) -> Iterator[Moment]:
    """15 to 120 persons who gain and lose something quarter by quarter, over 6 to 12 quarters up to the year's end.

    Every quarter 2 to 10% lose it and one person in fifty is replaced by one who lacks it. The gain keeps the share
    at 55 to 97%, from a lower start. A rush gains in the fourth quarter, bursts in one quarter in three; a stalled
    share rises from far below and has persons who never gain; a step changes gain or loss in the last year. The
    target lies around where the share began the year (sd 8 points).
    """
    n, quarters = int(random.integers(15, 121)), int(random.integers(8, 15))
    size = n
    loss, level = random.uniform(0.02, 0.10), random.uniform(0.55, 0.97)
    gain = np.full(quarters, min((loss + REPLACED) * level / (1 - level), 0.9))
    number = (np.arange(quarters) - quarters) % 4  # 0 is the first quarter
    if process == "rush":
        gain *= np.where(number == 3, random.uniform(2, 3.2), 0.35)
    if process == "bursts":
        gain *= np.where(random.random(quarters) < 1 / 3, 2.6, 0.2)
    never = random.binomial(n, random.uniform(0.03, 0.2)) if process == "stalled" else 0
    at_step = quarters - int(random.integers(0, 4)) - 1 if process == "step" else quarters
    better = random.random() < 0.5
    begun = random.uniform(0.2, 0.6) if process == "stalled" else random.uniform(0.5, 1)
    k, seen = random.binomial(n - never, begun * level), []
    for at in range(quarters):
        size = max(size + int(random.integers(-1, 2)), never + 5) if random.random() < 0.3 else size
        k = min(k, size - never)
        lost = loss * (2.5 if at >= at_step and not better else 1)
        gained = gain[at] * (2.5 if at >= at_step and better else 1)
        k -= random.binomial(k, lost + REPLACED)
        k += random.binomial(size - never - k, 1 - np.exp(-gained))
        seen.append((k, size))
    start = seen[-5][0] / seen[-5][1]
    target = float(np.clip(5 * round(20 * (start + random.normal(0.02, 0.08))), 40, 100))
    k, size = seen[-1]
    is_reached = k >= judgement.needed(target, size)
    for at, after in enumerate(AFTER, 1):
        told = seen[: quarters - 4 + at]
        (now, of), (last, of_last) = told[-1], seen[-5]
        said = shares.forecast(told, at, target=target, measure="shares")
        share = now / of
        rivals = {
            "line": float(share + (share - last / of_last) * (4 - at) / at >= target / 100 - 1e-9),
            "last year": float(last / of_last >= target / 100 - 1e-9),
            "today": float(share >= target / 100 - 1e-9),
        }
        yield Moment(after, said, 100 * k / size, is_reached, rivals)


def of_months(process: str, random: np.random.Generator) -> Iterator[Moment]:
    """Months that count or not, with one or two earlier years: in a good year nearly all do.

    A rush skips more before October, a stalled dashboard stops for good, a step makes it better or worse, bursts
    skip several months in a row. Once a month is missed, twelve cannot be reached: no moment.
    """
    years = 1 + int(random.integers(1, 3))
    missed = np.full((years, 12), random.beta(0.5, 6))
    if process == "rush":
        missed = np.clip(missed * np.repeat([1.3, 1.3, 1.3, 0.1], 3), 0, 1)
    if process == "step":
        missed[-1, random.integers(1, 11) :] *= random.choice([0.2, 5])
    is_done = random.random((years, 12)) >= np.clip(missed, 0, 1)
    if process == "bursts":
        for start in np.flatnonzero(~is_done):
            is_done.ravel()[start : start + 1 + random.integers(0, 4)] = False
    if process == "stalled" and random.random() < 0.25:
        is_done[-1, random.integers(1, 12) :] = False
    past = [(int(year.sum()), int(12 - year.sum())) for year in is_done[:-1]]
    for after in AFTER:
        if not is_done[-1, :after].all():
            return
        said = months.forecast(after, after, earlier=past, target=12, measure="months")
        rivals = {"line": 1.0, "last year": float(is_done[-2, after:].all()), "today": 1.0}
        yield Moment(after, said, float(is_done[-1].sum()), bool(is_done[-1].all()), rivals)


def of_small_counts(process: str, random: np.random.Generator) -> Iterator[Moment]:
    """One to four exercises a year, one to three earlier years, a target of two (of three when many are held)."""
    earlier = int(random.integers(1, 4))
    level = np.exp(random.normal(np.log(2.2), 0.4)) * np.exp(random.normal(0, 0.2, (earlier + 1, 1)))
    counts = _counts(level * _monthly(process, earlier + 1, random), process, random, (1, 4))
    if process == "stalled" and random.random() < 0.35:
        counts[-1, random.integers(1, 12) :] = 0
    target, end = 2, int(counts[-1].sum())
    for at, after in enumerate(AFTER, 1):
        now = int(counts[-1, :after].sum())
        if now >= target:
            return
        past = counts[:-1].sum(axis=1).tolist()
        said = small_counts.forecast(now, at, earlier=past, target=target, measure="small")
        rivals = {
            "line": float(now * 4 / at >= target),
            "last year": float(now + counts[-2, after:].sum() >= target),
            "today": 0.0,
        }
        yield Moment(after, said, end, end >= target, rivals)


KINDS: dict[str, Callable[[str, np.random.Generator], Iterator[Moment]]] = {
    "units": of_units,
    "units, new log": partial(of_units, is_new=True),
    "shares": of_shares,
    "months": of_months,
    "small counts": of_small_counts,
}


def scored(moment: Moment) -> dict[str, Any]:
    """One row: whether the interval holds the end, every rule's chance, and which verdict may be said."""
    of = {row["term"]: row for row in moment.said}
    end = of["year_end"]
    row = {"months": moment.after, "reached": float(moment.is_reached), **moment.rivals}
    row["cover"] = float(end["low"] - 1e-9 <= moment.end <= end["high"] + 1e-9)
    may = {f"may_{word}": of[f"may_say_{word}"]["is_met"] for word in ("on_course", "behind")}
    return row | {"ours": of["reach_target"]["estimate"], **may}
