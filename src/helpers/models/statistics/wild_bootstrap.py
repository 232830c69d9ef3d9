"""The restricted wild cluster bootstrap: a p-value that holds up with few clusters."""

import numpy as np
import pandas as pd

from helpers.models.statistics import fixed_effects

MAX_ENUMERATED = 12  # clusters: 2^12 = 4,096 sign vectors
MIN_RADEMACHER = 10  # clusters: below it there are too few sign vectors
WEBB = np.sqrt([0.5, 1.0, 1.5])
_TIE = 1e-9  # t values closer than this, as a part, are equal
_RANK = 1e-10


def restricted_p(cells: pd.DataFrame, draws: int, seed: int) -> float:
    """The p of the restricted wild cluster bootstrap (WCR) of the slope on x in the model of `fixed_effects.fit`.

    Args:
        cells: cluster, period, y, x and weight (> 0), one row a cluster and period.
        draws, seed: for the random weights; not used when every sign vector is taken.

    Residuals of the model without x are multiplied by one random weight a cluster, and t computed anew; from
    cross-products by cluster, for all draws at once. Weights: Rademacher, all 2^G sign vectors up to 12
    clusters; Webb's six points, drawn, below 10. p is two-sided and symmetric: the share of t* with
    |t*| >= |t|, ties counted. Enumerated, the sample itself and its mirror are among them; otherwise the
    sample counts as one draw more: (1 + #) / (1 + draws). NaN where there is no slope.
    Source: Cameron, Gelbach & Miller 2008, Rev Econ Stat 90:414; Roodman et al. 2019, Stata J 19:4 (the
    algebra); Webb 2023, Can J Econ 56:839.

    >>> cells = pd.DataFrame([{"cluster": c, "period": t, "weight": 1.0, "x": c * t, "y": t * (c - 2)}
    ...                       for c in range(12) for t in (0, 1)])
    >>> restricted_p(cells, draws=9999, seed=1)  # 2 of 2^12 sign vectors are as far
    0.00048828125
    """
    if fixed_effects.fit(cells) is None:
        return float("nan")
    panel = fixed_effects.within(cells)
    clusters = len(panel.clusters)
    is_enumerated = MIN_RADEMACHER <= clusters <= MAX_ENUMERATED
    v = _signs(clusters) if is_enumerated else _drawn(clusters, draws, seed)
    own, drawn = _statistics(panel, v)
    if not np.isfinite(own):
        return float("nan")
    above = int(np.count_nonzero(np.abs(drawn) >= abs(own) - _TIE * max(abs(own), 1.0)))
    return above / len(drawn) if is_enumerated else (1 + above) / (1 + len(drawn))


def _statistics(panel: fixed_effects.Within, v: np.ndarray) -> tuple[float, np.ndarray]:
    """t of the sample and of every draw (a column of v), without the small-sample factor they share."""
    x, others, y = panel.design[:, 0], panel.design[:, 1:], panel.y
    inverse = np.linalg.pinv(others, rcond=_RANK**0.5)
    left, residual = x - others @ (inverse @ x), y - others @ (inverse @ y)
    x_x = float(left @ left)
    member = (panel.codes == np.arange(len(panel.clusters))[:, None]).astype("float64")
    squares, beside = member @ (left * left), member @ (left[:, None] * others)
    scores = member @ (left * residual)
    fitted = (inverse * residual) @ member.T  # the others' coefficients, cluster by cluster of the residual
    kept = np.diag(scores) - np.outer(squares / x_x, scores) - beside @ fitted
    own = member @ (left * (residual - float(left @ y / x_x) * left))
    at_draws = np.vstack([scores, kept]) @ v
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.float64(left @ y) / np.sqrt(own @ own)
        drawn = at_draws[0] / np.sqrt((at_draws[1:] ** 2).sum(axis=0))
    return float(t), np.nan_to_num(drawn, nan=np.inf, posinf=np.inf, neginf=-np.inf)


def _signs(clusters: int) -> np.ndarray:
    """Every vector of signs, clusters x 2^clusters."""
    return 1.0 - 2.0 * ((np.arange(2**clusters) >> np.arange(clusters)[:, None]) & 1)


def _drawn(clusters: int, draws: int, seed: int) -> np.ndarray:
    points = [*-WEBB, *WEBB] if clusters < MIN_RADEMACHER else [-1.0, 1.0]
    return np.random.default_rng(seed).choice(points, size=(clusters, draws))
