"""Where a count may stand on 31 December: a chance for every whole number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.floor import targets
from helpers.models.statistics.domain import Array

LEVEL = 0.8
_HAIR = 1e-12  # so that rounding does not move a quantile


@dataclass(frozen=True)
class YearEnd:
    """The chance of each number from 0 on, adding up to 1; what is certain lies between `least` and `most`.

    >>> coins = YearEnd(np.array([1, 4, 6, 4, 1]) / 16, 0, 4)
    >>> coins.reach(3, targets.AT_LEAST), coins.reach(1, targets.AT_MOST), coins.reach(0, targets.AT_LEAST)
    (0.3125, 0.3125, 1.0)
    """

    chances: Array
    least: int
    most: float

    def reach(self, target: float, operator: str) -> float:
        """The chance that the number is at the target, or on the good side of it."""
        if self.is_certain(target, operator):
            return float(targets.is_reached(self.least, target, operator))
        is_there = targets.is_reached(np.arange(len(self.chances), dtype=float), target, operator)
        return float(np.clip(self.chances[is_there].sum(), 0, 1))

    def is_certain(self, target: float, operator: str) -> bool:
        """Whether every number that is possible is on one side of the target."""
        least, most = (bool(targets.is_reached(one, target, operator)) for one in (self.least, self.most))
        return least == most

    def interval(self) -> tuple[int, int, int]:
        """Low, median and high: of the central intervals in whole numbers the one that holds least above 80%.

        A central one leaves about a tenth on either side: its ends may differ by one from the tenths.

        >>> YearEnd(np.array([1, 4, 6, 4, 1]) / 16, 0, 4).interval()
        (1, 2, 3)
        """
        below = np.concatenate([[0.0], np.cumsum(self.chances)])  # below[j]: the chance of less than j
        tail = (1 - LEVEL) / 2
        low, median, high = (int(np.searchsorted(below[1:], q - _HAIR)) for q in (tail, 0.5, 1 - tail))
        pairs = [(a, b) for a in (low, min(low + 1, median)) for b in (high, max(high - 1, median))]
        held = {pair: float(below[pair[1] + 1] - below[pair[0]]) for pair in pairs}
        low, high = min((pair for pair in pairs if held[pair] >= LEVEL - _HAIR), key=lambda pair: held[pair])
        return low, median, high
