"""BR-1-1 to BR-1-5 and VE-1-5, as exports/README.md counts them; the date is 30 September 2026."""

from __future__ import annotations

import math

from helpers.floor.quarter import Quarter
from helpers.measures.indicators import crisis_organisation as crisis

QUARTER = Quarter(2026, 3)
CRUCIAL = ["Toezicht", "Juridisch advies", "Communicatie", "ICT"]


def test_an_agreement_counts_when_adopted_and_anchored_by_the_date(typed):
    rows = typed(
        "crisisafspraken",
        [
            ("Toezicht", "2025-09-10", "2026-09-30"),  # anchored on the quarter's last day: counts
            ("ICT", "2026-03-12", "2026-10-01"),  # anchored a day later: not yet
            ("Communicatie", None, "2026-01-01"),  # never adopted
            ("Financiën", "2026-01-01", "2026-01-01"),  # not one of the crucial four
        ],
    )
    found = crisis.crisis_agreements(rows, QUARTER, CRUCIAL).iloc[0]
    # Juridisch advies is not in the export: it still counts among the four.
    assert (found.numerator, found.denominator, found.value) == (1, 4, 25)


def test_crucial_processes_are_recognised_in_any_case(typed):
    rows = typed("crisisafspraken", [("toezicht ", "2026-01-01", "2026-01-01")])
    assert crisis.crisis_agreements(rows, QUARTER, ["Toezicht"]).value.item() == 100


def test_a_process_of_two_departments_needs_both(typed):
    rows = typed("crisisafspraken", [("ICT", "2026-01-01", "2026-01-01"), ("ICT", "2026-01-01", None)])
    assert crisis.crisis_agreements(rows, QUARTER, ["ICT"]).value.item() == 0


PROTOCOLS = [
    ("a", "2026-01-01", "2026-09-30"),  # both on the edges of the year: counts
    ("b", "2025-12-31", "2026-02-01"),  # updated last year: only in the other reading
    ("c", "2026-09-06", "2026-11-04"),  # laid down after the date
    ("d", "2026-03-04", None),  # not laid down
]


def test_a_protocol_counts_when_both_dates_lie_in_the_year(typed):
    found = crisis.crisis_protocols(typed("crisisprotocollen", PROTOCOLS), QUARTER).iloc[0]
    assert (found.numerator, found.denominator, found.value) == (1, 4, 25)


def test_the_other_reading_of_protocols_looks_at_the_date_alone(typed):
    found = crisis.protocols_by_date(typed("crisisprotocollen", PROTOCOLS), QUARTER).iloc[0]
    assert (found.numerator, found.denominator, found.value) == (2, 4, 50)


EXERCISES = [
    ("2025-12-31", "oefening", False, "adequaat"),  # last year
    ("2026-01-01", "oefening", False, "adequaat"),  # counts for both
    ("2026-05-01", "oefening", True, "adequaat"),  # with the region: adequate only
    ("2026-06-01", "juridisch scenario", False, "adequaat"),  # no exercise: adequate only
    ("2026-09-30", "oefening", False, "nog niet geëvalueerd"),  # local, on the last day
    ("2026-10-01", "oefening", False, "adequaat"),  # after the date
]


def test_local_exercises_leave_out_the_region_and_legal_scenarios(typed):
    assert crisis.local_exercises(typed("crisisoefeningen", EXERCISES), QUARTER).value.item() == 2


def test_adequate_exercises_include_legal_scenarios_and_leave_out_the_unevaluated(typed):
    assert crisis.adequate_exercises(typed("crisisoefeningen", EXERCISES), QUARTER).value.item() == 3


def test_a_quarter_without_exercises_in_the_year_counts_zero(typed):
    # The log holds 2025, so 2027-Q1 without a row is 0, not unknown.
    rows = typed("crisisoefeningen", EXERCISES)
    assert crisis.local_exercises(rows, Quarter(2027, 1)).value.item() == 0


def test_before_the_log_begins_nothing_is_known(typed):
    found = crisis.local_exercises(typed("crisisoefeningen", EXERCISES), Quarter(2025, 3)).iloc[0]
    assert math.isnan(found.value) and found.withheld == "missing"


ROLES = [
    ("L1", "Opvang", "2026-09-30", "2029-09-30", "2022-01-01", None),  # trained on the date
    ("L2", "Opvang", "2023-09-30", "2026-09-30", "2022-01-01", None),  # valid until the date: still valid
    ("L3", "Opvang", "2023-09-29", "2026-09-29", "2022-01-01", None),  # expired the day before
    ("L4", "Opvang", None, None, "2026-09-30", None),  # in function since the date, untrained
    ("L5", "Opvang", "2026-01-01", "2029-01-01", "2022-01-01", "2026-09-30"),  # left on the date: out
    ("L6", "Opvang", "2026-01-01", "2029-01-01", "2022-01-01", "2026-10-01"),  # leaves tomorrow: in
    ("L7", "Opvang", "2026-01-01", "2029-01-01", "2026-10-01", None),  # not yet in function
]


def test_members_in_function_are_trained_when_the_training_is_valid_on_the_date(typed):
    found = crisis.trained_members(typed("crisisrollen", ROLES), QUARTER).iloc[0]
    # In function: L1 L2 L3 L4 L6; of them trained: L1 L2 L6.
    assert (found.numerator, found.denominator, found.value) == (3, 5, 60)


def test_a_member_with_two_roles_is_one_member(typed):
    rows = [
        ("L1", "Opvang", "2026-01-01", "2029-01-01", "2022-01-01", None),
        ("L1", "Teamleider", None, None, "2022-01-01", None),
    ]
    found = crisis.trained_members(typed("crisisrollen", rows), QUARTER).iloc[0]
    assert (found.numerator, found.denominator) == (0, 1)


def test_role_awareness_is_the_last_count_by_the_date(typed):
    rows = typed("rolbewustzijn", [("2026-10-01", 10, 10), ("2026-09-30", 200, 150), ("2026-06-21", 200, 20)])
    found = crisis.role_awareness(rows, QUARTER).iloc[0]
    assert (found.numerator, found.denominator, found.value) == (150, 200, 75)
    assert str(found.start.date()) == "2026-09-30"


def test_without_a_count_by_the_date_awareness_is_missing(typed):
    found = crisis.role_awareness(typed("rolbewustzijn", [("2026-10-01", 10, 10)]), QUARTER).iloc[0]
    assert math.isnan(found.value) and found.withheld == "missing"
