"""How many degrees of freedom a cluster-robust error rests on: few when a few clusters carry the result."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.models.statistics import fixed_effects

_RANK = 1e-10  # in squares, of the largest: a smaller direction is none


def cr2_df(cells: pd.DataFrame) -> float:
    """Satterthwaite df of the slope on x, with bias-reduced (CR2) errors, in the model of `fixed_effects.fit`.

    The hat matrix holds x, the period effects and the cluster effects. The working variance is one over the
    weight: rows times the root of their weight are least squares, so that CR2 stays unbiased when clusters have
    effects of their own. How to read it: few degrees of freedom (below 4, or below a third of the clusters) say
    that a few clusters carry the result. NaN where there is no slope, or none without one of the clusters.

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "weight": 1.0,
    ...                       "x": [0.0, 1, 0, 2, 0, 4], "y": [5.0, 8, 1, 6, 2, 10]})
    >>> round(cr2_df(cells), 2)
    1.0
    """
    fit = fixed_effects.fit(cells)
    if fit is None or fit.left_out.isna().any(axis=None):
        return float("nan")
    panel = fixed_effects.within(cells)
    root = np.sqrt(cells["weight"].to_numpy(dtype="float64"))[:, None]
    member = (panel.codes[:, None] == np.arange(len(panel.clusters))).astype("float64")
    # They span what two full sets of dummies span, so the hat matrix is the same, and they are orthogonal.
    return satterthwaite_df(root * np.column_stack([panel.design / root, member]), panel.codes)


def satterthwaite_df(X: np.ndarray, groups: npt.ArrayLike) -> float:
    """Satterthwaite df of the least squares coefficient of the first column of X, with CR2 errors by group.

    (sum P_gg)² / sum P_gh², P the covariance of the clusters' scores when errors are independent and alike. The
    root is the symmetric Moore-Penrose one, so that a cluster with effects of its own is no trouble.
    Source: Pustejovsky & Tipton 2018, J Bus Econ Stat 36:672, and its correction of 2023.

    >>> round(satterthwaite_df(np.ones((4, 1)), list("abcd")), 6)  # of a mean
    3.0
    """
    codes, names = pd.factorize(np.asarray(groups))
    bread, squares = _bread(X), X.T @ X
    outer, contrast = bread @ squares @ bread, np.eye(X.shape[1])[0]
    own, shared, fitted = [], [], []
    for rows in (X[codes == g] for g in range(len(names))):
        hat = rows @ bread @ rows.T
        residual = np.eye(len(rows)) - hat - hat.T + rows @ outer @ rows.T  # (I - H)(I - H)' in the cluster
        score = _inverse_root(residual) @ rows @ (bread @ contrast)
        own.append((score**2).sum())
        shared.append(rows.T @ score)
        fitted.append(bread @ shared[-1])
    crossed = np.array(shared) @ np.transpose(fitted)
    P = np.diag(own) - crossed - crossed.T + np.array(fitted) @ squares @ np.transpose(fitted)
    return float(np.trace(P) ** 2 / (P**2).sum())


def _bread(X: np.ndarray) -> np.ndarray:
    """The (pseudo) inverse of X'X, which itself is never made."""
    size = np.linalg.norm(X, axis=0)
    size[size == 0] = 1.0
    _, s, right = np.linalg.svd(X / size, full_matrices=False)
    kept = right[s > s.max(initial=0.0) * _RANK**0.5].T
    bread: np.ndarray = (kept / s[: kept.shape[1]] ** 2) @ kept.T / size / size[:, None]
    return bread


def _inverse_root(matrix: np.ndarray) -> np.ndarray:
    """The symmetric Moore-Penrose inverse root."""
    values, vectors = np.linalg.eigh(matrix)
    is_kept = values > max(values[-1], 0.0) * _RANK
    kept = vectors[:, is_kept]
    root: np.ndarray = (kept / np.sqrt(values[is_kept])) @ kept.T
    return root
