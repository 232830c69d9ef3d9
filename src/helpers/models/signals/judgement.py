"""The judgement on a month: every series of it, what persists, and what asks for a new level."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from helpers.floor.month import Month, months_up_to
from helpers.floor.params.signals import Signals
from helpers.floor.shapes import tables
from helpers.models.signals import sentences
from helpers.models.signals.families import Family, families
from helpers.models.signals.one_month import Judged, judge
from helpers.models.signals.sentences import LESS, MORE, NEW_LEVEL, PERSISTENT, SILENT

LOOKED_BACK = 3  # months; the method card of signals, S2 (docs/signals.md)
ENOUGH_OUT = 2


def judged(series: pd.DataFrame, month: Month, asked: Signals) -> pd.DataFrame:
    """What is said of a month, series by series: the rows that the docstring of `models.signals` describes.

    Read a signal as: worth a look, had the wijk gone on as usual this count would be seldom. It is no cause.
    `series` are measure tables of `measures.months` (reports, sites out of norm, sites seen), exact and with their
    whole history; other measures are passed over. What lies after `month` does not count, and the month is over
    (`sources.open_month` refuses another). No rows where there are no series.
    Source: docs/signals.md (method cards S1 and S2).

    >>> row = {"area_level": "wijk", "area": "a", "group": "Zwerfvuil", "period": "2026-09", "value": 4}
    >>> short = tables.measures([row], measure="monthly_reports", split="category", counted="report")
    >>> judged(short, Month(2026, 9), Signals(categories=["Zwerfvuil"]))[["area", "n", "verdict"]].values.tolist()
    [['a', 4.0, 'niet beoordeeld'], ['', nan, 'niet beoordeeld']]
    """
    rows = [row for family in families(series, asked) for row in _of_family(family, month)]
    return tables.estimates(rows, model="signals", role="signal", period=month.label, unit="count")


def _of_family(family: Family, month: Month) -> Iterator[dict[str, Any]]:
    *before, now = (judge(family, one) for one in months_up_to(month, LOOKED_BACK))
    about = {"measure": family.measure, "split": family.split, "group": family.category}
    for one in now:
        yield {**about, **_row(one)}
    for months in zip(*before, now, strict=True):
        yield from ({**about, "area": months[-1].area, **row} for row in _over_months(months))


def _row(one: Judged) -> dict[str, Any]:
    is_met = None if one.verdict == SILENT else one.verdict in (MORE, LESS)
    figures = {"n": one.seen, "estimate": one.expected, "low": one.low, "high": one.high, "p": one.p}
    said = {"is_met": is_met, "verdict": one.verdict, "rule": one.rule}
    return {"term": "month", "area": one.area, "level": 1 - one.tail, **figures, **said}


def _over_months(months: Sequence[Judged]) -> Iterator[dict[str, Any]]:
    """What three months of one series say together."""
    verdicts = [one.verdict for one in months]
    above = verdicts.count(MORE)
    if above >= ENOUGH_OUT:
        rule = sentences.IS_PERSISTENT if above == ENOUGH_OUT else sentences.IS_PERSISTENT_ALL
        yield {"term": "persistent", "n": above, "is_met": True, "verdict": PERSISTENT, "rule": rule}
    if set(verdicts) in ({MORE}, {LESS}):
        rule = sentences.new_level(verdicts[0])
        yield {"term": "new_level", "n": len(months), "is_met": True, "verdict": NEW_LEVEL, "rule": rule}
