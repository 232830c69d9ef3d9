"""Two-way fixed effects by weighted least squares, with the cluster jackknife (CV3) standard error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

_RANK = 1e-10  # a direction with less than this part of the largest is none
_NOISE = 1e-12
_LEFT = 1e-9  # a regressor with less than this part of its squares left beside the rest tells nothing


@dataclass(frozen=True)
class Fit:
    """Slopes within clusters and periods, with what their standard errors rest on.

    `coefficients` by regressor, `left_out` the same without each cluster in turn (cluster x regressor).
    slope, se, p, interval and minimal_detectable are those of the first regressor; `of` and `combined`
    give a Fit of another one. Intervals use t with clusters - 1 degrees of freedom.
    """

    coefficients: pd.Series
    left_out: pd.DataFrame
    cells: int

    @property
    def slope(self) -> float:
        return float(self.coefficients.iloc[0])

    @property
    def clusters(self) -> int:
        return len(self.left_out)

    @property
    def df(self) -> int:
        return self.clusters - 1

    @property
    def se(self) -> float:
        return float(self.standard_errors.iloc[0])

    @property
    def standard_errors(self) -> pd.Series:
        """The jackknife error (CV3) of every regressor: root of (G-1)/G times the sum of (b_(-g) - b)².

        NaN where the slope hangs on one cluster. Source: MacKinnon, Nielsen & Webb 2023, J Appl Econ 38:671.
        """
        spread = ((self.left_out - self.coefficients) ** 2).sum(skipna=False)
        errors: pd.Series = np.sqrt(self.df / self.clusters * spread)
        return errors

    @property
    def p(self) -> float:
        return float(2 * stats.t.sf(abs(self.slope) / self.se, self.df)) if self.se > 0 else float("nan")

    @property
    def minimal_detectable(self) -> float:
        return minimal_detectable(self.se, self.df)

    def interval(self, level: float) -> tuple[float, float]:
        width = float(stats.t.ppf((1 + level) / 2, self.df)) * self.se
        return self.slope - width, self.slope + width

    def of(self, regressor: str) -> Fit:
        """The same fit with this regressor as the only one to speak of."""
        return self.combined({regressor: 1.0})

    def combined(self, parts: Mapping[str, float]) -> Fit:
        """The fit of a sum of coefficients, such as {"x0": 1, "x1": 1} for two lags together."""
        name, weights = " + ".join(parts), pd.Series(parts, dtype="float64")
        total = pd.Series([self.coefficients[weights.index] @ weights], index=[name])
        return Fit(total, (self.left_out[weights.index] @ weights).to_frame(name), self.cells)


def minimal_detectable(se: float, df: float) -> float:
    """The slope that is found in 8 of 10 repetitions at 5%, with this error; smaller ones are found less often.

    How to read it: no floor under what may be found. Source: Bloom 1995, Eval Rev 19:547, with t quantiles.

    >>> round(minimal_detectable(1.0, 12), 3)
    3.051
    """
    return float((stats.t.ppf(0.975, df) + stats.t.ppf(0.80, df)) * se)


@dataclass(frozen=True)
class Within:
    """A panel without its cluster means: what is left to explain y with.

    `design` holds the regressors and then the period dummies, `y` the outcome: row by row less the
    weighted mean of the cluster, times the root of the weight, so that ordinary least squares on them
    is weighted least squares with cluster effects. `codes` number the rows' clusters, `clusters` names them.
    """

    design: np.ndarray
    y: np.ndarray
    codes: np.ndarray
    clusters: pd.Index


def within(cells: pd.DataFrame, regressors: Sequence[str] = ("x",)) -> Within:
    """The panel less its weighted cluster means. Raises ValueError on a weight not above 0 or an unknown value.

    >>> cells = pd.DataFrame({"cluster": ["a", "a"], "period": [1, 2], "weight": 1.0, "x": [0.0, 4], "y": [1.0, 2]})
    >>> within(cells).design[:, 0].tolist()
    [-2.0, 2.0]
    """
    codes, clusters = pd.factorize(cells["cluster"], sort=True)
    periods, names = pd.factorize(cells["period"])
    dummies = (periods[:, None] == np.arange(1, len(names))).astype("float64")
    known = cells[[*regressors, "y", "weight"]].to_numpy(dtype="float64")
    weight = known[:, -1:]
    if not np.isfinite(known).all() or not (weight > 0).all() or min(codes.min(), periods.min()) < 0:
        raise ValueError("every cell needs a cluster, a period, known values and a weight above 0")
    values = np.column_stack([known[:, :-2], dummies, known[:, -2]])
    member = (codes == np.arange(len(clusters))[:, None]).astype("float64")
    means = (member @ (weight * values)) / (member @ weight)
    rows = np.sqrt(weight) * (values - means[codes])
    # What only differs between clusters is 0 after this but for rounding: make it 0.
    size = np.linalg.norm(np.sqrt(weight) * values, axis=0)
    rows[:, np.linalg.norm(rows, axis=0) <= _NOISE * size] = 0.0
    return Within(rows[:, :-1], rows[:, -1], codes, pd.Index(clusters))


def fit(cells: pd.DataFrame, regressors: Sequence[str] = ("x",)) -> Fit | None:
    """The slopes of y on the regressors with effects of cluster and period, weighted; None when there are none.

    Args:
        cells: one row per cluster and period: cluster, period, y, weight (> 0) and the regressors; it may
            be unbalanced. A cluster with one cell tells nothing and still counts: leave it out first.
        regressors: the columns; the first one is the fit's `slope`.

    None when fewer than two clusters, or when the regressors do not vary beyond the two effects and each
    other. A cluster without which a slope is gone makes the standard errors NaN. Raises ValueError on a
    weight not above 0 or an unknown value. Source: MacKinnon, Nielsen & Webb 2023, J Appl Econ 38:671
    (leaving out a cluster by taking away its cross-products).

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "weight": 1.0,
    ...                       "x": [0.0, 1, 0, 2, 0, 4], "y": [5.0, 8, 1, 6, 2, 11]})
    >>> round(fit(cells).slope, 6), fit(cells).df
    (2.0, 2)
    """
    if cells["cluster"].nunique() < 2:
        return None
    panel = within(cells, regressors)
    rows = np.column_stack([panel.design, panel.y])
    parts = np.stack([rows[panel.codes == g].T @ rows[panel.codes == g] for g in range(len(panel.clusters))])
    total = parts.sum(axis=0)
    slopes = _slopes(np.concatenate([total[None], total - parts]), len(regressors))
    if np.isnan(slopes[0]).any():
        return None
    left_out = pd.DataFrame(slopes[1:], index=panel.clusters, columns=list(regressors))
    return Fit(pd.Series(slopes[0], index=list(regressors)), left_out, len(cells))


def _slopes(products: np.ndarray, count: int) -> np.ndarray:
    """The first `count` coefficients of each stack of cross-products (y last), NaN where there are none.

    The rest is partialled out first (Frisch-Waugh-Lovell), so that it need not have full rank.
    """
    own, rest = [*range(count), -1], slice(count, -1)
    beside = products[:, rest, own]
    shared = np.linalg.pinv(products[:, rest, rest], rcond=_RANK, hermitian=True) @ beside
    left = products[:, own][:, :, own] - beside.transpose(0, 2, 1) @ shared
    scale = np.sqrt(np.maximum(products[:, range(count), range(count)], 1e-12))
    x_x = left[:, :-1, :-1] / (scale[:, :, None] * scale[:, None, :])
    is_found = np.linalg.eigvalsh(x_x)[:, 0] > _LEFT
    slopes = np.full((len(products), count), np.nan)
    x_y = left[is_found, :-1, -1] / scale[is_found]
    slopes[is_found] = np.linalg.solve(x_x[is_found], x_y[:, :, None])[:, :, 0] / scale[is_found]
    return slopes
