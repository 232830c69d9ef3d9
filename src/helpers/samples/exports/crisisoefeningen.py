"""Exercises and legal scenarios: two local exercises a year at least, the last not yet evaluated."""

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.truth import Truth

FILE = "crisisoefeningen.csv"
HEADER = ("Datum", "Soort", "Regionaal betrokken", "Evaluatie")
ROWS = (
    ("22-03-2023", "Oefening", "ja", "adequaat"),
    ("14-06-2023", "Oefening", "nee", "niet adequaat"),
    ("05-10-2023", "Juridisch scenario", "nee", "adequaat"),
    ("23-11-2023", "Oefening", "nee", "adequaat"),
    ("18-04-2024", "Juridisch scenario", "nee", "adequaat"),
    ("30-05-2024", "Oefening", "nee", "adequaat"),
    ("12-09-2024", "Oefening", "ja", "niet adequaat"),
    ("21-11-2024", "Oefening", "nee", "adequaat"),
    ("06-03-2025", "Juridisch scenario", "nee", "niet adequaat"),
    ("15-05-2025", "Oefening", "nee", "adequaat"),
    ("02-10-2025", "Oefening", "nee", "adequaat"),
    ("27-11-2025", "Oefening", "ja", "adequaat"),
    ("09-03-2026", "Oefening", "nee", "adequaat"),
    ("09-04-2026", "Juridisch scenario", "nee", "adequaat"),
    ("11-06-2026", "Oefening", "ja", "niet adequaat"),
    ("17-09-2026", "Oefening", "nee", "nog niet geëvalueerd"),
)


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: Windows-1252."""
    return forms.csv_file(HEADER, ROWS)
