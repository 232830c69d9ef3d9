"""What the police registered in each wijk in the last whole years: counts, whoever lives there."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.regions import by_wijk, in_all
from helpers.floor.shapes import tables
from helpers.floor.spans import per_year

ALL_KINDS = "0.0.0"
YEARS = 4
CRIMES, NUISANCE = "yearly_crimes", "yearly_nuisance"


def yearly_crimes(registered: pd.DataFrame, wijken: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    """Crimes per wijk and in all, of each of the last four whole years: the total as the police give it.

    Never a rate: a shopping centre has crimes and nobody who lives there. No row where a count is not known.

    >>> rows = {"crime": "0.0.0", "area": ["WK000101"], "crimes": [510]}
    >>> days = {"period_start": pd.Timestamp("2025-01-01"), "period_end": pd.Timestamp("2025-12-31")}
    >>> yearly_crimes(pd.DataFrame(rows | days), ["WK000101"], Quarter(2026, 3))[["area", "value"]].values.tolist()
    [['WK000101', 510.0], ['', 510.0]]
    """
    total = registered[registered.crime == ALL_KINDS]
    return _yearly(total, "crimes", wijken, quarter).assign(measure=CRIMES, counted="crime")


def yearly_nuisance(registered: pd.DataFrame, wijken: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    """Registered nuisance in the same way: the total as given, else the kinds added up."""
    total = registered[registered.kind == ALL_KINDS]
    if total.empty:
        keys = ["area", "period_start", "period_end"]
        total = registered.groupby(keys).registrations.sum(min_count=1).reset_index()
    return _yearly(total, "registrations", wijken, quarter).assign(measure=NUISANCE, counted="nuisance")


def _yearly(table: pd.DataFrame, value: str, wijken: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    last = quarter.year if quarter.is_last_of_year else quarter.year - 1
    counts, rows = per_year(table, ["area"], value), []
    for year in range(last - YEARS + 1, last + 1):
        of_year = counts[counts.year == year]
        found = by_wijk(of_year, value, wijken).dropna()
        rows += [{"area_level": "wijk", "area": wijk, "value": n, "period": str(year)} for wijk, n in found.items()]
        whole = in_all(of_year, value, wijken)
        rows += [{"area_level": "municipality", "value": whole, "period": str(year)}] if whole == whole else []
    return tables.measures(rows, unit="count")
