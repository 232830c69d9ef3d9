"""Cybercrime and fraud as the police registered them, per year: a second clock beside the training."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures import registered

# The kinds in which a resident is the victim; vertical fraud (3.9.2) is fraud against the government.
KINDS = ("3.7.4", "3.9.1", "3.9.3")
YEARS = 6


def online_crime(crimes: pd.DataFrame, wijken: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    """Registered cybercrime and fraud in the municipality, by kind and whole year, of the last six years.

    Read them as what was registered: that depends on who reports, and says nothing of a cause. The row of the
    municipality counts, else its wijken added up; of a year the row of the year, else its months. A year that
    is not over by the quarter's end has no row. `series` is the year of the borders where that is known.

    >>> crimes = pd.DataFrame({"crime": ["3.7.4"], "area": ["GM0001"], "crimes": [97], "borders_year": [2025],
    ...                        "period_start": ["2025-01-01"], "period_end": ["2025-12-31"]})
    >>> crimes = crimes.astype({"period_start": "datetime64[us]", "period_end": "datetime64[us]"})
    >>> online_crime(crimes, ["WK000101"], Quarter(2026, 3))[["group", "period", "value"]].values.tolist()
    [['3.7.4', '2025', 97.0]]
    """
    counts = registered.in_municipality(
        crimes[crimes.crime.isin(KINDS)], registered.CRIMES, wijken, quarter, years=YEARS
    )
    rows = [{"group": one["kind"], "period": str(one["year"]), "value": one["value"]} for one in counts]
    same = {"measure": "registered_crimes", "area_level": "municipality", "split": "crime", "unit": "count"}
    return tables.measures(rows, counted="crime", series=registered.borders(crimes), **same)
