"""Updates of the safety dashboard: one or two a month, none in the month that was missed."""

from helpers.floor.areas import Areas
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.truth import MONTHS_WITHOUT_DASHBOARD_UPDATE, Truth

FILE = "dashboard_updates.csv"
HEADER = ("Datum", "Wat")


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: one row an update."""
    random = stream(truth, "dashboard_updates")
    rows = []
    for month in timeline.months():
        count = 1 + int(random.integers(0, 2))
        days = sorted((random.permutation(28)[:count] + 1).tolist())
        if f"{month:%Y-%m}" not in MONTHS_WITHOUT_DASHBOARD_UPDATE:
            rows += [(forms.dutch_date(month.replace(day=day)), "maandverversing") for day in days]
    return forms.csv_file(HEADER, rows)
