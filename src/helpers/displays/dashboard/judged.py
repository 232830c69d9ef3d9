"""What could be judged this month, and why the rest could not."""

import pandas as pd

from helpers.displays.dashboard import period, series
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.month import Month
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

DATASETS = ("meldingen", "afvalwaarnemingen")
_MOST_NAMED = 3


def not_judged(result: Result) -> Table | Text:
    """Per count how many of its series were judged, and why the others were not."""
    rows = of_month(result)
    if rows.empty:
        return cannot_tell(result, "signalen", *DATASETS, name="not_judged")
    counts = [_of_count(result, of_count) for _, of_count in rows.groupby(["measure", "group"], sort=True)]
    return table(
        "not_judged",
        f"Wat in {period.of(result).in_dutch} te beoordelen was",
        pd.DataFrame(counts),
        [
            Column("what", "Telling", is_in_file=False),
            Column("measure"),
            Column("category"),
            Column("judged", "Beoordeeld", written=lambda row: Cell(dutch.k_of_n(row.judged, row.series), "number")),
            Column("series"),
            Column("why", "Waarom de andere niet"),
        ],
        notes=["Elke wijk telt als één reeks, en de hele gemeente ook."],
        source=line(result, *datasets(result)),
    )


def of_month(result: Result, month: Month | None = None) -> pd.DataFrame:
    """What is said now of every series of a month, by default that of the dashboard."""
    return rows_of(result.estimates, model="signals", term="month", period=(month or period.of(result)).label)


def reasons(rows: pd.DataFrame) -> dict[str, int]:
    """Why series were not judged, and of how many that holds; the most frequent first."""
    return {str(rule): int(count) for rule, count in rows.rule[rows.is_met.isna()].value_counts().items()}


def datasets(result: Result) -> list[str]:
    """The exports that a signal may come from, as far as they are there."""
    read = {export.dataset for export in result.exports}
    return [name for name in DATASETS if name in read]


def _places(result: Result, areas: pd.Series) -> str:
    """Where a reason holds: by name where they are few."""
    if len(areas) > _MOST_NAMED:
        return dutch.counted(len(areas), "reeks", "reeksen")
    return dutch.listing([result.areas.short_name(code) if code else series.WHOLE.lower() for code in areas])


def _of_count(result: Result, rows: pd.DataFrame) -> dict[str, object]:
    first, silent = rows.iloc[0], rows[rows.is_met.isna()]
    of_rules = {rule: _places(result, silent.area[silent.rule == rule]) for rule in reasons(rows)}
    return {
        "what": series.what(first),
        "measure": first.measure,
        "category": first.group,
        "judged": int(rows.is_met.notna().sum()),
        "series": len(rows),
        "why": " ".join(f"{places}: {rule[:1].lower()}{rule[1:]}" for rule, places in of_rules.items()),
    }
