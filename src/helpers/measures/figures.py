"""One figure of the measure table: a share, a count, or said to be unknown."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor.month import Month
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables

MISSING = "missing"


def share(numerator: float, denominator: float, per: float = 100.0, unit: str = "percent") -> dict[str, Any]:
    """A share in percent (0-100), or a rate per so many; unknown when there is nothing to share by.

    >>> share(3, 4)["value"], share(0, 0)["withheld"]
    (75.0, 'missing')
    """
    k, n = _number(numerator), _number(denominator)
    is_known = bool(np.isfinite(k) and n > 0)
    value = per * k / n if is_known else np.nan
    withheld = "" if is_known else MISSING
    return {"value": value, "numerator": k, "denominator": n, "unit": unit, "withheld": withheld}


def without_value(figure: dict[str, Any]) -> dict[str, Any]:
    """A share of which the counts are known and the value says nothing.

    >>> without_value(share(0, 12))["withheld"]
    'missing'
    """
    return {**figure, "value": np.nan, "withheld": MISSING}


def count(n: float, unit: str = "count", is_known: bool = True) -> dict[str, Any]:
    """A count or an amount; unknown when nothing was recorded yet.

    >>> count(2)["value"], count(0, is_known=False)["withheld"]
    (2.0, 'missing')
    """
    value = _number(n) if is_known else np.nan
    return {"value": value, "numerator": value, "unit": unit, "withheld": MISSING if np.isnan(value) else ""}


def headline(
    figure: dict[str, Any], measure: str, quarter: Quarter, counted: str, start: date | None = None
) -> pd.DataFrame:
    """The one row about the whole municipality, from 1 January unless `start` says otherwise.

    >>> headline(count(2), "local_exercises", Quarter(2026, 3), "exercise").period.item()
    '2026-Q3'
    """
    return tables.measures([figure], measure=measure, counted=counted, **of_quarter(quarter, start))


def unknown(measure: str, unit: str, quarter: Quarter) -> pd.DataFrame:
    """The one row about the whole municipality of a measure whose export is missing."""
    return tables.measures([count(np.nan, unit, is_known=False)], measure=measure, **of_quarter(quarter))


def of_quarter(quarter: Quarter, start: date | None = None) -> dict[str, Any]:
    """The columns that say: the municipality, this quarter."""
    return {
        "area_level": "municipality",
        "period": quarter.label,
        "start": start or quarter.year_start,
        "end": quarter.end,
    }


def of_wijk(wijk: str, quarter: Quarter) -> dict[str, Any]:
    """The columns that say: this wijk, or the municipality where it is "", in this quarter alone."""
    level = {"area_level": "wijk", "area": wijk} if wijk else {}
    return of_quarter(quarter, quarter.start) | level


def of_month(wijk: str, month: Month) -> dict[str, Any]:
    """The columns that say: this wijk, or the municipality where it is "", in this month alone."""
    level = {"area_level": "wijk", "area": wijk} if wijk else {"area_level": "municipality"}
    return {**level, "period": month.label, "start": month.start, "end": month.end}


def _number(value: Any) -> float:
    return np.nan if pd.isna(value) else float(value)
