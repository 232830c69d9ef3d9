"""Who came to the cyber-resilience training, per session."""

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.training.pacing import DATASETS
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of


def sessions(result: Result) -> Table | Text:
    """The sessions of the year: when, held or planned, and how many elderly came for the first time."""
    found = rows_of(result.measures, measure="new_elderly", split="session").sort_values(["start", "period"])
    if found.empty:
        return cannot_tell(result, "de bijeenkomsten van de cybertraining", *DATASETS)
    columns = [
        Column("session", "Bijeenkomst"),
        Column("date", "Datum", written=lambda row: _day(row.date)),
        Column("status", "Status"),
        Column("new_elderly", "Nieuwe ouderen", decimals=0, written=_new),
        Column("withheld"),
    ]
    named = found.rename(columns={"period": "session", "start": "date", "group": "status"})
    return table(
        "sessions",
        f"Bijeenkomsten van de cybertraining in {result.quarter.year}",
        named.assign(new_elderly=found.value.where(found.withheld == "")),
        columns,
        notes=rounding_notes(result, found, "ouderen"),
        source=line(result, *DATASETS),
    )


def rounding_notes(result: Result, found: pd.DataFrame, nouns: str) -> list[str]:
    """That the counts are rounded and, where one is hidden, why."""
    limits = result.settings.municipality.small_numbers
    rounded = f"De aantallen zijn afgerond op {limits.rounded_to}."
    if not (found.withheld == "small").any():
        return [rounded]
    fewest = dutch.number(limits.hidden_below)
    hidden = f"Afgeschermd: minder dan {fewest} {nouns}, of nodig om een ander getal te verbergen."
    return [rounded, hidden, "Het totaal van de gemeente is een indicator en staat er altijd."]


def _new(row: pd.Series) -> str:
    return readings.shown(row) if row.status == "gehouden" else dutch.NOTHING


def _day(value: pd.Timestamp) -> str:
    return dutch.NOTHING if pd.isna(value) else dutch.day(value.date())
