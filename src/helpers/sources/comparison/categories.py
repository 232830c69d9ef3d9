"""Categories that came or went: a wijk without rows, a renamed kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from helpers.sources.cells import parsers
from helpers.sources.comparison.past import is_dated, months_of
from helpers.sources.comparison.rows import compared_columns
from helpers.sources.contract import Column, Contract

MOST = 60  # different values: more are names, not categories
LEAST_EACH = 3  # rows a category on average
LEAST_ROWS = 2  # of a category that went from the whole export; one row is a correction
LEAST_EXPECTED = 6  # rows in the new months: that none came by chance has a probability of exp(-6), 1 in 400
LARGE = 0.05  # of the rows: a category without which a total is no longer what it was
YEAR = 12  # months that say how many rows to expect


@dataclass(frozen=True)
class Change:
    """A category that `went` from the export, `stopped` in the new months, or `came`, and how many rows it has.

    `share` is its part of the rows it stood among.
    """

    column: Column
    value: str
    kind: Literal["went", "stopped", "came"]
    rows: int
    share: float

    @property
    def is_doubtful(self) -> bool:
        return self.kind != "came" and self.share >= LARGE


def changes(contract: Contract, before: pd.DataFrame, now: pd.DataFrame, until: date) -> Iterator[Change]:
    """The categories of an export that came or went since the publication that knew the months up to `until`."""
    for column in _columns(contract, before, now):
        was, is_now = (table[column.name].dropna().astype("str") for table in (before, now))
        is_wijk = column.parser is parsers.wijk_code  # wijken stay, so one that goes tells by itself
        if not is_wijk and not _is_category(was):
            continue
        counts, rows = was.value_counts(), max(len(was), 1)
        for value in sorted(set(counts.index) - set(is_now)):
            if counts[value] >= LEAST_ROWS or is_wijk:
                yield Change(column, value, "went", int(counts[value]), counts[value] / rows)
        if is_dated(contract):
            yield from _stopped(contract, column, now, pd.Period(until, "M"))
        fresh = is_now[~is_now.isin(counts.index)].value_counts()
        for value in sorted(fresh.index):
            if fresh[value] >= LEAST_EACH and not is_wijk:
                yield Change(column, value, "came", int(fresh[value]), fresh[value] / max(len(is_now), 1))


def _stopped(contract: Contract, column: Column, now: pd.DataFrame, last: pd.Period) -> Iterator[Change]:
    """The categories without a row in the new months, that were there all their last year and often."""
    months = months_of(contract, now)
    new = months[months > last].nunique()
    is_of_year = (months <= last) & (months > last - YEAR)
    quarters = months.dt.asfreq("Q")[is_of_year]
    year, there = now[column.name][is_of_year], set(now[column.name][months > last].dropna())
    for value, rows in sorted(year.value_counts().items()):
        is_steady = quarters[year == value].nunique() == quarters.nunique()
        if value not in there and is_steady and rows * new / YEAR >= LEAST_EXPECTED:
            yield Change(column, str(value), "stopped", int(rows), rows / len(year))


def _columns(contract: Contract, before: pd.DataFrame, now: pd.DataFrame) -> list[Column]:
    """The columns that may hold categories: text that is no number of a thing or person, nor overwritten."""
    names = compared_columns(contract, before, now)
    return [
        one
        for one in contract.columns
        if one.name in names
        and one.parser.dtype == "str"
        and one.parser is not parsers.code
        and one.name not in contract.moves_on
        and (contract.key != (one.name,) or one.parser is parsers.wijk_code)
    ]


def _is_category(values: pd.Series) -> bool:
    different = values.nunique()
    return 1 < different <= MOST and len(values) >= LEAST_EACH * different
