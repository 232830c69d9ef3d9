"""How far an indicator is from its target: the part of it that is missing, beside the part of the year that is left."""

from collections.abc import Iterable

import pandas as pd

from helpers.floor import targets
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables

MODEL = "gap"
_QUARTERS = 4


def gaps(indicators: Iterable[Indicator], measured: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """A row for each indicator whose known value falls short of this year's target; none for the others.

    Args: measured, protected measures of the municipality, so that no gap gives a hidden value away.

    How to read it: estimate is what is missing, in percent of the target (128 of 200: 36); for a target of "at
    most", by how many percent of it the value lies above (of a target of 0: 100). `at` is the percentage of the
    year that is left. is_met says that no greater part is missing than is left: not behind a straight line, which
    is a way to rank and no judgement.

    Source: this suite's own measure, for the order in which the page names what is short.

    >>> elderly = Indicator(id="VE-1-4", goal="", text="", target_text="", name="", measure="elderly_trained",
    ...     kind="cumulative_count", accumulates="within_year", can_fall_back="false", unit="persons",
    ...     operator=">=", targets={2026: 200}, sources=["x"], owner="")
    >>> row = {"period": "2026-Q3", "value": 128.0, "area_level": "municipality"}
    >>> shown = tables.measures([row], measure="elderly_trained", unit="persons")
    >>> gaps([elderly], shown, Quarter(2026, 3))[["estimate", "at", "is_met"]].values.tolist()
    [[36.0, 25.0, False]]
    """
    municipal = {"area_level": "municipality", "split": "", "period": quarter.label, "withheld": ""}
    now = tables.rows_of(measured, **municipal)
    values = now[now.value.notna()].set_index("measure").value
    left = 100 * (_QUARTERS - quarter.number) / _QUARTERS
    rows = [
        {"term": one.id, "measure": one.measure, "estimate": missing, "at": left}
        | {"is_met": missing <= left + targets.TOLERANCE}
        for one in indicators
        if (missing := _missing(one, values.get(one.measure), quarter.year)) is not None
    ]
    return tables.estimates(rows, model=MODEL, role="limit", unit="percent", period=quarter.label)


def _missing(indicator: Indicator, value: float | None, year: int) -> float | None:
    """The part of the target that is missing, in percent; None where nothing is, or where it cannot be said."""
    target = indicator.target(year)
    if target is None or value is None or targets.is_reached(value, target, indicator.operator):
        return None
    return 100 * abs(target - value) / target if target else 100.0
