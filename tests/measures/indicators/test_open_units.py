"""What is open by name: the units that the denominator has and the numerator has not; persons are never named."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.floor.quarter import Quarter
from helpers.measures.indicators import crisis_organisation, dashboard, wijk_safety
from helpers.measures.indicators.open_units import Unit, open_units

QUARTER = Quarter(2026, 3)
SCANS = [
    # wijk, scanned, first meeting, plan, data-driven
    ("a", "2026-09-30", "2026-09-30", "2026-09-30", True),  # everything on the last day: nowhere open
    ("b", "2026-01-01", None, "2026-10-01", True),  # no meeting; the plan comes a day late
    ("c", "2026-10-01", "2026-04-01", "2026-05-01", True),  # the scan comes a day late, so the plan does not count
    ("d", "2025-05-20", "2025-04-16", "2025-09-18", False),  # a plan, not data-driven
]


def listed(found: pd.DataFrame) -> dict[str, list[str]]:
    """The units by measure."""
    return found.groupby("measure").group.agg(list).to_dict()


def test_each_count_of_wijken_names_those_it_has_not(typed):
    found = wijk_safety.open_wijken(typed("wijkveiligheidsscans", SCANS), QUARTER, ["a", "b", "c", "d", "e"])
    assert listed(found) == {
        "open_scanned_wijken_percent": ["c", "e"],  # e has no row at all
        "open_consulted_wijken_percent": ["b", "e"],
        "open_planned_wijken_percent": ["b", "c", "e"],
        "open_data_driven_plans_percent": ["b", "d"],  # of the scanned ones alone
    }


@pytest.mark.parametrize(
    ("measure", "headline"),
    [
        ("open_scanned_wijken_percent", wijk_safety.scanned_wijken),
        ("open_consulted_wijken_percent", wijk_safety.consulted_wijken),
        ("open_planned_wijken_percent", wijk_safety.planned_wijken),
    ],
)
def test_what_is_named_and_what_is_counted_make_the_whole(typed, measure, headline):
    scans, wijken = typed("wijkveiligheidsscans", SCANS), ["a", "b", "c", "d", "e"]
    counted = headline(scans, QUARTER, wijken).iloc[0]
    named = listed(wijk_safety.open_wijken(scans, QUARTER, wijken))[measure]
    assert counted.numerator + len(named) == counted.denominator


def test_a_protocol_is_open_unless_both_its_days_lie_in_the_year(typed):
    rows = [
        ("a", "2026-01-01", "2026-09-30", "HR"),  # done
        ("b", "2025-12-31", "2026-02-01", "HR"),  # updated last year
        ("c", "2026-09-06", "2026-11-04", "Communicatie"),  # laid down after the date
        ("d", "2026-03-04", None, None),  # not laid down, of no known department
    ]
    found = crisis_organisation.open_protocols(typed("crisisprotocollen", rows), QUARTER)
    assert found[["area", "group"]].values.tolist() == [["", "d"], ["Communicatie", "c"], ["HR", "b"]]


def test_a_process_is_named_with_the_departments_that_are_not_done(typed):
    rows = [
        ("Toezicht", "2025-09-10", "2026-09-30", "Handhaving"),
        ("ict ", "2026-03-12", "2026-10-01", "Informatie"),  # anchored a day late
        ("ICT", "2026-03-12", "2026-05-01", "Facilitair"),  # done: not named
        ("Opvang", None, None, "Sociaal Domein"),  # not one of the crucial ones
    ]
    wanted = ["Toezicht", "ICT", "Communicatie"]
    found = crisis_organisation.open_processes(typed("crisisafspraken", rows), QUARTER, wanted)
    # Communicatie does not stand in the register: open, in no known department.
    assert found[["group", "area"]].values.tolist() == [["ICT", "Informatie"], ["Communicatie", ""]]


def test_the_months_that_passed_without_an_update_are_named(typed):
    days = ["2025-04-01", "2026-01-12", "2026-02-09", "2026-10-01"]
    found = dashboard.months_without_update(typed("dashboard_updates", [(day, "") for day in days]), QUARTER)
    assert found.group.tolist() == [f"2026-0{month}" for month in range(3, 10)]


def test_before_the_first_update_no_month_is_called_open(typed):
    later = typed("dashboard_updates", [("2027-01-01", "")])
    assert dashboard.months_without_update(later, QUARTER).empty


@pytest.mark.parametrize("counted", ["member", "dealer", "boa", "person", "staff", "violation"])
def test_a_person_or_dealer_is_never_named(counted):
    with pytest.raises(ValueError, match=f"a {counted} is never named"):
        open_units("trained_members_percent", [Unit("L001")], QUARTER, counted)


def test_the_untrained_are_counted_by_role_and_never_named(typed):
    rows = [
        ("L1", "Opvang", "2023-09-30", "2026-09-30", "2022-01-01", None),  # valid on the date
        ("L2", "Opvang", "2023-09-29", "2026-09-29", "2022-01-01", None),  # expired the day before
        ("L3", "Opvang", None, None, "2026-09-30", None),  # in function since the date
        ("L3", "Teamleider", None, None, "2022-01-01", None),  # the same member in another role
        ("L4", "Opvang", None, None, "2022-01-01", "2026-09-30"),  # left
        ("L5", "Juridisch", "2026-01-01", "2029-01-01", "2022-01-01", None),  # a role that is complete
    ]
    found = crisis_organisation.untrained_roles(typed("crisisrollen", rows), QUARTER)
    assert found[["group", "value"]].values.tolist() == [["Opvang", 2.0], ["Teamleider", 1.0]]
    assert set(found.counted) == {"member"}  # persons: protected wherever it would be shown
    assert not found.astype(str).isin(["L1", "L2", "L3", "L4", "L5"]).any(axis=None)
