"""Who came to the cyber-resilience training, per session."""

from __future__ import annotations

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.cells import data
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.training.pacing import DATASETS
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of


def sessions(result: Result) -> Table | Text:
    """The sessions of the year: when, held or planned, and how many elderly came for the first time."""
    found = rows_of(result.measures, measure="new_elderly", split="session").sort_values(["start", "period"])
    if found.empty:
        return cannot_tell(result, "de bijeenkomsten van de cybertraining", *DATASETS)
    rows = [
        [Cell(one.period), Cell(_day(one.start)), Cell(one.group), Cell(_new(one), "number")]
        for _, one in found.iterrows()
    ]
    return Table(
        "sessions",
        f"Bijeenkomsten van de cybertraining in {result.quarter.year}",
        ["Bijeenkomst", "Datum", "Status", "Nieuwe ouderen"],
        rows,
        notes=rounding_notes(result, found, "ouderen"),
        source=line(result, *DATASETS),
        data=data(
            ["session", "date", "status", "new_elderly", "withheld"],
            [
                [
                    one.period,
                    one.start,
                    one.group,
                    one.value if readings.is_shown(one) else None,
                    one.withheld,
                ]
                for _, one in found.iterrows()
            ],
        ),
    )


def rounding_notes(result: Result, found: pd.DataFrame, nouns: str) -> list[str]:
    """That the counts are rounded and, where one is hidden, why."""
    limits = result.settings.municipality.small_numbers
    rounded = f"De aantallen zijn afgerond op {limits.rounded_to}."
    if not (found.withheld == "small").any():
        return [rounded]
    fewest = dutch.number(limits.hidden_below)
    return [rounded, f"Afgeschermd: minder dan {fewest} {nouns}, of nodig om een ander getal te verbergen."]


def _new(one: pd.Series) -> str:
    return readings.shown(one) if one.group == "gehouden" else dutch.NOTHING


def _day(value: pd.Timestamp) -> str:
    return dutch.NOTHING if pd.isna(value) else dutch.day(value.date())
