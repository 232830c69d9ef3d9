"""Reports on public space by month and wijk; none of them follows the scan car."""

from datetime import date
from math import cos, pi

from helpers.floor.areas import Areas
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.truth import OTHER_REPORTS_PER_1000, WASTE_REPORTS_PER_1000, Truth

FILE = "meldingen.csv"
HEADER = ("maand", "wijkcode", "categorie", "aantal")


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: UTF-8, comma-separated."""
    random = stream(truth, "meldingen")
    inhabitants = dict(zip(areas.codes, areas.table.inhabitants.tolist(), strict=True))
    per_thousand = {**WASTE_REPORTS_PER_1000, **OTHER_REPORTS_PER_1000}
    rows = [
        (f"{month:%Y-%m}", wijk, name, int(random.poisson(rate * people / 1000 * _season(month, name))))
        for month in timeline.months()
        for wijk, people in inhabitants.items()
        for name, rate in per_thousand.items()
    ]
    return forms.csv_file(HEADER, rows, delimiter=",", encoding="utf-8")


def _season(month: date, category: str) -> float:
    # Waste is seen in summer, dark lamps in winter.
    turn = cos(2 * pi * (month.month - 1) / 12)
    return 1 + 0.3 * turn if category == "Straatverlichting" else 1 - 0.15 * turn
