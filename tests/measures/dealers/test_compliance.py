"""VE-2-4: the last inspection of each dealer in the year that shows anything."""

from __future__ import annotations

import math

import pytest

from helpers.floor.quarter import Quarter
from helpers.measures.dealers import compliance

QUARTER = Quarter(2026, 3)
MET, FAILED = ("ja",) * 7, ("ja", "nee", "ja", "ja", "ja", "ja", "nvt")
NOT_APPLICABLE, UNANSWERED, PARTLY = ("nvt",) * 7, (None,) * 7, ("ja", None, "nvt", None, "ja", "ja", "ja")
INSPECTIONS = [
    ("C01", "2025-12-31", "o1", "risico", *MET),  # last year
    ("C02", "2026-01-01", "o1", "risico", *FAILED),
    ("C03", "2026-09-30", "o1", "hercontrole", *MET),  # the last one, on the last day: complies
    ("C04", "2026-10-01", "o1", "risico", *FAILED),  # after the date
    ("C05", "2026-02-01", "o2", "steekproef", *FAILED),
    ("C06", "2026-03-01", "o2", "hercontrole", *NOT_APPLICABLE),  # shows nothing: C05 stays the last
    ("C07", "2026-04-01", "o3", "melding", *UNANSWERED),  # shows nothing: o3 is not in the denominator
    ("C08", "2026-05-01", "o4", "risico", *PARTLY),  # two items left empty, none of them nee: neither yes nor no
    ("C09", "2026-06-01", "o5", "hercontrole", *FAILED),  # only a re-inspection this year
]


@pytest.fixture
def inspections(typed):
    return typed("opkoper_controles", INSPECTIONS)


def test_the_last_inspection_that_shows_anything_decides(inspections):
    found = compliance.compliant_dealers(inspections, QUARTER).iloc[0]
    # o1 complies; o2 and o5 do not; o4 is not shown to; o3 was never really looked at.
    assert (found.numerator, found.denominator, found.value) == (1, 4, 25)


def test_a_dealer_whose_inspection_leaves_items_empty_is_neither_yes_nor_no(inspections, typed):
    found = compliance.undecided_dealers(inspections, QUARTER).iloc[0]
    assert (found.measure, found.value, found.counted) == ("compliant_dealers_percent_unknown", 1, "dealer")
    # A nee beside empty items is a failure, and a later whole inspection decides.
    rows = [
        ("C1", "2026-01-01", "o1", "risico", "nee", *[None] * 6),
        ("C2", "2026-01-01", "o2", "risico", *PARTLY),
        ("C3", "2026-02-01", "o2", "hercontrole", *MET),
    ]
    table = typed("opkoper_controles", rows)
    assert compliance.undecided_dealers(table, QUARTER).value.item() == 0
    assert compliance.compliant_dealers(table, QUARTER).value.item() == 50


def test_a_sample_with_a_gap_in_it_is_no_sample(typed):
    rows = [(f"C{i}", "2026-01-01", f"o{i}", "steekproef", *MET) for i in range(30)]
    assert compliance.drawn_compliance(typed("opkoper_controles", rows), QUARTER).value.item() == 100
    rows[0] = (*rows[0][:4], *PARTLY)
    assert compliance.drawn_compliance(typed("opkoper_controles", rows), QUARTER).withheld.item() == "missing"


def test_the_other_reading_takes_the_first_that_is_no_reinspection(inspections):
    found = compliance.first_inspection_compliance(inspections, QUARTER).iloc[0]
    # o1 failed at C02, o2 at C05, o4 is not shown to comply; o5 had only a re-inspection.
    assert (found.numerator, found.denominator) == (0, 3)


def test_inspections_that_show_nothing_are_counted(inspections):
    assert compliance.empty_inspections(inspections, QUARTER).value.item() == 2


def test_reasons_are_those_of_the_last_inspection(inspections):
    found = compliance.compliance_by_reason(inspections, QUARTER).set_index("group")
    assert found.denominator.to_dict() == {"hercontrole": 2, "risico": 1, "steekproef": 1}
    assert found.value.to_dict() == {"hercontrole": 50, "risico": 0, "steekproef": 0}


def test_who_was_drawn_by_lot_keeps_the_result_at_the_draw(typed):
    rows = [
        ("C1", "2026-01-01", "o1", "steekproef", *FAILED),
        ("C2", "2026-02-01", "o1", "hercontrole", *MET),  # mended, but not at the draw
        ("C3", "2026-02-01", "o2", "risico", *FAILED),
        ("C4", "2026-03-01", "o2", "steekproef", *MET),  # drawn later: that inspection counts
        ("C5", "2026-04-01", "o3", "melding", *MET),  # never drawn
        ("C6", "2025-04-01", "o4", "steekproef", *MET),  # another year
    ]
    found = compliance.drawn_compliance(typed("opkoper_controles", rows), QUARTER).iloc[0]
    assert (found.numerator, found.denominator) == (1, 2)


def test_items_are_shares_of_the_inspections_they_applied_to(inspections):
    found = compliance.item_failures(inspections, QUARTER).set_index("group")
    # Last inspections: C03 met, C05 failed, C08 partly, C09 failed.
    assert found.numerator["item_dor_account"] == 1  # C03
    assert found.denominator["item_dor_account"] == 3  # not answered in C08
    assert found.denominator["item_sales_register"] == 2  # nvt in C05 and C09


def test_of_two_inspections_on_a_day_the_later_number_is_the_last(typed):
    rows = [("C2", "2026-01-01", "o1", "risico", *MET), ("C1", "2026-01-01", "o1", "risico", *FAILED)]
    assert compliance.compliant_dealers(typed("opkoper_controles", rows), QUARTER).value.item() == 100


def test_without_inspections_in_the_year_the_share_is_missing(inspections):
    found = compliance.compliant_dealers(inspections, Quarter(2027, 1)).iloc[0]
    assert math.isnan(found.value) and found.withheld == "missing"


def test_a_dealer_struck_off_on_the_date_is_no_longer_registered(typed):
    rows = typed(
        "opkopers",
        [
            ("o1", "2017-09-01", None),
            ("o2", "2026-09-30", None),  # registered on the date
            ("o3", "2012-01-01", "2026-09-30"),  # struck off on the date
            ("o4", "2012-01-01", "2026-10-01"),
            ("o5", "2026-10-01", None),
        ],
    )
    assert compliance.registered_dealers(rows, QUARTER).value.item() == 3
