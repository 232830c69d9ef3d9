"""A reader who knows the rules and solves for the hidden counts with all that a quarter publishes."""

from __future__ import annotations

import csv
import re
from typing import NamedTuple

import pytest

from helpers.disclosure.attack import Known, ranges

STEP, HIDDEN_BELOW, MOST = 5, 10, 1e4


class Cell(NamedTuple):
    """A published count: its value, or None where it is hidden."""

    name: str
    value: float | None


def span(cell):
    """Between which whole numbers a count lies; a hidden 0 is rare, so the reader takes it to be 1 at least."""
    if cell.value is None:
        return 1, MOST
    if cell.value == 0:
        return 0, 0
    return max(cell.value - STEP // 2, HIDDEN_BELOW), cell.value + STEP // 2


def solve(cells, sums):
    """Per hidden cell the least and the most it can be. `sums`: (names, low, high) of what is known of them."""
    known = Known({cell.name: span(cell) for cell in cells})
    for names, least, most in sums:
        known.tie(dict.fromkeys(names, 1), least, most)
    return ranges(known, [cell.name for cell in cells if cell.value is None])


def pinned(cells, sums):
    """The hidden cells that can be only one number, and that a small one."""
    return {name: least for name, (least, most) in solve(cells, sums).items() if least == most < HIDDEN_BELOW}


# --- the reader, on tables whose answer is known ----------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "total", "told"),
    [
        ([10, None], 11, {"b": 1}),  # 10 at least, so 1 is left
        ([10, None], 22, {}),
        ([None, None], 11, {}),
        ([15, 10, None], 31, {}),
        ([None, None, 0], 2, {"a": 1, "b": 1}),
        ([None, None, None], 4, {}),
    ],
)
def test_the_reader_finds_a_planted_leak_and_only_that(values, total, told):
    cells = [Cell(name, value) for name, value in zip("abc", values, strict=False)]
    assert pinned(cells, [([cell.name for cell in cells], total, total)]) == told


# --- the published sample ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def table(published):
    (folder,) = published.glob("2026-Q3/1/tables")

    def read(name):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    return read


def number(text):
    return float(text) if text else None


@pytest.fixture(scope="module")
def headlines(table):
    """Persons of VE-1-4 up to each quarter: exact, as the documents ask."""
    rows = [row for row in table("trend_2") if row["indicator_id"] == "VE-1-4"]
    return {row["quarter"]: float(row["value"]) for row in rows if row["value"]}


def quarter_of(day):
    year, month = day.split("-")[:2]
    return f"{year}-Q{(int(month) + 2) // 3}"


def of_sessions(rows, headlines):
    """The sessions held, and per quarter what the headline grew: they add up to that."""
    held = [row for row in rows if row["status"] == "gehouden"]
    cells = [Cell(row["session"], number(row["new_elderly"])) for row in held]
    sums = []
    for quarter in sorted({quarter_of(row["date"]) for row in held}):
        before = 0 if quarter.endswith("Q1") else headlines[f"{quarter[:-1]}{int(quarter[-1]) - 1}"]
        names = [row["session"] for row in held if quarter_of(row["date"]) == quarter]
        sums.append((names, headlines[quarter] - before, headlines[quarter] - before))
    return cells, sums


@pytest.mark.slow
def test_no_session_follows_from_the_growth_of_the_headline_in_its_quarter(table, headlines):
    cells, sums = of_sessions(table("sessions"), headlines)
    assert any(cell.value is None for cell in cells)
    assert pinned(cells, sums) == {}


@pytest.mark.slow
def test_no_wijk_follows_from_the_headline_of_its_year(table, headlines):
    cells = [Cell(row["wijk"], number(row["value"])) for row in table("reach_by_wijk")]
    total = headlines["2025-Q4"]
    assert any(cell.value is None for cell in cells)
    assert pinned(cells, [([cell.name for cell in cells], total, total)]) == {}
    # Nor from the sessions of the year, whose homes may be unknown.
    assert pinned(cells, [([cell.name for cell in cells], 0, total)]) == {}


@pytest.mark.slow
def test_how_many_are_younger_does_not_follow_from_the_funnel(table):
    steps = {row["step"]: number(row["value"]) for row in table("session_funnel")}
    elderly = steps["elderly"]
    assert set(steps) == {"seats", "registrations", "attendances", "elderly"}
    least, most = span(Cell("attendances", steps["attendances"]))
    assert most - max(least, elderly) > 0 and most - elderly >= HIDDEN_BELOW


@pytest.mark.slow
def test_no_answer_before_and_after_follows_from_the_others(table, published):
    page = next(published.glob("2026-Q3/1/cyber_training.html")).read_text("utf-8")
    pairs, elderly = map(int, re.search(r"Ongeveer (\d+) van ongeveer (\d+) ouderen gaven twee cijfers", page).groups())
    cells = []
    for row in table("before_after"):
        percent = number(row["percent"])
        # The share comes from rounded parts: the count is the multiple of 5 that gives it.
        fits = [n for n in range(0, pairs + 1, STEP) if percent is not None and round(100 * n / pairs) == percent]
        cells.append(Cell(row["group"], fits[0] if fits else None))
    names = [cell.name for cell in cells]
    assert elderly >= pairs
    assert pinned(cells, [(names, pairs - STEP, pairs + STEP)]) == {}


@pytest.mark.slow
def test_a_planted_leak_in_the_published_sessions_is_found(table, headlines):
    cells, sums = of_sessions(table("sessions"), headlines)
    names, _, _ = next(one for one in sums if len(one[0]) > 1)
    told = [Cell(cell.name, 10.0 if cell.name in names[1:] else cell.value) for cell in cells]
    told = [Cell(names[0], None) if cell.name == names[0] else cell for cell in told]
    least = HIDDEN_BELOW * (len(names) - 1) + 1
    assert pinned([cell for cell in told if cell.name in names], [(names, least, least)]) == {names[0]: 1}
