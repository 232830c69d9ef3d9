"""A sentence on how each measure counts, and a share of nothing that says why it is none."""

from __future__ import annotations

import math

import pytest

from helpers.floor.params import measure_names
from helpers.floor.quarter import Quarter
from helpers.measures.dealers import compliance
from helpers.measures.indicators import counting, crisis_organisation, enforcement, wijk_safety

QUARTER = Quarter(2026, 3)
NOTHING = {
    # measure: what is counted, its export, rows that leave nobody to share by, the reason
    "data_driven_plans_percent": (wijk_safety.data_driven_plans, "wijkveiligheidsscans", [("a",)], "nog geen wijk"),
    "trained_members_percent": (
        crisis_organisation.trained_members, "crisisrollen", [("L1", "Opvang", None, None, "2027-01-01")], "geen lid",
    ),
    "role_awareness_percent": (
        crisis_organisation.role_awareness, "rolbewustzijn", [("2026-09-01", 0, 0)], "geen medewerkers",
    ),
    "bodycam_percent": (enforcement.bodycams, "bodycams", [("2026-09-01", 0, 0)], "geen boa’s"),
    "compliant_dealers_percent": (compliance.compliant_dealers, "opkoper_controles", [], "geen controle"),
    "first_inspection_percent": (compliance.first_inspection_compliance, "opkoper_controles", [], "geen controle"),
    "crisis_protocols_percent": (crisis_organisation.crisis_protocols, "crisisprotocollen", [], "geen protocol"),
    "urgent_enforcement_percent": (
        enforcement.urgent_enforcement, "bestuursdwang", [("2026-01-01", 12, 0, 0, 0)],
        "in geen enkel geval was spoed mogelijk",
    ),
}  # fmt: skip


@pytest.mark.parametrize("measure", NOTHING)
def test_a_share_of_nothing_says_why(typed, measure):
    counted, dataset, rows, words = NOTHING[measure]
    row = counted(typed(dataset, rows), QUARTER).iloc[0]
    assert row.measure == measure and math.isnan(row.value) and row.withheld == "missing" and row.denominator == 0
    assert words in counting.why_unknown(row)
    assert counting.no_value_rule(row) == f"Er is geen stand: {counting.why_unknown(row)}."


def test_a_year_in_which_urgency_was_never_applied_says_so_and_not_zero_percent(typed):
    months = typed("bestuursdwang", [("2026-01-01", 22, 13, 0, 0), ("2026-02-01", 15, 5, 0, 0)])
    row = enforcement.urgent_enforcement(months, QUARTER).iloc[0]
    assert math.isnan(row.value) and (row.numerator, row.denominator) == (0, 18)
    assert counting.why_unknown(row) == "spoed is dit jaar niet toegepast"
    assert enforcement.enforcement_chain(months, QUARTER).empty


def test_applied_without_effect_is_a_real_zero(typed):
    months = typed("bestuursdwang", [("2026-01-01", 22, 13, 0, 2)])
    row = enforcement.urgent_enforcement(months, QUARTER).iloc[0]
    assert row.value == 0 and counting.why_unknown(row) == ""


def test_without_a_row_in_the_year_there_are_no_data_and_no_other_reason(typed):
    row = enforcement.urgent_enforcement(typed("bestuursdwang", [("2025-12-01", 9, 9, 9, 9)]), QUARTER).iloc[0]
    assert math.isnan(row.value) and counting.why_unknown(row) == ""


def test_the_chain_adds_up_the_months_of_the_year(typed):
    rows = [
        ("2025-12-01", 50, 40, 40, 40),  # last year
        ("2026-01-01", 19, 5, 4, 5),
        ("2026-09-01", 23, 11, 3, 9),
        ("2026-10-01", 50, 40, 40, 40),  # after the date
    ]
    found = enforcement.enforcement_chain(typed("bestuursdwang", rows), QUARTER)
    assert dict(zip(found.measure, found.value, strict=True)) == {
        "violations": 42, "urgent_applied": 14,
    }  # fmt: skip


def test_a_step_that_a_month_does_not_know_is_unknown(typed):
    months = typed("bestuursdwang", [("2026-01-01", None, 5, 4, 5), ("2026-02-01", 9, 5, 4, 5)])
    found = enforcement.enforcement_chain(months, QUARTER).set_index("measure")
    assert found.withheld["violations"] == "missing" and found.value["urgent_applied"] == 10


def test_every_measure_has_one_sentence_on_how_it_counts():
    rules = counting.counting_rules(67, ["Toezicht", "ICT"])
    assert sorted(rules) == sorted(measure_names.MEASURES)
    assert all(rule.endswith(".") and "{" not in rule for rule in rules.values())
    assert "67 jaar" in rules["elderly_trained"] and "Toezicht, ICT" in rules["crisis_agreements_percent"]


def test_the_other_reading_of_agreements_takes_the_whole_register(typed):
    rows = [
        ("Toezicht", "2025-09-10", "2026-09-30"),
        ("Financiën", "2026-01-01", "2026-01-01"),
        ("Opvang", "2026-01-01", None),
    ]
    crucial = ["Toezicht", "ICT"]  # ICT does not stand in the register: it counts as not done
    found = crisis_organisation.register_agreements(typed("crisisafspraken", rows), QUARTER, crucial).iloc[0]
    assert (found.numerator, found.denominator) == (2, 4)
