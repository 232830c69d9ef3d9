"""Interventions per month: what was done, whatever the reason."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.month import Month
from helpers.floor.shapes import tables
from helpers.measures.months.registers import per_month


def monthly_interventions(interventions: pd.DataFrame, months: Sequence[Month], wijken: Sequence[str]) -> pd.DataFrame:
    """Registered interventions per wijk and month, and in the municipality; an intervention may be with one person.

    Read it as work done, not as what it brought about. The report counts those that the dashboard led to
    (`indicators.dashboard.interventions_per_month`, VE-3-3); these are all of them.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-09-02", "2026-09-30"]), "wijk": ["a", "a"]})
    >>> monthly_interventions(rows, [Month(2026, 9)], ["a", "b"])[["area", "value"]].values.tolist()
    [['', 2.0], ['a', 2.0], ['b', 0.0]]
    """
    each = pd.Series(1, index=interventions.index)
    rows = per_month(interventions, each, months, wijken)
    return tables.measures(rows, measure="monthly_interventions", counted="intervention")
