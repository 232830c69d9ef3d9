"""The course of an indicator: where it stood at the end of each quarter, as its own pace is read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables


class Stand(NamedTuple):
    """Where an indicator stood: a value and the parts that it is made of; NaN where that is not known."""

    value: float = np.nan
    numerator: float = np.nan
    denominator: float = np.nan


_FIGURES = list(Stand._fields)
_UNKNOWN = Stand()


@dataclass(frozen=True)
class Course:
    """Where it stood at the end of each quarter, by label, oldest first and without gaps, up to the quarter itself.

    A figure that is not known, or not shown, is missing; so is one that an earlier quarter only carries forward from
    a count before it. Where a register overwrites what it held, a quarter that was published stands as published: a
    value computed back from today's register knows too little of then. `published` says which quarters.
    """

    indicator: Indicator
    quarter: Quarter
    stands: Mapping[str, Stand]
    published: frozenset[str] = frozenset()

    @property
    def now(self) -> Stand:
        return self.at(self.quarter)

    @property
    def quarters_known(self) -> int:
        return sum(not np.isnan(one.value) for one in self.stands.values())

    @property
    def change(self) -> float:
        """The value less that of a quarter before; NaN where either is unknown or the count began again."""
        begins_again = self.indicator.accumulates == "within_year" and self.quarter.number == 1
        last = [one.value for one in self.stands.values()][-2:]
        return float("nan") if begins_again or len(last) < 2 else last[1] - last[0]

    def at(self, quarter: Quarter) -> Stand:
        """The figures of one quarter; all missing where the course does not go back so far."""
        return self.stands.get(quarter.label, _UNKNOWN)

    @property
    def looks_lower_before(self) -> bool:
        """Whether an earlier quarter is computed back from an overwritten register, so that growth may be seeming."""
        earlier = list(self.stands)[:-1]
        return self.indicator.is_overwritten and not self.published.issuperset(earlier)

    @property
    def grows_in_size(self) -> bool:
        """Whether a share is of another number of units than earlier this year, as of dealers inspected so far."""
        sizes = self.of_year(self.quarter.year, "denominator")
        return len(set(sizes[np.isfinite(sizes)])) > 1

    def is_whole(self, year: int) -> bool:
        """Whether all four quarters of a year are known."""
        return bool(np.isfinite(self.of_year(year, "value")).all())

    def at_end(self, year: int) -> Stand:
        """The figures of a year's end."""
        return self.at(Quarter(year, 4))

    def is_recomputed(self, year: int) -> bool:
        """Whether the year's end is computed back from a register that has since overwritten what it held."""
        return self.indicator.is_overwritten and Quarter(year, 4).label not in self.published

    def of_year(self, year: int, name: str) -> np.ndarray:
        """One figure at the end of each quarter of a year that is over."""
        return np.array([getattr(self.at(one), name) for one in self._quarters(year)])

    def done(self, year: int) -> np.ndarray:
        """How much the numerator grew in each quarter of a year that is over; NaN where that is unknown.

        What was undone since counts as not yet done.
        """
        before = self.at_end(year - 1).numerator if self.indicator.accumulates == "stand" else 0.0
        stood = np.array([before, *self.of_year(year, "numerator")])
        lasting = np.minimum.accumulate(stood[::-1])[::-1]
        grew: np.ndarray = np.diff(lasting)
        return grew

    def earlier_years(self) -> Sequence[int]:
        """The years before this one that the course reaches into, oldest first."""
        return sorted({Quarter.parse(label).year for label in self.stands} - {self.quarter.year})

    def _quarters(self, year: int) -> list[Quarter]:
        return quarters_between(Quarter(year, 1), min(Quarter(year, 4), self.quarter))


def of_measures(shown: pd.DataFrame, indicator: Indicator, quarter: Quarter, published: pd.DataFrame) -> Course:
    """The course in protected measures, with what was published in its place where the register overwrites.

    Args: shown, a measure table that holds the indicator's measure for the municipality per quarter; published, what
    earlier editions said, in history.VALUE_COLUMNS.

    >>> bodycams = Indicator(id="VE-2-3", goal="", text="", target_text="", name="", measure="bodycam_percent",
    ...     kind="share_of_register", accumulates="stand", can_fall_back="true", unit="percent",
    ...     operator=">=", targets={2026: 100}, sources=["bodycams"], owner="")
    >>> rows = [{"period": "2026-Q1", "value": 50, "numerator": 9, "denominator": 18},
    ...     {"period": "2026-Q2", "value": 75, "numerator": 12, "denominator": 16}]
    >>> shown = tables.measures(rows, measure="bodycam_percent", area_level="municipality")
    >>> of_measures(shown, bodycams, Quarter(2026, 2), pd.DataFrame()).change
    25.0
    """
    same = {"measure": indicator.measure, "area_level": "municipality", "split": ""}
    rows = {row.period: row for row in tables.each_row(tables.rows_of(shown, **same)) if row.period <= quarter.label}
    stands = {label: _shown(rows[label], indicator, quarter) for label in sorted(rows)}
    said = _published(published, indicator).items() if indicator.is_overwritten else ()
    n_now = next(reversed(stands.values()), _UNKNOWN).denominator
    kept = {
        label: one for label, one in said if label in stands and label < quarter.label and _fits(one, n_now, indicator)
    }
    return Course(indicator, quarter, stands | kept, frozenset(kept))


def _shown(row: Any, indicator: Indicator, quarter: Quarter) -> Stand:
    """What a row of measures says; nothing where it is withheld, or repeats a count from before its quarter began."""
    began = pd.Timestamp(Quarter.parse(row.period).start)
    is_carried_forward = indicator.accumulates == "stand" and row.period != quarter.label and row.start < began
    return _UNKNOWN if row.withheld or is_carried_forward else Stand(row.value, row.numerator, row.denominator)


def _fits(said: Stand, n_now: float, indicator: Indicator) -> bool:
    """Whether what was published is of as many units as there are now; of a share that goes both ways any will do.

    Units that were merged, split or added since are other units: what was done of them cannot be subtracted.
    """
    goes_both_ways = indicator.can_fall_back and indicator.accumulates == "stand"
    return not np.isnan(said).any() and (goes_both_ways or said.denominator == n_now)


def as_published(row: pd.DataFrame, indicator: Indicator, published: pd.DataFrame) -> pd.DataFrame:
    """A measure table of one row, with the figures that were published of its quarter where the register overwrites,
    or where no value is known now.

    What became of a forecast is what stood at the year's end, not what a later register still knows of it.
    """
    if published.empty or not (indicator.is_overwritten or row.value.isna().all()):
        return row
    ours = published[(published.indicator_id == indicator.id) & (published.unit == indicator.unit)]
    said = ours[(ours.quarter == row.period.iloc[0]) & ours.value.notna()]
    return row if said.empty else row.assign(**said[_FIGURES].iloc[-1].to_dict(), withheld="")


def _published(published: pd.DataFrame, indicator: Indicator) -> dict[str, Stand]:
    if published.empty:
        return {}
    ours = published[(published.indicator_id == indicator.id) & (published.unit == indicator.unit)]
    return {one.quarter: Stand(one.value, one.numerator, one.denominator) for one in tables.each_row(ours)}
