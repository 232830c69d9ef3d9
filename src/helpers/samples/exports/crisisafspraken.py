"""Agreements on crisis processes: the crucial ones came one by one, two others are not finished."""

from itertools import cycle

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.truth import Truth

FILE = "crisisafspraken.csv"
HEADER = ("Proces", "Afdeling", "Vastgesteld op", "Geborgd op")
CRUCIAL = (
    ("Handhaving", "12-03-2024", "05-06-2024"),
    ("Juridische Zaken", "14-01-2025", "22-04-2025"),
    ("Communicatie", "09-09-2025", "18-12-2025"),
    ("Informatievoorziening", "10-02-2026", "20-08-2026"),
)
OTHERS = (
    ("Financiën", "Financiën", "08-04-2025", "17-09-2025"),
    ("Facilitair", "Bedrijfsvoering", "", ""),
    ("Personeel", "HR", "11-11-2025", "24-02-2026"),
    ("Opvang", "Sociaal Domein", "12-05-2026", ""),
)


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: Windows-1252."""
    crucial = [(name, *row) for name, row in zip(truth.crucial_processes, cycle(CRUCIAL))]
    named = {name.casefold() for name in truth.crucial_processes}
    return forms.csv_file(HEADER, [*crucial, *(row for row in OTHERS if row[0].casefold() not in named)])
