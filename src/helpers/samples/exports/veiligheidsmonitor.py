"""The Veiligheidsmonitor of the municipality and the country, with margins and the break of 2021; made up."""

from helpers.floor.areas import Areas
from helpers.floor.regions import municipality_of
from helpers.samples import forms
from helpers.samples.truth import UNSAFE_PERCENT, Truth

FILE = "veiligheidsmonitor.csv"
HEADER = (
    "Marges",
    "Regio's",
    "Perioden",
    "Voelt zich weleens onveilig in buurt",
    "Rapportcijfer leefbaarheid woonbuurt",
)
_MARKS = {"GM": 7.4, "NL": 7.5}
_HALF = {"GM": (2.4, 0.1), "NL": (0.3, 0.1)}  # half an interval: of the share in points, and of the mark


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: per area and year the value and the two ends of its interval."""
    rows = []
    for year, by_area in UNSAFE_PERCENT.items():
        for level, code in (("GM", municipality_of(areas.codes)), ("NL", "NL01")):
            share, mark = _HALF[level]
            for margin, side in (("Waarde", 0), ("Ondergrens 95%-interval", -1), ("Bovengrens 95%-interval", 1)):
                said = (by_area[level] + side * share, _MARKS[level] + side * mark)
                rows.append((margin, f"{code:10}", f"{year}JJ00", *(forms.decimal_comma(one, 1) for one in said)))
    return forms.csv_file(HEADER, rows)
