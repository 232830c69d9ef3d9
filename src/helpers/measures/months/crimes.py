"""Crimes and nuisance that the police registered per month, where the export has months."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.month import Month
from helpers.floor.regions import by_wijk, in_all
from helpers.floor.shapes import tables
from helpers.floor.spans import monthly
from helpers.measures.figures import count, of_month
from helpers.measures.registered import ALL_KINDS, NUISANCE, with_total


def monthly_crimes(registered: pd.DataFrame, months: Sequence[Month], wijken: Sequence[str]) -> pd.DataFrame:
    """Registered crimes per wijk and month, of all kinds, and in the municipality; none without a row of a month.

    Read them where they happened, not where somebody lives. A year or a quarter tells nothing of its months. A
    month that the police did not give is unknown; a 0 that they gave is 0. The police publish them per buurt.

    >>> days = {"period_start": pd.Timestamp("2026-09-01"), "period_end": pd.Timestamp("2026-09-30")}
    >>> rows = pd.DataFrame({"crime": "0.0.0", "area": ["WK000101", "GM0001"], "crimes": [4, 9], **days})
    >>> monthly_crimes(rows, [Month(2026, 9)], ["WK000101", "WK000102"])[["area", "value"]].values.tolist()
    [['', 9.0], ['WK000101', 4.0], ['WK000102', nan]]
    """
    return _per_month(registered[registered.crime == ALL_KINDS], "crimes", "monthly_crimes", "crime", months, wijken)


def monthly_nuisance(registered: pd.DataFrame, months: Sequence[Month], wijken: Sequence[str]) -> pd.DataFrame:
    """Registered nuisance per wijk and month, as `monthly_crimes`: the total as given, else the kinds added up.

    >>> days = {"period_start": pd.Timestamp("2026-09-01"), "period_end": pd.Timestamp("2026-09-30")}
    >>> rows = pd.DataFrame({"kind": ["a", "b"], "area": "WK000101", "registrations": [4, 9], **days})
    >>> monthly_nuisance(rows, [Month(2026, 9)], ["WK000101"])[["area", "value"]].values.tolist()
    [['', 13.0], ['WK000101', 13.0]]
    """
    return _per_month(with_total(registered, NUISANCE), "registrations", "monthly_nuisance", "nuisance", months, wijken)


def _per_month(
    table: pd.DataFrame, value: str, measure: str, counted: str, months: Sequence[Month], wijken: Sequence[str]
) -> pd.DataFrame:
    given = monthly(table)
    if given.empty:
        return tables.measures()
    rows = []
    for month in months:
        now = given[given.month == month.label]
        found = {"": in_all(now, value, wijken), **by_wijk(now, value, wijken)}
        rows += [of_month(wijk, month) | count(number) for wijk, number in found.items()]
    return tables.measures(rows, measure=measure, counted=counted)
