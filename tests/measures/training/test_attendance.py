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
from helpers.measures.training import attendance, participants
from helpers.measures.training.year import TrainingYear

MOST = 26  # younger persons that an attacker tries
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


def trained(elderly, younger, sessions_="s1"):
    rows = [(sessions_, f"e{i}", 65, "a") for i in range(elderly)]
    return people(rows + [(sessions_, f"y{i}", 25, "a") for i in range(younger)])


def funnel(people_, rows=SESSIONS, quarter=QUARTER):
    return attendance.funnel(TrainingYear(people_, sessions(rows), quarter, 65), LIMITS)


def test_the_funnel_counts_held_sessions_of_the_year():
    found = funnel(trained(15, 12), [*SESSIONS, ("s8", "2026-02-01", "gehouden", 30, 24, 12)])
    assert groups(found, measure="training_funnel") == {"seats": 80, "registrations": 64, "attendances": 55}
    # s6: nothing recorded but who came; the planned ones have still to get them.
    assert groups(found, measure="sessions") == {"seats": 1, "registrations": 1}
    assert found.counted.tolist() == ["seat", "person", "person", "session", "session"]


def test_without_registrations_only_those_are_missing():
    found = funnel(trained(6, 12), [("s1", "2026-01-01", "gehouden", 20, None, 18)])
    assert (found.withheld == "missing").tolist() == [False, True, False, False, False]


def test_before_the_first_session_nothing_is_known():
    assert (funnel(trained(3, 3), quarter=Quarter(2025, 3)).withheld == "missing").all()


@pytest.mark.parametrize("others", range(10))
def test_attendances_are_hidden_when_the_elderly_beside_them_would_tell_of_fewer_than_ten(others):
    def attendances(came):
        found = funnel(trained(50, came - 50), [("s1", "2026-01-01", "gehouden", 90, 90, came)])
        return groups(found, measure="training_funnel")["attendances"]

    assert math.isnan(attendances(50 + others)) and attendances(60) == 60


@pytest.mark.parametrize(("unknown", "is_shown"), [(0, True), (1, True), (9, True), (10, True), (11, False)])
def test_who_is_of_unknown_age_leaves_fewer_others(unknown, is_shown):
    """Of 20 attendances more than elderly; a hidden number of unknown ages may be as large as nine."""
    both = trained(50, 20)
    both = both.assign(age_low=both.age_low.where(both.index < 70 - unknown))
    found = funnel(both, [("s1", "2026-01-01", "gehouden", 90, 90, 70)])
    assert math.isnan(groups(found, measure="training_funnel")["attendances"]) != is_shown


@pytest.mark.parametrize(("registered", "is_shown"), [(69, False), (70, True)])
def test_registrations_are_hidden_when_few_more_registered_than_came(registered, is_shown):
    rows = [("s1", "2026-01-01", "gehouden", 90, registered, 60)]
    assert math.isnan(groups(funnel(trained(50, 10), rows), measure="training_funnel")["registrations"]) != is_shown


def test_an_attacker_who_subtracts_never_finds_few_younger_persons_or_few_of_unknown_age():
    """42 elderly, the most that round to 40: what is shown fits every number from 1 to 9 where it fits one."""
    cases = {(young, unknown): _case(42, young, unknown) for young in range(MOST) for unknown in range(14)}
    # Each in a period of its own, so that they can be protected in one go.
    stacked = tables.stack(*(found.assign(period=str(case)) for case, found in cases.items()))
    shown, _ = disclosure.protect(stacked, tables.estimates(), LIMITS)
    values = shown.groupby("period").value.agg(lambda column: tuple(column.fillna(-1)))
    fitting = defaultdict(set)
    for case in cases:
        fitting[values[str(case)]].add(case)
    # What may be the most that were tried is not tried out.
    tried = [several for several in fitting.values() if MOST - 1 not in {young for young, _ in several}]
    assert len(tried) > 4
    for several in tried:
        for which in (0, 1):
            counts = {case[which] for case in several}
            assert not counts & set(range(1, 10)) or set(range(1, 10)) <= counts


def _case(elderly, young, unknown):
    """The funnel, and beside it who is of unknown age, as the chapter shows it."""
    rows = [("s1", f"p{i}", 65 if i < elderly else 25, "a") for i in range(elderly + young)]
    rows += [("s1", f"u{i}", None, "a") for i in range(unknown)]
    sessions_ = sessions([("s1", "2026-01-01", "gehouden", 200, 200, len(rows))])
    year = TrainingYear(people(rows), sessions_, QUARTER, 65)
    return tables.stack(attendance.funnel(year, LIMITS), participants.of_unknown_age(year))


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
    found = attendance.seen_before(TrainingYear(present, sessions(), QUARTER, 65))
    assert groups(found, measure="elderly_seen_before") == {"": 3, "yes": 1, "no": 2}


def test_without_an_earlier_year_it_is_not_known_who_had_come_before():
    found = attendance.seen_before(TrainingYear(trained(12, 0), sessions(SESSIONS[1:]), QUARTER, 65))
    assert (tables.rows_of(found, measure="elderly_seen_before").withheld == "missing").all()


visits = st.lists(
    st.tuples(st.sampled_from(["s0", "s1", "s2", "s3", "s5"]), st.integers(0, 30)), max_size=60, unique=True
)


@how(max_examples=15, deadline=None, derandomize=True)
@given(present=visits)
def test_the_groups_of_who_returned_add_up_and_a_small_one_stays_hidden(present):
    frame = people([(session, f"p{number:02}", 65, "a") for session, number in present])
    found = attendance.seen_before(TrainingYear(frame, sessions(), QUARTER, 65))
    assert found.equals(
        attendance.seen_before(TrainingYear(frame.sample(frac=1, random_state=1), sessions(), QUARTER, 65))
    )
    # Their totals are the headline, which stands beside them exactly.
    shown, _ = disclosure.protect(found, tables.estimates(), LIMITS, set(found.measure))
    values = groups(found)
    total = values.pop("")
    assert math.isnan(total) or sum(values.values()) == total
    after = shown[shown.split != ""]
    assert not after.value.between(1, 9).any()
    assert (after.withheld == "small").sum() != 1
