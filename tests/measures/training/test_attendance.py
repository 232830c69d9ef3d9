"""The funnel of a training: held sessions only, persons once, and no difference that gives a small group away."""

from __future__ import annotations

import math
from collections import defaultdict

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from helpers import disclosure
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.training import attendance
from helpers.measures.training.year import TrainingYear

QUARTER, LIMITS = Quarter(2026, 3), SmallNumbers()
SESSIONS = [
    ("s0", "2025-12-31", "gehouden", 20, 30, 30),  # last year
    ("s1", "2026-01-01", "gehouden", 20, 22, 18),
    ("s2", "2026-09-30", "gehouden", 20, 8, 9),  # one came without registering
    ("s3", "2026-10-01", "gehouden", 20, 20, 20),  # after the date: planned as seen then
    ("s4", "2026-05-01", "vervallen", 20, 12, None),
    ("s5", "2026-04-01", "gehouden", 10, 10, 12),  # more than seats
    ("s6", "2026-06-01", "gehouden", None, None, 4),  # nothing recorded but who came
    ("s7", "2026-11-01", "gepland", 20, None, None),
]


def sessions(rows=SESSIONS):
    frame = pd.DataFrame(rows, columns=["session", "date", "status", "capacity", "registrations", "attendance"])
    whole = dict.fromkeys(["capacity", "registrations", "attendance"], "Int64")
    return frame.assign(date=pd.to_datetime(frame.date)).astype(whole)


def people(rows):
    frame = pd.DataFrame(rows, columns=["session", "participant", "age_low", "wijk"])
    return frame.astype({"age_low": "Int64"})


def groups(found, **where):
    rows = tables.rows_of(found, **where)
    return dict(zip(rows.group, rows.value, strict=True))


def test_sessions_are_counted_by_status_on_the_date_and_by_how_full_they_were():
    found = attendance.session_counts(sessions(), QUARTER)
    assert groups(found, split="status") == {"gehouden": 4, "vervallen": 1, "gepland": 2}
    assert groups(found, split="fullness") == {
        "known": 3,
        "not_full": 2,
        "less_than_half": 1,
        "over_attended": 1,
        "over_registered": 1,
    }
    assert tables.the(found, measure="seats").value == 50
    assert groups(found, split="unknown") == {"registrations": 1}  # s6; the planned ones have still to get them


def test_a_session_that_is_exactly_full_or_half_full_is_neither():
    found = attendance.session_counts(
        sessions([("s1", "2026-01-01", "gehouden", 20, 20, 20), ("s2", "2026-01-02", "gehouden", 20, 10, 10)]), QUARTER
    )
    assert groups(found, split="fullness") == {
        "known": 2,
        "not_full": 1,
        "less_than_half": 0,
        "over_attended": 0,
        "over_registered": 0,
    }


def trained(elderly, younger, sessions_="s1"):
    rows = [(sessions_, f"e{i}", 65, "a") for i in range(elderly)]
    return people(rows + [(sessions_, f"y{i}", 0 if i % 2 else None, "a") for i in range(younger)])


def test_the_funnel_counts_held_sessions_of_the_year_and_persons_once():
    both = pd.concat([trained(15, 12), people([("s2", "e0", 65, "a"), ("s0", "e99", 85, "a")])])
    found = attendance.funnel(TrainingYear(both, sessions(), QUARTER, 65), LIMITS)
    assert groups(found, measure="training_funnel") == {"registrations": 40, "attendances": 43, "persons": 27}
    came = tables.the(found, measure="came_percent")
    # 18 of 22, 8 of 8 (the ninth did not register), 10 of 10; s6 has no registrations.
    assert (came.numerator, came.denominator) == (36, 40)


def test_without_registrations_only_those_are_missing():
    rows = [("s1", "2026-01-01", "gehouden", 20, None, 18)]
    found = attendance.funnel(TrainingYear(trained(6, 12), sessions(rows), QUARTER, 65), LIMITS)
    assert (found.withheld == "missing").tolist() == [True, False, False, True]


def test_before_the_first_session_nothing_is_known():
    found = attendance.funnel(TrainingYear(trained(3, 3), sessions(), Quarter(2025, 3), 65), LIMITS)
    counts = attendance.session_counts(sessions(), Quarter(2025, 3))
    assert (found.withheld == "missing").all() and (counts.withheld == "missing").all()


@pytest.mark.parametrize("younger", range(10))
def test_persons_are_hidden_when_the_elderly_beside_them_would_tell_of_fewer_than_ten(younger):
    rows = [("s1", "2026-01-01", "gehouden", 90, 90, 80)]
    found = attendance.funnel(TrainingYear(trained(50, younger), sessions(rows), QUARTER, 65), LIMITS)
    assert math.isnan(groups(found, split="step", measure="training_funnel")["persons"])
    shown = attendance.funnel(TrainingYear(trained(50, 10), sessions(rows), QUARTER, 65), LIMITS)
    assert groups(shown, split="step", measure="training_funnel")["persons"] == 60


def test_an_attacker_who_subtracts_never_finds_one_number_of_younger_persons():
    """42 elderly, the most that round to 40: what is shown fits more than one number of younger persons."""
    again_of = (*range(8), 10, 12, 15)
    made = {(young, again): _funnel(42, young, again) for young in range(10) for again in again_of}
    # Each in a period of its own, so that they can be protected in one go.
    stacked = tables.stack(*(found.assign(period=str(case)) for case, found in made.items()))
    shown, _ = disclosure.protect(stacked, tables.estimates(), LIMITS)
    values = shown.groupby("period").value.agg(lambda column: tuple(column.fillna(-1).round(6)))
    fitting = defaultdict(set)
    for young, again in made:
        fitting[values[str((young, again))]].add(young)
    assert len(fitting) > 4 and min(len(numbers) for numbers in fitting.values()) > 1


def _funnel(elderly, younger, again):
    rows = [("s1", "2026-01-01", "gehouden", 90, 90, elderly + younger + again)]
    return attendance.funnel(TrainingYear(trained(elderly, younger), sessions(rows), QUARTER, 65), LIMITS)


def test_who_returned_this_year_and_who_had_come_before():
    present = people(
        [
            ("s0", "p1", 55, "a"),  # earlier, when younger
            ("s1", "p1", 65, "a"),
            ("s2", "p1", 65, "a"),
            ("s5", "p1", 65, "a"),
            ("s1", "p2", 85, "a"),
            ("s2", "p2", 85, "a"),
            ("s1", "p3", 85, "a"),
            ("s3", "p3", 85, "a"),  # after the date
            ("s0", "p4", 85, "a"),  # not this year
        ]
    )
    found = attendance.returning(TrainingYear(present, sessions(), QUARTER, 65))
    assert groups(found, measure="elderly_by_visits") == {"": 3, "one": 1, "two": 1, "more": 1}
    assert groups(found, measure="elderly_seen_before") == {"": 3, "yes": 1, "no": 2}


def test_without_an_earlier_year_it_is_not_known_who_had_come_before():
    found = attendance.returning(TrainingYear(trained(12, 0), sessions(SESSIONS[1:]), QUARTER, 65))
    assert (tables.rows_of(found, measure="elderly_seen_before").withheld == "missing").all()
    assert groups(found, measure="elderly_by_visits")["one"] == 12


visits = st.lists(
    st.tuples(st.sampled_from(["s0", "s1", "s2", "s3", "s5"]), st.integers(0, 30)), max_size=60, unique=True
)


@how(max_examples=15, deadline=None, derandomize=True)
@given(present=visits)
def test_the_groups_of_who_returned_add_up_and_a_small_one_stays_hidden(present):
    frame = people([(session, f"p{number:02}", 65, "a") for session, number in present])
    found = attendance.returning(TrainingYear(frame, sessions(), QUARTER, 65))
    assert found.equals(
        attendance.returning(TrainingYear(frame.sample(frac=1, random_state=1), sessions(), QUARTER, 65))
    )
    shown, _ = disclosure.protect(found, tables.estimates(), LIMITS)
    for measure in ("elderly_by_visits", "elderly_seen_before"):
        values = groups(found, measure=measure)
        total = values.pop("")
        assert math.isnan(total) or sum(values.values()) == total
        after = tables.rows_of(shown, measure=measure)
        assert not after[after.split != ""].value.between(1, 9).any()
        assert (after.withheld == "small").sum() != 1
