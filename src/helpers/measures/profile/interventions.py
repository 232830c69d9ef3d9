"""Interventions per wijk over a year: each may be with one person, so small counts must be hidden."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.days import has_begun, in_the_year
from helpers.measures.figures import count, of_quarter

MEASURE = "wijk_interventions"


def interventions(registered: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """Interventions from 1 January up to the date, per wijk and in all, whatever gave the reason for them.

    Give it a quarter once a year (`Delivery.last_yearly`): two that follow each other would tell a small count.
    What lies in no known wijk counts in the total alone.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2025-02-10", "2025-06-01"]), "wijk": ["a", "b"]})
    >>> interventions(rows, Quarter(2025, 1), ["a", "b"])[["area", "value"]].values.tolist()
    [['a', 1.0], ['b', 0.0], ['', 1.0]]
    """
    now = registered[in_the_year(registered.date, quarter)]
    by_wijk, is_known = now.groupby("wijk").size(), has_begun(registered.date, quarter)
    rows = [{"area_level": "wijk", "area": wijk, **count(by_wijk.get(wijk, 0), is_known=is_known)} for wijk in wijken]
    rows = [of_quarter(quarter) | row for row in [*rows, count(len(now), is_known=is_known)]]
    return tables.measures(rows, measure=MEASURE, counted="intervention")
