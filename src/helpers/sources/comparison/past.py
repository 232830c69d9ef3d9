"""What became of the rows that the last publication knew: how much of the past is gone, changed or doubled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from helpers.sources.comparison.rows import Difference, difference
from helpers.sources.contract import Contract

# The choices of this suite, measured in tests/benchmarks/strange_deliveries.py. A past that was only added to has none
# of this: corrections of a few rows stay under the first, and are told without alarm.
NOTABLE = 0.02  # of the past: a warning
DOUBTFUL = 0.10  # of the past, or of a total over it: more than separates most values from their target
LEAST_ROWS = 2  # one row is a correction, whatever share of a small register it is; that it vanished is told
WINDOW = 12  # months: the year that judgements and paces lean on may be rewritten while most of the past is not
LEAST_WINDOW = 20  # rows; in fewer, a share says little
OF_MONTH = 0.5  # of the rows of one month, at least LEAST_OF_MONTH: a month that was doubled, or is gone
LEAST_OF_MONTH = 10
LATE = 3  # months: what came later about the last published quarter is ordinary


@dataclass(frozen=True)
class Past:
    """Counts of rows as `floor.shapes.comparison.Compared` has them, and how much of the past is other than it was.

    `share` is the largest of the whole past and its last year; `moved` maps an additive column to the part by which
    its total over the same months changed; `months` are those of which half or more is other, with their share.
    """

    earlier: int
    gone: int
    changed: int
    updated: int
    late: int
    new: int
    share: float
    moved: Mapping[str, float]
    months: Mapping[pd.Period, float]

    @property
    def is_notable(self) -> bool:
        return self._is_beyond(NOTABLE, 1 if self.gone else LEAST_ROWS)

    @property
    def is_doubtful(self) -> bool:
        return self._is_beyond(DOUBTFUL, LEAST_ROWS)

    def _is_beyond(self, limit: float, least: int) -> bool:
        rows = self.gone + self.changed + self.late
        moved = max(map(abs, self.moved.values()), default=0.0)
        return rows >= least and (max(self.share, moved) >= limit or bool(self.months))


def is_dated(contract: Contract) -> bool:
    """Whether a row stays on its day: not in a register that moves its days on, nor in a list without days."""
    days = contract.days[:1]
    return bool(days) and contract.column(days[0]).is_required and days[0] not in contract.moves_on


def months_of(contract: Contract, table: pd.DataFrame) -> pd.Series:
    """The month of each row of an export that is dated."""
    return table[contract.days[0]].dt.to_period("M")


def of(contract: Contract, before: pd.DataFrame, now: pd.DataFrame, until: date) -> Past:
    """Lay an export beside its earlier self; the past is what lies up to `until`, the end of what was published.

    Of a register that is overwritten, or a list without days, every earlier row is of the past, and every row
    that was added is new.
    """
    found = difference(contract, before, now)
    if not is_dated(contract):
        gone, changed, updated, new = map(_count, (found.gone, found.changed, found.updated, found.added))
        share = (gone + changed) / len(before) if len(before) else 0.0
        return Past(len(before), gone, changed, updated, 0, new, share, {}, {})
    return _dated(contract, before, now, found, pd.Period(until, "M"))


def _dated(contract: Contract, before: pd.DataFrame, now: pd.DataFrame, found: Difference, last: pd.Period) -> Past:
    was, is_now = months_of(contract, before), months_of(contract, now)
    in_past, up_to = (was <= last).to_numpy(), (is_now <= last).to_numpy()
    gone, changed, updated = (mask & in_past for mask in (found.gone, found.changed, found.updated))
    late = found.added & up_to
    months = pd.DataFrame(
        {
            "earlier": _per_month(was, in_past),
            "other": _per_month(was, gone | changed),
            "late": _per_month(is_now, late),
            "doubled": _per_month(is_now, late & found.doubled),
        }
    ).fillna(0)
    is_settled = months.index <= last - LATE
    settled = months.assign(late=months.late.where(is_settled, 0))
    # What comes late about the last quarter may be most of a month; what stands there twice may not.
    months["again"] = months.late.where(is_settled, months.doubled)
    whole = months[(months.earlier >= LEAST_OF_MONTH)]
    of_month = (whole.other + whole.again) / whole.earlier
    return Past(
        _count(in_past),
        _count(gone),
        _count(changed),
        _count(updated),
        _count(late),
        _count(found.added & ~up_to),
        max(_share(settled), _share(settled[settled.index > last - WINDOW], LEAST_WINDOW)),
        _moved(contract, before[was <= last - LATE], now[is_now <= last - LATE]),
        {
            month: float(share)
            for month, share in of_month[of_month >= OF_MONTH].items()
            if isinstance(month, pd.Period)
        },
    )


def _count(mask: np.ndarray) -> int:
    return int(mask.sum())


def _per_month(months: pd.Series, mask: np.ndarray) -> pd.Series:
    return months[mask].value_counts().sort_index()


def _share(months: pd.DataFrame, least: int = 1) -> float:
    rows = months.earlier.sum()
    return float((months.other + months.late).sum() / rows) if rows >= least else 0.0


def _moved(contract: Contract, before: pd.DataFrame, now: pd.DataFrame) -> dict[str, float]:
    """By which part each additive total changed; of a total of nothing there is no part."""
    names = [one.name for one in contract.columns if one.is_additive and one.name in before and one.name in now]
    was = {name: float(before[name].sum()) for name in names}
    return {name: float(now[name].sum()) / total - 1 for name, total in was.items() if total > 0}
