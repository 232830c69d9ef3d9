"""Reports on public space by month and wijk, in the municipality's own categories; none follows the scan car."""

from datetime import date
from itertools import cycle
from math import cos, pi

from helpers.floor.areas import Areas
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.truth import REPORTS_PER_1000, Truth, planted_wijk

FILE = "meldingen.csv"
HEADER = ("maand", "wijkcode", "categorie", "aantal")
Cell = tuple[str, str, str]  # month, wijk, category


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: UTF-8, comma-separated."""
    return forms.csv_file(HEADER, rows(truth, areas), delimiter=",", encoding="utf-8")


def rows(truth: Truth, areas: Areas) -> list[tuple]:
    """One row a month, wijk and category: what is ordinary, and on top of it what is planted."""
    random = stream(truth, "meldingen")
    expected = _expected(truth, areas)
    planted = _planted(truth, areas, expected)
    return [(*cell, int(random.poisson(often)) + planted.get(cell, 0)) for cell, often in expected.items()]


def _expected(truth: Truth, areas: Areas) -> dict[Cell, float]:
    """How many reports are ordinary."""
    inhabitants = dict(zip(areas.codes, areas.table.inhabitants.tolist(), strict=True))
    kinds = _per_thousand(truth)
    return {
        (f"{month:%Y-%m}", wijk, name): often * people / 1000 * _season(month, kind)
        for month in timeline.months()
        for wijk, people in inhabitants.items()
        for kind, categories in kinds.items()
        for name, often in categories.items()
    }


def _planted(truth: Truth, areas: Areas, expected: dict[Cell, float]) -> dict[Cell, int]:
    """How many reports come on top, from a stream of their own."""
    random = stream(truth, "planted signals of meldingen")
    kinds = _per_thousand(truth)
    cells = {
        (month, planted_wijk(areas.codes, one.place), next(iter(kinds[one.kind]))): one.times
        for one in truth.planted_signals
        if kinds.get(one.kind)
        for month in one.months
    }
    return {cell: int(random.poisson((times - 1) * expected.get(cell, 0.0))) for cell, times in cells.items()}


def _per_thousand(truth: Truth) -> dict[str, dict[str, float]]:
    """By kind how often each category is reported, by its turn among those of its kind; ours where none is placed."""
    own = {"waste": truth.waste_reports, "lighting": truth.lighting_reports, "other": truth.other_reports}
    if not any(own.values()):
        return REPORTS_PER_1000
    return {kind: dict(zip(names, cycle(REPORTS_PER_1000[kind].values()), strict=False)) for kind, names in own.items()}


def _season(month: date, kind: str) -> float:
    # Waste is seen in summer, dark lamps in winter.
    turn = cos(2 * pi * (month.month - 1) / 12)
    return 1 + 0.3 * turn if kind == "lighting" else 1 - 0.15 * turn
