"""How often an ordinary delivery is warned of, and a planted fault: python tests/benchmarks/strange_deliveries.py.

Each delivery is cut at the end of successive quarters, as the export of then would have been, and laid beside the
quarter before. Without a fault every warning is false; then one fault at a time is planted in one export.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from helpers import sources
from helpers.floor.faults import Fault
from helpers.floor.quarter import Quarter
from helpers.sources.comparison import laying_beside
from helpers.sources.comparison.laying_beside import Inputs
from helpers.sources.comparison.past import is_dated

QUARTERS = 7
AHEAD = pd.Timedelta(days=90)  # how far a plan looks
SEED = 8
Tables = dict[str, pd.DataFrame]
Plant = Callable[[pd.DataFrame, Quarter], pd.DataFrame]


def cut(tables: Mapping[str, pd.DataFrame], quarter: Quarter) -> Tables:
    """The exports as they would have been on the last day of a quarter: later rows and days are not there yet."""
    end = pd.Timestamp(quarter.end)
    return {name: _cut(name, table, tables, end) for name, table in tables.items()}


def _cut(name: str, table: pd.DataFrame, tables: Mapping[str, pd.DataFrame], end: pd.Timestamp) -> pd.DataFrame:
    contract = sources.contracts()[name]
    if name == "cybertraining_deelnemers":
        sessions = tables["cybertraining_bijeenkomsten"].set_index("session").date
        table = table[table.session.map(sessions) <= end]
    elif name == "cybertraining_bijeenkomsten":
        table = table[table.date <= end + AHEAD].copy()
        is_ahead = table.date > end
        table.loc[is_ahead, "status"] = "gepland"
        table.loc[is_ahead, "attendance"] = pd.NA
    elif is_dated(contract):
        table = table[table[contract.days[0]] <= end]
    if name == "crisisrollen":
        table = table[table.in_function_from <= end]
    table = table.copy()
    for column in contract.columns:
        if column.parser.dtype.startswith("datetime") and not column.is_required:
            allowed = AHEAD * 40 if column.may_lie_ahead else AHEAD * 0
            table.loc[table[column.name] > end + allowed, column.name] = pd.NaT
    return table.reset_index(drop=True)


def warned(before: Tables, now: Tables, quarter: Quarter, changed: str = "") -> list[Fault]:
    """The warnings of a delivery, or of one export of it; the files of the others are then those of before."""
    files = {name: f"{name}.csv" for name in now}
    others = {name: "new" if name == changed or not changed else "old" for name in now}
    compared = laying_beside.compare(
        Inputs(before, dict.fromkeys(before, "old"), files), Inputs(now, others, files), quarter.previous, quarter
    )
    return [fault for fault in compared.warnings if not changed or fault.dataset == changed]


def _months(table: pd.DataFrame, name: str) -> pd.Series:
    return table[sources.contracts()[name].days[0]].dt.to_period("M")


def half_missing(name: str) -> Plant:
    return lambda table, quarter: table.sample(frac=0.5, random_state=SEED).sort_index()


def new_half_missing(name: str) -> Plant:
    def plant(table: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
        is_new = table[sources.contracts()[name].days[0]] >= pd.Timestamp(quarter.start)
        gone = table[is_new].sample(frac=0.5, random_state=SEED).index
        return table.drop(gone)

    return plant


def month_doubled(name: str, back: int) -> Plant:
    """The values of one month twice: its rows, or what they add up to where the export has a key."""

    def plant(table: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
        contract = sources.contracts()[name]
        is_it = _months(table, name) == pd.Period(quarter.end, "M") - back
        if not contract.key:
            return pd.concat([table, table[is_it]]).sort_values(contract.days[0]).reset_index(drop=True)
        return _times(table, name, is_it, 2)

    return plant


def times(name: str, factor: int, is_new_only: bool = False) -> Plant:
    def plant(table: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
        is_new = table[sources.contracts()[name].days[0]] >= pd.Timestamp(quarter.start)
        return _times(table, name, is_new if is_new_only else is_new | True, factor)

    return plant


def _times(table: pd.DataFrame, name: str, mask: pd.Series, factor: int) -> pd.DataFrame:
    table = table.copy()
    for column in sources.contracts()[name].columns:
        if column.is_additive:
            table.loc[mask, column.name] = table.loc[mask, column.name] * factor
    return table


def wijk_gone(name: str, is_new_only: bool = False) -> Plant:
    def plant(table: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
        is_it = table.wijk == sorted(table.wijk.dropna().unique())[4]
        if is_new_only:
            is_it &= table[sources.contracts()[name].days[0]] >= pd.Timestamp(quarter.start)
        return table[~is_it]

    return plant


def renamed(name: str, column: str, is_new_only: bool = False) -> Plant:
    def plant(table: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
        value = table[column].value_counts().index[1]
        is_it = table[column] == value
        if is_new_only:
            is_it &= table[sources.contracts()[name].days[0]] >= pd.Timestamp(quarter.start)
        return table.assign(**{column: table[column].mask(is_it, "Anders genoemd")})

    return plant


MONTHLY = ("scanauto_inzet", "meldingen", "afvalwaarnemingen")
PLANTS: dict[str, dict[str, Plant]] = {
    "half of the file missing": {
        name: half_missing(name)
        for name in (*MONTHLY, "bestuursdwang", "interventies", "opkoper_controles", "cybertraining_deelnemers",
                     "crisisrollen", "crisisprotocollen", "opkopers", "dashboard_updates", "wijkatlas")
    },
    "half of the new rows missing": {name: new_half_missing(name) for name in (*MONTHLY, "interventies", "opkoper_controles")},
    "a month of half a year ago doubled": {name: month_doubled(name, 6) for name in (*MONTHLY, "interventies")},
    "the newest month doubled": {name: month_doubled(name, 0) for name in (*MONTHLY, "bestuursdwang", "interventies")},
    "all values times 60": {name: times(name, 60) for name in (*MONTHLY, "bestuursdwang")},
    "new values times 60": {name: times(name, 60, is_new_only=True) for name in (*MONTHLY, "bestuursdwang")},
    "a wijk gone": {name: wijk_gone(name) for name in (*MONTHLY, "wijkatlas", "interventies")},
    "a wijk gone from the new months": {name: wijk_gone(name, is_new_only=True) for name in (*MONTHLY, "interventies")},
    "a category renamed": {"meldingen": renamed("meldingen", "category"), "scanauto_inzet": renamed("scanauto_inzet", "purpose")},
    "a category renamed in the new months": {
        "meldingen": renamed("meldingen", "category", is_new_only=True),
        "scanauto_inzet": renamed("scanauto_inzet", "purpose", is_new_only=True),
    },
}  # fmt: skip


def measured(folder: str) -> Iterator[str]:
    """The lines of the table: a fault, the export it was planted in, and of how many quarters it was told."""
    tables = dict(sources.open_delivery(folder, "newest").tables)
    newest = sources.open_delivery(folder, "newest").quarter
    quarters = [newest.shift(-i) for i in reversed(range(QUARTERS))]
    pairs = [(one, cut(tables, one.previous), cut(tables, one)) for one in quarters]
    false = [(one, fault) for one, before, now in pairs for fault in warned(before, now, one)]
    held = [fault for _, fault in false if fault.holds_back]
    yield f"{folder}: {len(pairs)} quarters of {len(tables)} exports, nothing planted"
    yield f"  false warnings {len(false)}, of which hold a judgement back {len(held)}"
    for one, fault in false:
        yield f"    {one.label} {fault.dataset}: {fault.message}"
    for name, plants in PLANTS.items():
        yield f"  {name}"
        for dataset, plant in plants.items():
            counts: Counter[str] = Counter()
            for one, before, now in pairs:
                mine = warned(before, now | {dataset: plant(now[dataset], one)}, one, dataset)
                counts["told"] += bool(mine)
                counts["held back"] += any(fault.holds_back for fault in mine)
            yield f"    {dataset:28} told {counts['told']}, held back {counts['held back']} of {len(pairs)}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="*", default=["sample"], help="folders with exports, or sample")
    for folder in asked.parse_args().folders:
        for line in measured(folder):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
