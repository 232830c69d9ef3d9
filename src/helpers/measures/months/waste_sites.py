"""Waste sites per wijk and month: how many were seen, and how many of those were out of norm."""

import pandas as pd

from helpers.floor.month import Month, months_between
from helpers.floor.shapes import tables
from helpers.measures.days import first_day, month_labels
from helpers.measures.figures import count, of_month


def monthly_sites_seen(observations: pd.DataFrame, month: Month) -> pd.DataFrame:
    """Waste sites seen per wijk and month up to `month`, and in the municipality: a site counts each time it is seen.

    Read it as how often there was looked: `monthly_sites_out_of_norm` is a part of it. A wijk in which nobody looked
    that month is unknown; the municipality counts the wijken in which somebody did. An observation in which either
    count is missing is left out. Unit: sites. Source: afvalwaarnemingen.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-09-02", "2026-09-16"]), "wijk": ["a", "a"],
    ...                      "sites_seen": [50, 48], "sites_out_of_norm": [2, 0]})
    >>> monthly_sites_seen(rows, Month(2026, 9))[["area", "value"]].values.tolist()
    [['a', 98.0], ['', 98.0]]
    """
    return _monthly(observations, "sites_seen", month)


def monthly_sites_out_of_norm(observations: pd.DataFrame, month: Month) -> pd.DataFrame:
    """Waste sites found out of norm per wijk and month, and in the municipality, of those of `monthly_sites_seen`.

    Read it beside how many were seen: who looks more finds more. 0 is a month in which sites were seen and none was
    out of norm. Unit: sites. Source: afvalwaarnemingen.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-09-02"]), "wijk": ["a"], "sites_seen": [50],
    ...                      "sites_out_of_norm": [0]})
    >>> monthly_sites_out_of_norm(rows, Month(2026, 9)).value.tolist()
    [0.0, 0.0]
    """
    return _monthly(observations, "sites_out_of_norm", month)


def _monthly(observations: pd.DataFrame, column: str, month: Month) -> pd.DataFrame:
    counted = observations[observations.date < pd.Timestamp(month.shift(1).start)]
    counted = counted.dropna(subset=["sites_seen", "sites_out_of_norm"])
    counted = counted[counted.sites_seen > 0]
    first = first_day(counted.date)
    if first is None:
        return tables.measures()
    months = months_between(Month.of(first), month)
    counts = counted[column].astype("float64").groupby([month_labels(counted.date), counted.wijk]).sum().unstack()
    counts = counts.reindex(index=[one.label for one in months])
    total = counts.sum(axis=1, min_count=1)
    rows = [
        {**of_month(str(wijk), one), **count(value)}
        for wijk, values in [*counts.items(), ("", total)]
        for one, value in zip(months, values, strict=True)
    ]
    return tables.measures(rows, measure=f"monthly_{column}", counted="site")
