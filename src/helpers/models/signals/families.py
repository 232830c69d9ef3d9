"""The series of one measure and category together: the wijken by month, and the municipality beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.floor.month import Month, months_between
from helpers.floor.params.report_categories import folded
from helpers.floor.params.signals import Signals
from helpers.floor.shapes import tables
from helpers.floor.shapes.words import HARMLESS, SMALL
from helpers.models.statistics.domain import Array

REPORTS, SITES, SEEN = "monthly_reports", "monthly_sites_out_of_norm", "monthly_sites_seen"
MUNICIPALITY = ""


def number(month: Month) -> int:
    """A month as a number, of which January is a multiple of 12."""
    return month.year * 12 + month.number - 1


@dataclass(frozen=True)
class Family:
    """The series that share a season and a trend: rows are months without a gap, columns are wijken.

    NaN is a count that is not known. `exposure` is 1, or the number of sites seen.
    """

    measure: str
    category: str
    months: list[Month]
    wijken: list[str]
    counts: Array
    exposure: Array
    total: Array  # of the municipality
    shifts: tuple[Month, ...]  # from which it is counted otherwise
    is_asked: bool
    is_printable: bool

    @property
    def split(self) -> str:
        return "category" if self.category else ""

    @property
    def areas(self) -> list[str]:
        """The wijken, and then the municipality."""
        return [*self.wijken, MUNICIPALITY]

    def place(self, month: Month) -> int | None:
        """The row of a month; None where the series do not reach it."""
        return self.months.index(month) if self.months[0] <= month <= self.months[-1] else None

    @property
    def numbers(self) -> Array:
        """The months as numbers."""
        return np.array([number(month) for month in self.months], dtype="float64")


def families(series: pd.DataFrame, asked: Signals) -> Iterator[Family]:
    """The families of a measure table: reports by category, and waste sites out of norm beside the sites seen."""
    categories = {folded(name) for name in asked.categories}
    for category, rows in tables.rows_of(series, measure=REPORTS).groupby("group", sort=True):
        shifts = [shift for shift in asked.level_shifts if folded(shift.category) == folded(str(category))]
        months = sorted({Month.parse(shift.from_month) for shift in shifts})
        yield _family(rows, None, tuple(months), folded(str(category)) in categories)
    sites = tables.rows_of(series, measure=SITES)
    if len(sites):
        yield _family(sites, tables.rows_of(series, measure=SEEN), (), asked.waste_sites)


def _family(rows: pd.DataFrame, seen: pd.DataFrame | None, shifts: tuple[Month, ...], is_asked: bool) -> Family:
    labels = sorted(rows.period.unique())
    months = months_between(Month.parse(labels[0]), Month.parse(labels[-1]))
    wide = _wide(rows, months)
    wijken = [area for area in wide.columns if area != MUNICIPALITY]
    counts = wide[wijken].to_numpy()
    exposure = np.ones_like(counts) if seen is None else _wide(seen, months).reindex(columns=wijken).to_numpy()
    return Family(
        measure=rows.measure.iloc[0],
        category=rows.group.iloc[0],
        months=months,
        wijken=wijken,
        counts=counts,
        exposure=np.where(np.isnan(counts), 0.0, np.nan_to_num(exposure)),
        total=wide[MUNICIPALITY].to_numpy(),
        shifts=shifts,
        is_asked=is_asked,
        is_printable=bool(rows.counted.isin(HARMLESS).all() and not (rows.withheld == SMALL).any()),
    )


def _wide(rows: pd.DataFrame, months: list[Month]) -> pd.DataFrame:
    wide: pd.DataFrame = rows.pivot(index="period", columns="area", values="value")
    return wide.reindex(index=[month.label for month in months], columns=sorted({*wide.columns, MUNICIPALITY}))
