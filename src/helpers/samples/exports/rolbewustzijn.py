"""Staff demonstrably aware of their role in a crisis, counted late in every quarter."""

from datetime import date

from helpers.floor.areas import Areas
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.truth import Truth

FILE = "rolbewustzijn.csv"
HEADER = ("Peildatum", "Medewerkers", "Aantoonbaar bewust")


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: one row a count."""
    random = stream(truth, "rolbewustzijn")
    rows = []
    for place, quarter in enumerate(timeline.quarters()):
        staff = 640 + int(random.integers(0, 15))
        share = 0.12 + 0.047 * place
        counted_on = date(quarter.year, quarter.end.month, 21)
        rows.append((forms.dutch_date(counted_on), staff, round(staff * share)))
    return forms.csv_file(HEADER, rows)
