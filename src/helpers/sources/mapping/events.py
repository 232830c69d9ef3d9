"""Single events, each a row of an own file, counted per month to the rows that a contract asks."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.door.cells import Header, Sheet
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.contract import Column, Contract
from helpers.sources.mapping import own_contract
from helpers.sources.sheets.reading import Reading

PART = "deel van een maand"
_ABOUT, _WHOLE = "De eerste en de laatste maand zijn compleet.", "Lever hele maanden."
_ROW = "_row"  # the row of the first event that is counted in a row
_EVENT = "_event"
_MANY = 10  # of a Poisson count with this mean, one month in 22,000 is zero


def counted(contract: Contract, reading: Reading, wijken: list[str]) -> tuple[Sheet, Header]:
    """The events per month as a sheet under the contract's own headers, zeros included.

    Between the first and the last month each combination of the other columns that occurs anywhere gets a row:
    where nothing was registered, nothing happened. A month without any event at all is left out where others have
    many: it was not delivered, and is no zero. Each row has the number of its first event.

    Raises ValueError where the events were not read.
    """
    table = reading.rows.copy()
    table[_ROW], table[_EVENT] = reading.numbers, True
    month = own_contract.month_of(contract)
    if month is None:
        raise ValueError(f"{contract.dataset} has no months")
    groups = [one.name for one in contract.columns if not one.is_additive and one.name in table and one is not month]
    groups = [name for name in groups if table[name].notna().any()]
    counts = {one.name: _occurs(table, one) for one in reading.contract.columns if one.is_additive}
    table = table.assign(**counts, **{month.name: table[month.name].dt.to_period("M")}).dropna(subset=month.name)
    sums = table.groupby([month.name, *groups], dropna=False)[[*counts]].sum()
    first = table.groupby([month.name, *groups], dropna=False)[_ROW].min()
    whole = _every(table, month.name, groups, wijken)
    sums = sums.reindex(whole, fill_value=0)
    numbers = first.reindex(whole).fillna(table[_ROW].max()).astype(int)
    return _sheet(contract, reading, sums.reset_index(), numbers.tolist())


def parts_of_months(contract: Contract, reading: Reading) -> Iterator[Fault]:
    """A warning on a first or last month that the events do not fill, though there was never so long without one.

    Its count is that of a part of a month, and stands beside counts of whole ones.
    """
    month = own_contract.month_of(contract)
    if month is None:
        return
    days = reading.rows[month.name].dropna().dt.normalize()
    different = days.drop_duplicates().sort_values()
    if len(different) < _MANY:
        return
    longest, a_day = different.diff().dt.days.max(), len(days) / ((different.iloc[-1] - different.iloc[0]).days + 1)
    first, last = different.iloc[0], different.iloc[-1]
    ends = (
        ("eerste", first, (first - first.to_period("M").start_time).days),
        ("laatste", last, (last.to_period("M").end_time.normalize() - last).days),
    )
    for name, day, silence in ends:
        if silence >= longest and silence * a_day >= _MANY:
            seen = f"De {name} rij is van {dutch.day(day.date())}"
            message = f"{seen}: {dutch.month(day.date())} lijkt niet compleet."
            yield Fault(message, _WHOLE, rule=PART, level="warning", about=_ABOUT, **reading.where)


def _occurs(table: pd.DataFrame, column: Column) -> pd.Series:
    """Whether an event counts in a column: each does where the file has no yes or no for it."""
    return (table[_EVENT] if column.is_optional else table[column.name].fillna(False)).astype(int)


def _every(table: pd.DataFrame, month: str, groups: list[str], wijken: list[str]) -> pd.Index:
    months = pd.period_range(table[month].min(), table[month].max(), freq="M", name=month)
    per_month = table[month].value_counts()
    if per_month.median() >= _MANY:
        months = months[months.isin(per_month.index)]
    if not groups:
        return months
    levels = [wijken if name == "wijk" else sorted(table[name].dropna().unique()) for name in groups]
    return pd.MultiIndex.from_product([months, *levels], names=[month, *groups])


def _sheet(contract: Contract, reading: Reading, table: pd.DataFrame, numbers: list[int]) -> tuple[Sheet, Header]:
    kept = [column for column in contract.columns if column.name in table]
    headers = [column.header for column in kept]
    cells = [[str(value) for value in table[column.name]] for column in kept]
    rows = [headers, *map(list, zip(*cells, strict=True))]
    sheet = Sheet(reading.where["file"], reading.where["sheet"], rows, [1, *numbers])
    return sheet, Header(0, headers, len(headers))
