"""What residents say here beside the whole country and beside the wave before: a difference, with its interval."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from helpers.floor.regions import COUNTRY
from helpers.floor.shapes import tables
from helpers.models.statistics import survey
from helpers.models.statistics.domain import LEVEL

MODEL = "survey_difference"
BESIDE_COUNTRY, SINCE_BEFORE = "country", "before"  # the terms: what the newest answer is set against
HIGHER, LOWER, OPEN = "hoger", "lager", "niet te zeggen"  # the verdicts
_ROUNDED_TO = 0.1  # CBS publishes one decimal
_UNITS = {"percent": "percentage_points", "mark": "mark_points"}
_LIMITS = ["estimate", "low", "high"]


def differences(said: pd.DataFrame, municipality: str) -> pd.DataFrame:
    """Per question how the newest answer of the municipality differs from the country's, and from its own before.

    Args:
        said: `safety_outcome.outcomes`: of one series, so nothing is compared across a break.

    How to read it: estimate, low and high in points; `group` is the year it is set against. The verdict is "hoger"
    or "lager" where the interval leaves out 0, else "niet te zeggen": both may be so. Each comparison has its own
    interval of 95%. An answer without a published interval is compared with nothing.

    >>> rows = [{"area": "GM0001", "period": "2025", "estimate": 19.0, "low": 17.0, "high": 21.0},
    ...         {"area": "NL00", "period": "2025", "estimate": 15.0, "low": 14.7, "high": 15.3}]
    >>> said = tables.estimates(rows, measure="unsafe_percent", unit="percent")
    >>> differences(said, "GM0001")[["term", "estimate", "verdict"]].values.tolist()
    [['country', 4.0, 'hoger']]
    """
    is_known = (said.low <= said.estimate) & (said.estimate <= said.high)
    known = said[is_known].sort_values("period", kind="stable")
    own = known[known.area == municipality]
    rows = [row for _, waves in own.groupby("measure", sort=False) for row in _of_question(waves, known)]
    return tables.estimates(rows, model=MODEL, role="exploratory", split="since", level=LEVEL)


def _of_question(waves: pd.DataFrame, known: pd.DataFrame) -> Iterator[dict[str, Any]]:
    newest = waves.iloc[-1]
    country = tables.rows_of(known, measure=newest.measure, area=COUNTRY, period=newest.period)
    for term, others in ((BESIDE_COUNTRY, country), (SINCE_BEFORE, waves.iloc[-2:-1])):
        for _, other in others.iterrows():
            yield {"term": term, "measure": newest.measure, "area": newest.area, "unit": _UNITS[newest.unit]} | {
                "period": newest.period,
                "group": other.period,
                **_difference(newest, other),
            }


def _difference(newest: pd.Series, other: pd.Series) -> dict[str, Any]:
    first, second = (tuple(float(one[name]) for name in _LIMITS) for one in (newest, other))
    apart, low, high = survey.difference(first, second, _ROUNDED_TO)  # type: ignore[arg-type]
    verdict = HIGHER if low > 0 else LOWER if high < 0 else OPEN
    return {"estimate": apart, "low": low, "high": high, "verdict": verdict}
