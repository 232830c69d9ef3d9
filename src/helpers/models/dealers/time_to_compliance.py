"""How long dealers with a failing took to comply, in the form in which a curve of dealers may be shown."""

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.statistics import survival
from helpers.models.statistics.domain import LEVEL, Column, Numbers

MODEL = "survival"
GRID_DAYS, ROUNDED_TO = 30, 5


def coarse_curve(time: Column, is_event: Numbers, least: int) -> pd.DataFrame:
    """The curve from rounded counts of long stretches: the form in which one of persons or dealers may be shown.

    Stretches are multiples of 30 days, joined until each holds `least` events. The curve stops where fewer are left,
    and after a stretch in which fewer, but some, were lost from sight: the numbers at risk before and after it would
    tell of them. Columns: time (the stretch's end), at_risk (at its start) and events, both multiples of 5, and those
    of `survival.product_limit` from these alone. How to read it: a share that had the event by then, a little too low
    where some were followed for part of a stretch only.

    >>> days = list(range(1, 61)) + [61] * 20
    >>> coarse_curve(days, [True] * 60 + [False] * 20, 10)[["time", "at_risk", "events"]].values.tolist()
    [[30.0, 80.0, 30.0], [60.0, 50.0, 30.0]]
    """
    time, is_event = survival.checked(time, is_event)
    rows, start = [], -1.0  # the first stretch holds time 0 as well
    for end in np.arange(GRID_DAYS, time.max(initial=0) + GRID_DAYS, GRID_DAYS):
        is_in = (time > start) & (time <= end)
        events, lost = int((is_in & is_event).sum()), int((is_in & ~is_event).sum())
        if events >= least and (time > end).sum() >= least:
            rows.append([float(end), _rounded((time > start).sum()), _rounded(events)])
            if 0 < lost < least:
                break
            start = end
    counts = pd.DataFrame(rows, columns=["time", "at_risk", "events"], dtype="float64")
    return pd.concat([counts, survival.product_limit(counts.at_risk, counts.events)], axis=1)


def time_to_event(time: Column, is_event: Numbers, *, measure: str, period: str, least: int) -> pd.DataFrame:
    """The coarse curve as rows: still_failing (percent left at `at` days) and the gate on the number of failures.

    `n` is at risk, rounded. Below `least` cases there is the gate alone, without its count; it is not met
    either when no stretch holds enough. How to read it: exploratory; compliance is seen at a visit only, and
    who is visited again is no random choice.

    >>> time_to_event([4, 9], [True, False], measure="days_to_compliance", period="2026", least=10).rule.tolist()
    ['In alle jaren samen hadden minder dan 10 opkopers een tekortkoming: te weinig voor een verloop.']
    """
    few = f"minder dan {least} opkopers een tekortkoming: te weinig voor een verloop."
    seen, rule, curve = None, f"In alle jaren samen hadden {few}", pd.DataFrame()
    if len(time) >= least:
        seen, curve = _rounded(len(time)), coarse_curve(time, is_event, least)
        enough = f"nodig zijn er {least}." if len(curve) else "te weinig werden daarna weer gezien."
        rule = f"In alle jaren samen hadden ongeveer {dutch.number(seen)} opkopers een tekortkoming; {enough}"
    rows = [
        {"term": "still_failing", "role": "exploratory", "unit": "percent", "level": LEVEL}
        | {"at": one.time, "estimate": 100 * one.survival, "low": 100 * one.low, "high": 100 * one.high}
        | {"se": 100 * one.se, "n": one.at_risk}
        for one in tables.each_row(curve)
    ]
    gate = tables.gate("failures", seen, least, rule, unit="dealers", is_met=len(curve) > 0)
    return tables.estimates([*rows, gate], model=MODEL, measure=measure, period=period)


def complied(curve: pd.DataFrame) -> pd.DataFrame:
    """From the rows of `time_to_event`, the percent seen to comply (estimate) within `at` days: a row of term complied.

    By the first stretch at which that is at least half, and `is_met`; else by the last. No row without a curve.

    >>> left = [{"at": at, "estimate": 100 - at, "term": "still_failing"} for at in (30, 60, 90)]
    >>> complied(tables.estimates(left))[["at", "estimate", "is_met"]].values.tolist()
    [[60.0, 60.0, True]]
    """
    found = tables.rows_of(curve, term="still_failing").sort_values("at")
    found = found.assign(term="complied", estimate=100 - found.estimate)
    found = found.assign(is_met=(found.estimate >= 50).astype("boolean"), low=100 - found.high, high=100 - found.low)
    return pd.concat([found[found.is_met], found.tail(1)]).head(1)


def _rounded(count: int) -> int:
    return ROUNDED_TO * int(np.floor(count / ROUNDED_TO + 0.5))
