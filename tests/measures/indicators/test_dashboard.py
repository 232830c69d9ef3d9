"""VE-3-1 and VE-3-3."""

from __future__ import annotations

from helpers.floor.quarter import Quarter
from helpers.measures.indicators import dashboard

QUARTER = Quarter(2026, 3)


def test_a_month_with_two_updates_is_one_month(typed):
    days = ["2025-12-31", "2026-01-12", "2026-01-20", "2026-02-09", "2026-09-30", "2026-10-01"]
    rows = typed("dashboard_updates", [(day, "maandverversing") for day in days])
    # January, February and September; December was last year, October is after the date.
    assert dashboard.dashboard_months(rows, QUARTER).value.item() == 3


def test_interventions_count_when_the_dashboard_was_their_basis(typed):
    rows = typed(
        "interventies",
        [
            ("2025-12-31", "WK191601", "afval", True),
            ("2026-01-01", "WK191601", "afval", True),
            ("2026-05-01", "WK191601", "afval", False),
            ("2026-06-01", "WK191601", "afval", None),  # basis not known
            ("2026-09-30", "WK191602", "afval", True),
            ("2026-10-01", "WK191602", "afval", True),
        ],
    )
    assert dashboard.dashboard_interventions(rows, QUARTER).value.item() == 2
