"""Guards: figures that are not shown as such, but that a reader can compute, and what must be hidden for them.

Each takes exact counts and gives a measure table in which more is withheld. It must still be protected.
"""

import pandas as pd

from helpers.disclosure.hiding import SMALL, protect
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


def only_large(table: pd.DataFrame, limits: SmallNumbers) -> pd.DataFrame:
    """`table` with every count below the threshold withheld, 0 too.

    For counts of a month that is published again and again: one that is 0 at first and hidden later, beside a total
    that grew by one, is 1.

    >>> rows = [{"area": name, "value": n} for name, n in (("a", 0), ("b", 4), ("c", 12))]
    >>> only_large(tables.measures(rows, area_level="wijk", counted="intervention"), SmallNumbers()).withheld.tolist()
    ['small', 'small', '']
    """
    return table.assign(withheld=table.withheld.mask(table.value < limits.hidden_below, SMALL))


def _hidden_groups(table: pd.DataFrame, limits: SmallNumbers) -> set[str]:
    shown, _ = protect(table, tables.estimates(), limits)
    return set(shown.group[shown.withheld == SMALL]) - {""}
