"""VE-3-1 and VE-3-3."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import disclosure
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
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


def numbered(known=0, unknown=0, none=0, day="2026-09-30", is_based=True):
    """Interventions with the number of a signal that was given, one that was not, and none."""
    numbers = ["S2026-08-1"] * known + ["S2026-08-9"] * unknown + [None] * none
    rows = pd.DataFrame({"date": pd.Timestamp(day), "is_dashboard_based": is_based, "signal": numbers})
    return rows.astype({"is_dashboard_based": "boolean", "signal": "str", "date": "datetime64[us]"})


def by_group(table):
    return table.set_index("group").value.to_dict()


def test_interventions_are_counted_by_whether_a_dashboard_gave_their_number():
    rows = pd.concat(
        [
            numbered(known=3, unknown=2, none=4),
            numbered(known=5, day="2025-12-31"),  # last year
            numbered(known=5, day="2026-10-01"),  # after the date
            numbered(known=5, is_based=False),
            numbered(known=5, is_based=None),  # basis not known
        ]
    )
    found = dashboard.interventions_by_signal(rows, QUARTER, ["S2026-08-1"])
    assert by_group(found) == {"known": 3, "unknown": 2, "none": 4}
    assert found.value.sum() == dashboard.dashboard_interventions(rows, QUARTER).value.item()


def test_a_register_without_numbers_up_to_the_date_tells_nothing():
    later = pd.concat([numbered(none=9), numbered(known=2, day="2026-10-01")])
    assert dashboard.interventions_by_signal(later, QUARTER, ["S2026-08-1"]).empty
    assert dashboard.interventions_by_signal(numbered(none=9), QUARTER, ["S2026-08-1"]).empty


def test_where_no_dashboard_gave_a_number_there_is_nothing_to_hold_those_of_the_register_against():
    assert dashboard.interventions_by_signal(numbered(known=20, none=41), QUARTER, []).empty


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((23, 0, 41), {"known": 25, "unknown": 0, "none": 40}),
        ((3, 0, 61), {"unknown": 0}),  # the headline less those without gives the three away, so those are hidden too
        ((61, 0, 3), {"unknown": 0}),
        ((20, 4, 40), {"known": 20}),
        ((0, 12, 40), {"known": 0, "unknown": 10, "none": 40}),
        ((1, 0, 1), {}),
    ],
)
def test_no_group_follows_from_the_others_and_the_headline_which_stays(counts, shown):
    rows = numbered(*counts)
    found = dashboard.interventions_by_signal(rows, QUARTER, ["S2026-08-1"])
    headline = dashboard.dashboard_interventions(rows, QUARTER)
    both, promised = tables.stack(headline, found), {"dashboard_interventions"}
    told, _ = disclosure.protect(both, tables.estimates(), SmallNumbers(), promised)
    assert by_group(told[(told.split == "signal") & (told.withheld == "")]) == shown
    assert told.value[told.split == ""].item() == sum(counts)
