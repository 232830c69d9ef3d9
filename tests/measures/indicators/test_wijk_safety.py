"""VE-1-1, VE-1-2, VE-1-3 and VE-3-2."""

from __future__ import annotations

import math

import pytest

from helpers.floor.quarter import Quarter
from helpers.measures.indicators import wijk_safety

QUARTER = Quarter(2026, 3)
WIJKEN = ["a", "b", "c", "d", "e"]
SCANS = [
    # wijk, scanned, first meeting, plan, data-driven
    ("a", "2026-09-30", "2026-09-30", "2026-09-30", True),  # everything on the last day
    ("b", "2026-01-01", None, "2026-10-01", True),  # the plan comes a day late
    ("c", "2026-10-01", "2026-04-01", "2026-05-01", True),  # a plan before the scan is finished
    ("d", "2025-05-20", "2025-04-16", "2025-09-18", False),  # a plan, not data-driven
    ("x", "2025-05-20", "2025-04-16", "2025-09-18", True),  # not one of the municipality's wijken
]


@pytest.mark.parametrize(("measure", "done"), [("scanned_wijken", 3), ("consulted_wijken", 3), ("planned_wijken", 2)])
def test_a_wijk_counts_once_it_is_done_on_or_before_the_date(typed, measure, done):
    # scanned: a b d; consulted: a c d; planned: a d (b late, c not scanned); e has no row at all.
    found = getattr(wijk_safety, measure)(typed("wijkveiligheidsscans", SCANS), QUARTER, WIJKEN).iloc[0]
    assert (found.numerator, found.denominator, found.value) == (done, 5, 20 * done)


def test_data_driven_plans_are_a_share_of_the_scanned_wijken(typed):
    found = wijk_safety.data_driven_plans(typed("wijkveiligheidsscans", SCANS[:4]), QUARTER).iloc[0]
    # scanned: a b d; of those with a plan by the date that is data-driven: a.
    assert (found.numerator, found.denominator) == (1, 3)
    assert math.isclose(found.value, 100 / 3)


def test_a_plan_of_unknown_kind_is_not_data_driven(typed):
    rows = typed("wijkveiligheidsscans", [("a", "2026-01-01", None, "2026-02-01", None)])
    assert wijk_safety.data_driven_plans(rows, QUARTER).value.item() == 0


def test_before_the_first_scan_the_share_of_plans_is_missing(typed):
    found = wijk_safety.data_driven_plans(typed("wijkveiligheidsscans", SCANS), Quarter(2025, 1))
    assert found.withheld.item() == "missing"
