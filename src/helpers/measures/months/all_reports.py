"""Reports of every category together."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from helpers.floor.shapes import tables


def all_reports(reports: pd.DataFrame) -> pd.DataFrame:
    """The reports of `monthly_reports`, all categories added up, for each area and month.

    Read it as what there is to do. A month in which one of the categories is not known is unknown, since the sum
    would be too low. A category counts from its first month; it has ended from the second month on without any of it.

    >>> rows = [{"group": group, "area": "a", "period": period, "value": value}
    ...         for group, period, value in (("x", "2026-08", 3), ("y", "2026-08", 4), ("x", "2026-09", 5))]
    >>> all_reports(tables.measures(rows, measure="monthly_reports", split="category"))[["value", "withheld"]].values
    array([[7.0, ''],
           [nan, 'missing']], dtype=object)
    """
    if reports.empty:
        return reports
    keys = ["area_level", "area", "period", "start", "end"]
    wide = reports.pivot(index=keys, columns="group", values="value")
    is_there = wide.notna().groupby(level="period").any()
    is_counted = _of_month(is_there.cummax() & _goes_on(is_there), wide)
    sums = (
        wide.where(is_counted, 0).sum(axis="columns", skipna=False).where(_of_month(is_there.any(axis="columns"), wide))
    )
    named = sums.rename("value").reset_index()
    named = named.assign(numerator=named.value, withheld=named.value.isna().map({True: "missing", False: ""}))
    told = reports.measure.iloc[0], reports.counted.iloc[0], reports.unit.iloc[0]
    return tables.measures(_rows(named), **dict(zip(("measure", "counted", "unit"), told, strict=True)))


def _goes_on(is_there: pd.DataFrame) -> pd.DataFrame:
    """Whether a category has a report last month or later."""
    later: pd.DataFrame = is_there[::-1].cummax()[::-1].shift(1, fill_value=True)
    return later


def _of_month(months: Any, wide: pd.DataFrame) -> Any:
    """What holds of each month, for every row of that month."""
    return months.reindex(wide.index.get_level_values("period")).set_axis(wide.index)


def _rows(sums: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = sums.columns.tolist()
    for values in sums.itertuples(index=False):
        yield dict(zip(names, values, strict=True))
