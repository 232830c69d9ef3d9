"""What the police registered in the wijk per year: counts, and the buurten where hardly anybody lives in words."""

import pandas as pd

from helpers.displays.drawing.columns import Column, table
from helpers.displays.profile import chance
from helpers.displays.source_lines import cannot_tell, line_of_publisher
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

_COUNTED = {"yearly_crimes": ("Misdrijven", "misdrijven"), "yearly_nuisance": ("Overlast", "overlast")}


def wijk_police(result: Result) -> Table | Text:
    """Crimes and nuisance per whole year, as counts; whether the change differs from that of the other wijken."""
    rows = rows_of(result.measures, measure=list(_COUNTED), area=result.wijk)
    datasets = [dataset for _, dataset in _COUNTED.values()]
    if rows.empty:
        return cannot_tell(result, "wat de politie hier registreerde", *datasets)
    years = sorted(set(rows.period))
    counts = rows.pivot(index="measure", columns="period", values="value").reindex([*_COUNTED]).dropna(how="all")
    here = [(measure, *_COUNTED[measure]) for measure in counts.index]
    return table(
        "wijk_police",
        "Wat de politie registreerde, per jaar",
        counts.reset_index().assign(title=[title for _, title, _ in here]),
        [
            Column("title", "Geregistreerd", is_in_file=False),
            Column("measure"),
            *(Column(year, year, decimals=0) for year in years),
        ],
        notes=[*(said for measure, title, _ in here for said in _moved(result, measure, title)), *_notes(result, rows)],
        source=" ".join(line_of_publisher(result, dataset, "politie", years[-1]) for _, _, dataset in here),
    )


def _moved(result: Result, measure: str, title: str) -> list[str]:
    row = chance.beside_others(result, measure)
    if row is None:
        return []
    now = f"{title}: in {row.period} {chance.moved(row, 'in het jaar ervoor')}."
    return [now, chance.others_moved(row), chance.said(row)]


def _notes(result: Result, rows: pd.DataFrame) -> list[str]:
    notes = []
    if "yearly_crimes" in set(rows.measure):
        notes.append("Misdrijven tellen waar zij gebeurden, niet waar de dader of het slachtoffer woont.")
    for _, one in rows_of(result.measures, measure="wijk_crimes", split="buurt", area=result.wijk).iterrows():
        crimes = dutch.counted(one.value, "misdrijf", "misdrijven")
        living = dutch.counted(one.denominator, "inwoner", "inwoners") if one.denominator else "geen inwoners"
        notes.append(f"In buurt {one.group} gebeurden er {crimes} in {one.period}; daar wonen {living}.")
    return [*notes, "Een aantal per inwoner noemen we niet: wie ergens winkelt of werkt, woont er vaak niet."]
