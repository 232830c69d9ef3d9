"""Reports of residents per wijk, category and month: the series that the dashboard shows and may judge."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from helpers.floor.month import Month, months_between
from helpers.floor.params.report_categories import folded
from helpers.floor.shapes import tables
from helpers.measures.days import first_day, month_labels
from helpers.measures.figures import count, of_month

# Of a wijk with five reports a month, a month without any has a chance of exp(-5), under 1%: it was not delivered.
NONE_IS_UNLIKELY_FROM = 5.0


def monthly_reports(reports: pd.DataFrame, month: Month, wijken: Sequence[str]) -> pd.DataFrame:
    """Reports per wijk, category and month, from the export's first month up to `month`, and of the municipality.

    Read them as what residents report. 0 is a month in which the wijk has no report of the category and another
    wijk has. Unknown is a category in a month without a row of it; a wijk that no row ever names; and a wijk without
    any row in a month, where it has five reports a month or more otherwise. The municipality counts the wijken that
    are ever named, and is unknown where one of them is. Split "category", group its name: of spellings that differ in
    capitals or signs only, the one that most rows have. Unit: reports. Source: meldingen.

    >>> rows = pd.DataFrame({"month": pd.to_datetime(["2026-08-01", "2026-09-01", "2026-09-01"]),
    ...     "wijk": ["a", "a", "b"], "category": ["Zwerfvuil"] * 3, "reports": [6, 4, 2]})
    >>> found = monthly_reports(rows, Month(2026, 9), ["a", "b"])
    >>> [[row.area, row.period, row.value] for row in found.itertuples()][::2]
    [['a', '2026-08', 6.0], ['b', '2026-08', 0.0], ['', '2026-08', 6.0]]
    """
    so_far = reports[reports.month < pd.Timestamp(month.shift(1).start)]
    first = first_day(so_far.month)
    if first is None:
        return tables.measures()
    months = months_between(Month.of(first), month)
    labels = [one.label for one in months]
    areas = sorted({*wijken, *so_far.wijk.dropna().unique()})
    keys = [so_far.category.map(_names(so_far.category)), month_labels(so_far.month), so_far.wijk]
    counts = so_far.reports.astype("float64").groupby(keys).sum(min_count=1)
    is_there = _is_delivered(so_far, labels, areas)
    rows: list[dict[str, Any]] = []
    for category in sorted(counts.index.unique(0)):
        per_wijk = counts.loc[category].unstack().reindex(index=labels, columns=areas)
        is_known = is_there.mul(per_wijk.notna().any(axis=1), axis=0)
        known = per_wijk.fillna(0).where(is_known)
        rows += _rows(category, known, months)
    return tables.measures(rows, measure="monthly_reports", split="category", counted="report")


def _rows(category: str, known: pd.DataFrame, months: Sequence[Month]) -> Iterator[dict[str, Any]]:
    """A row a wijk and month, then those of the municipality."""
    named = known.columns[known.notna().any()]
    total = known[named].sum(axis=1, skipna=False) if len(named) else known.sum(axis=1, min_count=1)
    for wijk, values in [*known.items(), ("", total)]:
        for month, value in zip(months, values, strict=True):
            yield {"group": category, **of_month(str(wijk), month), **count(value)}


def _names(categories: pd.Series) -> dict[str, str]:
    """The one name of every spelling."""
    told = categories.value_counts()
    spellings = sorted(told.index, key=lambda name: (-told[name], name))
    names: dict[str, str] = {}
    for spelling in spellings:
        names.setdefault(folded(spelling), spelling)
    return {spelling: names[folded(spelling)] for spelling in spellings}


def _is_delivered(reports: pd.DataFrame, labels: list[str], wijken: list[str]) -> pd.DataFrame:
    """Whether a wijk without a row can be one without a report, by month and wijk."""
    keys = [month_labels(reports.month), reports.wijk]
    of_wijk = reports.reports.astype("float64").groupby(keys).sum(min_count=1).unstack()
    of_wijk = of_wijk.reindex(index=labels, columns=wijken)
    return of_wijk.notna() | (of_wijk.mean() < NONE_IS_UNLIKELY_FROM)
