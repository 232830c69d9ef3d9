"""The survey per wave, and the quarterly counts beside it."""

from __future__ import annotations

import math

import pytest

from helpers.floor.quarter import Quarter
from helpers.measures.scan_car import cleanliness

QUARTER = Quarter(2026, 3)
WAVES = [
    ("2024", "2024-03-01", "2024-04-30", "a", 100, 50.0, 60.0),
    ("2026", "2026-08-01", "2026-09-30", "a", 100, 80.0, 70.0),
    ("2026", "2026-08-01", "2026-09-30", "b", 300, 60.0, None),
    ("2028", "2026-09-01", "2026-10-01", "a", 100, 90.0, 70.0),  # still in the field on the date
]


def test_each_wave_has_its_wijken_and_a_weighted_municipality(typed):
    found = cleanliness.clean_percent(typed("wijkatlas", WAVES), QUARTER)
    keyed = found.set_index(["area_level", "area", "period"])
    assert len(found) == 5
    assert keyed.value["wijk", "a", "2026"] == 80
    assert keyed.numerator["wijk", "b", "2026"] == 180
    # sqrt(80 * 20 / 100) = 4
    assert keyed.se["wijk", "a", "2026"] == 4
    # (100 * 80 + 300 * 60) / 400 = 65
    assert keyed.value["municipality", "", "2026"] == 65
    # It would follow from the shares of all wijken, those that are hidden too.
    assert math.isnan(keyed.se["municipality", "", "2026"])


def test_a_wijk_that_did_not_answer_is_missing_and_out_of_the_total(typed):
    found = cleanliness.lighting_percent(typed("wijkatlas", WAVES), QUARTER)
    keyed = found.set_index(["area_level", "area", "period"])
    assert keyed.withheld["wijk", "b", "2026"] == "missing"
    assert keyed.value["municipality", "", "2026"] == 70
    assert keyed.denominator["municipality", "", "2026"] == 100


def test_a_wijk_without_respondents_is_missing(typed):
    rows = [("2026", "2026-08-01", "2026-09-30", "a", 0, None, None)]
    found = cleanliness.clean_percent(typed("wijkatlas", rows), QUARTER)
    assert found.withheld.tolist() == ["missing", "missing"]


def test_sites_out_of_norm_are_pooled_per_wijk_and_quarter(typed):
    rows = typed(
        "afvalwaarnemingen",
        [
            ("2026-06-30", "a", 50, 5),
            ("2026-07-01", "a", 40, 1),
            ("2026-09-30", "a", 60, 4),
            ("2026-09-30", "b", 100, 15),
            ("2026-09-30", "b", 100, None),  # half filled in: left out
            ("2026-10-01", "a", 10, 10),
        ],
    )
    found = cleanliness.sites_out_of_norm(rows, QUARTER).set_index(["period", "area"])
    # 2026-Q3: a 5 of 100, b 15 of 100, together 20 of 200.
    assert found.value["2026-Q3"].to_dict() == {"a": 5, "b": 15, "": 10}
    assert found.value["2026-Q2"].to_dict() == {"a": 10, "": 10}


REPORTS = [
    ("2026-04-01", "a", "Zwerfvuil", 5),
    ("2026-07-01", "a", "Zwerfvuil", 3),
    ("2026-09-01", "a", "Grofvuil", 2),
    ("2026-09-01", "a", "Huisafval naast container", 1),
    ("2026-09-01", "a", "Straatverlichting", 4),
    ("2026-09-01", "b", "Overig", 50),
    ("2026-10-01", "a", "Zwerfvuil", 99),
]


KINDS = {
    "waste": ["Zwerfvuil", "Grofvuil", "Huisafval naast container"], "lighting": ["Straatverlichting"], "other": ["Overig"],
}  # fmt: skip


def test_litter_reports_leave_out_lighting_and_the_rest(typed):
    found = cleanliness.litter_reports(typed("meldingen", REPORTS), QUARTER, {"a": 2000, "b": 500}, KINDS)
    keyed = found.set_index(["period", "area"])
    assert keyed.value["2026-Q3"].to_dict() == {"a": 3, "b": 0}
    assert keyed.value["2026-Q2"].to_dict() == {"a": 2.5, "b": 0}


def test_lighting_reports_are_the_control(typed):
    found = cleanliness.lighting_reports(typed("meldingen", REPORTS), QUARTER, {"a": 2000}, KINDS)
    keyed = found.set_index(["period", "area"])
    assert keyed.value["2026-Q3", "a"] == 2
    assert keyed.withheld["2026-Q3", "b"] == "missing"  # nobody knows how many live there
    assert keyed.withheld["2026-Q2", "a"] == "missing"  # no row of the quarter names lighting


@pytest.mark.parametrize("name", ["ZWERFVUIL", " zwerf-vuil", "Zwerf\u00a0vuil"])
def test_a_category_in_another_spelling_is_that_category(typed, name):
    found = cleanliness.litter_reports(typed("meldingen", [("2026-07-01", "a", name, 6)]), QUARTER, {"a": 2000}, KINDS)
    assert found.value.item() == 3


def test_reports_under_an_unknown_name_leave_the_quarter_unknown_and_no_zero(typed):
    rows = [
        ("2026-04-01", "a", "Zwerfvuil", 5),
        ("2026-07-01", "a", "Zwerfafval", 6),
        ("2026-07-01", "a", "Grofvuil", 1),
    ]
    found = cleanliness.litter_reports(typed("meldingen", rows), QUARTER, {"a": 1000}, KINDS).set_index("period")
    assert found.value["2026-Q2"] == 5
    assert found.withheld["2026-Q3"] == "missing"
    empty = [("2026-07-01", "a", "Grofvuil", 1), ("2026-07-01", "a", "Nieuw", 0)]
    assert cleanliness.litter_reports(typed("meldingen", empty), QUARTER, {"a": 1000}, KINDS).value.item() == 1
