"""Marks before and after: one pair a person, elderly at held sessions, groups that cannot be computed from others."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from helpers import disclosure
from helpers.disclosure.linked import leaks
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.training import marks
from helpers.measures.training.year import TrainingYear

QUARTER, LIMITS = Quarter(2026, 3), SmallNumbers()
SESSIONS = pd.DataFrame(
    {
        "session": ["s0", "s1", "s2", "s3", "s4"],
        "date": pd.to_datetime(["2025-12-01", "2026-02-01", "2026-09-30", "2026-10-01", "2026-05-01"]),
        "status": ["gehouden", "gehouden", "gehouden", "gehouden", "vervallen"],
    }
)
COLUMNS = ["session", "participant", "age_low", "wijk", "mark_before", "mark_after"]
PEOPLE = [
    ("s0", "p1", 65, "a", 1.0, 1.0),  # last year
    ("s1", "p1", 65, "a", 4.0, None),  # no pair yet
    ("s2", "p1", 65, "a", 5.0, 7.0),  # the first pair of the year
    ("s1", "p2", 85, "a", 6.0, 5.5),
    ("s2", "p2", 85, "a", 2.0, 9.0),  # a second pair: left out
    ("s1", "p3", 0, "a", 3.0, 8.0),  # too young
    ("s1", "p4", 75, "a", 8.0, 8.0),
    ("s3", "p5", 75, "a", 1.0, 9.0),  # after the date
    ("s4", "p6", 75, "a", 1.0, 9.0),  # called off
    ("s1", "p7", 75, "a", None, 9.0),
]


def people(rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"mark_before": "float64", "mark_after": "float64"})


def measured(rows=PEOPLE, sessions=SESSIONS):
    return marks.before_and_after(TrainingYear(people(rows), sessions, QUARTER, 65))


def test_a_person_has_one_pair_the_first_of_the_year():
    found = marks.first_pairs(TrainingYear(people(PEOPLE), SESSIONS, QUARTER, 65))
    assert found.values.tolist() == [["p2", 6.0, 5.5], ["p4", 8.0, 8.0], ["p1", 5.0, 7.0]]


def test_the_shares_are_of_elderly_and_of_their_pairs():
    found = measured()
    response = tables.the(found, measure="mark_response_percent")
    assert (response.numerator, response.denominator) == (3, 4)  # p1, p2, p4 of those and p7
    groups = tables.rows_of(found, split="mark_change")
    assert dict(zip(groups.group, groups.numerator, strict=True)) == {"lager": 1, "gelijk": 1, "hoger": 1}
    sufficient = tables.rows_of(found, measure="mark_sufficient_percent")
    # Before 6, 8 and 5; after 5.5, 8 and 7: a 6 is sufficient and 5.5 is not.
    assert dict(zip(sufficient.group, sufficient.numerator, strict=True)) == {"voor": 2, "na": 2}


def test_the_four_changes_are_counted_from_the_two_marks():
    many = [("s1", f"p{i}", 85, "a", *pair) for i, pair in enumerate([(5, 6), (6, 5), (6, 6), (5, 5)] * 10)]
    assert tables.rows_of(measured(many), split="sufficient").value.tolist() == [10] * 4
    assert tables.rows_of(measured(many[1:]), split="sufficient").value.tolist() == [9, 10, 10, 10]


def test_where_nobody_gave_a_mark_nothing_is_known():
    silent = [(*row[:4], None, None) for row in PEOPLE]
    assert tables.the(measured(silent), measure="mark_response_percent").withheld == "missing"


marked = st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), min_size=1, max_size=90)


@how(max_examples=15, deadline=None, derandomize=True)
@given(pairs=marked)
def test_turning_the_marks_round_turns_the_groups_round_and_order_does_not_matter(pairs):
    def numerators(given, split):
        rows = [("s1", f"p{i:02}", 85, "a", *pair) for i, pair in enumerate(given)]
        found = tables.rows_of(measured(rows[::-1]), split=split)
        return dict(zip(found.group, found.numerator, strict=True))

    turned = [(after, before) for before, after in pairs]
    one, other = numerators(pairs, "mark_change"), numerators(turned, "mark_change")
    assert one == {"lager": other["hoger"], "gelijk": other["gelijk"], "hoger": other["lager"]}
    assert sum(one.values()) == len(pairs)
    moments, back = numerators(pairs, "moment"), numerators(turned, "moment")
    assert (moments["voor"], moments["na"]) == (back["na"], back["voor"])


@pytest.mark.parametrize("small", range(1, 10))
def test_no_table_of_marks_gives_a_group_below_ten_away(small):
    pairs = [(5, 7)] * 40 + [(7, 8)] * 25 + [(4, 4)] * 20 + [(7, 5)] * small
    rows = [("s1", f"p{i:03}", 85, "a", *pair) for i, pair in enumerate(pairs)]
    shown, _ = disclosure.protect(measured(rows), tables.estimates(), LIMITS)
    groups = shown[(shown.split != "") & shown.value.notna()]
    assert not groups.numerator.between(1, 9).any()
    assert not (groups.denominator - groups.numerator).between(1, 9).any()
    # The shares before and after say how many more became sufficient, not how many of each.
    assert leaks(shown, LIMITS, ()) == {}
    assert np.isnan(tables.the(shown, group="werd onvoldoende").value)
    assert np.isnan(tables.the(shown, split="mark_change", group="lager").value)
