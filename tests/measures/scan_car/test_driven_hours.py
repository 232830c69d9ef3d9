"""VE-2-1 and the hours that analysis 1 needs."""

from __future__ import annotations

import math
from datetime import date

from helpers.floor.quarter import Quarter
from helpers.measures.scan_car import driven_hours

QUARTER = Quarter(2026, 3)
SHIFTS = [
    ("2025-11-15", "a", "afval", 4.0),
    ("2025-12-31", "b", "parkeren", 2.0),
    ("2026-01-01", "a", "afval", 1.5),
    ("2026-01-01", "a", "parkeren", 1.0),  # two shifts a day are possible
    ("2026-08-10", "b", "beide", 3.0),
    ("2026-09-30", "a", "afval", 0.5),  # the last day
    ("2026-10-01", "c", "afval", 9.0),  # after the date
]


def test_hours_run_from_new_year_to_the_date_whatever_the_purpose(typed):
    assert driven_hours.scan_car_hours(typed("scanauto_inzet", SHIFTS), QUARTER).value.item() == 6


def test_hours_by_purpose_add_up(typed):
    found = driven_hours.hours_by_purpose(typed("scanauto_inzet", SHIFTS), QUARTER)
    assert dict(zip(found.group, found.value, strict=True)) == {"afval": 2, "beide": 3, "parkeren": 1}


def test_every_month_up_to_the_date_has_a_row(typed):
    found = driven_hours.hours_per_month(typed("scanauto_inzet", SHIFTS), QUARTER).set_index("period")
    assert found.index.tolist() == [f"2026-0{month}" for month in range(1, 10)]
    assert found.value.tolist() == [2.5, 0, 0, 0, 0, 0, 0, 3, 0.5]
    assert found.end["2026-02"].date() == date(2026, 2, 28)


def test_months_before_the_first_row_are_unknown(typed):
    found = driven_hours.hours_per_month(typed("scanauto_inzet", SHIFTS), Quarter(2025, 4)).set_index("period")
    assert found.withheld["2025-10"] == "missing"
    assert found.value[["2025-11", "2025-12"]].tolist() == [4, 2]


def test_hours_so_far_add_up_the_months_that_are_known(typed):
    shifts = typed("scanauto_inzet", SHIFTS)
    found = driven_hours.hours_so_far(shifts, QUARTER)
    assert found.value.tolist() == [2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 5.5, 6]
    before = driven_hours.hours_so_far(shifts, Quarter(2025, 4)).set_index("period")
    assert before.withheld["2025-10"] == "missing" and before.value[["2025-11", "2025-12"]].tolist() == [4, 6]


def test_quarters_run_from_the_first_row_to_the_date(typed):
    found = driven_hours.quarterly_hours(typed("scanauto_inzet", SHIFTS), QUARTER)
    assert found.period.tolist() == ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    assert found.value.tolist() == [6, 2.5, 0, 3.5]


def test_wijken_without_a_shift_in_the_quarter_have_zero_hours(typed):
    found = driven_hours.wijk_hours(typed("scanauto_inzet", SHIFTS), Quarter(2026, 2), ["d"])
    # c is first visited after the date; d is asked for.
    assert dict(zip(found.area, found.value, strict=True)) == {"a": 0, "b": 0, "d": 0}


def waves(typed, start: str, end: str = "2026-04-30"):
    return typed("wijkatlas", [("2026", start, end, wijk, 100, 80.0, 70.0) for wijk in "ab"])


def exposure(typed, start: str, started_on: date | None = None, shifts=SHIFTS, **more):
    table = driven_hours.exposure(typed("scanauto_inzet", shifts), waves(typed, start, **more), QUARTER, started_on)
    return table.set_index("area")


def test_exposure_is_the_last_full_quarter_before_the_fieldwork(typed):
    found = exposure(typed, "2026-04-01")
    # Fieldwork on 1 April: the window is January to March; b had no shift then, and that is a real 0.
    assert found.value.to_dict() == {"a": 2.5, "b": 0}
    assert (found.start.iloc[0].date(), found.end.iloc[0].date()) == (date(2026, 1, 1), date(2026, 3, 31))


def test_fieldwork_on_the_last_day_of_a_quarter_looks_at_the_quarter_before(typed):
    # The quarter that holds 31 March has not ended before it; the window is October to December 2025.
    found = exposure(typed, "2026-03-31", started_on=date(2025, 11, 15))
    assert found.value.to_dict() == {"a": 4, "b": 2}


def test_a_window_that_starts_before_the_first_row_is_unknown(typed):
    # The window starts on 1 October 2025, the export on 15 November.
    found = exposure(typed, "2026-03-01")
    assert found.value.isna().all() and set(found.withheld) == {"missing"}


def test_before_the_car_started_it_drove_no_hours(typed):
    # The window is July to September 2025; the car started on 1 October.
    assert exposure(typed, "2025-10-15", started_on=date(2025, 10, 1)).value.to_dict() == {"a": 0, "b": 0}


def test_a_car_that_started_before_the_window_leaves_it_unknown(typed):
    assert exposure(typed, "2026-03-01", started_on=date(2025, 9, 30)).value.isna().all()


def test_a_start_in_a_window_that_the_export_misses_leaves_it_unknown(typed):
    # Started in September 2025; the export begins in November: those hours are not there.
    assert exposure(typed, "2025-10-15", started_on=date(2025, 9, 1)).value.isna().all()


def test_a_wave_in_the_field_after_the_date_is_not_seen_yet(typed):
    assert len(exposure(typed, "2026-08-01", end="2026-10-01")) == 0
    assert len(exposure(typed, "2026-08-01", end="2026-09-30")) == 2


def test_an_export_without_a_row_tells_nothing(typed):
    assert exposure(typed, "2026-04-01", shifts=[]).value.isna().all()
    found = driven_hours.quarterly_hours(typed("scanauto_inzet"), QUARTER).iloc[0]
    assert math.isnan(found.value) and found.withheld == "missing"


def test_hours_per_1000_inhabitants_divide_the_hours_of_the_quarter(typed):
    shifts = typed("scanauto_inzet", SHIFTS)
    found = driven_hours.hours_per_1000(shifts, QUARTER, {"a": 500, "b": 6000, "d": 4000}).set_index("area")
    assert found.value.to_dict() == {"a": 1.0, "b": 0.5, "d": 0.0}
    assert found.numerator.to_dict() == {"a": 0.5, "b": 3.0, "d": 0.0}
    assert set(found.period) == {"2026-Q3"} and set(found.unit) == {"hours_per_1000"}


def test_hours_per_hectare_divide_the_hours_of_the_quarter(typed):
    shifts = typed("scanauto_inzet", SHIFTS)
    found = driven_hours.hours_per_hectare(shifts, QUARTER, {"a": 50.0, "b": 12.0})
    assert dict(zip(found.area, found.value, strict=True)) == {"a": 0.01, "b": 0.25}


def test_a_wijk_without_a_size_has_hours_but_no_density(typed):
    shifts = typed("scanauto_inzet", SHIFTS)
    found = driven_hours.hours_per_1000(shifts, QUARTER, {"b": 0.0}).set_index("area")
    assert found.value.isna().all() and set(found.withheld) == {"missing"}
    assert found.numerator.to_dict() == {"a": 0.5, "b": 3.0}


def test_weeks_are_iso_weeks_and_hold_days_of_the_quarter_only(typed):
    # 1 July 2026 is a Wednesday of ISO week 27; 30 September is a Wednesday of week 40 (calendar of 2026).
    shifts = typed(
        "scanauto_inzet",
        [
            ("2026-06-30", "a", "afval", 7.0),  # week 27, but of the quarter before
            ("2026-07-05", "a", "afval", 1.0),  # the Sunday that ends week 27
            ("2026-07-06", "a", "afval", 2.0),
            ("2026-09-30", "a", "afval", 4.0),
            ("2026-10-01", "a", "afval", 9.0),  # week 40, but after the quarter
        ],
    )
    found = driven_hours.hours_per_week(shifts, QUARTER).set_index("period")
    assert found.index.tolist() == [f"2026-W{week}" for week in range(27, 41)]
    assert found.value[["2026-W27", "2026-W28", "2026-W29", "2026-W40"]].tolist() == [1, 2, 0, 4]
    assert (found.start["2026-W27"].date(), found.end["2026-W40"].date()) == (QUARTER.start, QUARTER.end)


def test_the_last_days_of_a_year_stand_in_the_iso_week_of_the_next(typed):
    # 29 December 2025 is the Monday of ISO week 1 of 2026 (calendar of 2025).
    shifts = typed("scanauto_inzet", [("2025-10-01", "a", "afval", 1.0), ("2025-12-30", "a", "afval", 2.0)])
    found = driven_hours.hours_per_week(shifts, Quarter(2025, 4)).set_index("period")
    assert found.value["2026-W01"] == 2 and found.index[-1] == "2026-W01"


def test_weeks_before_the_first_row_are_unknown(typed):
    found = driven_hours.hours_per_week(typed("scanauto_inzet", SHIFTS), Quarter(2025, 4)).set_index("period")
    assert set(found.withheld[:"2025-W45"]) == {"missing"} and found.value["2025-W46"] == 4


def test_the_weeks_add_up_to_the_quarter(typed):
    shifts = typed("scanauto_inzet", SHIFTS)
    assert driven_hours.hours_per_week(shifts, QUARTER).value.sum() == 3.5


def test_hours_per_size_and_week_of_an_empty_export_are_unknown(typed):
    nothing = typed("scanauto_inzet")
    for found in (
        driven_hours.hours_per_1000(nothing, QUARTER, {"a": 1000}),
        driven_hours.hours_per_hectare(nothing, QUARTER, {"a": 10.0}),
        driven_hours.hours_per_week(nothing, QUARTER),
    ):
        assert len(found) and set(found.withheld) == {"missing"}
