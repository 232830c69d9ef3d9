"""Shifts of the scan car since 2017; other exports follow the hours made here."""

from collections import defaultdict
from datetime import date
from math import ceil
from typing import NamedTuple

import numpy as np

from helpers.floor.areas import Areas
from helpers.floor.quarter import Quarter
from helpers.samples import forms, timeline
from helpers.samples.chance import pick, stream
from helpers.samples.truth import HOURS_PER_WIJK_QUARTER, HOURS_SD_WITHIN_WIJK, Truth

FILE = "scanauto_inzet.csv"
HEADER = ("Datum", "Wijkcode", "Wijknaam", "Voertuig", "Doel", "Uren", "Opmerking")
LEAST_VEHICLES, SHIFTS_OF_A_VEHICLE = 2, 60  # in a quarter
PURPOSES = {"afval": 0.37, "parkeren": 0.32, "beide": 0.31}
REMARKS = {"": 0.97, "regen; kortere dienst": 0.02, "één camera uitgevallen": 0.01}
SHORTEST, LONGEST = 2.0, 6.0


class Shift(NamedTuple):
    day: date
    vehicle: str
    wijk: str
    purpose: str
    hours: float
    remark: str


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: codes padded with spaces, decimal comma."""
    rows = [
        (
            forms.dutch_date(shift.day),
            f"{shift.wijk:<10}",
            areas.name(shift.wijk),
            shift.vehicle,
            shift.purpose,
            forms.decimal_comma(shift.hours),
            shift.remark,
        )
        for shift in shifts(truth, areas)
    ]
    return forms.csv_file(HEADER, rows)


def shifts(truth: Truth, areas: Areas) -> list[Shift]:
    """Every shift, by day and vehicle; one wijk a vehicle a day."""
    random = stream(truth, "scanauto_inzet")
    quarters = timeline.quarters(timeline.FIRST_SCAN_CAR)
    made = [shift for quarter in quarters for shift in _shifts_of(quarter, random, areas, truth.hours_per_wijk)]
    return [shift for shift in made if not truth.scan_car_started_on or shift.day >= truth.scan_car_started_on]


def hours(truth: Truth, areas: Areas) -> dict[tuple[Quarter, str], float]:
    """Hours per quarter and wijk, as the file adds up; 0 where the car did not come."""
    total: dict[tuple[Quarter, str], float] = defaultdict(float)
    for shift in shifts(truth, areas):
        total[Quarter.of(shift.day), shift.wijk] += shift.hours
    return total


def _shifts_of(quarter: Quarter, random: np.random.Generator, areas: Areas, mean: float) -> list[Shift]:
    parts = [
        (wijk, part)
        for wijk, wanted in zip(areas.codes, _wanted_hours(quarter, random, len(areas.codes), mean), strict=True)
        for part in _in_shifts(wanted, random)
    ]
    vehicles = max(LEAST_VEHICLES, ceil(len(parts) / SHIFTS_OF_A_VEHICLE))
    free = [
        (day, vehicle)
        for day in timeline.days(quarter.start, quarter.end)
        if day.weekday() < 6 and (day.month, day.day) not in {(1, 1), (12, 25), (12, 26)}
        for vehicle in (f"SA-{number}" for number in range(1, vehicles + 1))
    ]
    places = random.permutation(len(free))[: len(parts)]
    made = [
        Shift(day, vehicle, wijk, pick(random, PURPOSES), part, pick(random, REMARKS))
        for (day, vehicle), (wijk, part) in zip((free[place] for place in places), parts, strict=True)
    ]
    return sorted(made)


def _wanted_hours(quarter: Quarter, random: np.random.Generator, wijken: int, mean: float) -> np.ndarray:
    times = mean / HOURS_PER_WIJK_QUARTER
    around_zero = random.normal(0.0, HOURS_SD_WITHIN_WIJK * min(times, 1.0), wijken)
    around_zero -= around_zero.mean()
    # The car came to do a little more over the years: 27 hours a wijk in 2017, 31 in 2026.
    mean += ((quarter.year - 2021.5) * 0.45 + random.normal(0.0, 0.8)) * times
    return np.maximum(np.round((mean + around_zero) * 4) / 4, SHORTEST)


def _in_shifts(wanted: float, random: np.random.Generator) -> list[float]:
    parts = []
    left = float(wanted)
    while left > LONGEST:
        part = int(random.integers(8, 25)) / 4
        parts.append(min(part, left - SHORTEST))
        left -= parts[-1]
    return [*parts, left]
