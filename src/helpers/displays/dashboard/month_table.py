"""One subject by wijk and month, as a table: a column a month, and of each why it is not shown."""

from dataclasses import dataclass

import pandas as pd

from helpers.displays.dashboard import period, series
from helpers.displays.dashboard.subjects import Subject
from helpers.displays.drawing.columns import Column, file_only
from helpers.displays.words import MONTHS
from helpers.floor.month import Month
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.tables import rows_of
from helpers.floor.shapes.words import SMALL


@dataclass(frozen=True)
class MonthTable:
    """`frame` has a row a wijk in code order and one of the municipality (wijk ""): wijk, wijk_name, a column per
    label of a month, and why each is not shown in "<label> withheld"."""

    frame: pd.DataFrame
    months: list[Month]

    @property
    def labels(self) -> list[str]:
        return [month.label for month in self.months]

    @property
    def wijken(self) -> pd.DataFrame:
        return self.frame[self.frame.wijk != ""]

    @property
    def whole(self) -> pd.DataFrame:
        return self.frame[self.frame.wijk == ""]

    @property
    def is_known(self) -> bool:
        """Whether any month of any of them is."""
        return bool(self.frame[self.labels].notna().any(axis=None))

    @property
    def is_hidden(self) -> bool:
        """Whether any month of any of them is hidden as a small number."""
        return bool(self.frame[[f"{label} withheld" for label in self.labels]].isin([SMALL]).any(axis=None))

    @property
    def is_counted_in_wijken(self) -> bool:
        """Whether the subject is told per wijk."""
        return len(self.wijken) > 0

    @property
    def last(self) -> Month | None:
        """The last month that is known of the municipality, or of any wijk where it is not."""
        for rows in (self.whole, self.wijken):
            known = [month for month in self.months if rows[month.label].notna().any()]
            if known:
                return known[-1]
        return None

    @property
    def columns(self) -> list[Column]:
        """For the eye and the file."""
        of_months = [Column(month.label, short(month), decimals=0) for month in self.months]
        return [*file_only("wijk"), Column("wijk_name", "Wijk"), *of_months]


_FEWEST = 2  # months: a line has two ends


def month_table(result: Result, subject: Subject) -> MonthTable:
    """The months of one subject that the dashboard shows, up to the last of which anything is known.

    A wijk that the tables do not name is unknown. Where they name none, the subject is not told per wijk, and the
    municipality stands alone.
    """
    whole = _table(result, subject, period.months(result))
    is_there = [(whole.frame[f"{label} withheld"] != "missing").any() for label in whole.labels]
    until = max((at for at, is_known in enumerate(is_there, 1) if is_known), default=len(is_there))
    return MonthTable(whole.frame, whole.months[: max(until, _FEWEST)])


def _table(result: Result, subject: Subject, months: list[Month]) -> MonthTable:
    rows = rows_of(result.measures, measure=subject.measure, split="").set_index(["area", "period"])
    wijken = result.areas.codes if (rows.area_level == "wijk").any() else []
    labels, areas = [month.label for month in months], [*wijken, ""]
    values = rows.value.where(rows.withheld == "").unstack().reindex(index=areas, columns=labels)
    why = rows.withheld.unstack().reindex(index=areas, columns=labels).astype("object").fillna("missing")
    named = pd.DataFrame({"wijk": areas, "wijk_name": [series.where(result, area) for area in areas]})
    beside = [values.reset_index(drop=True), why.add_suffix(" withheld").reset_index(drop=True)]
    return MonthTable(pd.concat([named, *beside], axis=1), months)


def short(month: Month) -> str:
    """A month as a heading over a column.

    >>> short(Month(2026, 9))
    'sep 2026'
    """
    return f"{MONTHS[month.number - 1]} {month.year}"
