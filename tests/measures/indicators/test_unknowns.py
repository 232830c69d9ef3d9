"""What a register leaves open: counted beside each indicator, never among those that it counts."""

from __future__ import annotations

import pytest

from helpers.floor.quarter import Quarter
from helpers.measures.indicators import crisis_organisation, unknowns, wijk_safety

QUARTER = Quarter(2026, 3)
DAY, AHEAD, LAST_YEAR = "2026-05-01", "2026-11-01", "2025-05-01"


def test_a_training_without_an_end_is_neither_valid_nor_over(typed):
    rows = [
        ("L1", "a", DAY, None, "2022-01-01", None),  # no end
        ("L2", "a", None, "2027-01-01", "2022-01-01", None),  # valid, and no day of training
        ("L3", "a", DAY, "2027-01-01", "2022-01-01", None),  # trained
        ("L4", "a", None, None, "2022-01-01", None),  # not trained
        ("L5", "a", DAY, None, "2022-01-01", None),  # no end for one role, run out for the other
        ("L5", "b", DAY, "2026-06-01", "2022-01-01", None),
        ("L6", "a", DAY, None, "2022-01-01", DAY),  # left
        ("L7", "a", AHEAD, None, "2022-01-01", None),  # still to be trained
        ("L8", "a", DAY, None, "2022-01-01", None),  # no end for one role, trained for the other
        ("L8", "b", DAY, "2027-01-01", "2022-01-01", None),
    ]
    table = typed("crisisrollen", rows)
    found = unknowns.members(table, QUARTER).iloc[0]
    assert (found.value, found.counted) == (3, "member")  # L1, L2 and L8
    trained = crisis_organisation.trained_members(table, QUARTER).iloc[0]
    assert (trained.numerator, trained.denominator) == (1, 7)


def test_a_process_that_is_anchored_is_open_where_a_day_of_adoption_is_missing(typed):
    rows = [
        ("ICT", None, DAY),  # open
        ("Toezicht", None, None),  # not done
        ("Communicatie", DAY, DAY),  # done
        ("Juridisch advies", None, DAY),  # open in one department, not done in the other
        ("juridisch advies ", DAY, None),
        ("Zorg", None, DAY),  # not crucial
    ]
    crucial = ["ICT", "Toezicht", "Communicatie", "Juridisch advies"]
    assert unknowns.agreements(typed("crisisafspraken", rows), QUARTER, crucial).value.item() == 1


@pytest.mark.parametrize(
    ("updated", "laid_down", "is_open"),
    [(None, DAY, 1), (None, LAST_YEAR, 0), (None, None, 0), (DAY, None, 0), (LAST_YEAR, DAY, 0), (None, AHEAD, 0)],
)
def test_a_protocol_is_open_where_it_was_laid_down_this_year_without_a_day_of_update(
    typed, updated, laid_down, is_open
):
    table = typed("crisisprotocollen", [("p", updated, laid_down)])
    assert unknowns.protocols(table, QUARTER).value.item() == is_open


SCANS = [  # wijk, scanned_on, first_meeting_on, action_plan_on, is_data_driven
    ("a", DAY, DAY, DAY, True),
    ("b", None, None, DAY, True),  # a plan, and no day of the scan
    ("c", DAY, DAY, None, True),  # data-driven, and no day of the plan
    ("d", DAY, DAY, DAY, None),  # a plan that may be data-driven
    ("e", None, None, None, None),  # nothing yet
    ("x", None, None, DAY, True),  # no wijk of the municipality
]
WIJKEN = ["a", "b", "c", "d", "e"]


def test_wijken_are_open_where_one_cell_says_done_and_the_day_is_missing(typed):
    table = typed("wijkveiligheidsscans", SCANS).assign(meetings=[1, 0, 1, 1, 2, 0])
    assert unknowns.scans(table, QUARTER, WIJKEN).value.item() == 1  # b
    assert unknowns.meetings(table, QUARTER, WIJKEN).value.item() == 1  # e
    assert unknowns.plans(table, QUARTER, WIJKEN).value.item() == 2  # b and c
    assert unknowns.data_driven(table, QUARTER).value.item() == 2  # c and d


def test_what_is_open_is_not_among_what_is_counted(typed):
    table = typed("wijkveiligheidsscans", SCANS).assign(meetings=[1, 0, 1, 1, 2, 0])
    pairs = [
        (wijk_safety.scanned_wijken(table, QUARTER, WIJKEN), unknowns.scans(table, QUARTER, WIJKEN), 3),
        (wijk_safety.consulted_wijken(table, QUARTER, WIJKEN), unknowns.meetings(table, QUARTER, WIJKEN), 3),
        (wijk_safety.planned_wijken(table, QUARTER, WIJKEN), unknowns.plans(table, QUARTER, WIJKEN), 2),
        (wijk_safety.data_driven_plans(table, QUARTER), unknowns.data_driven(table, QUARTER), 1),
    ]
    for counted, beside, met in pairs:
        assert counted.numerator.item() == met
        assert met + beside.value.item() <= counted.denominator.item()
