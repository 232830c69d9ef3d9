"""Years, quarters and months that stand in one table: kept apart, so that nothing is counted twice."""

import pandas as pd


def yearly(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of a whole year, with that year in `year`; the months and quarters beside them are left out.

    `table` has the first and last day of each row in `period_start` and `period_end`.

    >>> days = {"period_start": ["2025-01-01", "2025-01-01"], "period_end": ["2025-12-31", "2025-01-31"]}
    >>> yearly(pd.DataFrame(days).astype("datetime64[us]")).year.tolist()
    [2025]
    """
    first, last = table.period_start.dt, table.period_end.dt
    is_year = (first.month == 1) & (first.day == 1) & (last.month == 12) & (last.year == first.year)
    whole: pd.DataFrame = table[is_year].assign(year=first.year[is_year])
    return whole


def monthly(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of one whole month, with its label in `month`; the quarters and years beside them are left out.

    >>> days = {"period_start": ["2025-02-01", "2025-01-01"], "period_end": ["2025-02-28", "2025-03-31"]}
    >>> monthly(pd.DataFrame(days).astype("datetime64[us]")).month.tolist()
    ['2025-02']
    """
    first, last = table.period_start, table.period_end
    is_month = (first.dt.day == 1) & (last == first + pd.offsets.MonthEnd(0))
    whole: pd.DataFrame = table[is_month].assign(month=first[is_month].dt.strftime("%Y-%m"))
    return whole


def per_year(table: pd.DataFrame, by: list[str], value: str) -> pd.DataFrame:
    """A count per whole year: the row of the year, else its twelve months or four quarters added up.

    A year that is there and its months are never added together; a year with a part that is missing has no row.

    >>> months = [f"2025-{month:02}-01" for month in range(1, 13)]
    >>> table = pd.DataFrame({"area": "a", "period_start": ["2025-01-01", *months], "n": [30, *12 * [2]]})
    >>> table = table.assign(period_start=table.period_start.astype("datetime64[us]"))
    >>> table["period_end"] = table.period_start + pd.offsets.MonthEnd(0)
    >>> per_year(table.iloc[1:], ["area"], "n").values.tolist()
    [['a', 2025, 24.0]]
    """
    first, last = table.period_start.dt, table.period_end.dt
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    found = []
    for length in (12, 1, 3):
        whole = 12 // length
        parts = table[months == length].assign(year=first.year).groupby([*by, "year"])[value]
        found.append(parts.sum(min_count=whole).dropna().astype("float64"))
    years: pd.DataFrame = pd.concat(found).reset_index().drop_duplicates([*by, "year"], ignore_index=True)
    return years
