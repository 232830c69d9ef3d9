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

from helpers.models.statistics import domain

LEVEL = 0.95
LOG_LOG, LOG = "log-log", "log"  # scales of the limits of a curve
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
    time, is_event = checked(time, is_event)
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

    time, is_event = checked(time, is_event)
    labels = pd.factorize(np.asarray(group, dtype=object))[0]
    if len(labels) != len(time) or labels.min(initial=0) < 0 or labels.max(initial=0) < 1:
        raise ValueError("a comparison needs a group for each case, and two groups or more")
    if not _is_comparable(time, is_event, labels):
        return LogRank(float("nan"), int(labels.max()), float("nan"))
    chi2, p = survdiff(time, is_event.astype(int), labels)
    return LogRank(float(chi2), int(labels.max()), float(p))


def checked(time: Sequence[float], is_event: Sequence[bool]) -> tuple[np.ndarray, np.ndarray]:
    """Times and events as arrays. Raises ValueError on a case without a known time of 0 or more and its end."""
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
