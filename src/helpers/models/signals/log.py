"""The log of signals: the number by which each is called, and what was said of it.

Rows of role "signal" in both, as `judgement.judged` gives them, with the number as their term.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.floor.month import Month
from helpers.floor.shapes import tables

NUMBERED, SAID = "numbered_signals", "said_signals"
_SERIES = ["area", "measure", "group"]


def numbered(judged: pd.DataFrame, said: pd.DataFrame, month: Month) -> pd.DataFrame:
    """The signals of a month, each with its number: the series of `judged` that are out of their range.

    `said` are the signals that dashboards gave before (SIGNAL_COLUMNS). One that was said of the same series and
    month keeps its number, whatever became of its count; a new one gets the next that was never used. Model
    "numbered_signals", term the number, such as S2026-10-3. The most remarkable comes first, and has the first number
    of the new ones: the municipality, what persists, and what is least likely.

    >>> out = tables.estimates([{"measure": "monthly_reports", "area": "a", "period": "2026-10", "is_met": True}],
    ...                        model="signals", term="month")
    >>> log = pd.DataFrame({"month": ["2026-10"], "number": ["S2026-10-4"], "wijk": ["b"],
    ...                     "measure": ["monthly_reports"], "category": [""]})
    >>> [numbered(out, one, Month(2026, 10)).term.item() for one in (log, log.assign(wijk="a"))]
    ['S2026-10-5', 'S2026-10-4']
    """
    now = tables.rows_of(judged, term="month", period=month.label)
    out = _ordered(now[now.is_met.fillna(False).astype(bool)], judged)
    before = said[said.month == month.label]
    kept = dict(zip(zip(before.wijk, before.measure, before.category, strict=True), before.number, strict=True))
    last = max((int(number.rpartition("-")[2]) for number in before.number), default=0)
    numbers = []
    for key in zip(*(out[name] for name in _SERIES), strict=True):
        last += key not in kept
        numbers.append(kept.get(key, f"S{month.label}-{last}"))
    return out.assign(model=NUMBERED, term=pd.array(numbers, dtype="str")).reset_index(drop=True)


def _ordered(out: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """The signals of a month, most remarkable first."""
    key = [*_SERIES, "period"]
    lasting = pd.MultiIndex.from_frame(tables.rows_of(judged, term="persistent")[key])
    is_once = ~pd.MultiIndex.from_frame(out[key]).isin(lasting)
    order = out[_SERIES].assign(is_wijk=out.area != "", is_once=is_once, p=out.p)
    return out.loc[order.sort_values(["is_wijk", "is_once", "p", *_SERIES], kind="stable").index]


def told(said: pd.DataFrame, months: Sequence[Month]) -> pd.DataFrame:
    """What dashboards said of these months, as they said it then, with the owner's word in `rule`.

    Model "said_signals", term the number; n what was seen, estimate what was expected, low and high the band.

    >>> log = {"number": "S2026-09-1", "month": "2026-09", "wijk": "a", "measure": "monthly_reports", "category": "b",
    ...        "observed": 31, "expected": 17, "low": 7, "high": 29, "verdict": "meer dan gewoon",
    ...        "explained": "ja", "explanation": "Er was een feest."}
    >>> told(pd.DataFrame([log]), [Month(2026, 9)])[["term", "n", "rule"]].values.tolist()
    [['S2026-09-1', 31.0, 'De eigenaar heeft een verklaring: “Er was een feest.”']]
    """
    rows = [
        {
            "term": one.number,
            "measure": one.measure,
            "split": "category" if one.category else "",
            "group": one.category,
            "area": one.wijk,
            "period": one.month,
            "n": one.observed,
            "estimate": one.expected,
            "low": one.low,
            "high": one.high,
            "verdict": one.verdict,
            "rule": _owners_word(one.explained, one.explanation),
        }
        for one in tables.each_row(said[said.month.isin([month.label for month in months])])
    ]
    return tables.estimates(rows, model=SAID, role="signal", unit="count", is_met=True)


def _owners_word(explained: str, explanation: str) -> str:
    """The word of the owner on a signal as a sentence; "" where there is none yet."""
    words = {"ja": "De eigenaar heeft een verklaring", "nee": "De eigenaar heeft geen verklaring"}
    if explained not in words:
        return ""
    return f"{words[explained]}: “{explanation}”" if explanation else f"{words[explained]}."
