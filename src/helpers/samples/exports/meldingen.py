"""Reports on public space by month and wijk, in the municipality's own categories; none follows the scan car."""

from datetime import date
from itertools import cycle
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
    per_thousand, lamps = _per_thousand(truth), truth.lighting_reports
    rows = [
        (f"{month:%Y-%m}", wijk, name, int(random.poisson(often * people / 1000 * season[name in lamps])))
        for month in timeline.months()
        for season in [(_season(month, is_lighting=False), _season(month, is_lighting=True))]
        for wijk, people in inhabitants.items()
        for name, often in per_thousand.items()
    ]
    return forms.csv_file(HEADER, rows, delimiter=",", encoding="utf-8")


def _per_thousand(truth: Truth) -> dict[str, float]:
    """How often each category is reported, by its turn among those of its kind; ours where the params place none."""
    own = (truth.waste_reports, truth.lighting_reports, truth.other_reports)
    lighting, other = OTHER_REPORTS_PER_1000.values()
    rates = (WASTE_REPORTS_PER_1000.values(), (lighting,), (other,))
    placed = {name: rate for names, often in zip(own, rates, strict=True) for name, rate in zip(names, cycle(often))}
    return placed or {**WASTE_REPORTS_PER_1000, **OTHER_REPORTS_PER_1000}


def _season(month: date, is_lighting: bool) -> float:
    # Waste is seen in summer, dark lamps in winter.
    turn = cos(2 * pi * (month.month - 1) / 12)
    return 1 + 0.3 * turn if is_lighting else 1 - 0.15 * turn
