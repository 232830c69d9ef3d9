"""Sensitivity: how strong something unmeasured must be to explain an association away."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from helpers.floor import dutch


class Adjusted(NamedTuple):
    """An estimate as it would have been with a confounder of a given strength in the model."""

    estimate: float
    se: float
    t: float


def partial_r2(t: float, df: float) -> float:
    """The share of what the other regressors leave of the outcome that goes with the exposure: t²/(t²+df).

    `t` and `df` are those of ordinary least squares (`ordinary_t`). With a clustered or jackknifed error
    this is no partial R², nor are the other numbers of this module what they say.
    Also: something that explains all that is left of the outcome needs to explain this share of what is
    left of the exposure to bring the estimate to 0. Source: Cinelli & Hazlett 2020, JRSS B 82:39.
    Raises ValueError on df <= 0.

    >>> round(partial_r2(4.18445, 783), 4)
    0.0219
    """
    if not df > 0:
        raise ValueError(f"the degrees of freedom must be above 0, not {df}")
    return t**2 / (t**2 + df)


def robustness_value(t: float, df: float, *, q: float = 1.0, level: float | None = None) -> float:
    """The share of exposure and of outcome an unmeasured factor must explain to take `q` of the estimate away.

    Args:
        t, df: of ordinary least squares; see `partial_r2`.
        q: the part of the estimate to take away; 1 brings it to 0.
        level: of the interval; then what makes the interval reach that point, 0 when it does already.

    How to read it: 0 to 1, of what the other regressors leave; a factor that explains less of both cannot.
    Source: Cinelli & Hazlett 2020, JRSS B 82:39; their package sensemakr for the case of a very large t,
    where the interval gives way before both shares are equal. Raises ValueError on df <= 1, q <= 0.

    >>> round(robustness_value(4.18445, 783), 3), round(robustness_value(4.18445, 783, level=0.95), 3)
    (0.139, 0.076)
    """
    if not df > 1 or not q > 0:
        raise ValueError(f"needed: df above 1 and q above 0, not {df} and {q}")
    f = q * abs(t) / math.sqrt(df)
    critical = 0.0 if level is None else _critical(df, level)
    left = f - critical
    if left <= 0:
        return 0.0
    if critical and f > 1 / critical:
        return (f**2 - critical**2) / (1 + f**2)
    return (math.sqrt(left**4 + 4 * left**2) - left**2) / 2


def adjusted(estimate: float, se: float, df: float, *, r2_outcome: float, r2_exposure: float) -> Adjusted:
    """The estimate, its standard error and t with an unmeasured factor of the given strength in the model.

    Args:
        estimate, se, df: of ordinary least squares.
        r2_outcome, r2_exposure: the shares it explains of what the other regressors leave of the outcome
            (exposure included among them) and of the exposure, 0 to below 1.

    The factor works against the estimate: it moves towards 0 and past it. Source: Cinelli & Hazlett 2020,
    JRSS B 82:39. Raises ValueError on a share outside 0 to 1 or df <= 1.

    >>> [round(value, 4) for value in adjusted(0.09731582, 0.02325654, 783, r2_outcome=0.1246, r2_exposure=0.0092)]
    [0.0752, 0.0219, 3.4369]
    """
    if not (0 <= r2_outcome <= 1 and 0 <= r2_exposure < 1) or not df > 1:
        raise ValueError(f"needed: shares of 0 to 1 and df above 1, not {r2_outcome}, {r2_exposure}, {df}")
    bias = se * math.sqrt(df * r2_outcome * r2_exposure / (1 - r2_exposure))
    moved = math.copysign(1, estimate) * (abs(estimate) - bias)
    error = se * math.sqrt((1 - r2_outcome) / (1 - r2_exposure) * df / (df - 1))
    return Adjusted(moved, error, moved / error if error else math.nan)


def ordinary_t(cells: pd.DataFrame, regressors: Sequence[str] = ("x",)) -> tuple[float, int]:
    """t and residual degrees of freedom of the first regressor by weighted least squares, for this module.

    `cells`: cluster, period, y, the regressors, weight (> 0); cluster and period effects are in the model.
    Its error is right for independent rows only: never an interval or a p-value of the report.
    (nan, df) when the regressor does not vary beyond the effects, when no degrees of freedom are left or
    when the model fits every cell.

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "weight": 1.0,
    ...                       "x": [0.0, 1, 0, 2, 0, 4], "y": [5.0, 8, 1, 6, 2, 11]})
    >>> ordinary_t(cells.assign(y=cells.y + [0, 0, 0, 1, 0, 0]))[1]
    1
    """
    root = np.sqrt(cells.weight.to_numpy(dtype="float64"))[:, None]
    effects = pd.get_dummies(cells[["cluster", "period"]].astype(str), dtype="float64")
    others = cells[list(regressors[1:])].to_numpy(dtype="float64")
    rest = root * np.hstack([effects.to_numpy(), others])
    both = root * cells[[regressors[0], "y"]].to_numpy(dtype="float64")
    # Frisch-Waugh-Lovell: what the rest leaves of x and of y gives the slope and its error.
    beta, _, rank, _ = np.linalg.lstsq(rest, both, rcond=1e-10)
    x, y = (both - rest @ beta).T
    df = len(cells) - int(rank) - 1
    if df < 1 or x @ x <= 1e-9 * max(both[:, 0] @ both[:, 0], 1e-12):
        return math.nan, df
    slope = (x @ y) / (x @ x)
    left = y - slope * x
    if left @ left <= 1e-20 * (y @ y):
        return math.nan, df
    return float(slope / np.sqrt(left @ left / df / (x @ x))), df


def sentence(t: float, df: float, low: float, high: float) -> str | None:
    """The robustness value in Dutch, rounded down; None when the interval low to high holds 0 or is unknown.

    `t`, `df` are those of `ordinary_t`; `low`, `high` the interval that the report shows.

    >>> sentence(4.18445, 783, 0.05, 0.14)
    'Een niet-gemeten factor zou minstens 13% van de verschillen in zowel inzet als oordeel moeten verklaren,
    bovenop wijk en meting, om dit verband te laten verdwijnen.'
    >>> sentence(1.0, 60, -1.3, 2.5)
    """
    if not (low > 0 or high < 0) or math.isnan(t):
        return None
    percent = math.floor(100 * robustness_value(t, df))
    of_what = "van de verschillen in zowel inzet als oordeel"
    if percent < 1:
        return f"Een niet-gemeten factor die 1% {of_what} verklaart, kan dit verband al laten verdwijnen."
    needed = f"Een niet-gemeten factor zou minstens {dutch.quantity(percent, 'percent')} {of_what} moeten verklaren"
    return f"{needed}, bovenop wijk en meting, om dit verband te laten verdwijnen."


def e_value(risk_ratio: float) -> float:
    """The risk ratio an unmeasured factor must have with exposure and outcome to explain `risk_ratio` away.

    For an interval: give its limit nearest to 1, and 1 when it holds 1. A ratio below 1 is turned round.
    Source: VanderWeele & Ding 2017, Ann Intern Med 167:268. Raises ValueError on a ratio <= 0.

    >>> round(e_value(3.9), 2), round(e_value(1.8), 1), e_value(1)
    (7.26, 3.0, 1.0)
    """
    if not risk_ratio > 0:
        raise ValueError(f"a risk ratio is above 0, not {risk_ratio}")
    ratio = max(risk_ratio, 1 / risk_ratio)
    return ratio + math.sqrt(ratio * (ratio - 1))


def _critical(df: float, level: float) -> float:
    return float(stats.t.ppf((1 + level) / 2, df - 1)) / math.sqrt(df - 1)
