"""Guards: figures that are not shown as such, but that a reader can compute, and what must be hidden for them.

Each takes exact counts and gives a measure table in which more is withheld. It must still be protected.
"""

import numpy as np
import pandas as pd

from helpers.disclosure.hiding import SMALL, protect, to_step
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables


def hidden_by_growth(sessions: pd.DataFrame, limits: SmallNumbers) -> pd.DataFrame:
    """New elderly per session, withheld where the growth of the headline in a quarter would tell a small one.

    `sessions` are the rows of `participants.new_elderly_per_session`.

    >>> rows = [{"period": name, "start": f"2026-0{month}-01", "value": n}
    ...         for name, month, n in (("s1", 1, 4), ("s2", 2, 30), ("s3", 4, 30))]
    >>> about = {"measure": "new_elderly", "area_level": "municipality", "counted": "person"}
    >>> new = tables.measures(rows, group="gehouden", split="session", **about)
    >>> hidden_by_growth(new, SmallNumbers()).withheld.tolist()
    ['small', 'small', '']
    """
    held = sessions[sessions.group == "gehouden"]
    # The quarters as tables of their own: each headline less the one before is a published total.
    cells = held.assign(group=held.period, period=held.start.dt.to_period("Q").astype(str))
    sums = cells.groupby("period").value.sum()
    totals = [{"period": period, "value": value} for period, value in sums.items()]
    grown = tables.measures(totals, measure="new_elderly", area_level="municipality", counted="person")
    hidden = sessions.period.isin(_hidden_groups(tables.stack(cells, grown), limits))
    return sessions.assign(withheld=sessions.withheld.mask(hidden, SMALL))


def hidden_beside(table: pd.DataFrame, beside: pd.DataFrame, limits: SmallNumbers) -> pd.DataFrame:
    """`table`, its groups withheld that `beside` hides: a headline less a shown group would tell of the others.

    `beside` counts the same groups, the others and their total, and is not shown.

    >>> drawn = tables.measures([{"group": "steekproef", "value": 60}], split="reason", counted="dealer")
    >>> parts = [{"split": "reason", "group": g, "value": n} for g, n in (("steekproef", 60), ("overig", 3))]
    >>> beside = tables.measures([{"value": 63}, *parts], area_level="municipality", counted="dealer")
    >>> hidden_beside(drawn, beside, SmallNumbers()).withheld.item()
    'small'
    """
    return table.assign(withheld=table.withheld.mask(table.group.isin(_hidden_groups(beside, limits)), SMALL))


def without_totals(table: pd.DataFrame, limits: SmallNumbers) -> pd.DataFrame:
    """The groups of `table`, protected with their totals, which are exact and go no further."""
    shown, _ = protect(table, tables.estimates(), limits)
    return shown[shown.split != ""]


def hidden_by_months(totals: pd.DataFrame, months: pd.Series, limits: SmallNumbers) -> pd.DataFrame:
    """Counts per wijk over a year, withheld where they would give away a count of a month that is hidden elsewhere.

    `months` are the exact counts of the months that have any, by wijk: a month of none is shown as 0, one of 1-9 is
    hidden. Twelve hidden months that are 10 together, rounded, are twelve times one.

    >>> totals = tables.measures([{"area": "a", "value": 12}, {"area": "b", "value": 12}], area_level="wijk")
    >>> months = pd.Series([1] * 12 + [5, 7], index=["a"] * 12 + ["b"] * 2)
    >>> hidden_by_months(totals, months, SmallNumbers()).withheld.tolist()
    ['small', '']
    """
    is_telling = [
        one.area_level == "wijk" and _tells(one.value, months[months.index == one.area].to_numpy(float), limits)
        for one in tables.each_row(totals)
    ]
    return totals.assign(withheld=totals.withheld.mask(pd.Series(is_telling, totals.index), SMALL))


def _tells(total: float, months: np.ndarray, limits: SmallNumbers) -> bool:
    """Whether the rounded total leaves a hidden month only one value."""
    hidden, half = months < limits.hidden_below, limits.rounded_to // 2
    told, whole = to_step(months, limits), to_step(np.array([total]), limits)
    low, high = np.where(hidden, 1, told - half), np.where(hidden, limits.hidden_below - 1, told + half)
    least = np.maximum(low, whole - half - (high.sum() - high))
    most = np.minimum(high, whole + half - (low.sum() - low))
    return bool((hidden & (least >= most)).any())


def _hidden_groups(table: pd.DataFrame, limits: SmallNumbers) -> set[str]:
    shown, _ = protect(table, tables.estimates(), limits)
    return set(shown.group[shown.withheld == SMALL]) - {""}
