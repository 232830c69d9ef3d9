"""How soon the proposal would answer: the association that shows after so many quarters."""

from __future__ import annotations

import math

from helpers.displays.drawing.cells import data
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

DATASETS = ("scanauto_inzet", "wijkatlas")
MODEL = "deployment"
UNIT = "points_per_10_hours"


def detectable_after(result: Result) -> Table | Text:
    """How large an association must be to show after so many quarters of the proposal."""
    found = rows_of(
        result.estimates, model=MODEL, role="forecast", term="detectable_after", withheld=""
    ).sort_values("at")
    if found.empty:
        return cannot_tell(result, "hoe snel het voorstel een verband laat zien", *DATASETS)
    at = [(one, result.quarter.shift(int(one["at"]))) for _, one in found.iterrows()]
    return Table(
        "detectable_after",
        "Hoe groot een verband moet zijn om het met dit voorstel te zien",
        ["Na", "Tot en met", "Kleinste zichtbare verband"],
        [
            [
                Cell(dutch.counted(int(one["at"]), "kwartaal", "kwartalen")),
                Cell(until.in_dutch),
                Cell(_visible(one.estimate), "number"),
            ]
            for one, until in at
        ],
        notes=[
            "Dit geldt als bewoners elk kwartaal worden gevraagd en er elk kwartaal opnieuw wordt geloot.",
            f"Het is nagebootst, {dutch.number(found.n.max())} keer per rij, met aannames over bewoners en wijken.",
            "Een verband van deze grootte komt in 8 van de 10 nagebootste reeksen naar voren.",
            "Een kleiner verband kan er wel zijn. Dan zien we het nog niet.",
        ],
        source=line(result, *DATASETS),
        data=data(
            ["quarters", "until", "points_per_10_hours", "simulation_error", "simulations"],
            [[one["at"], until.label, one.estimate, one.se, one.n] for one, until in at],
        ),
    )


def _visible(points: float) -> str:
    return dutch.quantity(points, UNIT) if math.isfinite(points) else "nog niets te zien"
