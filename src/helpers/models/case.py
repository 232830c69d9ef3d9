"""The case a status judges: an indicator, its value, its target and its plan on a date."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.settings import Indicator

TOLERANCE = 1e-9  # so that 80% is at 80% in floating point too


@dataclass(frozen=True)
class Case:
    """An indicator with a known value on a date."""

    indicator: Indicator
    row: pd.Series
    quarter: Quarter

    @property
    def value(self) -> float:
        return float(self.row["value"])

    @property
    def target(self) -> float | None:
        return None if self.indicator.kind == "no_target" else self.indicator.target(self.quarter.year)

    @property
    def planned(self) -> float | None:
        return self.indicator.planned_path.get(self.quarter.label)

    @property
    def is_met(self) -> bool:
        return self.reaches(self.target)

    @property
    def can_be_lost(self) -> bool:
        return self.indicator.can_fall_back or self.indicator.operator == "<="

    def reaches(self, wanted: float) -> bool:
        if self.indicator.operator == "<=":
            return self.value <= wanted + TOLERANCE
        return self.value >= wanted - TOLERANCE

    def text(self, wanted: float) -> str:
        """A target or planned value with its unit."""
        return dutch.quantity(wanted, self.row["unit"])

    def stand(self, beside: float | None = None) -> str:
        """The value in a sentence, with k of n, never rounded up to a number it does not reach."""
        shown = dutch.quantity(self.value, self.row["unit"], self._decimals(beside))
        k, n = self.row["numerator"], self.row["denominator"]
        has_parts = self.row["unit"] == "percent" and pd.notna(k) and pd.notna(n)
        return f"De stand is {shown} ({dutch.k_of_n(k, n)})." if has_parts else f"De stand is {shown}."

    def _decimals(self, beside: float | None) -> int | None:
        if beside is None or self.reaches(beside):
            return None
        unit = self.row["unit"]
        usual = dutch.UNITS[unit][1]
        wanted = dutch.number(beside, usual)
        return next((d for d in range(usual, usual + 4) if dutch.number(self.value, d) != wanted), usual)
