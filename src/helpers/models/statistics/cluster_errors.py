"""Cluster-robust standard errors: CR0 to CR2 and the jackknife, with degrees of freedom for few clusters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from helpers.models.statistics import fixed_effects
from helpers.models.statistics.sandwich import Sandwich

KINDS = ("CR0", "CR1", "CR2", "CV3", "CV3J")


class SmallSample(NamedTuple):
    """Standard errors and Satterthwaite degrees of freedom, by regressor."""

    se: pd.Series
    df: pd.Series


def cr0(cells: pd.DataFrame, regressors: Sequence[str] = ("x",)) -> pd.Series:
    """The cluster sandwich without any small-sample factor, of the two-way model of `fixed_effects.fit`.

    Too small with few clusters: to compare with, not to report. Source: Liang & Zeger 1986, Biometrika 73:13.

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "weight": 1.0,
    ...                       "x": [0.0, 1, 0, 2, 0, 4], "y": [5.0, 8, 1, 6, 2, 10]})
    >>> round(float(cr0(cells)["x"]), 4)
    0.0505
    """
    return _errors(_panel(cells, regressors).covariance(), regressors)


def cr1(
    cells: pd.DataFrame, regressors: Sequence[str] = ("x",), counts_wijk_effects: bool = False
) -> pd.Series:
    """CR0 with the factor G/(G-1) (N-1)/(N-k), of the two-way model of `fixed_effects.fit`.

    k counts the regressors, the period effects and a constant. Our convention leaves the effects of the
    clusters out of k, since they are nested in the clusters (as fixest and pyfixest do); with
    `counts_wijk_effects` they count, as in least squares on dummies. That makes it larger, by 12% in a
    12 x 5 panel. NaN when nothing is left beside k. Source: Cameron & Miller 2015, J Hum Resour 50:317.

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "weight": 1.0,
    ...                       "x": [0.0, 1, 0, 2, 0, 4], "y": [5.0, 8, 1, 6, 2, 10]})
    >>> round(float(cr1(cells)["x"]), 4), round(float(cr1(cells, counts_wijk_effects=True)["x"]), 4)
    (0.0799, 0.1383)
    """
    clusters, periods = cells["cluster"].nunique(), cells["period"].nunique()
    k = len(regressors) + periods + (clusters - 1 if counts_wijk_effects else 0)
    if len(cells) <= k:
        return pd.Series(np.nan, index=list(regressors))
    factor = clusters / (clusters - 1) * (len(cells) - 1) / (len(cells) - k)
    return cr0(cells, regressors) * factor**0.5


def cr2(cells: pd.DataFrame, regressors: Sequence[str] = ("x",), working: str = "rooted") -> SmallSample:
    """Bias-reduced standard errors with Satterthwaite df, of the two-way model of `fixed_effects.fit`.

    The hat matrix holds the regressors, the period effects and the cluster effects. Our working variance
    is one over the weight, with root-weighted rows; `cluster_covariance` tells the others, the source and
    the errors. How to read it: few degrees of freedom (below 4, or below a third of the clusters) say that
    a few clusters carry the result. NaN where there is no slope, or none without one of the clusters.

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "weight": 1.0,
    ...                       "x": [0.0, 1, 0, 2, 0, 4], "y": [5.0, 8, 1, 6, 2, 10]})
    >>> se, df = cr2(cells)
    >>> round(float(se["x"]), 4), round(float(df["x"]), 2)
    (0.1237, 1.0)
    """
    found, names = _panel(cells, regressors, working), list(regressors)
    slopes = fixed_effects.fit(cells, regressors)
    if slopes is None or slopes.left_out.isna().any(axis=None):
        nothing = pd.Series(np.nan, index=names)
        return SmallSample(nothing, nothing)
    contrasts = np.eye(found.X.shape[1])[: len(names)]
    df = pd.Series([found.satterthwaite(one) for one in contrasts], index=names)
    return SmallSample(_errors(found.bias_reduced(), regressors), df)


def cluster_covariance(
    X: np.ndarray | pd.DataFrame,
    y: Sequence[float],
    groups: Sequence[object],
    weights: Sequence[float] | None = None,
    kind: str = "CR2",
    working: str = "equal",
) -> np.ndarray:
    """The cluster-robust covariance of the (weighted) least squares coefficients of y on the columns of X.

    Args:
        X: n x k, a column of ones among them where there is a constant.
        weights: n, above 0; all 1 when not given.
        kind: CR0; CR1, CR0 with Stata's G/(G-1) (n-1)/(n-k), k the rank of X; CR2; CV3, the jackknife
            (G-1)/G sum (b_(-g) - b)(b_(-g) - b)'; CV3J, the same round the mean of the b_(-g).
        working: the variances for which CR2 is unbiased; without weights all three are one. equal: the
            same for all, clubSandwich's default. inverse_weights: one over the weight, as for means of so
            many respondents. rooted: those too, with rows times the root of their weight first, so that
            CR2 stays unbiased when clusters have effects of their own.

    CR2 takes the symmetric Moore-Penrose root, so that a cluster with effects of its own is no trouble.
    A coefficient that cannot be told has NaN, with CV3 also when it cannot without some cluster.
    Source: Pustejovsky & Tipton 2018, J Bus Econ Stat 36:672 and its correction of 2023 (absorbing effects
    is for least squares without weights, which rooted is); MacKinnon, Nielsen & Webb 2023, J Appl Econ 38:671.
    Raises ValueError on another kind or working variance, lengths that differ, one group, a weight not above 0.

    >>> ones, y = np.ones((4, 1)), [1.0, 3.0, 5.0, 11.0]
    >>> cluster_covariance(ones, y, list("abcd"), kind="CR2").round(6).item()  # the variance of a mean
    4.666667
    """
    if kind not in KINDS:
        raise ValueError(f"the kind is one of {KINDS}, not {kind!r}")
    model = Sandwich.of(X, y, groups, weights, working)
    if kind == "CR2":
        return model.bias_reduced()
    if kind in ("CV3", "CV3J"):
        return model.jackknife(is_centred_at_mean=kind == "CV3J")
    return model.covariance() * (model.stata_factor if kind == "CR1" else 1.0)


def coefficient_table(
    X: np.ndarray | pd.DataFrame,
    y: Sequence[float],
    groups: Sequence[object],
    weights: Sequence[float] | None = None,
    kind: str = "CR2",
    working: str = "equal",
) -> pd.DataFrame:
    """Estimate, se, df, t and two-sided p of every column of X; the arguments are `cluster_covariance`'s.

    df is Satterthwaite's with CR2 and the number of groups less 1 with the other kinds.

    >>> table = coefficient_table(np.ones((4, 1)), [1.0, 3.0, 5.0, 11.0], list("abcd"))
    >>> table.round(3).loc[0].tolist()
    [5.0, 2.16, 3.0, 2.315, 0.104]
    """
    model = Sandwich.of(X, y, groups, weights, working)
    se = np.sqrt(np.diag(cluster_covariance(X, y, groups, weights, kind, working)))
    contrasts = np.eye(len(se))
    df = [model.satterthwaite(c) if kind == "CR2" else len(model.rows) - 1.0 for c in contrasts]
    names = X.columns if isinstance(X, pd.DataFrame) else range(len(se))
    table = pd.DataFrame({"estimate": model.coefficients, "se": se, "df": df}, index=names)
    t = table.estimate / table.se
    return table.assign(t=t, p=2 * stats.t.sf(t.abs(), table.df))


def _panel(cells: pd.DataFrame, regressors: Sequence[str], working: str = "rooted") -> Sandwich:
    """The two-way model: regressors and periods less their cluster means, beside a dummy a cluster.

    They span what two full sets of dummies span, so the hat matrix is the same, and they are orthogonal.
    """
    panel = fixed_effects.within(cells, regressors)
    weight = cells["weight"].to_numpy(dtype="float64")
    member = (panel.codes[:, None] == np.arange(len(panel.clusters))).astype("float64")
    design = np.column_stack([panel.design / np.sqrt(weight)[:, None], member])
    return Sandwich.of(design, cells["y"].to_numpy(dtype="float64"), panel.codes, weight, working)


def _errors(covariance: np.ndarray, regressors: Sequence[str]) -> pd.Series:
    return pd.Series(np.sqrt(np.diag(covariance)[: len(regressors)]), index=list(regressors))
