"""Registers that are counted now and then: the last count on or before the date is the one that holds."""

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.measures.days import by_the_date
from helpers.measures.figures import headline, share


def last_count(
    counts: pd.DataFrame, part: str, whole: str, quarter: Quarter, measure: str, counted: str
) -> pd.DataFrame:
    """The share of `part` in `whole` at the last `counted_on` by the date; unknown without such a count.

    Parts counted on the same day are added up.

    >>> rows = pd.DataFrame({"counted_on": pd.to_datetime(["2026-06-30", "2026-10-01"]), "k": [1, 2], "n": [2, 2]})
    >>> last_count(rows, "k", "n", Quarter(2026, 3), "k_percent", "staff").value.item()
    50.0
    """
    so_far = counts[by_the_date(counts.counted_on, quarter)]
    if so_far.empty:
        return headline(share(float("nan"), float("nan")), measure, quarter, counted, quarter.end)
    day = so_far.counted_on.max()
    last = so_far[so_far.counted_on == day]
    figure = share(last[part].sum(skipna=False), last[whole].sum(skipna=False))
    return headline(figure, measure, quarter, counted, day.date())
