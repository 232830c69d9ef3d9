"""The class of the Leefbaarometer of the whole municipality, and of comparable ones, in each year that it has."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.regions import municipality_of
from helpers.floor.shapes import tables
from helpers.floor.spans import yearly


def of_municipalities(
    scores: pd.DataFrame, wijken: Sequence[str], others: Sequence[str], quarter: Quarter
) -> pd.DataFrame:
    """A row for each whole municipality and year up to the quarter's end: its class, from 1 to 9.

    Only its own row: the classes of wijken are never averaged.

    >>> days = {"period_start": pd.Timestamp("2024-01-01"), "period_end": pd.Timestamp("2024-12-31")}
    >>> scores = pd.DataFrame({"area": ["GM0001", "WK000101"], "score_class": [7, 5], **days})
    >>> of_municipalities(scores, ["WK000101"], [], Quarter(2026, 3))[["area", "period", "value"]].values.tolist()
    [['GM0001', '2024', 7.0]]
    """
    own = municipality_of(wijken)
    years = yearly(scores[scores.area.isin([own, *others])].dropna(subset="score_class"))
    years = years[years.period_end <= pd.Timestamp(quarter.end)].sort_values(["year", "area"])
    rows = [
        {"area": one.area, "period": str(one.year), "value": one.score_class}
        | {"area_level": "municipality" if one.area == own else "comparable"}
        for one in tables.each_row(years)
    ]
    return tables.measures(rows, measure="liveability_class", unit="count", counted="place")
