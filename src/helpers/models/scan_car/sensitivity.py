"""Sensitivity: how strong something unmeasured must be to explain an association away."""

import math

import numpy as np
import pandas as pd

from helpers.models.statistics.randomisation import dummies


def robustness_value(t: float, df: float) -> float:
    """The share of exposure and of outcome an unmeasured factor must explain to bring the estimate to 0.

    `t` and `df` are those of ordinary least squares (`ordinary_t`): with a clustered or jackknifed error it is not
    what it says. How to read it: 0 to 1, of what the other regressors leave; a factor that explains less of both
    cannot. Source: Cinelli & Hazlett 2020, JRSS B 82:39. Raises ValueError on df <= 1.

    >>> round(robustness_value(4.18445, 783), 3)
    0.139
    """
    if not df > 1:
        raise ValueError(f"the degrees of freedom must be above 1, not {df}")
    f = abs(t) / math.sqrt(df)
    return (math.sqrt(f**4 + 4 * f**2) - f**2) / 2


def ordinary_t(cells: pd.DataFrame) -> tuple[float, int]:
    """t and residual degrees of freedom of x by weighted least squares, for `robustness_value`.

    `cells`: cluster, period, y, x, weight (> 0); cluster and period effects are in the model.
    Its error is right for independent rows only: never an interval or a p-value of the report.
    (nan, df) when x does not vary beyond the effects, when no degrees of freedom are left or
    when the model fits every cell.

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "weight": 1.0,
    ...                       "x": [0.0, 1, 0, 2, 0, 4], "y": [5.0, 8, 1, 6, 2, 11]})
    >>> ordinary_t(cells.assign(y=cells.y + [0, 0, 0, 1, 0, 0]))[1]
    1
    """
    slope, se, df = _least_squares(cells)
    return (slope / se if se > 0 else math.nan), df


def ordinary_error(cells: pd.DataFrame) -> float:
    """The standard error of x by weighted least squares, from all cells together; NaN as in `ordinary_t`.

    For a gate on what a panel can see: the jackknife's error varies so much between panels (12 degrees of freedom)
    that those that pass on it are those where it came out small by chance, and these find too often.
    """
    return _least_squares(cells)[1]


def _least_squares(cells: pd.DataFrame) -> tuple[float, float, int]:
    """Slope, standard error (0 where the model fits every cell) and residual degrees of freedom."""
    root = np.sqrt(cells.weight.to_numpy(dtype="float64"))[:, None]
    effects = root * dummies(cells[["cluster", "period"]])
    both = root * cells[["x", "y"]].to_numpy(dtype="float64")
    # Frisch-Waugh-Lovell: what the effects leave of x and of y gives the slope and its error.
    beta, _, rank, _ = np.linalg.lstsq(effects, both, rcond=1e-10)
    x, y = (both - effects @ beta).T
    df = len(cells) - int(rank) - 1
    if df < 1 or x @ x <= 1e-9 * max(both[:, 0] @ both[:, 0], 1e-12):
        return math.nan, math.nan, df
    slope = (x @ y) / (x @ x)
    left = y - slope * x
    is_exact = left @ left <= 1e-20 * (y @ y)
    return float(slope), 0.0 if is_exact else float(np.sqrt(left @ left / df / (x @ x))), df
