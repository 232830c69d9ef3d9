"""What the police registered in each wijk in the last whole years: counts, whoever lives there."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.regions import by_wijk
from helpers.floor.shapes import tables
from helpers.floor.spans import per_year
from helpers.measures.registered import CRIMES, NUISANCE, Register, last_whole_year, with_total

YEARS = 4


def wijk_crimes_per_year(registered: pd.DataFrame, wijken: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    """Crimes per wijk of each of the last four whole years: the total as the police give it, else the kinds added up.

    Never a rate: a shopping centre has crimes and nobody who lives there. No row where a count is not known.

    >>> days = {"period_start": pd.Timestamp("2025-01-01"), "period_end": pd.Timestamp("2025-12-31")}
    >>> registered = pd.DataFrame({"crime": "0.0.0", "area": ["WK000101"], "crimes": [510], **days})
    >>> found = wijk_crimes_per_year(registered, ["WK000101"], Quarter(2026, 3))
    >>> found[["area", "period", "value"]].values.tolist()
    [['WK000101', '2025', 510.0]]
    """
    return _per_year(registered, CRIMES, wijken, quarter).assign(measure="wijk_crimes_per_year", counted="crime")


def wijk_nuisance_per_year(registered: pd.DataFrame, wijken: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    """Registered nuisance in the same way."""
    return _per_year(registered, NUISANCE, wijken, quarter).assign(measure="wijk_nuisance_per_year", counted="nuisance")


def _per_year(table: pd.DataFrame, register: Register, wijken: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    last = last_whole_year(quarter)
    counts = per_year(with_total(table, register), ["area"], register.value)
    rows = [
        {"area": wijk, "value": count, "period": str(year)}
        for year in range(last - YEARS + 1, last + 1)
        for wijk, count in by_wijk(counts[counts.year == year], register.value, wijken).dropna().items()
    ]
    return tables.measures(rows, area_level="wijk", unit="count")
