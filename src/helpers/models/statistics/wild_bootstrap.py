"""The restricted wild cluster bootstrap: a p-value and an interval that hold up with few clusters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.models.statistics import cluster_errors, fixed_effects

DRAWS = 9999
MAX_ENUMERATED = 12  # clusters: 2^12 = 4,096 sign vectors
MIN_RADEMACHER = 10  # clusters: below it there are too few sign vectors
WEBB = np.sqrt([0.5, 1.0, 1.5])
_TIE = 1e-9  # t values closer than this, as a part, are equal
_RANK = 1e-10


@dataclass(frozen=True)
class Bootstrap:
    """What the bootstrap says of one coefficient: the test of `null`, and intervals by inverting it.

    `p` is two-sided and symmetric: the share of t* with |t*| >= |t|, ties counted. `statistic` is t with
    the error of `cluster_errors.cr1`, whose factor cancels against that of t*. Enumerated, every sign
    vector is there once, the sample itself and its mirror among them; otherwise the sample counts as one
    draw more: (1 + #) / (1 + draws).
    """

    p: float
    statistic: float
    draws: int
    weights: str  # rademacher, webb
    is_enumerated: bool
    p_equal_tailed: float  # twice the smaller tail
    slope: float
    _p_of: Callable[[float], float] = field(repr=False, compare=False)
    _se: float = field(repr=False, compare=False)

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The nulls round the slope that the symmetric test does not reject at 1 - level.

        Exact to a ten-thousandth of the standard error. Infinite on a side where no null is rejected, as with
        so few draws that p cannot get below 1 - level. Source: Roodman et al. 2019, Stata J 19:4.
        """
        alpha = 1 - level + _TIE
        return self._limit(-1.0, alpha), self._limit(1.0, alpha)

    def _limit(self, direction: float, alpha: float) -> float:
        kept, step = 0.0, 1.0
        while self._p_of(self.slope + direction * step * self._se) > alpha:
            kept, step = step, step * 1.5
            if step > 1e6:
                return direction * float("inf")
        while step - kept > 1e-4:
            middle = (kept + step) / 2
            is_kept = self._p_of(self.slope + direction * middle * self._se) > alpha
            kept, step = (middle, step) if is_kept else (kept, middle)
        return float(self.slope + direction * kept * self._se)


def restricted_p(
    cells: pd.DataFrame,
    tested: str = "x",
    regressors: Sequence[str] = ("x",),
    null: float = 0.0,
    draws: int = DRAWS,
    seed: int = 1,
    weights: str | None = None,
) -> Bootstrap | None:
    """The restricted wild cluster bootstrap of one slope in the two-way model of `fixed_effects.fit`.

    Args:
        cells: cluster, period, y, weight (> 0) and the regressors, one row a cluster and period.
        tested: the regressor; null: its slope under the hypothesis, imposed on the residuals.
        draws, seed: for the random weights; not used when every sign vector is taken.
        weights: rademacher or webb. None chooses: Rademacher, all 2^G sign vectors up to 12 clusters;
            Webb's six points, drawn, below 10.

    None where there is no slope. Errors and source: `restricted`.

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "weight": 1.0,
    ...                       "x": [0.0, 1, 0, 2, 0, 4], "y": [5.0, 8, 1, 6, 2, 10]})
    >>> restricted_p(cells, weights="rademacher").p  # 2 of 2^3 sign vectors are as far
    0.25
    """
    if fixed_effects.fit(cells, regressors) is None:
        return None
    panel = fixed_effects.within(cells, regressors)
    at = list(regressors).index(tested)
    found = restricted(panel.design, panel.y, panel.codes, at, null, draws, seed, weights)
    # The error of the panel: its factor counts effects that are no columns here.
    se = float(cluster_errors.cr1(cells, regressors)[tested])
    return replace(found, statistic=(found.slope - null) / se if se > 0 else float("nan"))


def restricted(
    X: np.ndarray | pd.DataFrame,
    y: Sequence[float],
    groups: Sequence[object],
    tested: int = 0,
    null: float = 0.0,
    draws: int = DRAWS,
    seed: int = 1,
    weights: str | None = None,
) -> Bootstrap:
    """The restricted wild cluster bootstrap (WCR) of the least squares coefficient of column `tested` of X.

    Residuals of the model with the null imposed are multiplied by one random weight a cluster, and t
    computed anew; from cross-products by cluster, for all draws at once. For weighted least squares give
    rows times the root of their weight. Raises ValueError on other weights, draws below 1, one group, or a
    column that the others make up. Source: Cameron, Gelbach & Miller 2008, Rev Econ Stat 90:414; Roodman
    et al. 2019, Stata J 19:4 (the algebra); Webb 2023, Can J Econ 56:839.

    >>> found = restricted(np.ones((12, 1)), np.arange(12.0) - 2, range(12))
    >>> found.p, found.draws, found.is_enumerated
    (0.0107421875, 4096, True)
    """
    X, y = np.asarray(X, dtype="float64"), np.asarray(y, dtype="float64")
    codes, names = pd.factorize(np.asarray(groups))
    if len(names) < 2 or draws < 1:
        raise ValueError("needed: two groups or more, and a draw or more")
    kind = weights or ("webb" if len(names) < MIN_RADEMACHER else "rademacher")
    is_enumerated = kind == "rademacher" and len(names) <= MAX_ENUMERATED
    v = _signs(len(names)) if is_enumerated else _drawn(kind, len(names), draws, seed)
    scores = _Scores.of(X[:, tested], np.delete(X, tested, axis=1), y, codes, len(names), v)
    slope, se = scores.slope, scores.se(len(y), np.linalg.matrix_rank(X))

    def p_of(value: float) -> tuple[float, float]:
        own, drawn = scores.t(value)
        if not np.isfinite(own):
            return float("nan"), float("nan")
        return _share(np.abs(drawn), abs(own), is_enumerated), _tails(drawn, own, is_enumerated)

    p, tails = p_of(null)
    statistic = (slope - null) / se if se > 0 else float("nan")
    return Bootstrap(
        p, statistic, v.shape[1], kind, is_enumerated, tails, slope, lambda value: p_of(value)[0], se
    )


@dataclass(frozen=True)
class _Scores:
    """Numerators and cluster scores of t* are linear in the draw v, and in the null: at 0, and per unit of it."""

    slope: float
    own: np.ndarray  # cluster scores of the sample itself
    x_x: float
    v: np.ndarray  # clusters x draws
    at_0: np.ndarray  # rows that give the numerator and the clusters' scores of a draw
    per_unit: np.ndarray

    @classmethod
    def of(
        cls, x: np.ndarray, others: np.ndarray, y: np.ndarray, codes: np.ndarray, count: int, v: np.ndarray
    ) -> _Scores:
        inverse = np.linalg.pinv(others, rcond=_RANK**0.5)
        left, residual = x - others @ (inverse @ x), y - others @ (inverse @ y)
        x_x = float(left @ left)
        if not x_x > _RANK * (x @ x):
            raise ValueError("the tested column is made up of the others")
        member = (codes == np.arange(count)[:, None]).astype("float64")
        squares, beside = member @ (left * left), member @ (left[:, None] * others)

        def loading(u: np.ndarray) -> np.ndarray:
            """x'(v u); then by cluster x'(what least squares on x and the others leaves of v u)."""
            scores = member @ (left * u)
            fitted = (inverse * u) @ member.T  # the others' coefficients, cluster by cluster of u
            kept = np.diag(scores) - np.outer(squares / x_x, scores) - beside @ fitted
            return np.vstack([scores, kept])

        slope = float(left @ y / x_x)
        own = member @ (left * (residual - slope * left))
        return cls(slope, own, x_x, v, loading(residual), loading(left))

    @cached_property
    def _drawn_at_0(self) -> np.ndarray:
        return self.at_0 @ self.v

    @cached_property
    def _drawn_per_unit(self) -> np.ndarray:
        return self.per_unit @ self.v

    def se(self, n: int, k: int) -> float:
        g = len(self.own)
        factor = g / (g - 1) * (n - 1) / (n - k) if n > k else float("nan")
        return float(np.sqrt(factor * (self.own @ self.own)) / self.x_x)

    def t(self, null: float) -> tuple[float, np.ndarray]:
        """t of the sample and of every draw under that null, without the factor they share."""
        drawn = self._drawn_at_0 - null * self._drawn_per_unit if null else self._drawn_at_0
        with np.errstate(divide="ignore", invalid="ignore"):
            found = drawn[0] / np.sqrt((drawn[1:] ** 2).sum(axis=0))
            own = np.float64((self.slope - null) * self.x_x) / np.sqrt(self.own @ self.own)
        return float(own), np.nan_to_num(found, nan=np.inf, posinf=np.inf, neginf=-np.inf)


def _signs(clusters: int) -> np.ndarray:
    """Every vector of signs, clusters x 2^clusters."""
    return 1.0 - 2.0 * ((np.arange(2**clusters) >> np.arange(clusters)[:, None]) & 1)


def _drawn(kind: str, clusters: int, draws: int, seed: int) -> np.ndarray:
    points = {"rademacher": [-1.0, 1.0], "webb": [*-WEBB, *WEBB]}
    if kind not in points:
        raise ValueError(f"the weights are one of {sorted(points)}, not {kind!r}")
    return np.random.default_rng(seed).choice(points[kind], size=(clusters, draws))


def _share(drawn: np.ndarray, own: float, is_enumerated: bool) -> float:
    """The part of the draws at or above the sample's own, which counts as a draw unless it is one."""
    above = int(np.count_nonzero(drawn >= own - _TIE * max(abs(own), 1.0)))
    return above / len(drawn) if is_enumerated else (1 + above) / (1 + len(drawn))


def _tails(drawn: np.ndarray, own: float, is_enumerated: bool) -> float:
    return min(1.0, 2 * min(_share(drawn, own, is_enumerated), _share(-drawn, -own, is_enumerated)))
