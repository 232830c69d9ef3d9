"""A reader of editions: between which values each published or hidden figure lies, whatever ties it to others.

A second opinion (ties_of_editions has the ties): nothing here is taken from `disclosure` but the solver. A count is a
figure; a share is two, those that met and the rest. A hidden count is 1 at least, as a 0 is shown; where a 0 is hidden
too, 0 at least.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.disclosure.attack import Known

STEP, BELOW, BASE = 5, 10, 30
MAY_HIDE_ZERO = ("interventions_in_wijk", "mark_sufficient_change", "elderly_seen_before")
Sum = Mapping[str, float]


class Cell(NamedTuple):
    """A figure that is withheld, or that is printed nowhere; `truth` is what it is."""

    name: str
    kind: str  # hidden, withdrawn, unprinted
    truth: float
    is_count: bool = True


def named(row: pd.Series) -> str:
    """The same cell of two editions has one name."""
    area = row.area if row.area_level == "wijk" else ""
    return "|".join((row.measure, area, row.split, row.group, row.period))


class Reader:
    """What is known after reading. `exempt` are the measures that are exact of the whole municipality; None: all."""

    def __init__(
        self, rows: pd.DataFrame, truth: pd.DataFrame, exempt: Collection[str] | None, *, is_insider: bool = False
    ):
        self.known, self.cells, self.is_share = Known(), [], {}
        self._truth = {named(row): row for row in truth.itertuples()}
        self._exempt, self._insider = exempt, is_insider
        rows = rows[(rows.withheld != "missing") & (rows.withheld != "stale")]
        rows = rows.assign(name=[named(row) for row in rows.itertuples()])
        for name, several in rows.groupby("name", sort=False):
            self._read(name, list(several.itertuples()))
        self.rows = rows.drop_duplicates("name")

    # --- one figure -----------------------------------------------------------------------------------------

    def _read(self, name: str, rows: list) -> None:
        true = self._truth.get(name)
        share = any(pd.notna(row.denominator) for row in rows) or (true is not None and pd.notna(true.denominator))
        self.is_share[name] = share
        shown = [row for row in rows if not row.withheld]
        if not shown:
            self._withheld(name, rows[0], true, share)
        for row in shown:
            self._shown(name, row, share)

    def _withheld(self, name: str, row, true, share: bool) -> None:
        kind = "withdrawn" if row.withheld == "withdrawn" else "hidden"
        if true is None and kind == "withdrawn":
            for figure in self.of(name):
                self.known.figure(figure, 0, np.inf)
            return
        if true is None:
            raise LookupError(f"no truth of {name}")
        if share:
            parts = {f"{name}:met": true.numerator, f"{name}:rest": true.denominator - true.numerator}
            for part, value in parts.items():
                self.known.figure(part, *self._kind_of_share(row, true, value, kind))
                self.cells.append(Cell(part, kind, round(value), is_count=False))
            return
        low = 0 if kind == "withdrawn" or row.measure in MAY_HIDE_ZERO else 1
        self.known.figure(name, *self._kind(low, true.value) if kind == "hidden" else (low, np.inf))
        self.cells.append(Cell(name, kind, true.value))

    def _kind(self, low: float, value: float) -> tuple[float, float]:
        """Who knows the rule and re-runs it knows which counts are below the limit."""
        if not self._insider:
            return low, np.inf
        return (low, BELOW - 1) if value < BELOW else (BELOW, np.inf)

    def _kind_of_share(self, row, true, value: float, kind: str) -> tuple[float, float]:
        rest, base = true.denominator - true.numerator, true.denominator
        is_survey = row.counted == "respondent"
        complement = not is_survey and min(true.numerator, rest) >= BELOW and base >= BASE
        return (BELOW, np.inf) if self._insider and kind == "hidden" and complement else (0, np.inf)

    def _shown(self, name: str, row, share: bool) -> None:
        is_exact = row.area_level == "municipality" and not row.split
        is_exact &= self._exempt is None or row.measure in self._exempt
        if row.counted == "respondent":
            self._of_survey(name, row)
        elif share:
            parts = {f"{name}:met": row.numerator, f"{name}:rest": row.denominator - row.numerator}
            for part, value in parts.items():
                self.known.figure(part, *self._span(value, is_exact))
            if not is_exact:
                self.known.tie(dict.fromkeys(parts, 1), BASE, np.inf)
        else:
            self.known.figure(name, *self._span(row.value, is_exact))

    def _of_survey(self, name: str, row) -> None:
        """The base is exact; the percentage of a wijk has one decimal, that of all wijken follows from sums."""
        if row.area_level == "wijk":
            ends = [round(100 * row.numerator / row.denominator, 1) + half for half in (-0.051, 0.051)]
            low, high = (row.denominator * end / 100 for end in ends)
        else:
            low, high = row.numerator - 1, row.numerator + 1
        self.known.figure(f"{name}:met", max(0, np.ceil(low)), np.floor(high))
        self.known.figure(f"{name}:rest", 0, row.denominator)
        self.known.tie({f"{name}:met": 1, f"{name}:rest": 1}, row.denominator, row.denominator)

    @staticmethod
    def _span(value: float, is_exact: bool) -> tuple[float, float]:
        if is_exact or value == 0:
            return value, value
        return max(value - STEP // 2, BELOW), value + STEP // 2

    # --- what ties them -------------------------------------------------------------------------------------

    def has(self, *names: str) -> bool:
        return all(name in self.is_share for name in names)

    def where(self, **wanted: str) -> list[str]:
        found = self.rows
        for column, value in wanted.items():
            found = found[found[column] == value]
        return found.name.tolist()

    def periods(self, measure: str) -> list[str]:
        return sorted(set(self.rows.period[self.rows.measure == measure]))

    def of(self, name: str) -> Sum:
        """A count, or the base of a share, as a sum of figures."""
        return {f"{name}:met": 1, f"{name}:rest": 1} if self.is_share[name] else {name: 1}

    def equal(self, left: list[Sum], right: list[Sum], low: float = 0, high: float = 0) -> None:
        """The sum of the left less that of the right lies between two values."""
        total: dict[str, float] = {}
        for sign, sums in ((1, left), (-1, right)):
            for one in sums:
                for name, weight in one.items():
                    total[name] = total.get(name, 0) + sign * weight
        self.known.tie(total, low, high)

    def at_least(self, more: list[Sum], less: list[Sum]) -> None:
        self.equal(more, less, 0, np.inf)

    def unprinted(self, name: str, more: list[Sum], less: list[Sum], least: float = 0) -> None:
        """A count that is printed nowhere and is a difference of what is."""
        self.known.figure(name, least, np.inf)
        self.equal(more, [*less, {name: 1}])
        value = sum(
            sign * w * self.true(n) for sign, sums in ((1, more), (-1, less)) for s in sums for n, w in s.items()
        )
        self.cells.append(Cell(name, "unprinted", value))

    def true(self, figure: str) -> float:
        name, _, part = figure.partition(":")
        row = self._truth[name]
        value = {"": row.value, "met": row.numerator, "rest": row.denominator - row.numerator}[part]
        return np.round(value)
