"""VE-2-2 and VE-2-3."""

from __future__ import annotations

from helpers.floor.quarter import Quarter
from helpers.measures.indicators import enforcement

QUARTER = Quarter(2026, 3)


def test_urgent_enforcement_adds_up_the_months_of_the_year(typed):
    rows = typed(
        "bestuursdwang",
        [
            ("2025-12-01", 50, 40, 40),  # last year
            ("2026-01-01", 19, 5, 5),
            ("2026-09-01", 23, 11, 3),
            ("2026-08-01", 20, 9, None),  # not filled in: out of both
            ("2026-10-01", 50, 40, 40),  # after the date
        ],
    )
    found = enforcement.urgent_enforcement(rows, QUARTER).iloc[0]
    assert (found.numerator, found.denominator, found.value) == (8, 16, 50)


def test_where_urgency_was_never_possible_the_share_is_missing(typed):
    rows = typed("bestuursdwang", [("2026-01-01", 19, 0, 0)])
    assert enforcement.urgent_enforcement(rows, QUARTER).withheld.item() == "missing"


def test_bodycams_take_the_count_on_the_last_day(typed):
    rows = typed("bodycams", [("2026-06-30", 18, 9), ("2026-09-30", 20, 15), ("2026-10-01", 20, 20)])
    assert enforcement.bodycams(rows, QUARTER).value.item() == 75


def test_parts_counted_on_one_day_add_up(typed):
    rows = typed("bodycams", [("2026-09-30", 10, 5), ("2026-09-30", 10, 10)])
    assert enforcement.bodycams(rows, QUARTER).value.item() == 75


def test_a_count_that_lacks_its_part_is_missing(typed):
    rows = typed("bodycams", [("2026-09-30", 18, None)])
    assert enforcement.bodycams(rows, QUARTER).withheld.item() == "missing"
