"""The counts that the rows of a measure table hold: each by a name that comes from its content, and what is told."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from helpers.disclosure.groups import RATES, Span, of_step
from helpers.disclosure.ties import MADE_OF_SHOWN, ZEROS_HIDDEN, Part
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables
from helpers.floor.shapes.words import HARMLESS, SMALL, WITHDRAWN

_NOISE = 1e-6


def name_of(row: Any, part: Part = "value") -> str:
    """A figure by its content: `part` is "value" of a count, "met" or "rest" of a share.

    `row` is a row of a measure table. The code of the municipality is no part of it, nor the edition.

    >>> table = tables.measures([{"area": "a", "period": "2026-Q4", "value": 4}], measure="x", area_level="wijk")
    >>> name_of(next(tables.each_row(table)))
    'x, wijk a, 2026-Q4'
    """
    place = f"wijk {row.area}" if row.area_level == "wijk" else ""
    within = f"{row.split} {row.group}".strip()
    return ", ".join(one for one in (row.measure, place, within, row.period, part if part != "value" else "") if one)


def is_share(row: Any) -> bool:
    """Whether a row holds a part of a whole, hidden or not."""
    return bool(row.unit == "percent" or (row.denominator == row.denominator and row.unit not in RATES))


def parts_of(row: Any) -> tuple[Part, ...]:
    """The counts that a row holds."""
    return ("met", "rest") if is_share(row) else ("value",)


def names_of(row: Any) -> list[str]:
    """The counts of a row, by name."""
    return [name_of(row, part) for part in parts_of(row)]


def guarded_rows(table: pd.DataFrame) -> Iterable[Any]:
    """The rows about persons, dealers and what they did, as named tuples."""
    is_made = table.measure.str.endswith(MADE_OF_SHOWN) | table.unit.isin(RATES)
    return tables.each_row(table[~table.counted.isin(HARMLESS) & ~is_made])


def spans(row: Any, limits: SmallNumbers, *, is_exact: bool) -> Iterator[tuple[str, Span]]:
    """Between which values each count of a row lies, by name: nothing where nobody knows it."""
    for part in parts_of(row):
        name = name_of(row, part)
        if row.withheld in (SMALL, WITHDRAWN):
            is_some = row.withheld == SMALL and part == "value" and row.measure not in ZEROS_HIDDEN
            yield name, (float(is_some), np.inf)
        elif not np.isnan(count := count_of(row, part)):
            yield name, span_of(row, part, count, limits, is_exact=is_exact)


def count_of(row: Any, part: Part) -> float:
    """A count of a row, as it stands there."""
    if part == "value":
        return float(row.value)
    return float(row.numerator if part == "met" else row.denominator - row.numerator)


def span_of(row: Any, part: Part, count: float, limits: SmallNumbers, *, is_exact: bool) -> Span:
    """Between which values a count lies that is shown as this."""
    if row.counted == "respondent" and is_share(row):
        # Of the answers a percentage tells with its decimals; the whole number is one of the two beside it.
        return float(np.floor(count + _NOISE)), float(np.ceil(count - _NOISE))
    return (count, count) if is_exact else of_step(count, limits)
