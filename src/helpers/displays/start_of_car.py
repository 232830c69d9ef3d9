"""What changed in wijken once the car began there: only where it began at different dates."""

from __future__ import annotations

import pandas as pd

from helpers.displays.association import DATASETS, is_known
from helpers.displays.cells import data
from helpers.displays.sources import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.delivery import Result
from helpers.floor.pieces import Cell, Table, Text
from helpers.floor.tables import rows_of

MODEL = "event_study"
_BEHIND = ["term", "at", "estimate", "low", "high", "level", "df", "p", "n", "n_clusters", "unit", "verdict"]


def start_of_car(result: Result) -> Table | Text:
    """The change before and after the start of the car; a Text with the reason where that cannot be compared."""
    found = rows_of(result.estimates, model=MODEL, role="exploratory")
    if found.empty:
        return cannot_tell(result, "de start van de scanauto", *DATASETS)
    every = [one for _, one in found.iterrows()]
    if not any(is_known(one) for one in every):
        said = "Een vergelijking rond de start van de scanauto is hier niet te maken."
        return Text([said, *dict.fromkeys(one.rule for one in every if one.rule)])
    return Table(
        "start_of_car",
        "Verkennend: het oordeel rond de start van de scanauto, naast wijken waar hij nog niet reed",
        ["Wanneer", "Verschil", "95%-interval"],
        [_row(one) for one in every],
        notes=[
            "Verkennend: dit helpt een volgende vraag te stellen en beantwoordt er geen.",
            "Verschillen vóór de start horen rond nul te liggen. Liggen ze daar, dan bewijst dat nog niets.",
        ],
        source=line(result, *DATASETS),
        data=data(_BEHIND, [[one[name] for name in _BEHIND] for one in every]),
    )


def _row(one: pd.Series) -> list[Cell]:
    if one.term == "overall":
        when = "Sinds de start"
    elif one["at"] == 0:
        when = "Bij de start"
    else:
        count = dutch.counted(int(abs(one["at"])), "meting", "metingen")
        when = f"{count} {'vóór' if one['at'] < 0 else 'na'} de start"
    if not is_known(one):
        return [Cell(when), *[Cell(dutch.NOTHING, "number")] * 2]
    return [
        Cell(when),
        Cell(dutch.difference(one.estimate, one.unit, 1), "number"),
        Cell(dutch.interval(one.low, one.high, one.unit, 1), "number"),
    ]
