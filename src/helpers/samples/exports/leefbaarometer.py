"""The Leefbaarometer per wijk and of the municipality, in two years; made up."""

from helpers.floor.areas import Areas
from helpers.floor.regions import municipality_of
from helpers.samples import forms
from helpers.samples.chance import stream
from helpers.samples.truth import Truth

FILE = "leefbaarometer.csv"
HEADER = ("Gebiedscode", "Jaar", "Klasse", "Afwijking")
YEARS = (2022, 2024)
CLASS_OF_ALL = 7


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: a class from 5 to 8 and the deviation from the country."""
    random = stream(truth, "leefbaarometer")
    classes = {wijk: int(random.integers(5, 9)) for wijk in areas.codes}
    classes[municipality_of(areas.codes)] = CLASS_OF_ALL
    rows = [
        (area, year, score, forms.decimal_comma(0.1 * (score - 6) + random.normal(0, 0.02), 4))
        for year in YEARS
        for area, score in classes.items()
    ]
    return forms.csv_file(HEADER, rows)
