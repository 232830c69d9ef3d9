"""Agreements on crisis processes: the four crucial ones came one by one, two others are not finished."""

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.truth import Truth

FILE = "crisisafspraken.csv"
HEADER = ("Proces", "Afdeling", "Vastgesteld op", "Geborgd op")
ROWS = (
    ("Toezicht", "Handhaving", "12-03-2024", "05-06-2024"),
    ("Juridisch advies", "Juridische Zaken", "14-01-2025", "22-04-2025"),
    ("Communicatie", "Communicatie", "09-09-2025", "18-12-2025"),
    ("ICT", "Informatievoorziening", "10-02-2026", "20-08-2026"),
    ("Financiën", "Financiën", "08-04-2025", "17-09-2025"),
    ("Facilitair", "Bedrijfsvoering", "", ""),
    ("Personeel", "HR", "11-11-2025", "24-02-2026"),
    ("Opvang", "Sociaal Domein", "12-05-2026", ""),
)


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: Windows-1252."""
    return forms.csv_file(HEADER, ROWS)
