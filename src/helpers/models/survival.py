"""Survival: how long something lasts when not every end has been seen, such as time from failure to compliance.

`time` is in days from the start; `is_event` says that the end was seen, otherwise the case was followed until
then without it. An inspection sees compliance only on the day it is held: read every time as "found by then".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from helpers.floor import dutch, tables
from helpers.models import domain

MODEL = "survival"
LEVEL = 0.95
LOG_LOG, LOG = "log-log", "log"  # scales of the limits of a curve
MIN_FAILURES = 10
GRID_DAYS = 30
_HALF = 0.5 + 1e-9  # 0.5 is at most a half in floating point too


class Median(NamedTuple):
    """The first time at which at most half are left, and its interval; NaN where the curve stays above."""

    median: float
    low: float
    high: float


class LogRank(NamedTuple):
    """The test that curves are alike: chi-square, degrees of freedom, p."""

    chi2: float
    df: int
    p: float


def kaplan_meier(
    time: Sequence[float], is_event: Sequence[bool], level: float = LEVEL, scale: str = LOG_LOG
) -> pd.DataFrame:
    """The product-limit curve: a row for each time with an event.

    Columns: time, at_risk, events, survival (0 to 1, after that time), se (Greenwood), low, high (NaN at 0).
    `scale` of the limits: "log-log", log(-log S), as Stata, or "log", log S, as R, cut off at 1.
    How to read it: the share still without the event just after `time`, if those
    not followed any longer are like the others. One followed until a time counts as at risk at that time.
    Source: Kaplan & Meier 1958, JASA 53:457; Kalbfleisch & Prentice 2002, sec. 1.4. Raises ValueError on
    unknown or negative times, on events that are not yes or no, on unequal lengths and on another scale.

    >>> kaplan_meier([5, 8, 8, 12], [True, True, False, False])[["time", "at_risk", "survival"]].values.tolist()
    [[5.0, 4.0, 0.75], [8.0, 3.0, 0.5]]
    """
    time, is_event = _checked(time, is_event)
    times = np.unique(time[is_event])
    at_risk = (time[None, :] >= times[:, None]).sum(axis=1)
    events = ((time == times[:, None]) & is_event).sum(axis=1)
    counts = pd.DataFrame({"time": times, "at_risk": at_risk, "events": events})
    return pd.concat([counts, product_limit(at_risk, events, level, scale)], axis="columns")


def product_limit(
    at_risk: Sequence[float], events: Sequence[float], level: float = LEVEL, scale: str = LOG_LOG
) -> pd.DataFrame:
    """The curve from counts per time: survival, se, low, high as in `kaplan_meier`; for counts made safe to show.

    The interval is NaN where nobody, or everybody, is left. Raises ValueError unless 0 <= events <= at_risk > 0.

    >>> product_limit([21, 17], [3, 1]).survival.round(3).tolist()
    [0.857, 0.807]
    """
    n, d = np.asarray(at_risk, dtype="float64"), np.asarray(events, dtype="float64")
    if not ((d >= 0) & (d <= n) & (n > 0)).all():
        raise ValueError("a curve needs 0 <= events <= at_risk, and at_risk above 0")
    domain.level(level)
    survival = np.cumprod(1 - d / n)
    is_open = (survival > 0) & (survival < 1)
    left = np.where(n > d, n - d, 1)
    relative = np.sqrt(np.cumsum(np.where(n > d, d / (n * left), 0)))
    inner, margin = np.where(is_open, survival, 0.5), stats.norm.ppf((1 + level) / 2) * relative
    low, high = (np.where(is_open, limit, np.nan) for limit in _band(inner, margin, scale))
    return pd.DataFrame({"survival": survival, "se": survival * relative, "low": low, "high": high})


def median_time(curve: pd.DataFrame) -> Median:
    """The median of a curve, its limits being the medians of the band around it.

    How to read it: half had the event by then; a high limit of NaN says that it may lie beyond what was followed.
    Source: Brookmeyer & Crowley 1982, Biometrics 38:29.

    >>> median_time(kaplan_meier([5, 8, 8, 12], [True, True, False, False])).median
    8.0
    """
    return Median(*(_first(curve.time, curve[name]) for name in ("survival", "low", "high")))


def log_rank(time: Sequence[float], is_event: Sequence[bool], group: Sequence[object]) -> LogRank:
    """Whether curves of two groups or more differ; all times weigh the same.

    chi2 and p are NaN where they cannot be told: without events, or where at the first event not all
    groups have cases at risk, or all cases have it at once. Source: Mantel 1966, Cancer Chemother Rep 50:163.
    Raises ValueError as `kaplan_meier`, with one group, and on a case whose group is missing.

    >>> log_rank([5, 8, 8, 12], [True, True, False, False], list("aabb")).df
    1
    """
    from statsmodels.duration.survfunc import survdiff  # a second to import: only here

    time, is_event = _checked(time, is_event)
    labels = pd.factorize(np.asarray(group, dtype=object))[0]
    if len(labels) != len(time) or labels.min(initial=0) < 0 or labels.max(initial=0) < 1:
        raise ValueError("a comparison needs a group for each case, and two groups or more")
    if not _is_comparable(time, is_event, labels):
        return LogRank(float("nan"), int(labels.max()), float("nan"))
    chi2, p = survdiff(time, is_event.astype(int), labels)
    return LogRank(float(chi2), int(labels.max()), float(p))


def coarse_curve(
    time: Sequence[float],
    is_event: Sequence[bool],
    *,
    least: int = MIN_FAILURES,
    rounded_to: int = 5,
    grid_days: int = GRID_DAYS,
    level: float = LEVEL,
) -> pd.DataFrame:
    """The curve from rounded counts of long stretches: the form in which one of persons or dealers may be shown.

    Stretches are multiples of `grid_days`, joined until each holds `least` events; the curve stops where
    fewer are left. Columns as `kaplan_meier`: time is the stretch's end, at_risk (at its start) and events
    are multiples of `rounded_to`, and survival and band come from those alone. How to read it: a share that
    had the event by then, a little too low where some were followed for part of a stretch only.

    >>> days = list(range(1, 61)) + [61] * 20
    >>> coarse_curve(days, [True] * 60 + [False] * 20)[["time", "at_risk", "events"]].values.tolist()
    [[30.0, 80.0, 30.0], [60.0, 50.0, 30.0]]
    """
    time, is_event = _checked(time, is_event)
    rows, start = [], -1.0  # the first stretch holds time 0 as well
    for end in np.arange(grid_days, time.max(initial=0) + grid_days, grid_days):
        is_left = time > start
        events = int((is_left & (time <= end) & is_event).sum())
        if events >= least and (time > end).sum() >= least:
            rows.append([float(end), _rounded(is_left.sum(), rounded_to), _rounded(events, rounded_to)])
            start = end
    counts = pd.DataFrame(rows, columns=["time", "at_risk", "events"], dtype="float64")
    return pd.concat([counts, product_limit(counts.at_risk, counts.events, level)], axis="columns")


def time_to_event(
    time: Sequence[float],
    is_event: Sequence[bool],
    *,
    measure: str,
    nouns: str = "opkopers",
    least: int = MIN_FAILURES,
    level: float = LEVEL,
    **place: str,
) -> pd.DataFrame:
    """The coarse curve as rows: still_failing (percent left at `at` days) and the gate on the number of failures.

    `n` is at risk, rounded. Below `least` cases there is the gate alone, without its count; it is not met
    either when no stretch holds enough. How to read it: exploratory; compliance is seen at a visit only, and
    who is visited again is no random choice.

    >>> time_to_event([4, 9], [True, False], measure="days_to_compliance").rule.tolist()
    ['Er zijn minder dan 10 opkopers met een tekortkoming: te weinig voor een verloop.']
    """
    same = {"model": MODEL, "measure": measure, **place}
    gate = {"term": "failures", "role": "gate", "low": least, "unit": "dealers", "is_met": False}
    if len(time) < least:
        few = f"Er zijn minder dan {least} {nouns} met een tekortkoming: te weinig voor een verloop."
        return tables.estimates([gate | {"rule": few}], **same)
    seen = _rounded(len(time), 5)
    curve = coarse_curve(time, is_event, least=least, level=level)
    have = f"Ongeveer {dutch.number(seen)} {nouns} hadden een tekortkoming"
    enough = f"nodig zijn er {least}." if len(curve) else "te weinig werden daarna weer gezien."
    gate |= {"estimate": seen, "is_met": len(curve) > 0, "rule": f"{have}; {enough}"}
    rows = [
        {"term": "still_failing", "role": "exploratory", "unit": "percent", "level": level}
        | {"at": one.time, "estimate": 100 * one.survival, "low": 100 * one.low, "high": 100 * one.high}
        | {"se": 100 * one.se, "n": one.at_risk}
        for one in curve.itertuples()
    ]
    return tables.estimates([*rows, gate], **same)


def _checked(time: Sequence[float], is_event: Sequence[bool]) -> tuple[np.ndarray, np.ndarray]:
    time, seen = np.asarray(time, dtype="float64"), np.asarray(is_event, dtype=object)
    is_known = (
        time.shape == seen.shape and not pd.isna(seen).any() and np.isin(seen.astype(float), (0, 1)).all()
    )
    if not is_known or not (np.isfinite(time) & (time >= 0)).all():
        raise ValueError("each case needs a known time of 0 or more and whether the event was seen")
    return time, seen.astype(bool)


def _is_comparable(time: np.ndarray, is_event: np.ndarray, labels: np.ndarray) -> bool:
    """Whether every group is at risk at the first event, and it leaves some; else the variance has no inverse."""
    left = time >= time[is_event].min(initial=np.inf)  # no later event has more cases at risk
    is_tied = len(np.unique(time[left])) == 1 and is_event[left].all()
    return len(np.unique(labels[left])) == labels.max() + 1 and not is_tied


def _band(survival: np.ndarray, margin: np.ndarray, scale: str) -> tuple[np.ndarray, np.ndarray]:
    """The limits so many relative errors away, on the scale asked for."""
    if scale == LOG:
        return survival * np.exp(-margin), np.minimum(survival * np.exp(margin), 1.0)
    if scale != LOG_LOG:
        raise ValueError(f"limits are on the scale {LOG_LOG} or {LOG}, not {scale}")
    spread = np.exp(margin / np.abs(np.log(survival)))
    return survival**spread, survival ** (1 / spread)


def _first(time: pd.Series, share: pd.Series) -> float:
    reached = time[share <= _HALF]
    return float(reached.iloc[0]) if len(reached) else float("nan")


def _rounded(count: int, step: int) -> int:
    return step * int(np.floor(count / step + 0.5))
