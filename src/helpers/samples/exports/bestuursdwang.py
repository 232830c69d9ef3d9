"""Waste violations by month; urgent enforcement began in the middle of 2024."""

from datetime import date

from helpers.floor.areas import Areas
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.truth import Truth

FILE = "bestuursdwang.csv"
HEADER = ("Maand", "Overtredingen", "Spoed mogelijk", "Toegepast", "Effectief")
BEGAN = date(2024, 7, 1)


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: months as 2026-09."""
    random = stream(truth, "bestuursdwang")
    rows = []
    for month in timeline.months():
        violations = int(random.integers(15, 27))
        possible = int(random.integers(4, 15))
        years = (month - BEGAN).days / 365
        applied = int(random.binomial(possible, min(0.35 + 0.2 * max(years, 0), 0.85)))
        effective = int(random.binomial(applied, 0.9))
        done = (applied, effective) if month >= BEGAN else (0, 0)
        rows.append((f"{month:%Y-%m}", violations, possible, *done))
    return forms.csv_file(HEADER, rows)
