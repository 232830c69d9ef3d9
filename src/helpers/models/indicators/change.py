"""What changed in an indicator since an earlier quarter: new facts, revision, and what chance allows.

Most indicators are complete counts: a change in them is a fact, with no interval and no test (also of a count
of events: "more than usual" would be a claim about a process, and the target is about the count). Chance plays
a part only in a sample. Inspected dealers are none: nobody drew them by lot, so two of their shares may not be
set against each other as if somebody had.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeGuard

import pandas as pd

from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.targets import TOLERANCE
from helpers.models.statistics import proportions
from helpers.models.statistics.domain import LEVEL

MODEL = "change"
NO_SAMPLE = "Niemand trok hier een steekproef, dus we toetsen het verschil niet."
PREVIOUS, YEAR_BEFORE, NEW_FACTS, REVISION = "previous", "year_before", "new_facts", "revision"


@dataclass(frozen=True)
class Compared:
    """The row of now and of then, of one indicator; `published` is the value and edition that went out then."""

    indicator: Indicator
    quarter: Quarter
    against: Quarter
    now: pd.Series | None
    then: pd.Series | None
    published: tuple[float, int] | None = None

    @property
    def starts_again(self) -> bool:
        """Whether a count since 1 January would be compared with the end of another year's."""
        is_of_year = self.indicator.accumulates == "within_year"
        return is_of_year and self.quarter.number != self.against.number and not self.is_nested

    @property
    def is_nested(self) -> bool:
        """Whether the value of now holds that of then, both counted since the same 1 January."""
        return self.indicator.accumulates == "within_year" and self.quarter.year == self.against.year


def changes(
    indicators: Iterable[Indicator], measured: pd.DataFrame, quarter: Quarter, published: pd.DataFrame
) -> pd.DataFrame:
    """`change` of every indicator against the quarter before and the same quarter a year earlier.

    Args:
        measured: protected measures of the municipality, so that no change gives a hidden value away.
        published: what went out before, with the columns of floor.history.VALUE_COLUMNS.
    """
    places = {key: at for at, key in enumerate(zip(measured.measure, measured.period, strict=True))}
    values = _values(published)
    return tables.stack(
        tables.estimates(),
        *(
            change(
                Compared(
                    indicator=one,
                    quarter=quarter,
                    against=against,
                    now=_row(measured, places.get((one.measure, quarter.label))),
                    then=_row(measured, places.get((one.measure, against.label))),
                    published=values.get((one.id, against.label, one.unit)),
                )
            )
            for one in indicators
            for against in (quarter.previous, quarter.year_before)
        ),
    )


def _row(measured: pd.DataFrame, place: int | None) -> pd.Series | None:
    return None if place is None else measured.iloc[place]


def _values(published: pd.DataFrame) -> dict[tuple[str, str, str], tuple[float, int]]:
    """By indicator, quarter and unit: the value of the highest edition that has one, and that edition."""
    if published.empty:
        return {}
    known = published[published.value.notna()].sort_values("edition")
    return {(one.indicator_id, one.quarter, one.unit): (one.value, one.edition) for one in tables.each_row(known)}


def change(compared: Compared) -> pd.DataFrame:
    """The change since an earlier quarter: one row, and two more where that quarter was published.

    How to read it: term "previous" or "year_before", period the compared quarter; estimate is now minus then in
    the indicator's unit (percent: percentage points), at the value of then: as published, else recomputed from
    this delivery. verdict is meer, minder or gelijk, "" where there is no change to speak of. low and high are
    Newcombe's 95% interval in percentage points, and is_met says whether 0 lies outside; both are empty for
    what is no sample, for a value that holds the earlier one (same year: not independent) and for one count seen
    twice. Expect 1 in 20 flags to be chance. Terms "new_facts" (now minus recomputed) and "revision"
    (recomputed minus published; n is the edition) add up to the change.

    Source of the interval: Newcombe 1998, Stat Med 17:873 (method 10).

    >>> rows = tables.measures([{"value": 5.0}, {"value": 3.0}], unit="count")
    >>> exercises = Indicator(id="BR-1-3", goal="", text="", target_text="", name="", measure="",
    ...     kind="cumulative_count", accumulates="within_year", can_fall_back="false", unit="count",
    ...     sources=["crisisoefeningen"], owner="")
    >>> seen = Compared(exercises, Quarter(2026, 3), Quarter(2026, 2), rows.iloc[0], rows.iloc[1])
    >>> change(seen)[["term", "estimate", "verdict"]].values.tolist()
    [['previous', 2.0, 'meer']]
    """
    term = YEAR_BEFORE if compared.against == compared.quarter.year_before else PREVIOUS
    same = {"model": MODEL, "measure": compared.indicator.measure, "role": "change"}
    same |= {"period": compared.against.label, "unit": compared.indicator.unit}
    same |= {"split": "indicator", "group": compared.indicator.id}
    why = _why_none(compared)
    if why:
        return tables.estimates([{"term": term, "rule": why}], **same)
    now, then = _value(compared.now), _then(compared)
    row = {"term": term, "estimate": now - then, "at": then, "verdict": direction(now - then)}
    return tables.estimates([row | _against_chance(compared), *_apart(compared, now)], **same)


def direction(difference: float) -> str:
    """The word for a change.

    >>> direction(-1.0), direction(0.0)
    ('minder', 'gelijk')
    """
    if abs(difference) < TOLERANCE:
        return "gelijk"
    return "meer" if difference > 0 else "minder"


def _why_none(compared: Compared) -> str:
    if compared.starts_again:
        return "Nieuw jaar: deze telling begint op 1 januari opnieuw."
    if not _is_known(compared.now):
        return f"Van het {compared.quarter.in_dutch} is geen waarde bekend."
    if compared.published is None and not _is_known(compared.then):
        return f"Van het {compared.against.in_dutch} is geen waarde bekend."
    return ""


def _is_known(row: pd.Series | None) -> TypeGuard[pd.Series]:
    return row is not None and row["withheld"] == "" and bool(pd.notna(row["value"]))


def _value(row: pd.Series | None) -> float:
    return float(row["value"]) if _is_known(row) else math.nan


def _then(compared: Compared) -> float:
    return _value(compared.then) if compared.published is None else compared.published[0]


def _against_chance(compared: Compared) -> dict[str, Any]:
    """The interval where one makes sense, or the sentence that says why there is none."""
    if not compared.indicator.is_sample:
        return {"rule": NO_SAMPLE}
    if compared.is_nested:
        return {"rule": "De eerdere stand telt mee in deze, dus we toetsen het verschil niet."}
    now, then = compared.now, compared.then
    if not _has_parts(now) or not _has_parts(then):
        return {"rule": "De aantallen erachter zijn niet bekend, dus we toetsen het verschil niet."}
    if compared.published is not None and abs(compared.published[0] - then["value"]) > TOLERANCE:
        return {"rule": "De eerdere stand is herzien, dus we toetsen het verschil niet."}
    if compared.indicator.accumulates == "stand" and now["start"] == then["start"]:
        return {"rule": "Er is sindsdien niet opnieuw gemeten."}
    return _tested(now, then)


def _has_parts(row: pd.Series | None) -> TypeGuard[pd.Series]:
    return _is_known(row) and row["unit"] == "percent" and bool(row["numerator"] >= 0 and row["denominator"] > 0)


def _tested(now: pd.Series, then: pd.Series) -> dict[str, Any]:
    parts = [float(row[name]) for row in (now, then) for name in ("numerator", "denominator")]
    low, high = (100 * float(limit) for limit in proportions.difference(*parts))
    return {"low": low, "high": high, "level": LEVEL, "is_met": bool(low > 0 or high < 0)}


def _apart(compared: Compared, now: float) -> list[dict[str, Any]]:
    """New facts and revision, where the compared quarter was published and can be recomputed."""
    if compared.published is None or not _is_known(compared.then):
        return []
    published, edition = compared.published
    again = float(compared.then["value"])
    facts = {"term": NEW_FACTS, "estimate": now - again, "at": again, "verdict": direction(now - again)}
    revised = {"term": REVISION, "estimate": again - published, "at": published, "n": edition}
    return [facts, revised | {"verdict": direction(again - published)}]
