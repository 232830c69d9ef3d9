"""New months beside the earlier months of the same export: what lies outside its own range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy import special

from helpers.sources.comparison.past import is_dated, months_of
from helpers.sources.contract import Contract

FALSE_ALARMS = 0.05  # deliveries without a jump of which one is warned of, over all exports together
LEAST_MONTHS, MOST_MONTHS = 6, 36  # earlier ones that the range is read from
MOSTLY = 0.75  # of the earlier months must have rows: a count per quarter or a survey has no months
LEAST_MEAN = 3.0  # a month: of fewer, no month stands out
EXTREME = 2.0  # times the highest of its own earlier months, or a part of the lowest
_NORMAL = 1.4826  # the median absolute deviation of a normal distribution, times this, is its standard deviation


@dataclass(frozen=True)
class Track:
    """A monthly series of an export: `column` "" counts the rows, else the total of that column is taken.

    `unit` is what counts as one: a row, one of a count, or what a row adds to an amount on average.
    """

    dataset: str
    column: str
    unit: float
    earlier: pd.Series  # by month
    new: pd.Series


@dataclass(frozen=True)
class Jump:
    """A new month outside the range that its own past gives; `low` and `high` are that range."""

    track: Track
    month: pd.Period
    value: float
    low: float
    high: float

    @property
    def is_extreme(self) -> bool:
        """Whether it is also beyond twice the highest, or under half the lowest, of its own earlier months."""
        seen = self.track.earlier
        return self.value > EXTREME * seen.max() or self.value < seen.min() / EXTREME


def tracks(contract: Contract, now: pd.DataFrame, until: date, end: date) -> Iterator[Track]:
    """The series of an export that have a past to judge by: months up to `until`, beside the new ones up to `end`."""
    if not is_dated(contract) or contract.is_optional:
        return  # context comes by the year and the month together
    months, last = months_of(contract, now), pd.Period(until, "M")
    asked = pd.period_range(last + 1, pd.Period(end, "M"), freq="M")
    for name in ["", *(one.name for one in contract.columns if one.is_additive)]:
        values = (now[name].astype("float64") if name else pd.Series(1.0, now.index)).groupby(months).sum()
        first = max(values.index.min(), last - MOST_MONTHS + 1)
        earlier = values.reindex(pd.period_range(first, last, freq="M"), fill_value=0.0)
        is_monthly = (earlier > 0).mean() >= MOSTLY
        if is_monthly and len(earlier) >= LEAST_MONTHS and earlier.mean() >= LEAST_MEAN and len(asked):
            is_count = not name or now[name].dtype.kind != "f"
            rows = int(((months >= first) & (months <= last)).sum())
            unit = 1.0 if is_count else float(earlier.sum()) / rows
            yield Track(contract.dataset, name, unit, earlier, values.reindex(asked, fill_value=0.0))


def jumps(track: Track, compared: int) -> list[Jump]:
    """The new months outside the range, which all `compared` months of a delivery leave FALSE_ALARMS of the time.

    The range is that of one more month on the logarithmic scale: the median, and the median absolute deviation with
    t for so many months, never narrower than chance gives a count; nor does it leave out a month that was there.
    """
    logs = np.log(track.earlier.to_numpy() / track.unit + 1)
    middle = float(np.median(logs))
    spread = max(_NORMAL * float(np.median(np.abs(logs - middle))), float(np.sqrt(1 / np.exp(middle))))
    count = len(logs)
    reach = -special.stdtrit(count - 1, FALSE_ALARMS / compared / 2) * spread * np.sqrt(1 + 1 / count)
    low, high = ((np.exp(middle + side * reach) - 1) * track.unit for side in (-1, 1))
    low, high = min(max(low, 0.0), track.earlier.min()), max(high, track.earlier.max())
    new = zip(pd.PeriodIndex(track.new.index), track.new.to_numpy(), strict=True)
    return [Jump(track, month, float(value), low, high) for month, value in new if not low <= value <= high]
