"""What a register of events tells of each month, and where it cannot tell."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from helpers.floor.month import Month, months_up_to
from helpers.floor.shapes.tables import rows_of, the
from helpers.measures.months import average, crimes, hours, interventions

WIJKEN = ["WK000101", "WK000102"]
MONTHS = months_up_to(Month(2026, 9), 4)  # June to September


def register(*rows):
    return pd.DataFrame(rows, columns=["date", "wijk", "hours"]).astype({"date": "datetime64[us]"})


def of(table, wijk, month):
    return the(table, area=wijk, period=month)


@pytest.fixture
def shifts():
    return register(("2026-07-31", WIJKEN[0], 2.5), ("2026-07-01", WIJKEN[0], 1.0), ("2026-09-30", WIJKEN[1], 4.0))


def test_what_happened_in_a_month_adds_up_per_wijk_and_in_the_municipality(shifts):
    table = hours.monthly_hours(shifts, MONTHS, WIJKEN)
    assert (of(table, WIJKEN[0], "2026-07").value, of(table, "", "2026-07").value) == (3.5, 3.5)
    assert (of(table, WIJKEN[1], "2026-09").value, of(table, "", "2026-09").value) == (4.0, 4.0)
    assert table.counted.unique().tolist() == ["hour"] and table.unit.unique().tolist() == ["hours"]


def test_a_quiet_month_is_zero_and_a_month_before_the_register_is_unknown(shifts):
    table = hours.monthly_hours(shifts, MONTHS, WIJKEN)
    assert of(table, "", "2026-08").value == 0 and of(table, WIJKEN[1], "2026-07").value == 0
    before = rows_of(table, period="2026-06")
    assert before.value.isna().all() and set(before.withheld) == {"missing"}


def test_a_month_after_the_last_row_is_unknown_and_not_quiet(shifts):
    table = hours.monthly_hours(shifts, months_up_to(Month(2026, 10), 1), WIJKEN)
    assert table.value.isna().all() and len(table) == 3


def test_an_empty_register_knows_no_month():
    table = hours.monthly_hours(register(), MONTHS, WIJKEN)
    assert len(table) == 12 and set(table.withheld) == {"missing"}


def test_an_intervention_counts_as_a_matter_of_persons(shifts):
    table = interventions.interventions_in_wijk(shifts, Month(2026, 7), WIJKEN)
    assert of(table, WIJKEN[0], "2026-07").value == 2
    assert table.counted.unique().tolist() == ["intervention"]


def registered(*rows, **more):
    table = pd.DataFrame(rows, columns=["area", "period_start", "period_end", "crimes"])
    return table.assign(crime="0.0.0", **more).astype(
        {"period_start": "datetime64[us]", "period_end": "datetime64[us]"}
    )


def test_the_crimes_of_a_quarter_or_a_year_are_none_of_a_month():
    table = registered(
        (WIJKEN[0], "2026-07-01", "2026-09-30", 90), (WIJKEN[0], "2026-01-01", "2026-12-31", 300),
        (WIJKEN[0], "2026-09-01", "2026-09-30", 7),
    )  # fmt: skip
    found = crimes.monthly_crimes(table, MONTHS, WIJKEN)
    assert of(found, WIJKEN[0], "2026-09").value == 7
    assert math.isnan(of(found, WIJKEN[0], "2026-07").value)


def test_an_export_with_years_alone_gives_no_row():
    table = registered((WIJKEN[0], "2025-01-01", "2025-12-31", 300))
    assert crimes.monthly_crimes(table, MONTHS, WIJKEN).empty


def test_of_crimes_a_zero_is_a_zero_and_a_wijk_without_a_row_unknown():
    table = registered((WIJKEN[0], "2026-09-01", "2026-09-30", 0), ("GM0001", "2026-09-01", "2026-09-30", 12))
    found = crimes.monthly_crimes(table, MONTHS, WIJKEN)
    assert of(found, WIJKEN[0], "2026-09").value == 0 and of(found, "", "2026-09").value == 12
    assert of(found, WIJKEN[1], "2026-09").withheld == "missing"


def test_only_the_total_of_all_kinds_counts():
    day = ("2026-09-01", "2026-09-30")
    table = pd.concat([registered((WIJKEN[0], *day, 4)).assign(crime="3.7.4"), registered((WIJKEN[0], *day, 9))])
    assert of(crimes.monthly_crimes(table, MONTHS, WIJKEN), WIJKEN[0], "2026-09").value == 9


def test_the_average_wijk_is_an_equal_share_and_hides_what_the_municipality_hides(shifts):
    table = hours.monthly_hours(shifts, MONTHS, WIJKEN)
    mean = average.average_wijk(table, 2)
    assert the(mean, period="2026-07").value == 1.75
    assert the(mean, period="2026-06").withheld == "missing" and set(mean.area_level) == {"municipality"}
