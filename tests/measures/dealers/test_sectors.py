"""Sectors of the inspected dealers: parts that add up to their total, and none lost for want of a sector."""

from __future__ import annotations

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.measures.dealers.sectors import compliance_by_sector

QUARTER = Quarter(2026, 4)
MET, FAILED = ("ja",) * 7, ("nee",) + ("ja",) * 6
REGISTER = pd.DataFrame({"dealer": ["o1", "o2", "o3", "o5"], "sector": ["Goud", "Fietsen", None, "Goud"]})
INSPECTIONS = [
    ("C1", "2026-01-01", "o1", "risico", *FAILED),
    ("C2", "2026-02-01", "o1", "hercontrole", *MET),  # the last one decides
    ("C3", "2026-02-01", "o2", "risico", *FAILED),
    ("C4", "2026-02-01", "o3", "risico", *MET),  # no sector
    ("C5", "2026-02-01", "o4", "risico", *FAILED),  # not in the register
    ("C6", "2025-02-01", "o5", "risico", *MET),  # another year
]


def test_each_inspected_dealer_is_in_one_sector_and_those_without_in_one_group(typed):
    found = compliance_by_sector(typed("opkoper_controles", INSPECTIONS), REGISTER, QUARTER)
    counts = found[found.measure == "inspected_dealers"].set_index("group").value
    assert counts.to_dict() == {"": 4, "Fietsen": 1, "Goud": 1, "onbekend": 2}
    shares = found[found.measure == "sector_compliance_percent"].set_index("group").value
    assert shares.to_dict() == {"": 50, "Fietsen": 0, "Goud": 100, "onbekend": 50}


def test_only_the_groups_have_a_split(typed):
    found = compliance_by_sector(typed("opkoper_controles", INSPECTIONS), REGISTER, QUARTER)
    assert set(found.split[found.group == ""]) == {""} and set(found.split[found.group != ""]) == {"sector"}


def test_a_register_without_any_sector_is_one_group(typed):
    bare = REGISTER.assign(sector=pd.Series([None] * 4, dtype="str"))
    found = compliance_by_sector(typed("opkoper_controles", INSPECTIONS), bare, QUARTER)
    assert set(found.group) == {"", "onbekend"}
