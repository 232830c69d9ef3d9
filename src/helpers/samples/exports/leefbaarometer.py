"""The Leefbaarometer per wijk in two years; made up."""

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.chance import stream
from helpers.samples.truth import Truth

FILE = "leefbaarometer.csv"
HEADER = ("Gebiedscode", "Jaar", "Klasse", "Afwijking")
YEARS = (2022, 2024)


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: a class from 5 to 8 and the deviation from the country."""
    random = stream(truth, "leefbaarometer")
    classes = {wijk: int(random.integers(5, 9)) for wijk in areas.codes}
    rows = [
        (wijk, year, score, forms.decimal_comma(0.1 * (score - 6) + random.normal(0, 0.02), 4))
        for year in YEARS
        for wijk, score in classes.items()
    ]
    return forms.csv_file(HEADER, rows)
