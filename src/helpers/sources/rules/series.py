"""What only shows when the series of a table lie beside each other: copies, hidden totals and holes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.faults import Fault, Level
from helpers.sources import period
from helpers.sources.cells.cell_parser import shown
from helpers.sources.contract import Contract, Series
from helpers.sources.rules import copies, subtotals
from helpers.sources.sheets import columns
from helpers.sources.sheets.reading import Reading

LEAST_AREAS = 3  # with fewer, "all others" is one


@dataclass(frozen=True)
class Finding:
    """Something found in a series, at the first row of an area or a period."""

    rule: str
    at: int
    column: str
    message: str
    level: Level | None = None  # where the proof is weaker than the rule asks


@dataclass(frozen=True)
class Grid:
    """The values by area, and by period, group and name of the value; where each area and period begins."""

    contract: Contract
    series: Series
    long: pd.DataFrame  # area, period, group, name, value

    @property
    def wide(self) -> pd.DataFrame:
        return self.long.pivot(index="area", columns=["period", "group", "name"], values="value")

    def first_of(self, column: str, value: object) -> int:
        """The first row of the table with this area or period."""
        return int(self.long.loc[self.long[column] == value, "row"].min())

    def said(self, moment: object) -> str:
        """A period in Dutch."""
        return dutch.month(moment) if isinstance(moment, pd.Timestamp) else shown(str(moment))


@dataclass(frozen=True)
class SeriesRule:
    """A rule of every series: its level, what it asks in Dutch, and what to do."""

    level: Level
    about: str
    hint: str


RULES = {
    "gekopieerde wijk": SeriesRule(
        "error",
        "Twee wijken hebben niet over alle perioden dezelfde waarden.",
        "Vraag de maker welke van de twee klopt en lever de export opnieuw.",
    ),
    "verborgen totaal": SeriesRule(
        "error", "Geen deel is in elke periode de som van andere delen.", "Haal het totaal weg: het telt anders dubbel."
    ),
    "gekopieerde periode": SeriesRule(
        "warning", "Een periode is niet overal gelijk aan de vorige.", "Controleer of de nieuwe gegevens zijn geladen."
    ),
    "gat in de reeks": SeriesRule(
        "warning", "Tussen de eerste en de laatste periode ontbreekt er geen.", "Controleer of de export volledig is."
    ),
    "wijken ontbreken": SeriesRule(
        "warning",
        "Een periode heeft meer dan de helft van de wijken die er eerder waren.",
        "Controleer of de export volledig is.",
    ),
    "wijk ontbreekt": SeriesRule(
        "warning",
        "Geen wijk ontbreekt in een periode waarin alle andere er zijn.",
        "Controleer of de export volledig is; lever een 0 als er niets was.",
    ),
}


def faults(reading: Reading) -> list[Fault]:
    """What is wrong with the series of one table; none when there is no table."""
    if reading.table is None or reading.table.empty:
        return []
    found = list(_gaps(reading.contract, reading.table))
    declared = reading.contract.series
    # What a column with persons holds is never shown; its alarm stops the delivery anyway.
    if declared and not reading.private & {declared.area, declared.period, declared.group}:
        grid = _grid(reading.contract, declared, reading.table)
        if not grid.long.empty:
            for check in (_copies, _totals, _repeats, _absent, _mostly_absent):
                found += check(grid)
    return [_fault(reading, finding) for finding in found]


def _fault(reading: Reading, finding: Finding) -> Fault:
    rule = RULES[finding.rule]
    return Fault(
        finding.message,
        rule.hint,
        row=reading.numbers[finding.at],
        rule=finding.rule,
        level=finding.level or rule.level,
        about=rule.about,
        **columns.place_of(reading.contract.column(finding.column), reading.places),
        **reading.where,
    )


def _grid(contract: Contract, series: Series, table: pd.DataFrame) -> Grid:
    moment = table[series.period]
    if moment.dtype.kind == "M":
        moment = moment.dt.to_period("M").dt.to_timestamp()
    keys = {"area": table[series.area], "period": moment, "group": table[series.group] if series.group else ""}
    cells = table[list(series.values)].astype("float64").assign(**keys, row=np.arange(len(table)))
    parts = cells.groupby(list(keys), as_index=False)
    sums = parts[list(series.values)].sum(min_count=1).assign(row=parts.row.min().row)
    long = sums.melt([*keys, "row"], var_name="name").dropna()
    return Grid(contract, series, long.assign(value=long.value.round(6)))  # decimals that were added up


def _gaps(contract: Contract, table: pd.DataFrame) -> Iterator[Finding]:
    gaps = period.gaps(contract, table)
    if gaps:
        message = f"Er zijn geen rijen over {dutch.listing(gaps)}."
        yield Finding("gat in de reeks", 0, contract.days[0], message)


def _copies(grid: Grid) -> Iterator[Finding]:
    """Two areas that have the same values."""
    columns = [grid.contract.column(name) for name in grid.series.values]
    percents = {column.name: column.header for column in columns if not column.is_additive}
    for copy in copies.find(grid.wide, percents):
        about = f" bij “{shown(copy.about)}”" if copy.about else ""
        periods = dutch.counted(copy.periods, "periode", "perioden")
        message = f"{copy.other} heeft{about} in {periods} precies dezelfde waarden als {copy.one}."
        at = grid.first_of("area", copy.other)
        yield Finding("gekopieerde wijk", at, grid.series.area, message, copy.level)


def _totals(grid: Grid) -> Iterator[Finding]:
    """An area or a group that is the sum of others."""
    additive = [name for name in grid.series.values if grid.contract.column(name).is_additive]
    counts = grid.long[grid.long.name.isin(additive)]
    for axis in ("area", "group") if grid.series.group else ("area",):
        others = [name for name in ("area", "group", "period", "name") if name != axis]
        parts = counts.pivot(index=others, columns=axis, values="value")
        for part, of in subtotals.find(parts):
            column = grid.series.area if axis == "area" else grid.series.group
            is_all = len(of) == parts.shape[1] - 1
            said = "alle andere" if is_all else dutch.listing([shown(str(one)) for one in of])
            message = f"“{shown(str(part))}” is in elke periode de som van {said}."
            yield Finding("verborgen totaal", grid.first_of(axis, part), column, message)


def _repeats(grid: Grid) -> Iterator[Finding]:
    """A period that is the one before it, value by value."""
    wide = grid.long.pivot(index="period", columns=["area", "group", "name"], values="value")
    if wide.columns.unique("area").size < LEAST_AREAS:
        return
    values = wide.to_numpy()
    for before, after in pairwise(range(len(wide))):
        is_copy = np.array_equal(values[before], values[after], equal_nan=True)
        if is_copy and copies.tells(values[after]):
            earlier, later = wide.index[before], wide.index[after]
            message = f"Alle waarden van {grid.said(later)} zijn gelijk aan die van {grid.said(earlier)}."
            at = grid.first_of("period", later)
            yield Finding("gekopieerde periode", at, grid.series.period, message)


def _absent(grid: Grid) -> Iterator[Finding]:
    """The areas that are alone in missing from a period, each once."""
    there = grid.long.groupby(["period", "area"]).size().unstack().notna()
    if not grid.series.is_complete or there.shape[1] < LEAST_AREAS:
        return
    lonely = there[there.sum(axis=1) == there.shape[1] - 1]
    for area in lonely.columns[~lonely.all()]:
        missed = [grid.said(moment) for moment in lonely.index[~lonely[area]]]
        message = f"{area} ontbreekt in {dutch.listing(missed)}, terwijl alle andere er zijn."
        yield Finding("wijk ontbreekt", grid.first_of("area", area), grid.series.area, message)


def _mostly_absent(grid: Grid) -> Iterator[Finding]:
    """The periods after a whole one in which most areas lack; the newest may have only begun."""
    there = grid.long.groupby(["period", "area"]).size().unstack().notna()
    if not grid.series.is_complete or there.shape[1] < LEAST_AREAS:
        return
    counts = there.sum(axis=1)
    thin = counts[counts.eq(there.shape[1]).cummax() & (2 * counts <= there.shape[1])]
    for moment, count in thin.items():
        message = f"Over {grid.said(moment)} staan er maar {count} van de {there.shape[1]} wijken."
        yield Finding("wijken ontbreken", grid.first_of("period", moment), grid.series.period, message)
