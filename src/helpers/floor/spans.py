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
    return table[is_year].assign(year=first.year[is_year])
