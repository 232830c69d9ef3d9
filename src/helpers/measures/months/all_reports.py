"""Reports of every category together."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from helpers.floor.shapes import tables


def all_reports(reports: pd.DataFrame) -> pd.DataFrame:
    """The reports of `monthly_reports`, all categories added up, for each area and month.

    Read it as what there is to do. A month in which one of the categories is not known is unknown, since the sum
    would be too low; a category that is known in none of these months has ended, and does not count.

    >>> rows = [{"group": group, "area": "a", "period": period, "value": value}
    ...         for group, period, value in (("x", "2026-08", 3), ("y", "2026-08", 4), ("x", "2026-09", 5))]
    >>> all_reports(tables.measures(rows, measure="monthly_reports", split="category"))[["value", "withheld"]].values
    array([[7.0, ''],
           [nan, 'missing']], dtype=object)
    """
    if reports.empty:
        return reports
    keys = ["area_level", "area", "period", "start", "end"]
    wide = reports.pivot(index=keys, columns="group", values="value").dropna(axis="columns", how="all")
    sums = wide.sum(axis="columns", skipna=False, min_count=1).rename("value").reset_index()
    sums = sums.assign(numerator=sums.value, withheld=sums.value.isna().map({True: "missing", False: ""}))
    told = reports.measure.iloc[0], reports.counted.iloc[0], reports.unit.iloc[0]
    return tables.measures(_rows(sums), **dict(zip(("measure", "counted", "unit"), told, strict=True)))


def _rows(sums: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = sums.columns.tolist()
    for values in sums.itertuples(index=False):
        yield dict(zip(names, values, strict=True))
