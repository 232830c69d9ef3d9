"""Members of the crisis organisation: one training each, valid for three years."""

from datetime import date

import numpy as np

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.chance import pick, stream
from helpers.samples.truth import Truth

FILE = "crisisrollen.csv"
HEADER = ("Lid", "Rol", "Opgeleid op", "Geldig tot", "In functie van", "Uit functie op")
ROLES = {"Teamleider": 0.2, "Communicatie": 0.25, "Juridisch": 0.2, "Opvang": 0.15, "Informatiecoördinator": 0.2}
TRAINED_IN = {"2022": 0.03, "2023": 0.07, "2024": 0.31, "2025": 0.32, "2026": 0.24, "never": 0.03}
MEMBERS = 46
LEFT_ON = {9: date(2025, 5, 1), 27: date(2026, 5, 1), 39: date(2024, 9, 1)}


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: Windows-1252, empty where never trained or still in function."""
    random = stream(truth, "crisisrollen")
    rows = []
    for place in range(MEMBERS):
        started = date(2022, 1, 1) if random.random() < 0.7 else date(2025, 9, 1)
        left = LEFT_ON.get(place)
        if left and left < started:
            started = date(2022, 1, 1)
        days = (*_training(random), started, left)
        rows.append((f"L{place + 1:03d}", pick(random, ROLES), *map(forms.dutch_date, days)))
    return forms.csv_file(HEADER, rows)


def _training(random: np.random.Generator) -> tuple[date | None, date | None]:
    year, month = pick(random, TRAINED_IN), int(random.integers(1, 10))
    if year == "never":
        return None, None
    return date(int(year), month, 15), date(int(year) + 3, month, 15)
