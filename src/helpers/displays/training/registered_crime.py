"""Cybercrime and fraud that the police registered, per year: beside the training, and no result of it."""

from helpers.displays import police_names
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import cannot_tell, line_of_publisher
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

_DATASET = "misdrijven"
_KINDS = {kind: police_names.crime(kind) for kind in ("3.7.4", "3.9.1", "3.9.3")}
_NOTES = [
    "Geteld is wat de politie vastlegde, van slachtoffers van alle leeftijden.",
    "Bij horizontale fraude is een inwoner of bedrijf het slachtoffer, niet de overheid.",
    "Niet elk slachtoffer doet aangifte. Meer aangiften kunnen dus ook betekenen dat meer mensen het melden.",
    "Of de training iets verandert, is hier niet te zien.",
]


def registered_crime(result: Result) -> Table | Text:
    """Per year how many of these crimes were registered in the municipality; a Text where that is not known."""
    found = rows_of(result.measures, measure="registered_crimes", split="crime")
    if found.empty:
        return cannot_tell(result, "cybercrime en fraude volgens de politie", _DATASET, name="registered_crime")
    years = found.pivot(index="period", columns="group", values="value").reset_index()
    kinds = [kind for kind in _KINDS if kind in years]
    borders = sorted(set(found.series) - {""})
    recast = [f"Alle jaren zijn geteld binnen de grenzen van {borders[-1]}."] if borders else []
    return table(
        "registered_crime",
        "Geregistreerde cybercrime en fraude in de gemeente, per jaar",
        years.rename(columns=_KINDS),
        [Column("period", "Jaar"), *(Column(_KINDS[kind], _KINDS[kind], decimals=0) for kind in kinds)],
        notes=[*_NOTES, *recast],
        source=line_of_publisher(result, _DATASET, "politie", years.period.max()),
    )
