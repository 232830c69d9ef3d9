"""Interventions of a month: what was done, whatever the reason. Each may be with one person."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.month import Month
from helpers.floor.shapes import tables
from helpers.measures.months.registers import per_month


def monthly_interventions(interventions: pd.DataFrame, months: Sequence[Month]) -> pd.DataFrame:
    """Registered interventions per month in the whole municipality.

    Read it as work done, not as what it brought about. The report counts those that the dashboard led to
    (`indicators.dashboard.interventions_per_month`, VE-3-3); these are all of them.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-09-02", "2026-09-30"]), "wijk": ["a", "a"]})
    >>> monthly_interventions(rows, [Month(2026, 9)])[["area", "value"]].values.tolist()
    [['', 2.0]]
    """
    each = pd.Series(1, index=interventions.index)
    rows = per_month(interventions, each, months, ())
    return tables.measures(rows, measure="monthly_interventions", counted="intervention")


def interventions_in_wijk(interventions: pd.DataFrame, month: Month, wijken: Sequence[str]) -> pd.DataFrame:
    """The interventions of one month in each wijk. A 0 is hidden as well (`disclosure`): months follow each other.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-09-02", "2026-09-30"]), "wijk": ["a", "a"]})
    >>> interventions_in_wijk(rows, Month(2026, 9), ["a", "b"])[["area", "value"]].values.tolist()
    [['a', 2.0], ['b', 0.0]]
    """
    each = pd.Series(1, index=interventions.index)
    rows = [row for row in per_month(interventions, each, [month], wijken) if "area" in row]
    return tables.measures(rows, measure="interventions_in_wijk", counted="intervention")
