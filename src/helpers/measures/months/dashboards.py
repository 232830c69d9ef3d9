"""Whether a month had a dashboard, so that a month without signals is told from a month without a page."""

from collections.abc import Collection, Sequence

import pandas as pd

from helpers.floor.month import Month
from helpers.floor.shapes import tables
from helpers.measures.figures import count


def monthly_dashboards(made: Collection[str], months: Sequence[Month]) -> pd.DataFrame:
    """1 for a month over which a dashboard was made, 0 for another; `made` are their labels. Unit: months.

    >>> monthly_dashboards(["2026-07"], [Month(2026, 7), Month(2026, 8)])[["period", "value"]].values.tolist()
    [['2026-07', 1.0], ['2026-08', 0.0]]
    """
    rows = [
        {"period": month.label, "start": month.start, "end": month.end, **count(int(month.label in made), "months")}
        for month in months
    ]
    return tables.measures(rows, measure="monthly_dashboards", counted="month")
