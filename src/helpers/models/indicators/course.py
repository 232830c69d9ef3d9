"""The course of an indicator: where it stood at the end of each quarter, as its own pace is read from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables

_FIGURES = ["value", "numerator", "denominator"]


@dataclass(frozen=True)
class Course:
    """Value, numerator and denominator per quarter, oldest first and without gaps, up to the quarter itself.

    A figure that is not known, or not shown, is missing; so is one that an earlier quarter only carries forward from
    a count before it. Where a register overwrites what it held, a quarter that was published stands as published: a
    value computed back from today's register knows too little of then. `is_published` says of which quarters.
    """

    indicator: Indicator
    quarter: Quarter
    figures: pd.DataFrame
    is_published: pd.Series

    @property
    def quarters_known(self) -> int:
        return int(self.figures.value.notna().sum())

    @property
    def change(self) -> float:
        """The value less that of a quarter before; NaN where either is unknown or the count began again."""
        begins_again = self.indicator.accumulates == "within_year" and self.quarter.number == 1
        last = self.figures.value.tail(2)
        return float("nan") if begins_again or len(last) < 2 else float(last.iloc[1] - last.iloc[0])

    def at(self, quarter: Quarter) -> pd.Series:
        """The figures of one quarter; all missing where the course does not go back so far."""
        return self.figures.reindex([quarter.label]).iloc[0]

    @property
    def looks_lower_before(self) -> bool:
        """Whether an earlier quarter is computed back from an overwritten register, so that growth may be seeming."""
        earlier = self.figures.index[:-1]
        return self.indicator.is_overwritten and not bool(self.is_published.reindex(earlier).all())

    @property
    def grows_in_size(self) -> bool:
        """Whether a share is of another number of units than earlier this year, as of dealers inspected so far."""
        sizes = self.of_year(self.quarter.year, "denominator")
        return len(set(sizes[np.isfinite(sizes)])) > 1

    def is_whole(self, year: int) -> bool:
        """Whether all four quarters of a year are known."""
        return bool(np.isfinite(self.of_year(year, "value")).all())

    def at_end(self, year: int) -> pd.Series:
        """The figures of a year's end."""
        return self.at(Quarter(year, 4))

    def is_recomputed(self, year: int) -> bool:
        """Whether the year's end is computed back from a register that has since overwritten what it held."""
        return self.indicator.is_overwritten and not self.is_published.get(Quarter(year, 4).label, False)

    def of_year(self, year: int, name: str) -> np.ndarray:
        """One figure at the end of each quarter of a year that is over."""
        return np.array([self.at(one)[name] for one in self._quarters(year)], dtype=float)

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
        return sorted({Quarter.parse(label).year for label in self.figures.index} - {self.quarter.year})

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
    rows = tables.rows_of(shown, **same).set_index("period")
    rows = rows[rows.index <= quarter.label]
    is_told = (rows.withheld == "") & ~_is_carried_forward(rows, indicator, quarter)
    figures = rows[_FIGURES].where(is_told).sort_index()
    said = _published(published, indicator, quarter).reindex(figures.index)
    is_published = said.notna().all(axis=1) & indicator.is_overwritten & _is_of_as_many(said, figures, indicator)
    return Course(indicator, quarter, figures.mask(is_published, said), is_published)


def _is_carried_forward(rows: pd.DataFrame, indicator: Indicator, quarter: Quarter) -> pd.Series:
    """Which earlier quarters repeat a count from before they began."""
    began = pd.Series([pd.Timestamp(Quarter.parse(label).start) for label in rows.index], rows.index)
    is_old = rows.start < began
    return is_old & (indicator.accumulates == "stand") & (rows.index != quarter.label)


def _is_of_as_many(said: pd.DataFrame, figures: pd.DataFrame, indicator: Indicator) -> pd.Series:
    """Whether what was published is of as many units as there are now; of a share that goes both ways any will do.

    Units that were merged, split or added since are other units: what was done of them cannot be subtracted.
    """
    goes_both_ways = indicator.can_fall_back and indicator.accumulates == "stand"
    any_will_do = figures.empty or goes_both_ways
    return pd.Series(
        [any_will_do or n == figures.denominator.iloc[-1] for n in said.denominator], said.index, dtype=bool
    )


def as_published(row: pd.DataFrame, indicator: Indicator, published: pd.DataFrame) -> pd.DataFrame:
    """A measure table of one row, with the figures that were published of its quarter where the register overwrites.

    What became of a forecast is what stood at the year's end, not what a later register still knows of it.
    """
    if published.empty or not indicator.is_overwritten:
        return row
    ours = published[(published.indicator_id == indicator.id) & (published.unit == indicator.unit)]
    said = ours[(ours.quarter == row.period.iloc[0]) & ours.value.notna()]
    return row if said.empty else row.assign(**said[_FIGURES].iloc[-1].to_dict(), withheld="")


def _published(published: pd.DataFrame, indicator: Indicator, quarter: Quarter) -> pd.DataFrame:
    if published.empty:
        return pd.DataFrame(columns=_FIGURES, dtype=float)
    ours = published[(published.indicator_id == indicator.id) & (published.unit == indicator.unit)]
    return ours[ours.quarter < quarter.label].set_index("quarter")[_FIGURES]
