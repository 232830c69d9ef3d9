"""Expectations: subtractions by hand; a difference needs both of its numbers, shown and asked in the same way."""

from __future__ import annotations

import math

import pytest

from helpers.floor.shapes import tables
from helpers.models.scan_car import differences

WAVES = ("2022", "2024", "2026")
CLEAN = {"a": (60.0, 64.0, 63.0), "b": (70.0, 70.0, 75.0), "": (65.0, 67.0, 56.0)}
HOURS = {"a": (10.0, 30.0, 25.5), "b": (8.0, 0.0, 12.0)}


def table(measure, cells, breaks=()):
    rows = [
        {
            "area_level": "wijk" if area else "municipality",
            "area": area,
            "period": wave,
            "start": f"{wave}-05-01",
            "value": value,
            "series": sum(wave >= one for one in breaks),
        }
        for area, values in cells.items()
        for wave, value in zip(WAVES, values, strict=True)
    ]
    return tables.measures(rows, measure=measure)


def changes(clean=CLEAN, hours=HOURS, breaks=()):
    return differences.between_waves(table("clean_percent", clean, breaks), table("exposure_hours", hours))


def told(found, measure, area):
    rows = tables.rows_of(found, measure=measure, area=area)
    return list(zip(rows.group, rows.period, rows.value, strict=True))


def test_a_wijk_has_the_change_of_its_hours_and_of_its_share_from_each_wave_to_the_next():
    found = changes()
    assert told(found, "hours_change", "a") == [("2022", "2024", 20.0), ("2024", "2026", -4.5)]
    assert told(found, "clean_change", "b") == [("2022", "2024", 0.0), ("2024", "2026", 5.0)]
    assert set(found.start.dt.year) == {2024, 2026}


def test_the_municipality_has_the_change_of_its_share_alone():
    found = changes()
    assert told(found, "clean_change", "") == [("2022", "2024", 2.0), ("2024", "2026", -11.0)]
    assert not told(found, "hours_change", "")


def test_the_municipality_moves_also_where_no_hours_are_known():
    found = differences.between_waves(table("clean_percent", CLEAN), tables.measures())
    assert set(found.measure) == {"clean_change"} and set(found.area_level) == {"municipality"}


@pytest.mark.parametrize("measure", ["clean", "hours"])
def test_a_change_needs_both_waves(measure):
    """Without the middle wave of one wijk both of its steps are gone, and no other."""
    gone = {measure: {"clean": CLEAN, "hours": HOURS}[measure] | {"a": (60.0, math.nan, 63.0)}}
    found = tables.rows_of(changes(**gone), area_level="wijk")
    assert set(found.area) == {"b"} and len(found) == 4


def test_a_share_that_is_hidden_has_no_change_even_where_its_value_still_stands():
    shares = table("clean_percent", CLEAN)
    is_hidden = (shares.area == "a") & (shares.period == "2026")
    shares.loc[is_hidden, "withheld"] = "small"
    found = differences.between_waves(shares, table("exposure_hours", HOURS))
    assert told(found, "clean_change", "a") == [("2022", "2024", 4.0)]


def test_no_change_goes_across_a_break_in_the_method():
    found = changes(breaks=["2024"])
    assert set(found.period) == {"2026"} and set(found.area) == {"a", "b", ""}


def test_waves_follow_each_other_by_date_and_not_by_name():
    names = dict(zip(WAVES, ("voorjaar", "najaar", "later"), strict=True))
    share, hours = (table("clean_percent", CLEAN), table("exposure_hours", HOURS))
    found = differences.between_waves(*(one.assign(period=one.period.map(names)) for one in (share, hours)))
    assert told(found, "clean_change", "a") == [("voorjaar", "najaar", 4.0), ("najaar", "later", -1.0)]


def test_without_a_survey_there_is_no_change():
    assert differences.between_waves(tables.measures(), tables.measures()).empty


def plan():
    arms = {"a": ("plus", 36.75), "b": ("min", 20.75), "c": ("gelijk", 28.75)}
    rows = []
    for wijk, (arm, hours) in arms.items():
        about = {"area": wijk, "area_level": "wijk", "period": "2026-Q4"}
        rows += [
            about | {"measure": "planned_hours", "split": "arm", "group": arm, "value": hours},
            about | {"measure": "base_hours", "split": "pair", "group": "1", "value": 28.75},
        ]
    return tables.measures(rows, unit="hours", counted="hour")


def test_the_lot_gives_a_wijk_the_step_more_or_less_or_nothing():
    found = tables.rows_of(differences.by_lot(plan()), measure="lot_change").set_index("area")
    assert found.value.to_dict() == {"a": 8.0, "b": -8.0, "c": 0.0}
    assert found.group.to_dict() == {"a": "plus", "b": "min", "c": "gelijk"}


def test_the_total_is_the_same_before_and_after_the_coin():
    whole = tables.rows_of(differences.by_lot(plan()), area_level="municipality", split="")
    assert dict(zip(whole.measure, whole.value, strict=True)) == {"base_hours": 86.25, "planned_hours": 86.25}
    assert set(whole.period) == {"2026-Q4"}


def test_without_a_plan_the_lot_changed_nothing():
    assert differences.by_lot(tables.measures()).empty


def test_a_wijk_left_out_is_held_to_all_wijken():
    slopes = {"a": 2.5, "b": 3.75}
    rows = [{"role": "leave_one_out", "area": wijk, "estimate": slope} for wijk, slope in slopes.items()]
    rows += [{"role": "primary", "estimate": 3.0}, {"role": "placebo", "estimate": 9.0}]
    found = differences.without_each_wijk(tables.estimates(rows, model="within_wijk"))
    assert found.set_index("area").estimate.to_dict() == {"a": -0.5, "b": 0.75}
    assert set(found.role) == {"change"} and set(found.model) == {"within_wijk"}


def test_a_model_that_refused_leaves_no_wijk_out():
    refused = tables.estimates([{"role": "primary", "verdict": "niet te zien"}])
    assert differences.without_each_wijk(refused).empty
