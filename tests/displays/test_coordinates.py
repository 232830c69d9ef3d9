"""No coordinate of a drawing tells more than its table and its words: so nobody reads a number back from it.

Every number of the result that is in no table of the figure is moved by so little that it is printed the same. A mark
that moves with it was drawn from more than what is published.
"""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest

import moving
from helpers import displays as show
from helpers import sources
from helpers.floor.shapes.pieces import Figure, Table
from watching import watched

CHAPTERS = (
    "scan_car_cleanliness", "cyber_training", "dealer_compliance", "safety_indicators", "management_summary",
    "data_quality", "safety_dashboard", "wijk_profile", "surroundings",
)  # fmt: skip
NUMBERS = ["value", "numerator", "denominator", "se", "estimate", "low", "high", "df", "p", "q", "n", "n_clusters"]
FOLLOWS = ("funnel_curve", "hours_so_far")  # from the average and the numbers of inhabitants; from the hours a month
BESIDE = {"scorecard": ("indicator_trends",)}  # a small line in a cell: its numbers stand in the tables of the trends


@pytest.fixture(scope="module")
def watch():
    """Every chapter is made once a delivery, also where another builds on it."""
    with watched() as found:
        yield found


@pytest.fixture(scope="module")
def theirs(delivery):
    return sources.open_delivery(str(delivery), "2026-Q3")


def flat(piece):
    if piece.kind != "sections":
        return [piece]
    return [one for _, pieces in piece.sections for each in pieces for one in flat(each)]


def drawn(piece):
    """The drawings of a piece: that of a figure, and those in the cells of a table."""
    if isinstance(piece, Figure):
        return [piece.svg]
    return [cell.graphic for row in piece.rows for cell in row if cell.graphic] if isinstance(piece, Table) else []


def numbers(pieces):
    """All numbers in the tables of these pieces."""
    tables = [piece.data for piece in pieces if isinstance(piece, (Figure, Table))]
    return {
        round(float(one), 9) for data in tables for row in data.rows for one in row if isinstance(one, (int, float))
    }


def nudged(value, known, rng):
    """A number so near that it is printed the same, in percent too; the number itself where a table has it."""
    is_whole = not math.isfinite(value) or value == round(value)
    if is_whole or {round(value, 9), round(100 * value, 9)} & known:
        return value
    size = 0.004 if abs(value) < 1 else 0.05
    near = (value + rng.choice([-1, 1]) * rng.uniform(0.3, 1) * size for _ in range(12))
    is_like = (one for one in near if printed(one) == printed(value))
    return next(is_like, value)


def printed(value):
    """As a number, as a share, and as the end of an interval, which is printed outwards."""
    tenths = math.floor(10 * value), math.ceil(10 * value)
    return [round(value, 0), round(value, 1), *tenths, round(100 * value) if abs(value) < 1 else 0]


def with_others(result, known):
    """The result with all numbers nudged that are in no table."""
    rng = random.Random(7)

    def moved(table):
        kept = table["term" if "term" in table else "measure"].isin(FOLLOWS)
        others = {name: [nudged(one, known, rng) for one in table[name]] for name in NUMBERS if name in table}
        return table.assign(**others).where(~kept, table).astype(table.dtypes)

    return replace(result, measures=moved(result.measures), estimates=moved(result.estimates))


def read_back(displays, result):
    """The drawings that move with a number that is in no table of theirs."""
    for name in displays:
        pieces = flat(getattr(show, name)(result))
        if any(drawn(piece) for piece in pieces):
            beside = [one for other in BESIDE.get(name, ()) for one in flat(getattr(show, other)(result))]
            after = flat(getattr(show, name)(with_others(result, numbers([*pieces, *beside]))))
            for piece, other in zip(pieces, after, strict=True):
                if drawn(piece) != drawn(other) and getattr(piece, "data", None) == getattr(other, "data", None):
                    yield piece.name


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_coordinate_tells_more_than_the_table_of_its_figure(watch, sample, chapter):
    assert list(read_back(moving.displays_of(chapter), watch.of(chapter, sample).result)) == []


@pytest.mark.slow
@pytest.mark.parametrize("chapter", CHAPTERS[:4])  # the others draw what these do
def test_nor_of_a_delivery_that_others_made(watch, theirs, chapter):
    assert list(read_back(moving.displays_of(chapter), watch.of(chapter, theirs).result)) == []


def test_a_line_at_a_number_of_no_table_is_found(watch, sample, monkeypatch):
    from helpers.displays.scan_car import survey

    monkeypatch.setattr(survey, "as_printed", lambda value: value)
    result = watch.of("scan_car_cleanliness", sample).result
    assert list(read_back(["survey_intervals"], result)) == ["survey_intervals"]
