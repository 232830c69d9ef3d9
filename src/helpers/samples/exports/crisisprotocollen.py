"""Crisis protocols: the register keeps the last date only; one is laid down after the delivery."""

from datetime import date, timedelta

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.chance import stream
from helpers.samples.truth import Truth

FILE = "crisisprotocollen.csv"
HEADER = ("Protocol", "Afdeling", "Geactualiseerd op", "Vastgelegd op")
DEPARTMENTS = ("Handhaving", "Communicatie", "HR", "Sociaal Domein", "Juridische Zaken")
PER_YEAR = {2023: 1, 2024: 2, 2025: 4, 2026: 11}


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: one row a protocol."""
    random = stream(truth, "crisisprotocollen")
    years = [year for year, count in PER_YEAR.items() for _ in range(count)]
    rows = []
    for number, place in enumerate(random.permutation(len(years)), start=1):
        updated = date(years[place], 1, 10) + timedelta(days=int(random.integers(0, 200)))
        laid_down = updated + timedelta(days=int(random.integers(7, 49)))
        department = DEPARTMENTS[int(random.integers(len(DEPARTMENTS)))]
        rows.append((f"Protocol {number:02d}", department, *map(forms.dutch_date, (updated, laid_down))))
    waiting = (f"Protocol {len(rows) + 1}", "HR", "06-09-2026", "04-11-2026")
    never_laid_down = (f"Protocol {len(rows) + 2}", "Communicatie", "04-03-2025", "")
    return forms.csv_file(HEADER, [*rows, waiting, never_laid_down])
