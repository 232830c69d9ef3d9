"""Inhabitants per buurt and year: those of the newest year are real per wijk, all other figures are made up."""

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.truth import ELDERLY_SHARE, Truth

FILE = "bevolking.csv"
HEADER = ("Wijken en buurten", "Perioden", "Aantal inwoners", "65 jaar of ouder", "Bron")
YEARS = (2022, 2023, 2024)
_GROWTH = 0.005
_LARGEST = 0.6  # of the inhabitants of a wijk live in its first buurt


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: two buurten a wijk, and one with shops where nobody lives."""
    rows = [
        (buurt, f"{year}JJ00", people, _rounded(people * ELDERLY_SHARE), "voorbeelddata")
        for year in YEARS
        for buurt, people in buurten(areas, year).items()
    ]
    return forms.csv_file(HEADER, rows)


def buurten(areas: Areas, year: int) -> dict[str, int]:
    """The inhabitants of each buurt; the last of the first wijk has none."""
    found: dict[str, int] = {}
    for wijk, newest in zip(areas.codes, areas.table.inhabitants.tolist(), strict=True):
        people = _rounded(newest * (1 - _GROWTH) ** (YEARS[-1] - year))
        first = _rounded(people * _LARGEST)
        found |= {f"BU{wijk[2:]}00": first, f"BU{wijk[2:]}01": people - first}
    return found | {without_inhabitants(areas): 0}


def without_inhabitants(areas: Areas) -> str:
    """The code of the buurt with shops and without inhabitants."""
    return f"BU{areas.codes[0][2:]}02"


def _rounded(people: float) -> int:
    return round(people / 5) * 5  # as CBS does
