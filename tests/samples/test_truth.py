"""What is planted can be found, and what is not planted is not found."""

import io
from collections import Counter, defaultdict
from datetime import timedelta
from itertools import product

import numpy as np
import pytest
from openpyxl import load_workbook
from scipy import stats

from helpers.floor.areas import Areas
from helpers.floor.quarter import Quarter
from helpers.samples.chance import stream
from helpers.samples.exports import (
    afvalwaarnemingen,
    cybertraining_bijeenkomsten,
    dashboard_updates,
    opkoper_controles,
    opkopers,
    scanauto_inzet,
    wijkatlas,
    wijkveiligheidsscans,
)
from helpers.samples.truth import CLEAN_POINTS_PER_10_HOURS, Truth

AREAS = Areas.load()
# The quarter before the fieldwork of 1 March, as the issue words it: the last of the year before.
WINDOWS = {"2018": "2017-Q4", "2020": "2019-Q4", "2022": "2021-Q4", "2024": "2023-Q4", "2026": "2025-Q4"}


def hours_per_window(truth):
    total = defaultdict(float)
    for shift in scanauto_inzet.shifts(truth, AREAS):
        quarter = f"{shift.day.year}-Q{(shift.day.month + 2) // 3}"
        total[quarter, shift.wijk] += shift.hours
    return total


def within_wijk(truth, column):
    """Weighted least squares with a dummy for every wijk and wave: slope, half width, spread of the dose."""
    rows, hours = wijkatlas.cells(truth, AREAS), hours_per_window(truth)
    dose = np.array([hours[WINDOWS[row[0]], row[3]] / 10 for row in rows])
    wijken, waves = [np.array([row[i] for row in rows]) for i in (3, 0)]
    dummies = [wijken == w for w in AREAS.codes] + [waves == w for w in list(WINDOWS)[1:]]
    fixed = np.column_stack(dummies).astype(float)
    root = np.sqrt([row[5] for row in rows])[:, None]
    design = np.column_stack([dose, fixed]) * root
    outcome = np.array([row[column] for row in rows]) * root[:, 0]
    slope, *_ = np.linalg.lstsq(design, outcome, rcond=None)[0]
    residual = outcome - design @ np.linalg.lstsq(design, outcome, rcond=None)[0]
    df = len(rows) - design.shape[1]
    se = np.sqrt(residual @ residual / df * np.linalg.inv(design.T @ design)[0, 0])
    spread = dose - fixed @ np.linalg.lstsq(fixed, dose, rcond=None)[0]
    return slope, stats.t.ppf(0.975, df) * se, 10 * spread.std()


def test_the_planted_effect_is_found_and_zero_is_excluded():
    slope, half, spread = within_wijk(Truth(), 6)
    assert abs(slope - CLEAN_POINTS_PER_10_HOURS) < half < slope
    assert 8 <= spread <= 10
    assert half / 1.96 * 2.8 < 5  # the minimal effect that could be seen


def test_lighting_shows_no_relation_because_none_is_planted():
    slope, half, _ = within_wijk(Truth(), 7)
    assert abs(slope) < half


def test_a_null_plant_is_not_found():
    slope, half, _ = within_wijk(Truth(clean_points_per_10_hours=0.0), 6)
    assert abs(slope) < half


def test_the_effect_is_right_on_average_over_seeds():
    slopes = [within_wijk(Truth(seed=seed), 6)[0] for seed in range(8)]
    assert np.mean(slopes) == pytest.approx(CLEAN_POINTS_PER_10_HOURS, abs=4 * 0.55 / np.sqrt(8))


def test_the_wijkatlas_has_five_waves_of_13_wijken_and_one_cell_below_50():
    rows = wijkatlas.cells(Truth(), AREAS)
    assert {(row[0], row[3]) for row in rows} == set(product(WINDOWS, AREAS.codes))
    assert [(row[0], row[3]) for row in rows if row[5] < 50] == [("2022", "WK191604")]
    assert all(45 <= row[5] <= 200 and 50 <= row[6] <= 92 for row in rows)


def test_the_scan_car_makes_about_375_hours_a_quarter_since_2017():
    shifts = scanauto_inzet.shifts(Truth(), AREAS)
    per_quarter = Counter()
    for shift in shifts:
        per_quarter[Quarter.of(shift.day).label] += shift.hours
    assert len(per_quarter) == 39 and min(per_quarter) == "2017-Q1" and max(per_quarter) == "2026-Q3"
    assert all(330 <= hours <= 430 for hours in per_quarter.values())
    assert all(2 <= shift.hours <= 6 for shift in shifts)
    assert max(Counter((shift.day, shift.vehicle) for shift in shifts).values()) == 1


def test_waste_out_of_norm_is_about_three_percent():
    rows = afvalwaarnemingen.rows(Truth(), AREAS)
    assert sum(row[4] for row in rows) / sum(row[2] for row in rows) == pytest.approx(0.03, abs=0.005)


def test_sessions_have_the_planted_attendance_and_2026_has_22_of_them():
    sessions = cybertraining_bijeenkomsten.sessions(Truth(), AREAS)
    held = [session.attendance for session in sessions if session.status == "gehouden"]
    assert np.mean(held) == pytest.approx(12, abs=3 * np.sqrt(12 / len(held)))
    in_2026 = Counter(session.status for session in sessions if session.day.year == 2026)
    assert in_2026 == {"gehouden": 13, "vervallen": 3, "gepland": 6}


def test_the_share_of_compliant_dealers_is_as_planted():
    truth = Truth(compliant_share=dict.fromkeys(("steekproef", "risico", "melding"), 0.6))
    found = [
        "Nee" not in one.items
        for one in opkoper_controles.inspections(truth, AREAS)
        if one.reason != "hercontrole" and "Ja" in one.items
    ]
    # 0.6 in 2026 and four points less for every year before: 0.536 over the fifteen quarters.
    assert np.mean(found) == pytest.approx(0.536, abs=3 * np.sqrt(0.25 / len(found)))


def test_a_reinspection_follows_a_failed_inspection_of_that_dealer():
    made = opkoper_controles.inspections(Truth(), AREAS)
    for one in made:
        if one.reason == "hercontrole":
            before = [x for x in made if x.dealer == one.dealer and x.day <= one.day - timedelta(days=21)]
            assert any("Nee" in earlier.items for earlier in before)


def test_two_inspections_show_nothing():
    made = opkoper_controles.inspections(Truth(), AREAS)
    nothing = [one for one in made if not {"Ja", "Nee"} & {*one.items}]
    assert [(Quarter.of(one.day).label, one.items[0]) for one in nothing] == [("2025-Q4", None), ("2026-Q2", "N.v.t.")]


def test_about_40_dealers_are_registered_and_four_left():
    dealers = opkopers.dealers(Truth(), AREAS)
    assert sum(dealer.is_registered(Quarter(2026, 3).end) for dealer in dealers) == 40
    assert sum(dealer.deregistered_on is not None for dealer in dealers) == 4


def test_one_wijk_has_no_scan():
    book = load_workbook(io.BytesIO(wijkveiligheidsscans.export(Truth(), AREAS)))
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == AREAS.codes
    assert [row[0] for row in rows if row[2] is None] == ["WK191612"]


def test_one_month_of_2025_has_no_update_and_none_of_2026():
    text = dashboard_updates.export(Truth(), AREAS).decode()
    months = {line[3:10] for line in text.splitlines()[1:]}
    expected = {f"{m:02d}-{y}" for y in (2025, 2026) for m in range(1, 13) if (y, m) <= (2026, 9)}
    assert expected - months == {"08-2025"}


def test_a_stream_of_chance_depends_on_seed_and_name_only():
    draws = [stream(Truth(seed=seed), name).integers(10**9) for seed in (1, 2) for name in ("a", "b")]
    assert len(set(draws)) == 4
    assert stream(Truth(seed=1), "a").integers(10**9) == draws[0]
