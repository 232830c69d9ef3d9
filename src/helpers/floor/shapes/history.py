"""What stood before this report: earlier published values and forecasts, and what the owners wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from helpers.floor.params.explanation import Explanation
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.comparison import Comparison

# What a published edition said of an indicator; numbers are unrounded, shares in percent.
VALUE_COLUMNS: dict[str, str] = {
    "indicator_id": "str",
    "quarter": "str",
    "edition": "int64",
    "kind": "str",  # concept, definitief, herzien
    "value": "float64",
    "numerator": "float64",
    "denominator": "float64",
    "unit": "str",
    "target": "float64",
    "status": "str",
}
# What a published edition expected of the end of the year.
FORECAST_COLUMNS: dict[str, str] = {
    "indicator_id": "str",
    "quarter": "str",
    "edition": "int64",
    "kind": "str",
    "made_on": "str",  # ISO date: the last day that the forecast knew
    "model": "str",
    "basis": "str",  # plan, sessions or pace; "" in a table from before this was told
    "target": "float64",
    "chance": "float64",  # of reaching the target by 31 December
    "low": "float64",  # of the interval
    "middle": "float64",
    "high": "float64",
    "level": "float64",  # of the interval
    "unit": "str",
    "is_hindsight": "bool",  # made when the delivery already held the quarters after it
}
# A signal that a dashboard gave, as it was said then, and the owner's word on it.
SIGNAL_COLUMNS: dict[str, str] = {
    "number": "str",  # such as S2026-10-3, by which an intervention refers to it
    "month": "str",  # 2026-10
    "wijk": "str",  # its code; "" for the whole municipality
    "measure": "str",
    "category": "str",
    "observed": "float64",
    "expected": "float64",
    "low": "float64",  # the band of ordinary counts, both ends included
    "high": "float64",
    "verdict": "str",  # in Dutch, such as "meer dan gewoon"
    "explained": "str",  # ja, nee, or "" where the owner said nothing yet
    "explanation": "str",
}


def _empty(columns: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})


@dataclass(frozen=True)
class History:
    """The published tables of earlier quarters and the commentary per quarter; empty where there is none.

    `values` and `forecasts` have VALUE_COLUMNS and FORECAST_COLUMNS and hold no quarter of the batch itself; `signals`
    has SIGNAL_COLUMNS, in the order in which they were given, and `dashboards` the earlier months that had one.

    >>> History().before(Quarter(2026, 3)).values.empty
    True
    """

    values: pd.DataFrame = field(default_factory=lambda: _empty(VALUE_COLUMNS))
    forecasts: pd.DataFrame = field(default_factory=lambda: _empty(FORECAST_COLUMNS))
    commentary: Mapping[str, tuple[Explanation, ...]] = field(default_factory=dict)
    without_explanation: Mapping[str, str] = field(default_factory=dict)  # by quarter: why it may do without
    accepted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by quarter and export: why it may count
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)  # by quarter
    signals: pd.DataFrame = field(default_factory=lambda: _empty(SIGNAL_COLUMNS))
    name: str = ""  # the hash of all of it
    dashboards: tuple[str, ...] = ()  # months such as 2026-09, with a signal or without
    salt: str = ""  # what makes the name one that nobody finds by trying

    def before(self, quarter: Quarter) -> History:
        """What a report on `quarter` may know: earlier quarters, and the commentary up to its own."""
        return History(
            self.values[self.values.quarter < quarter.label],
            self.forecasts[self.forecasts.quarter < quarter.label],
            {label: said for label, said in self.commentary.items() if label <= quarter.label},
            {label: why for label, why in self.without_explanation.items() if label <= quarter.label},
            {label: told for label, told in self.accepted.items() if label <= quarter.label},
            {label: told for label, told in self.comparisons.items() if label <= quarter.label},
            self.signals[self.signals.month <= f"{quarter.end:%Y-%m}"],
            self.name,
            tuple(month for month in self.dashboards if month <= f"{quarter.end:%Y-%m}"),
        )
