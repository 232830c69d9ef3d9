"""Who stands in which hidden cell of the training changes no byte of the chapter, whatever it is that moves."""

from __future__ import annotations

import pytest

import moving
from helpers import sources
from helpers.analyses import cyber_training
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.training import participants

STEM = cyber_training.SUBJECT
PEOPLE, SESSIONS = cyber_training.SOURCES
YEARLY, LATER = Quarter(2025, 4), Quarter(2026, 3)  # all of the chapter is about 2025, but the sessions of 2026
MOST = 2  # pairs of hidden cells a delivery: each takes seconds


@pytest.fixture(scope="module")
def ours(sample):
    return sample


@pytest.fixture(scope="module")
def theirs(delivery):
    return sources.open_delivery(str(delivery), "2026-Q3")


@pytest.fixture(scope="module", params=["ours", "theirs"])
def whole(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def seen(whole):
    """A delivery, with all that the chapter says of it."""
    there = whole.at(YEARLY)
    return there, moving.analysed(STEM, there)


def changed_pieces(seen, other):
    """The pieces that differ, by name: what differs is not printed."""
    return moving.differing(STEM, seen[1], moving.analysed(STEM, other))


def shown_of(seen, **where):
    return tables.rows_of(seen[1].measures, **where)


def some(pairs):
    """A few of the pairs, from all over."""
    pairs = list(pairs)
    return pairs[:: max(1, len(pairs) // MOST)][:MOST]


def elderly_once(people, **where):
    """The rows of elderly persons who came once ever."""
    once = people.participant.map(people.participant.value_counts()) == 1
    return tables.rows_of(people[once & (people.age_low >= 65)], **where)


def to_other_session(delivery, source, target):
    """One elderly person, with seat and registration, at the other session."""
    people, held = delivery[PEOPLE].copy(), delivery[SESSIONS].copy()
    people.loc[elderly_once(people, session=source).index[0], "session"] = target
    for name in ("attendance", "registrations"):
        held.loc[held.session == source, name] -= 1
        held.loc[held.session == target, name] += 1
    return moving.changed(delivery, **{PEOPLE: people, SESSIONS: held})


def session_pairs(seen):
    year = cyber_training.year_of(seen[0])
    counts = participants.new_elderly_per_session(year).dropna(subset=["value"]).set_index("period").value
    shown = shown_of(seen, measure="new_elderly", group="gehouden")
    quarter = shown.set_index("period").start.dt.quarter
    pairs = moving.hidden_pairs(shown, "period", counts)
    # In one quarter, so that the growth of the headline stays.
    of_quarter = [(one, other) for one, other in pairs if quarter[one] == quarter[other]]
    return [(one, other) for one, other in of_quarter if keeps_step(counts[one], -1) and keeps_step(counts[other], 1)]


def keeps_step(count, more):
    """Whether a large count stays what it would be shown as: by that the defence prefers one cell to another."""
    return count < 10 or (count + 2) // 5 == (count + more + 2) // 5


def test_a_person_at_another_hidden_session_changes_no_byte(seen):
    pairs = some(session_pairs(seen))
    assert pairs
    for pair in pairs:
        assert changed_pieces(seen, to_other_session(seen[0], *pair)) == []


def test_in_a_year_under_way_neither_with_its_forecast(whole):
    there = whole.at(LATER)
    seen = there, moving.analysed(STEM, there)
    assert "Eind 2026 verwachten we" in moving.pieces_of(STEM, seen[1])["pacing"]
    for pair in some(session_pairs(seen)):
        assert changed_pieces(seen, to_other_session(there, *pair)) == []


def test_registrations_and_empty_seats_at_another_session_change_no_byte(seen):
    """So many to the first session of the year that it is more than full, and the last is nearly empty."""
    held = seen[0][SESSIONS].copy()
    now = cyber_training.year_of(seen[0].at(seen[0].last_yearly().quarter)).held
    first, last = now.index[0], now.index[-1]
    for name in ("attendance", "registrations"):
        moved = held[name][last] - 1
        held.loc[last, name] -= moved
        held.loc[first, name] += moved
    held.loc[[first, last], "capacity"] = held.capacity[[last, first]].tolist()
    assert changed_pieces(seen, moving.changed(seen[0], **{SESSIONS: held})) == []


def test_a_person_in_another_hidden_wijk_changes_no_byte(seen):
    yearly = seen[0].last_yearly()
    year = cyber_training.year_of(yearly)
    counts = participants.elderly_by_wijk(year, yearly.areas.codes).set_index("area").value
    shown = shown_of(seen, measure="elderly_trained", area_level="wijk")
    pairs = moving.hidden_pairs(shown, "area", counts)
    pairs = [(one, other) for one, other in pairs if keeps_step(counts[one], -1) and keeps_step(counts[other], 1)]
    assert pairs
    for source, target in some(pairs):
        people = seen[0][PEOPLE].copy()
        people.loc[elderly_once(people, wijk=source, session=year.held.session.tolist()).index[0], "wijk"] = target
        assert changed_pieces(seen, moving.changed(seen[0], **{PEOPLE: people})) == []


def pairs_of(delivery):
    """The rows of the year with two marks, of elderly persons who came once."""
    year = cyber_training.year_of(delivery.last_yearly())
    rows = elderly_once(delivery[PEOPLE], session=year.held.session.tolist())
    return rows.dropna(subset=["mark_before", "mark_after"])


def test_two_persons_who_swap_their_marks_change_no_byte(seen):
    """At two sessions: no piece tells of the marks of a session, or of how sessions differ."""
    rows = pairs_of(seen[0])
    change = rows.mark_after - rows.mark_before
    most, least = change.idxmax(), change.idxmin()
    assert rows.session[most] != rows.session[least]
    people, both = seen[0][PEOPLE].copy(), ["mark_before", "mark_after"]
    people.loc[[most, least], both] = rows.loc[[least, most], both].to_numpy()
    assert changed_pieces(seen, moving.changed(seen[0], **{PEOPLE: people})) == []


def test_marks_that_move_within_their_group_change_no_byte_where_a_group_is_hidden(seen):
    """One who went up goes up further, and one who went down further down; no mark becomes sufficient or ceases to."""
    groups = shown_of(seen, measure="mark_change_percent", split="mark_change")
    if not (groups.withheld == "small").any():
        pytest.skip("no group of the marks is hidden: there is a mean, which is of all of them")
    rows = pairs_of(seen[0])
    change = rows.mark_after - rows.mark_before
    ups = rows[(change > 0) & rows.mark_after.between(6, 9)]
    downs = rows[(change < 0) & ~rows.mark_after.between(5.5, 6.5) & (rows.mark_after > 1)]
    people = seen[0][PEOPLE].copy()
    people.loc[ups.index[:8], "mark_after"] += 1
    people.loc[downs.index, "mark_after"] -= 1
    assert len(ups) >= 8 and len(downs)
    assert changed_pieces(seen, moving.changed(seen[0], **{PEOPLE: people})) == []


def test_a_mark_that_goes_to_another_hidden_group_changes_no_byte(seen):
    groups = shown_of(seen, measure="mark_change_percent", split="mark_change").set_index("group").withheld
    if not (groups[["lager", "gelijk"]] == "small").all():
        pytest.skip("no two groups of the marks are hidden")
    rows = pairs_of(seen[0])
    same = rows[(rows.mark_after == rows.mark_before) & ~rows.mark_after.between(5.5, 6.5) & (rows.mark_after > 1)]
    people = seen[0][PEOPLE].copy()
    people.loc[same.index[0], "mark_after"] -= 1
    assert changed_pieces(seen, moving.changed(seen[0], **{PEOPLE: people})) == []


def test_persons_between_shown_wijken_are_seen(seen):
    """The test can tell: what moves a shown number changes a piece."""
    shown = shown_of(seen, measure="elderly_trained", area_level="wijk", withheld="")
    source, target = shown.sort_values("value").area.tolist()[::-1][:2]
    people = seen[0][PEOPLE].copy()
    year = cyber_training.year_of(seen[0].last_yearly())
    rows = elderly_once(people, wijk=source, session=year.held.session.tolist())
    people.loc[rows.index[:6], "wijk"] = target
    assert {"reach_by_wijk", "reach_funnel"} <= set(changed_pieces(seen, moving.changed(seen[0], **{PEOPLE: people})))
