"""The exports beside those of the last publication: what became of its rows, and what waits for somebody."""

import pandas as pd

from helpers.displays.drawing.columns import Column, table
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

_COUNTS = {
    "rows_earlier": "Rijen toen",
    "rows_gone": "Verdwenen",
    "rows_changed": "Veranderd",
    "rows_updated": "Bijgewerkt",
    "rows_late": "Later erbij",
    "rows_new": "Nieuw",
}


def compared(result: Result) -> Table | Text:
    """Per export what became of the rows that the last publication used; or why nothing could be compared."""
    beside = result.comparison
    if not beside.quarter:
        return Text(["Er is geen eerder rapport om de levering naast te leggen."])
    published = Quarter.parse(beside.quarter).in_dutch
    if beside.why_not:
        return Text([f"De levering is niet vergeleken met die van het rapport over het {published}. {beside.why_not}"])
    found = rows_of(result.measures, measure=[*_COUNTS, "same_file"], split="export")
    values = found.pivot(index="group", columns="measure", values="value")
    withheld = found.pivot(index="group", columns="measure", values="withheld").add_suffix(" withheld")
    rows = values.join(withheld).reset_index(names="dataset")
    rows = rows.assign(
        title=rows.dataset.map(result.title_of),
        same_file=rows.same_file == 1,
        accepted=[result.accepted.get(name, "") if name in result.strange else "" for name in rows.dataset],
        held_back=rows.dataset.isin(list(result.held_back)),
        is_judged=rows.dataset.isin(result.settings.sources),
    )
    return table(
        "data_quality_compared",
        f"Elke export naast die van het rapport over het {published}",
        rows,
        _COLUMNS,
        notes=[
            "Bijgewerkt: een lege cel is ingevuld, of een register ging verder.",
            "Later erbij: over maanden die het vorige rapport al kende. Nieuw: van daarna, of nieuw in een register.",
            *_new_exports(result, set(rows.dataset)),
        ],
    )


def _new_exports(result: Result, known: set[str]) -> list[str]:
    names = [f"“{result.title_of(one.dataset)}”" for one in result.exports if one.dataset not in known]
    return [f"Niet in het vorige rapport: {dutch.listing(names)}."] if names else []


def _consequence(row: pd.Series) -> str | Cell:
    if row.held_back:
        return "geen oordeel tot iemand dit nakijkt" if row.is_judged else "nog na te kijken"
    if row.accepted:
        return f"geaccepteerd: {row.accepted}"
    return "zelfde bestand" if row.same_file else dutch.NOTHING


_COLUMNS = [
    Column("title", "Export", is_in_file=False),
    Column("dataset"),
    *(Column(name, heading, decimals=0) for name, heading in _COUNTS.items()),
    Column("same_file"),
    Column("held_back"),
    Column("accepted"),
    Column("consequence", "Gevolg", written=_consequence, is_in_file=False),
]
