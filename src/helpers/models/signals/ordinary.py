"""What is ordinary for a month: the band of each series, by itself or beside the other wijken.

Arrays, with an entry a series.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from helpers.models.signals.sentences import LESS, MORE, ORDINARY
from helpers.models.statistics import count_band
from helpers.models.statistics.domain import Array
from helpers.models.statistics.expected_counts import Expected

# The method card of signals, S1 (docs/signals.md).
LEAST_EXPECTED = 3.0
LEAST_EXPECTED_FOR_LESS = 10.0
LEAST_SEEN = 0.5  # of the other wijken together: where they have none, not nothing is expected
OF_MEDIAN = np.pi / 2  # variance of a median over that of a mean, of normal numbers


@dataclass(frozen=True)
class Ordinary:
    """The count that was seen beside what is ordinary; `below` and `above` are the tails (`count_band.tails`)."""

    seen: Array
    expected: Array
    low: Array
    high: Array
    below: Array
    above: Array
    has_enough: np.ndarray  # whether enough is expected to judge by; elsewhere there is no band

    def verdict(self, place: int) -> str:
        """The verdict on one series, which has enough.

        >>> one = Ordinary(*(np.array([value]) for value in (31.0, 17.2, 7.0, 29.0, 0.99, 0.01, True)))
        >>> one.verdict(0)
        'meer dan gewoon'
        """
        if self.seen[place] > self.high[place]:
            return MORE
        return LESS if self.seen[place] < self.low[place] else ORDINARY


def ordinary(seen: Array, expected: Expected, tail: float, has_enough: np.ndarray | None = None) -> Ordinary:
    """The band of each series by itself: beyond either end has a chance of `tail` at most."""
    is_judged = expected.mean >= LEAST_EXPECTED if has_enough is None else has_enough
    mean, variance = np.where(is_judged, expected.mean, 1.0), np.where(is_judged, expected.variance, 2.0)
    low, high = count_band.band(mean, variance, tail)
    low = np.where(expected.mean >= LEAST_EXPECTED_FOR_LESS, low, 0.0)
    return Ordinary(seen, expected.mean, low, high, *count_band.tails(seen, mean, variance), is_judged)


def beside_others(alone: Ordinary, expected: Expected, tail: float, side: str) -> Ordinary:
    """The same where the municipality is out on a side: on that side as far as the other wijken went.

    What is expected moves by the ratio of the others, seen over expected, with what chance does to it; never
    towards the other side, where the wijk stays measured by itself. So no wijk gets a signal by another's count.
    That ratio is a median, weighted by what is expected: one wijk with an outbreak does not hide the next one.
    """
    is_known = ~np.isnan(alone.seen) & (expected.mean > 0)
    seen, mean, variance = (np.where(is_known, one, 0.0) for one in (alone.seen, expected.mean, expected.variance))
    together = mean.sum() - mean
    has_others = together > 0
    of_others = np.where(has_others, together, 1.0)
    ratio = np.maximum(_median_of_others(seen / np.where(is_known, mean, 1.0), mean), LEAST_SEEN / of_others)
    has_moved = has_others & (ratio > 1 if side == MORE else ratio < 1)
    doubt = OF_MEDIAN * (variance.sum() - variance) / of_others**2
    along = expected.times(np.where(has_moved, ratio, 1.0), np.where(has_moved, doubt, 0.0))
    moved = ordinary(alone.seen, along, tail, alone.has_enough)
    return replace(moved, low=alone.low) if side == MORE else replace(moved, high=alone.high)


def _median_of_others(ratio: Array, weight: Array) -> Array:
    """For each series the ratio at which half of the weight of the others is reached, from the lowest on.

    >>> _median_of_others(np.array([12.0, 3.2, 1.0, 0.8]), np.array([5.0, 5.0, 5.0, 4.0])).tolist()
    [1.0, 1.0, 3.2, 3.2]
    """
    order = np.argsort(ratio, kind="stable")
    weights = np.where(np.eye(len(ratio), dtype=bool), 0.0, weight)[:, order]  # a row a series: who the others are
    is_reached = weights.cumsum(axis=1) >= weights.sum(axis=1, keepdims=True) / 2
    medians: Array = ratio[order][is_reached.argmax(axis=1)]
    return medians
