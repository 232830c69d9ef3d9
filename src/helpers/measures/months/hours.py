"""Hours of the scan car per month."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.month import Month
from helpers.floor.shapes import tables
from helpers.measures.months.registers import per_month


def monthly_hours(shifts: pd.DataFrame, months: Sequence[Month], wijken: Sequence[str]) -> pd.DataFrame:
    """Hours of the scan car per wijk and month, and in the municipality, whatever the purpose.

    Read a 0 as "the car did not come".

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-09-02"]), "wijk": ["a"], "hours": [2.5]})
    >>> monthly_hours(rows, [Month(2026, 9)], ["a", "b"])[["area", "value"]].values.tolist()
    [['', 2.5], ['a', 2.5], ['b', 0.0]]
    """
    rows = per_month(shifts, shifts.hours, months, wijken, "hours")
    return tables.measures(rows, measure="monthly_hours", counted="hour")
