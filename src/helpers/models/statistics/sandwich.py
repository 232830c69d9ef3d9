"""The cluster-robust sandwich on plain arrays: scores, their bias reduction and their degrees of freedom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

WORKING = ("equal", "inverse_weights", "rooted")
_RANK = 1e-10  # in squares, of the largest: a smaller direction is none
_TOLD = 1e-6  # how much of a coefficient may lie in directions that are none


@dataclass(frozen=True)
class Sandwich:
    """Weighted least squares of y on X, with the rows of each cluster and the working variances phi.

    `bread` is the (pseudo) inverse of X'WX; a coefficient that the columns do not tell has is_told False
    and NaN everywhere. The formulas are those of `cluster_errors.cluster_covariance`.
    """

    X: np.ndarray
    y: np.ndarray
    weights: np.ndarray
    phi: np.ndarray
    rows: list[np.ndarray]
    bread: np.ndarray
    is_told: np.ndarray

    @classmethod
    def of(
        cls,
        X: np.ndarray | pd.DataFrame,
        y: Sequence[float],
        groups: Sequence[object],
        weights: Sequence[float] | None = None,
        working: str = "equal",
    ) -> Sandwich:
        """The fit. Raises ValueError on lengths that differ, one group, a weight not above 0, unknown values.

        >>> Sandwich.of(np.ones((3, 1)), [1.0, 2.0, 6.0], list("aab")).coefficients.round(9).tolist()
        [3.0]
        """
        X, y = np.asarray(X, dtype="float64"), np.asarray(y, dtype="float64")
        w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype="float64")
        codes, names = pd.factorize(np.asarray(groups))
        if not len(X) == len(y) == len(w) == len(codes) or X.ndim != 2:
            raise ValueError("X must be n x k, and y, groups and weights n long")
        if len(names) < 2 or (codes < 0).any() or not (w > 0).all():
            raise ValueError("needed: two groups or more, none unknown, and weights above 0")
        if working not in WORKING or not (np.isfinite(X).all() and np.isfinite(y).all()):
            raise ValueError(f"needed: known values, and a working variance of {WORKING}, not {working!r}")
        if working == "rooted":
            X, y, w = np.sqrt(w)[:, None] * X, np.sqrt(w) * y, np.ones(len(w))
        phi = 1 / w if working == "inverse_weights" else np.ones(len(w))
        rows = [np.flatnonzero(codes == g) for g in range(len(names))]
        return cls(X, y, w, phi, rows, *_bread(X, w))

    @property
    def coefficients(self) -> np.ndarray:
        return np.where(self.is_told, self._solution, np.nan)

    @property
    def stata_factor(self) -> float:
        """G/(G-1) (n-1)/(n-k), k the rank of X; NaN when k is n."""
        g, n, k = len(self.rows), len(self.y), np.linalg.matrix_rank(self.X)
        return float(g / (g - 1) * (n - 1) / (n - k)) if n > k else float("nan")

    def covariance(self) -> np.ndarray:
        """CR0: bread, the sum over clusters of the squared score X'We, bread."""
        return self._between([self.weights[i, None] * self.X[i] for i in self.rows])

    def bias_reduced(self) -> np.ndarray:
        """CR2: the same with the score X'WAe."""
        return self._between(self._adjusted)

    def satterthwaite(self, contrast: np.ndarray) -> float:
        """The df of a contrast under CR2: (sum P_gg)² / sum P_gh², P the working covariance of its scores."""
        if not self.is_told[contrast != 0].all():
            return float("nan")
        scores = [half @ (self.bread @ contrast) for half in self._adjusted]
        pairs = list(zip(scores, self.rows, strict=True))
        own = np.array([(one**2 * self.phi[i]).sum() for one, i in pairs])
        fitted = np.array([self.bread @ (self.X[i].T @ one) for one, i in pairs])
        shared = np.array([self.X[i].T @ (self.weights[i] * self.phi[i] * one) for one, i in pairs])
        crossed = shared @ fitted.T
        P = np.diag(own) - crossed - crossed.T + fitted @ self._middle @ fitted.T
        return float(np.trace(P) ** 2 / (P**2).sum())

    def jackknife(self, *, is_centred_at_mean: bool = False) -> np.ndarray:
        """CV3: (G-1)/G times the sum of (b_(-g) - b)(b_(-g) - b)', or round the mean of the b_(-g)."""
        left_out = np.array([self._without(i) for i in self.rows])
        away = left_out - (left_out.mean(axis=0) if is_centred_at_mean else self.coefficients)
        return (len(self.rows) - 1) / len(self.rows) * (away.T @ away)

    @cached_property
    def _solution(self) -> np.ndarray:
        return self.bread @ (self.X.T @ (self.weights * self.y))

    @cached_property
    def _middle(self) -> np.ndarray:
        """X'W Phi WX."""
        return self.X.T @ ((self.weights**2 * self.phi)[:, None] * self.X)

    @cached_property
    def _adjusted(self) -> list[np.ndarray]:
        """A'WX per cluster: A = D B^(+1/2) D, B = D (I - H) Phi (I - H)' D in the cluster, D the root of Phi."""
        outer = self.bread @ self._middle @ self.bread
        adjusted = []
        for i in self.rows:
            X, phi, root = self.X[i], self.phi[i], np.sqrt(self.phi[i])
            wide = self.weights[i, None] * X
            once = X @ self.bread @ (phi[:, None] * wide).T
            variance = np.diag(phi) - once - once.T + X @ outer @ X.T
            half = _inverse_root(root[:, None] * variance * root)
            adjusted.append(root[:, None] * (half @ (root[:, None] * wide)))
        return adjusted

    def _between(self, weighted: list[np.ndarray]) -> np.ndarray:
        """Bread, the squared scores, bread, with X'W or X'WA of every cluster given (transposed)."""
        e = self.y - self.X @ self._solution
        scores = np.array([one.T @ e[i] for one, i in zip(weighted, self.rows, strict=True)])
        half = scores @ self.bread
        return np.where(self.is_told[:, None] & self.is_told, half.T @ half, np.nan)

    def _without(self, rows: np.ndarray) -> np.ndarray:
        X, w, y = (np.delete(part, rows, axis=0) for part in (self.X, self.weights, self.y))
        bread, is_told = _bread(X, w)
        return np.where(is_told, bread @ (X.T @ (w * y)), np.nan)


def _bread(X: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The (pseudo) inverse of X'WX, and which coefficients the columns tell; X'WX itself is never made."""
    rooted = np.sqrt(w)[:, None] * X
    size = np.linalg.norm(rooted, axis=0)
    size[size == 0] = 1.0
    _, s, right = np.linalg.svd(rooted / size, full_matrices=False)
    is_kept = s > s.max(initial=0.0) * _RANK**0.5
    kept = right[is_kept].T
    return (kept / s[is_kept] ** 2) @ kept.T / size / size[:, None], (kept**2).sum(axis=1) > 1 - _TOLD


def _inverse_root(matrix: np.ndarray) -> np.ndarray:
    """The symmetric Moore-Penrose inverse root."""
    values, vectors = np.linalg.eigh(matrix)
    is_kept = values > max(values[-1], 0.0) * _RANK
    kept = vectors[:, is_kept]
    return (kept / np.sqrt(values[is_kept])) @ kept.T
