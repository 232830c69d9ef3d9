"""Who has our code and guesses: every world that fits what is shown is published again, and compared.

A world is kept when its publication is the same to the last cell. Then every hidden count of 1-9 must be able to be
all of 1-9: which cells are hidden, and which split is withdrawn, may not tell. By trying, without a solver.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product

import pandas as pd
import pytest

from helpers.disclosure import protect
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables

LIMITS = SmallNumbers()
SMALL = range(1, LIMITS.hidden_below)
World = tuple[int, ...]
Publish = Callable[[World], tuple]


def published(table: pd.DataFrame, headline: str) -> tuple:
    shown, _ = protect(table, tables.estimates(), LIMITS, {headline})
    return tuple(zip(shown.value.fillna(-1), shown.numerator.fillna(-1), shown.withheld, strict=True))


def of_wijken(counts: World) -> tuple:
    """Elderly persons by wijk, beside the headline; every home is known."""
    rows = [{"area_level": "wijk", "area": f"w{at}", "value": n, "numerator": n} for at, n in enumerate(counts)]
    rows += [{"area_level": "municipality", "value": sum(counts), "numerator": sum(counts)}]
    unknown = {"measure": "elderly_home_unknown", "area_level": "municipality", "split": "unknown", "group": "unknown"}
    about = {"unit": "persons", "counted": "person", "period": "2025-Q4"}
    homes = tables.measures(rows, measure="elderly_trained", **about)
    return published(tables.stack(homes, tables.measures([{"value": 0, **unknown}], **about)), "elderly_trained")


def of_sessions(counts: World) -> tuple:
    """New elderly at the sessions of a first quarter, beside the headline, which grew by them together."""
    rows = [
        {"period": f"s{at}", "start": f"2026-0{1 + at % 3}-0{at + 1}", "value": n, "numerator": n}
        for at, n in enumerate(counts)
    ]
    about = {"area_level": "municipality", "counted": "person", "unit": "persons"}
    sessions = tables.measures(rows, measure="new_elderly", split="session", group="gehouden", **about)
    whole = {"period": "2026-Q1", "value": sum(counts), "numerator": sum(counts), "start": "2026-01-01"}
    headline = tables.measures([whole], measure="elderly_trained", **about)
    return published(tables.stack(sessions, headline), "elderly_trained")


def others(counts: World, at: int, value: int, reach: int, groups: Sequence[Sequence[int]]) -> Iterator[World]:
    """Worlds in which cell `at` has this value: the others each at most `reach` from what they are, totals kept.

    `groups` are the cells of which the sum is published, each on its own.
    """
    spans = [range(max(0, n - reach), n + reach + 1) for n in counts]
    spans[at] = range(value, value + 1)
    nearest = [sorted(span, key=lambda n, was=was: abs(n - was)) for span, was in zip(spans, counts, strict=True)]
    for world in product(*nearest):
        if all(sum(world[i] for i in group) == sum(counts[i] for i in group) for group in groups):
            yield world


def pinned(counts: World, publish: Publish, reach: int = 9, groups: Sequence[Sequence[int]] = ()) -> list[tuple]:
    """The hidden small cells with the values that no world of the same publication has."""
    groups, told = groups or [range(len(counts))], publish(counts)
    found = []
    for at, was in enumerate(counts):
        if was in SMALL and told[at][2] == "small":
            out = [n for n in SMALL if not _fits(others(counts, at, n, reach, groups), publish, told)]
            found += [(at, was, out)] if out else []
    return found


def _fits(worlds: Iterator[World], publish: Publish, told: tuple) -> bool:
    return any(publish(world) == told for world in worlds)


@pytest.mark.parametrize(
    ("publish", "counts"), [(of_wijken, (6, 23, 1)), (of_wijken, (2, 33)), (of_sessions, (4, 12, 20))]
)
def test_running_our_code_on_guesses_tells_nothing(publish, counts):
    assert any(mark == "small" for _, _, mark in publish(counts))
    assert pinned(counts, publish) == []


@pytest.mark.parametrize("counts", [(18, 1, 10, 24), (11, 18, 2, 23), (15, 18, 14, 1)])
def test_of_cells_that_stand_alike_the_largest_are_hidden_for_others(counts):
    """Who knows this excludes the worlds in which a smaller one would have been."""
    told = of_sessions(counts)[: len(counts)]
    shown = [n for n, (_, _, mark) in zip(counts, told, strict=True) if not mark]
    for_others = [n for n, (_, _, mark) in zip(counts, told, strict=True) if mark and n not in SMALL]
    assert for_others
    assert min(for_others) >= max(shown, default=0)


def test_hiding_the_small_cells_alone_is_found():
    def hide_small(counts: World) -> tuple:
        return tuple((-1, -1, "small") if n in SMALL else (5 * round(n / 5), n, "") for n in (*counts, sum(counts)))

    assert pinned((4, 12), hide_small) == [(0, 4, [1, 2, 3, 5, 6, 7, 8, 9])]
