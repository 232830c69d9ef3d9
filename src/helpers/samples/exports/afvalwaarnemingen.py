"""Waste sites seen every Monday; fewer out of norm where the scan car came more that quarter."""

import numpy as np

from helpers.floor.areas import Areas
from helpers.floor.quarter import Quarter
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.exports import scanauto_inzet
from helpers.samples.truth import OUT_OF_NORM_PERCENT, Truth, planted_wijk

FILE = "afvalwaarnemingen.csv"
HEADER = ("datum", "wijkcode", "locaties_gezien", "met_bijplaatsing", "buiten_norm")
WITHIN_NORM = 0.125  # of 48,427 observations in the municipality 12.5% were within the norm


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: UTF-8 with a BOM, dates as 2026-09-28."""
    return forms.csv_file(HEADER, rows(truth, areas), encoding="utf-8-sig")


def rows(truth: Truth, areas: Areas) -> list[tuple]:
    """One row a wijk and Monday: what is ordinary, and on top of it what is planted."""
    random, extra = stream(truth, "afvalwaarnemingen"), stream(truth, "planted signals of afvalwaarnemingen")
    times = {
        (month, planted_wijk(areas.codes, one.place)): one.times
        for one in truth.planted_signals
        if one.kind == "sites"
        for month in one.months
    }
    hours = scanauto_inzet.hours(truth, areas)
    by_wijk = dict(zip(areas.codes, random.normal(0.0, 0.6, len(areas.codes)), strict=True))
    mondays = [day for day in timeline.days(timeline.FIRST.start, timeline.LAST.end) if day.weekday() == 0]
    made = []
    for day in mondays:
        for wijk in areas.codes:
            tens = (hours[Quarter.of(day), wijk] - truth.hours_per_wijk) / 10
            percent = OUT_OF_NORM_PERCENT + by_wijk[wijk] + truth.out_of_norm_points_per_10_hours * tens
            out_of_norm = max(percent, 0.2) / 100
            seen, with_waste, out = _sites(out_of_norm, random)
            share = (times.get((f"{day:%Y-%m}", wijk), 1) - 1) * out_of_norm
            more = int(extra.binomial(seen - with_waste, share)) if share else 0
            made.append((day.isoformat(), wijk, seen, with_waste + more, out + more))
    return made


def _sites(out_of_norm: float, random: np.random.Generator) -> tuple[int, int, int]:
    seen = int(random.integers(25, 61))
    with_waste = int(random.binomial(seen, WITHIN_NORM + out_of_norm))
    return seen, with_waste, int(random.binomial(with_waste, out_of_norm / (WITHIN_NORM + out_of_norm)))
