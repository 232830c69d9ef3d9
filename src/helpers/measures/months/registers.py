"""A register of events by month: what it holds of each, and of which months it cannot tell."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.floor.month import Month
from helpers.measures.days import month_labels
from helpers.measures.figures import count, of_month


def per_month(
    events: pd.DataFrame, amounts: pd.Series, months: Sequence[Month], wijken: Sequence[str], unit: str = "count"
) -> list[dict[str, Any]]:
    """The amounts of the events (with date and wijk) added up: rows of a measure table, of the municipality too.

    A month without an event is 0 between the first and the last event of the register. Before the first and
    after the last it is unknown: nobody can tell a quiet month from one that was not delivered.

    >>> events = pd.DataFrame({"date": pd.to_datetime(["2026-07-03", "2026-09-01"]), "wijk": ["a", "b"]})
    >>> rows = per_month(events, pd.Series([2, 1]), [Month(2026, number) for number in (6, 7, 8)], ["a"])
    >>> [(row["period"], row.get("area", ""), row["value"]) for row in rows][1:]
    [('2026-06', 'a', nan), ('2026-07', '', 2.0), ('2026-07', 'a', 2.0), ('2026-08', '', 0.0), ('2026-08', 'a', 0.0)]
    """
    labels = month_labels(events.date)
    in_all = amounts.groupby(labels).sum()
    in_wijk = amounts.groupby([labels, events.wijk]).sum()
    known = {month.label for month in months if len(in_all) and in_all.index[0] <= month.label <= in_all.index[-1]}
    return [
        of_month(wijk, month)
        | count(in_wijk.get((month.label, wijk), 0) if wijk else in_all.get(month.label, 0), unit, month.label in known)
        for month in months
        for wijk in ("", *wijken)
    ]
