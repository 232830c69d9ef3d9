"""Season: how much of a year each period is expected to bring, from a plan or from the year before."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.floor.quarter import Quarter, quarters_between
from helpers.models.statistics.domain import Array, Column

MONTHS = 12
# Counts that a flat year is given beforehand, a month. Four let a month's share differ by half from 1/12
# (the Dirichlet's coefficient of variation is sqrt(11/49)): a summer without work is within reach, and a
# month in which nothing happened last year is not an impossible month. This suite's choice.
FLAT_COUNTS = 4.0


@dataclass(frozen=True)
class Season:
    """The weight of every period seen and every period ahead, in any unit: only their ratios matter.

    `is_estimated`: the weights are what the same periods brought last year, so there is chance in them.
    Otherwise they are a plan and taken as they stand. No weight at all means that nothing is known.

    >>> Season([10, 20], [30]).weights.tolist(), Season([], []).is_known
    ([0.5, 1.0, 1.5], False)
    """

    seen: Column
    ahead: Column
    is_estimated: bool = False

    @property
    def is_known(self) -> bool:
        return sum(self.seen) + sum(self.ahead) > 0

    @property
    def has_weight(self) -> np.ndarray:
        """Which of the periods seen tell something of the year: where the plan holds nothing, none do."""
        return np.asarray(self.seen, dtype=float) > 0 if not self.is_estimated else np.full(len(self.seen), True)

    def together(self, periods: int) -> "Season":
        """So many periods seen taken as one.

        >>> Season([1, 2, 3, 4], [5]).together(2)
        Season(seen=[3.0, 7.0], ahead=[5], is_estimated=False)
        """
        sums = np.asarray(self.seen, dtype=float).reshape(-1, periods).sum(axis=1)
        return Season(sums.tolist(), self.ahead, self.is_estimated)

    @property
    def weights(self) -> np.ndarray:
        """Seen and ahead in one row, of mean 1."""
        values = np.asarray([*self.seen, *self.ahead], dtype=float)
        return values / values.mean() if self.is_known else values

    def drawn(self, ratio: float | np.ndarray, generator: np.random.Generator, draws: int) -> Array:
        """The weights as they may be, of mean 1: one row a draw, or one row in all for a plan.

        Shares are Dirichlet: last year's counts over `ratio` (their variance over their mean, one number
        or one a draw), so that a count that comes in clumps tells less, plus four counts a month that
        pull to a flat year. Source: Gelman et al., BDA3, section 3.4 (multinomial-Dirichlet); McCullagh
        & Nelder 1989, section 4.5 (quasi-likelihood: counts over their dispersion).
        """
        if not self.is_estimated:
            return self.weights[None, :]
        last_year = np.asarray([*self.seen, *self.ahead], dtype=float)
        shares = FLAT_COUNTS + last_year[None, :] / np.reshape(ratio, (-1, 1))
        parts = generator.gamma(shares, size=(draws, len(last_year)))
        weights: Array = len(last_year) * parts / parts.sum(axis=1, keepdims=True)
        return weights


def even(seen: int, ahead: int) -> Season:
    """Every period counts the same, as sessions do.

    >>> even(2, 1).weights.tolist()
    [1.0, 1.0, 1.0]
    """
    return Season([1.0] * seen, [1.0] * ahead)


def of_year(
    months: pd.DataFrame, last_year: pd.DataFrame, planned_path: Mapping[str, float], quarter: Quarter
) -> Season:
    """The season of the months seen and the months left after the quarter.

    Args:
        months: a measure table, one row a month of this year up to the date; an unknown month has no value.
        last_year: the same for the year before, whole. It gives the season where no plan does, when all
            twelve months are known and they are not all nothing.
        planned_path: what is planned at the end of each quarter, counted from 1 January, by label. It
            goes first where it reaches the end of the year.

    Without either the season is not known. Never from calendar days. Raises ValueError as
    `planned_per_month` does.

    >>> from helpers.floor.shapes import tables
    >>> seen = tables.measures([{"start": f"2026-0{month}-01", "value": 5} for month in (1, 2, 3)])
    >>> of_year(seen, tables.measures(), {"2026-Q1": 6, "2026-Q4": 60}, Quarter(2026, 1)).ahead
    [6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0]
    """
    of_month = planned_per_month(planned_path, quarter.year)
    last = last_year.value.to_numpy()
    # No sum where a month is not known.
    is_last_year = not any(of_month) and len(last) == MONTHS and bool(last.sum() > 0)
    of_month = last.tolist() if is_last_year else of_month
    seen = months.start[months.value.notna()].dt.month
    ahead = range(3 * quarter.number, MONTHS)
    return Season([of_month[month - 1] for month in seen], [of_month[at] for at in ahead], is_last_year)


def planned_per_month(planned_path: Mapping[str, float], year: int) -> list[float]:
    """What a plan holds for each month: the increase of a quarter, or of more when one is left out, spread evenly.

    Twelve times 0 when the plan does not reach the end of the year. Raises ValueError on a plan that falls.

    >>> planned_per_month({"2026-Q1": 3, "2026-Q2": 9, "2026-Q4": 9}, 2026)
    [1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    """
    ends = {
        3 * one.number: planned_path[one.label]
        for one in quarters_between(Quarter(year, 1), Quarter(year, 4))
        if one.label in planned_path
    }
    if MONTHS not in ends:
        return [0.0] * MONTHS
    per_month = np.diff(np.interp(range(MONTHS + 1), [0, *ends], [0.0, *ends.values()]))
    if (per_month < 0).any():
        raise ValueError(f"the planned path of {year} falls")
    return [float(one) for one in per_month]
