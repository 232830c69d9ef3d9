"""The gap to a target: by hand, both ways, and none where nothing is missing or known."""

from __future__ import annotations

import pytest

from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.indicators import gap


def found(value, quarter=3, operator=">=", target=80, year=2026, **fields):
    known = {
        "id": "VE-9-9", "goal": "", "text": "", "target_text": "", "name": "", "measure": "some_measure",
        "kind": "share_of_register", "accumulates": "stand", "can_fall_back": "true", "unit": "percent",
        "operator": operator, "targets": {year: target}, "sources": ["x"], "owner": "",
    }  # fmt: skip
    row = {"value": value, "period": f"2026-Q{quarter}", "area_level": "municipality"} | fields
    return gap.gaps([Indicator(**known)], tables.measures([row], measure="some_measure"), Quarter(2026, quarter))


@pytest.mark.parametrize(
    ("value", "quarter", "missing", "left", "is_met"),
    [
        (60, 3, 25, 25, True),
        (59, 3, 26.25, 25, False),
        (20, 1, 75, 75, True),
        (79, 4, 1.25, 0, False),
        (0, 2, 100, 50, False),
    ],
)
def test_what_is_missing_stands_beside_what_is_left_of_the_year(value, quarter, missing, left, is_met):
    (row,) = found(value, quarter).itertuples()
    assert (row.estimate, row.at, row.is_met) == (pytest.approx(missing), left, is_met)


@pytest.mark.parametrize(("value", "target", "missing"), [(30, 20, 50), (5, 0, 100)])
def test_a_target_of_at_most_is_missed_from_above(value, target, missing):
    assert found(value, operator="<=", target=target).estimate.item() == missing


@pytest.mark.parametrize(
    "fields",
    [
        {"value": 80},
        {"value": 90},
        {"value": None},
        {"value": 9.0, "withheld": "small"},
        {"value": 9.0, "period": "2026-Q2"},
    ],
)
def test_what_is_reached_unknown_hidden_or_of_another_quarter_has_no_gap(fields):
    assert found(**fields).empty


def test_a_year_without_a_target_has_no_gap():
    assert found(10, year=2027).empty and not found(10, year=2026).empty
