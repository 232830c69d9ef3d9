"""The kinds of crime and of nuisance that were given, per year: a table each, in the order of the police."""

import pandas as pd

from helpers.displays import police_names
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import line_of_publisher
from helpers.displays.surroundings.absence import absent
from helpers.displays.surroundings.police_said import CRIMES, NUISANCE, Subject
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Table
from helpers.floor.shapes.tables import rows_of

_YEARS = 6  # on the page; the file holds all
_TOTAL = "Totaal"


def crime_kinds(result: Result) -> Table | Absent:
    """Per year the crimes in the municipality: the total, and the kinds that were given."""
    return _kinds(result, CRIMES, "Geregistreerde misdrijven in de gemeente per soort en jaar")


def nuisance_kinds(result: Result) -> Table | Absent:
    """The same of nuisance."""
    return _kinds(result, NUISANCE, "Geregistreerde overlast in de gemeente per soort en jaar")


def _kinds(result: Result, subject: Subject, caption: str) -> Table | Absent:
    found = rows_of(result.measures, measure=subject.measure, area_level="municipality")
    name = f"{subject.measure}_by_kind"
    if found.empty:
        return absent(result, f"{subject.title.lower()} per soort", subject.dataset, name=name)
    years = sorted(set(found.period))
    wide = found.pivot(index="group", columns="period", values="value").reset_index()
    wide = wide.sort_values("group", key=lambda groups: groups.map(_place))
    shown = [Column(year, year if year in years[-_YEARS:] else "", decimals=0) for year in years]
    return table(
        name,
        caption,
        wide.assign(kind=[police_names.crime(group) if group else _TOTAL for group in wide.group]),
        [Column("group", "Soort", written=lambda row: row.kind), *shown],
        notes=_notes(wide),
        source=line_of_publisher(result, subject.dataset, "politie", years[-1]),
    )


def _place(group: str) -> tuple[list[int], str]:
    """The total first, then by the number of the police, then by name."""
    parts = group.split(".")
    return ([int(part) for part in parts] if all(part.isdecimal() for part in parts) else [9 * bool(group)], group)


def _notes(wide: pd.DataFrame) -> list[str]:
    if len(wide) < 2:
        return ["Alleen het totaal is geleverd."]
    return ["De soorten tellen niet op tot het totaal: niet elke soort is bekend of geleverd."]
