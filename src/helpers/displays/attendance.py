"""Who came to the cyber-resilience training: per session, and per wijk where they live."""

from __future__ import annotations

import pandas as pd

from helpers.displays import readings
from helpers.displays.cells import data, row
from helpers.displays.sources import cannot_tell, line
from helpers.displays.training import DATASETS, MEASURE
from helpers.floor import dutch
from helpers.floor.delivery import Result
from helpers.floor.pieces import Cell, Table, Text
from helpers.floor.tables import rows_of


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
        notes=_notes(result, found, "ouderen"),
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


def reach_by_wijk(result: Result) -> Table | Text:
    """How many elderly of each wijk took part; small numbers are hidden, the others rounded."""
    found = rows_of(result.measures, measure=MEASURE, area_level="wijk").sort_values("area")
    shown_in = result.settings.municipality.participants_per_wijk_in_quarter
    if found.empty and result.quarter.number != shown_in and not result.missing:
        yearly = f"Deelnemers per wijk staan één keer per jaar in het rapport: in kwartaal {shown_in}."
        return Text([yearly, "Uit vaker tonen zou een klein aantal af te leiden zijn."])
    if found.empty:
        return cannot_tell(result, "het bereik van de cybertraining per wijk", *DATASETS)
    return Table(
        "reach_by_wijk",
        f"Ouderen bij de cybertraining naar woonwijk, {found.iloc[0].period}",
        ["Wijk", "Ouderen"],
        [row(result.areas.name(one.area), readings.shown(one)) for _, one in found.iterrows()],
        notes=_notes(result, found, "ouderen"),
        source=line(result, *DATASETS),
        data=data(
            ["wijk", "value", "withheld"],
            [
                [one.area, one.value if readings.is_shown(one) else None, one.withheld]
                for _, one in found.iterrows()
            ],
        ),
    )


def _notes(result: Result, found: pd.DataFrame, nouns: str) -> list[str]:
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
