"""How soon the proposal would answer: the association that shows after so many quarters."""

from helpers.displays.drawing.columns import Column, file_only, table
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

DATASETS = ("scanauto_inzet", "wijkatlas")
MODEL = "deployment"
UNIT = "points_per_10_hours"


def detectable_after(result: Result) -> Table | Text:
    """How large an association must be to show after so many quarters of the proposal."""
    found = rows_of(result.estimates, model=MODEL, role="forecast", term="detectable_after", withheld="").sort_values(
        "at"
    )
    if found.empty:
        return cannot_tell(result, "hoe snel het voorstel een verband laat zien", *DATASETS)
    until = found["at"].map(lambda at: result.quarter.shift(int(at)))
    columns = [
        Column("quarters", "Na", written=lambda row: dutch.counted(int(row.quarters), "kwartaal", "kwartalen")),
        Column("until", "Tot en met", written=lambda row: row.quarter.in_dutch),
        Column(UNIT, "Kleinste zichtbare verband", UNIT, missing="nog niets te zien"),
        *file_only("simulation_error", "simulations"),
    ]
    named = {"at": "quarters", "estimate": UNIT, "se": "simulation_error", "n": "simulations"}
    return table(
        "detectable_after",
        "Hoe groot een verband moet zijn om het met dit voorstel te zien",
        found.rename(columns=named).assign(quarter=until, until=until.map(lambda quarter: quarter.label)),
        columns,
        notes=[
            "Dit geldt als bewoners elk kwartaal worden gevraagd en er elk kwartaal opnieuw wordt geloot.",
            f"Het is nagebootst, {dutch.number(found.n.max())} keer per rij, met aannames over bewoners en wijken.",
            "Een verband van deze grootte komt in 8 van de 10 nagebootste reeksen naar voren.",
            "Een kleiner verband kan er wel zijn. Dan zien we het nog niet.",
        ],
        source=line(result, *DATASETS),
    )
