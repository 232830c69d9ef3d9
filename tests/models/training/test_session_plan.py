"""Expectations: counted by hand on the calendar of 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.floor.quarter import Quarter
from helpers.models.training.session_plan import sessions_left

PROMISED = {"2026-Q3": 3, "2026-Q4": 2}


def test_a_later_quarter_without_listed_sessions_gets_the_promised_number():
    left = sessions_left(["2026-07-02"], PROMISED, Quarter(2026, 2))
    assert left == ["2026-07-02", "2026-10-24", "2026-12-09"]


def test_where_the_export_lists_sessions_the_export_holds():
    listed = ["2026-09-01", "2026-11-03"]
    assert sessions_left(listed, PROMISED, Quarter(2026, 2)) == listed


def test_what_was_promised_for_this_quarter_or_before_is_past():
    assert sessions_left([], {"2026-Q1": 5, "2026-Q2": 5}, Quarter(2026, 2)) == []


def test_what_was_promised_for_another_year_does_not_count():
    assert sessions_left([], {"2027-Q1": 5, "2025-Q4": 5}, Quarter(2026, 2)) == []


def test_nothing_is_left_after_the_last_quarter():
    assert sessions_left([], PROMISED, Quarter(2026, 4)) == []


def test_a_promise_of_no_sessions_adds_none():
    assert sessions_left([], {"2026-Q4": 0}, Quarter(2026, 3)) == []


def test_one_session_stands_in_the_middle_of_its_quarter():
    assert sessions_left([], {"2026-Q4": 1}, Quarter(2026, 3)) == ["2026-11-16"]


@given(st.integers(0, 200), st.integers(1, 3))
def test_promised_sessions_lie_within_their_quarter_in_order(number, at):
    quarter = Quarter(2026, at)
    left = sessions_left([], {quarter.next.label: number}, quarter)
    assert len(left) == number and left == sorted(left)
    assert all(Quarter.of(date.fromisoformat(day)) == quarter.next for day in left)


def test_promised_sessions_are_spread_evenly():
    left = [date.fromisoformat(day) for day in sessions_left([], {"2026-Q4": 6}, Quarter(2026, 3))]
    gaps = [(after - before).days for before, after in zip(left, left[1:], strict=False)]
    assert set(gaps) <= {15, 16}


def test_a_day_that_is_no_date_is_refused():
    with pytest.raises(ValueError, match="isoformat"):
        sessions_left(["2 juli"], {}, Quarter(2026, 2))
