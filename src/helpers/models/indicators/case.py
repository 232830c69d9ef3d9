"""The case a status judges: an indicator, its value, its target and its plan on a date."""

import math
from dataclasses import dataclass
from datetime import date

import pandas as pd

from helpers.floor import dutch, targets
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.models.statistics import proportions


@dataclass(frozen=True)
class Case:
    """An indicator with a known value on a date. `known_until`: the last day in the data; None is the date."""

    indicator: Indicator
    row: pd.Series
    quarter: Quarter
    known_until: date | None = None

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
    def last_day(self) -> date:
        return self.known_until or self.quarter.end

    @property
    def is_stale(self) -> bool:
        return self.last_day < self.quarter.start

    @property
    def is_met(self) -> bool:
        """Whether the target is met; of a sample: whether the whole population then meets it, at 95%."""
        return self.reaches(self.target, self._proven if self.indicator.is_sample else None)

    @property
    def is_short(self) -> bool:
        """Whether the target is certainly not met now; a sample may leave both open."""
        if not self.indicator.is_sample:
            return not self.is_met
        return not self.reaches(self.target, self._at_best)

    @property
    def can_be_lost(self) -> bool:
        return self.indicator.can_fall_back or self.indicator.is_at_most or self.indicator.is_sample

    def reaches(self, wanted: float | None, value: float | None = None) -> bool:
        shown = self.value if value is None else value
        return wanted is not None and targets.is_reached(shown, wanted, self.indicator.operator)

    @property
    def sample_limits(self) -> tuple[float, float]:
        """The one-sided 95% limits, in percent, of the population that the sample stands for.

        Source: Clopper & Pearson 1934; with all of n met the lower one is .05^(1/n), about 1 - 3/n (Hanley &
        Lippman-Hand 1983, JAMA 249:1743).
        """
        k, n = self.row["numerator"], self.row["denominator"]
        if pd.isna(k) or pd.isna(n) or n <= 0:
            return 0.0, 100.0
        low, rest = proportions.lower_bound(int(k), int(n)), proportions.lower_bound(int(n - k), int(n))
        return 100 * low, 100 * (1 - rest)

    @property
    def _proven(self) -> float:
        return self.sample_limits[1 if self.indicator.is_at_most else 0]

    @property
    def _at_best(self) -> float:
        return self.sample_limits[0 if self.indicator.is_at_most else 1]

    @property
    def months_known(self) -> int:
        """The months that are over and in the data; after the last row of an old log anything can have happened."""
        if not self.is_stale:
            return 3 * self.quarter.number
        return self.last_day.month if self.last_day.year == self.quarter.year else 0

    @property
    def missed(self) -> float:
        """Of months that must each count: how many of those that are over and known did not."""
        return self.months_known - self.value

    def text(self, wanted: float | None) -> str:
        """A target or planned value with its unit."""
        return dutch.quantity(wanted, self.row["unit"])

    def stand(self, beside: float | None = None, verb: str = "is") -> str:
        """The value in a sentence, with k of n, never rounded up to a number it does not reach."""
        shown = dutch.quantity(self.value, self.row["unit"], self._decimals(beside))
        if self.row["unit"] == "months":
            return f"De stand {verb} {shown} {'maand' if self.value == 1 else 'maanden'}."
        k, n = self.row["numerator"], self.row["denominator"]
        has_parts = self.row["unit"] == "percent" and pd.notna(k) and pd.notna(n)
        return f"De stand {verb} {shown} ({dutch.k_of_n(k, n)})." if has_parts else f"De stand {verb} {shown}."

    def proof(self) -> str:
        """What the sample shows of the population, rounded to the careful side."""
        if self.indicator.is_at_most:
            return f"Deze steekproef bewijst hooguit {dutch.quantity(math.ceil(self._proven), 'percent')}."
        return f"Deze steekproef bewijst minstens {dutch.quantity(math.floor(self._proven), 'percent')}."

    def _decimals(self, beside: float | None) -> int | None:
        if beside is None or self.reaches(beside):
            return None
        unit = self.row["unit"]
        usual = dutch.UNITS[unit][1]
        wanted = dutch.number(beside, usual)
        return next((d for d in range(usual, usual + 4) if dutch.number(self.value, d) != wanted), usual)
