"""Which rows are about a group of persons, how its counts are rounded, and what a rounded count tells."""

from collections.abc import Collection
from typing import TypeVar

import numpy as np
import pandas as pd

from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes.words import HARMLESS

# Shares that are no part of a whole; a share in any other unit is held to be a percentage.
RATES = ("per_1000", "hours_per_1000", "hours_per_hectare")

Counts = TypeVar("Counts", pd.Series, np.ndarray)
Span = tuple[float, float]  # the least and the most that a figure can be


def is_about_a_group(table: pd.DataFrame, headlines: Collection[str] = ()) -> pd.Series:
    """True for rows that `protect` guards: no headline of the municipality, and not of what is declared harmless."""
    is_headline = (table.area_level == "municipality") & (table.split == "") & table.measure.isin(headlines)
    return ~table.counted.isin(HARMLESS) & ~is_headline


def is_percent(table: pd.DataFrame) -> pd.Series:
    """True for shares that are a part of a whole."""
    return table.denominator.notna() & ~table.unit.isin(RATES)


def whole_steps(thresholds: SmallNumbers) -> SmallNumbers:
    """The thresholds raised to a multiple of the rounding, so that a rounded figure never falls below one.

    >>> whole_steps(SmallNumbers(hidden_below=11)).hidden_below
    15
    """
    step = thresholds.rounded_to
    raised = {name: -(-value // step) * step for name, value in thresholds.model_dump().items()}
    return thresholds.model_copy(update=raised)


def to_step(counts: Counts, limits: SmallNumbers) -> Counts:
    """Counts as they are rounded."""
    return np.floor(counts / limits.rounded_to + 0.5) * limits.rounded_to


def of_step(shown: float, limits: SmallNumbers) -> Span:
    """The counts that are shown as this one: none below the threshold but 0, since those are hidden.

    >>> of_step(0, SmallNumbers()), of_step(10, SmallNumbers()), of_step(15, SmallNumbers())
    ((0.0, 0.0), (10.0, 12.0), (13.0, 17.0))
    """
    low, high = limits.counts_behind(shown)
    return float(low), float(high)
