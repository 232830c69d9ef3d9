"""Who came to the cyber-resilience training, per session."""

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import cannot_tell, line, why_withdrawn
from helpers.displays.training.pacing import DATASETS
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of
from helpers.floor.shapes.words import SMALL, WIJK, WITHDRAWN

_TOTAL = "Het totaal van de gemeente is een indicator en staat er altijd."


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
        notes=[*_first_time(found), *rounding_notes(result, found, "ouderen")],
        source=line(result, *DATASETS),
    )


def _first_time(found: pd.DataFrame) -> list[str]:
    """Whom a count of a session leaves out; nothing where no count is shown."""
    is_any_shown = ((found.withheld == "") & found.value.notna()).any()
    return ["De tabel telt de deelnemers die nog niet eerder dit jaar meededen."] if is_any_shown else []


def rounding_notes(result: Result, found: pd.DataFrame, nouns: str) -> list[str]:
    """That the counts are rounded and, where one is hidden or not published, why."""
    limits = result.settings.municipality.small_numbers
    is_small, is_withdrawn = (found.withheld == SMALL).any(), (found.withheld == WITHDRAWN).any()
    hidden = f"Afgeschermd: minder dan {limits.hidden_below} {nouns}, of nodig om een ander getal te verbergen."
    why = why_withdrawn(result, found.split.iloc[0] or WIJK)
    return [
        *([f"De aantallen zijn afgerond op {limits.rounded_to}."] if (found.withheld == "").any() else []),
        *([hidden] if is_small else []),
        *([f"Niet gepubliceerd: {why}."] if is_withdrawn else []),
        *([_TOTAL] if is_small or is_withdrawn else []),
    ]


def _new(row: pd.Series) -> str:
    return readings.shown(row) if row.status == "gehouden" else dutch.NOTHING


def _day(value: pd.Timestamp) -> str:
    return dutch.NOTHING if pd.isna(value) else dutch.day(value.date())
