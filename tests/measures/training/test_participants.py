"""VE-1-4: persons, not attendances; held sessions, not planned ones."""

from __future__ import annotations

import math

import pytest

from helpers.floor.quarter import Quarter
from helpers.measures.training import participants
from helpers.measures.training.year import TrainingYear

QUARTER = Quarter(2026, 3)
SESSIONS = [
    ("S0", "2025-12-31", "gehouden"),  # last year
    ("S1", "2026-01-01", "gehouden"),
    ("S2", "2026-09-30", "gehouden"),  # on the last day
    ("S3", "2026-10-01", "gehouden"),  # held, but after the date: planned as seen then
    ("S4", "2026-05-01", "vervallen"),
    ("S5", "2026-11-01", "vervallen"),  # called off before it came
    ("S6", "2027-01-05", "gepland"),  # next year
]
PARTICIPANTS = [
    ("S0", "p1", 65, "a"),
    ("S1", "p1", 65, "a"),  # not seen earlier in 2026: new at S1
    ("S1", "p2", 85, "b"),
    ("S1", "p3", 0, "b"),  # too young
    ("S2", "p1", 65, "c"),  # again, after moving house
    ("S2", "p4", 75, "b"),
    ("S2", "p5", None, "b"),  # age not known
    ("S3", "p6", 65, "a"),
    ("S4", "p7", 65, "a"),  # the session was called off
]


@pytest.fixture
def held(typed):
    return typed("cybertraining_deelnemers", PARTICIPANTS), typed("cybertraining_bijeenkomsten", SESSIONS)


def test_who_came_twice_is_one_person(held):
    # p1, p2 and p4.
    assert participants.elderly_trained(TrainingYear(*held, QUARTER, 65)).value.item() == 3


def test_the_age_limit_is_a_parameter(held):
    # 75 and over: p2 and p4.
    assert participants.elderly_trained(TrainingYear(*held, QUARTER, 75)).value.item() == 2


def test_the_elderly_of_the_wijken_add_up_to_the_headline(held):
    found = participants.elderly_by_wijk(TrainingYear(*held, QUARTER, 65), ["a", "b", "d"])
    # p1 lived in c last; p2 and p4 in b; a and d have nobody.
    assert dict(zip(found.area, found.value, strict=True)) == {"a": 0, "b": 2, "c": 1, "d": 0}


def test_each_session_of_the_year_tells_who_was_new_and_how_it_stood_on_the_date(held):
    found = participants.new_elderly_per_session(TrainingYear(*held, QUARTER, 65))
    assert found.period.tolist() == ["S1", "S4", "S2", "S3", "S5"]
    assert found.group.tolist() == ["gehouden", "vervallen", "gehouden", "gepland", "vervallen"]
    assert found.value.fillna(-1).tolist() == [2, -1, 1, -1, -1]
    assert (found.withheld == "missing").tolist() == [False, True, False, True, True]
    assert (found.start == found.end).all()


def test_new_persons_add_up_to_the_persons_trained(held):
    per_session = participants.new_elderly_per_session(TrainingYear(*held, QUARTER, 65))
    assert per_session.value.sum() == participants.elderly_trained(TrainingYear(*held, QUARTER, 65)).value.item()


def test_before_the_first_session_nothing_is_known(held):
    found = participants.elderly_trained(TrainingYear(*held, Quarter(2025, 3), 65)).iloc[0]
    assert math.isnan(found.value) and found.withheld == "missing"


@pytest.mark.parametrize(("youngest", "is_elderly"), [(65, True), (85, True), (64, False), (0, False), (None, False)])
def test_who_is_in_a_band_that_begins_at_the_limit_or_above_it_is_elderly(typed, youngest, is_elderly):
    people = typed("cybertraining_deelnemers", [("S1", "p1", youngest, "a")])
    sessions = typed("cybertraining_bijeenkomsten", SESSIONS)
    assert participants.elderly_trained(TrainingYear(people, sessions, QUARTER, 65)).value.item() == is_elderly
