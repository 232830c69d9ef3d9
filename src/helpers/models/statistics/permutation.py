"""Permutation: how often the hours of other wijken would have gone as well with the outcome."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.models.statistics import fixed_effects

DRAWS = 9999
_TIE = 1e-9  # statistics closer than this, as a part, are equal
_LEFT = 1e-9  # an arrangement with less than this part of its squares left beside the effects tells nothing


@dataclass(frozen=True)
class Permutation:
    """The share of arrangements at least as far from 0 as the one there was.

    `arrangements` counts the different ones there are, so that p is never below 1 / arrangements: look at it
    before p. Enumerated, each is there once, the one that was among them; otherwise it is one draw more:
    (1 + #) / (1 + draws). `exchangeable` is the number of clusters that share their periods with another.
    """

    p: float
    statistic: float
    draws: int
    is_enumerated: bool
    arrangements: int
    exchangeable: int


def shuffled_hours_p(
    cells: pd.DataFrame, draws: int = DRAWS, seed: int = 1, *, is_studentised: bool = False
) -> Permutation | None:
    """The permutation test of the slope of `fixed_effects.fit`: whole series of x go round the clusters.

    Args:
        cells: one row a cluster and period: cluster, period, y, x, weight (> 0).
        draws, seed: random permutations, when there are more different arrangements than `draws`.
        is_studentised: compare slopes divided by their CR0 error, and not slopes; for wijken whose
            outcomes vary by different amounts.

    Exact when, without any association, every cluster could as well have had the series of another (the
    sharp null): not when hours follow dirt. Only clusters with the same periods are exchangeable: others keep
    their own. y and weight stay where they are. For few clusters with exposure it is the test that holds its
    size (MacKinnon & Webb 2020, J Econometrics 218:435). None when there is no slope. Raises ValueError when a
    cluster and period occur twice, or as `fixed_effects.within`.

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "weight": 1.0,
    ...                       "x": [0.0, 0, 0, 0, 0, 1], "y": [5.0, 5, 1, 2, 2, 9]})
    >>> found = shuffled_hours_p(cells)
    >>> round(found.p, 4), round(found.statistic, 4), found.arrangements  # one of three wijken got the car
    (0.3333, 6.5, 3)
    """
    if cells.duplicated(["cluster", "period"]).any():
        raise ValueError("needed: one row a cluster and period")
    fit = fixed_effects.fit(cells)
    if fit is None:
        return None
    cells = cells.sort_values(["cluster", "period"])
    sets = _exchangeable_sets(cells)
    count = math.prod(_different(labels) for _, labels in sets)
    is_enumerated = count <= draws
    moved = list(_every(sets)) if is_enumerated else _drawn(sets, draws, seed)
    statistics = _statistics(
        cells, np.array([_order(one, sets, len(cells)) for one in moved]), is_studentised
    )
    own = float(_statistics(cells, np.arange(len(cells))[None, :], is_studentised)[0])
    # An arrangement that tells nothing (NaN) counts as one that is as far: the careful side.
    above = int((~(np.abs(statistics) < abs(own) * (1 - _TIE))).sum())
    p = above / count if is_enumerated else (1 + above) / (1 + draws)
    exchangeable = sum(len(rows) for rows, _ in sets if len(rows) > 1)
    return Permutation(p, own, len(statistics), is_enumerated, count, exchangeable)


Sets = list[tuple[list[np.ndarray], list[int]]]


def _exchangeable_sets(cells: pd.DataFrame) -> Sets:
    """Clusters with the same periods together: the rows of each, and a number for each series of x in use."""
    rows = [np.sort(places) for places in cells.groupby("cluster", sort=True).indices.values()]
    periods, x = cells["period"].to_numpy(), cells["x"].to_numpy(dtype="float64")
    by_periods: dict[tuple, list[np.ndarray]] = {}
    for places in rows:
        by_periods.setdefault(tuple(periods[places]), []).append(places)
    sets = []
    for members in by_periods.values():
        series = [tuple(x[places]) for places in members]
        sets.append((members, [series.index(one) for one in series]))
    return sets


def _different(labels: Sequence[int]) -> int:
    return math.factorial(len(labels)) // math.prod(math.factorial(n) for n in Counter(labels).values())


def _every(sets: Sets) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every different arrangement: per set, whose series each cluster gets."""
    return itertools.product(*(_arrangements(tuple(sorted(labels))) for _, labels in sets))


def _arrangements(labels: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if not labels:
        yield ()
    for at, label in enumerate(labels):
        if at == 0 or labels[at - 1] != label:
            for rest in _arrangements(labels[:at] + labels[at + 1 :]):
                yield (label, *rest)


def _drawn(sets: Sets, draws: int, seed: int) -> list[tuple[tuple[int, ...], ...]]:
    generator = np.random.default_rng(seed)
    per_set = [generator.permuted(np.tile(labels, (draws, 1)), axis=1) for _, labels in sets]
    return list(zip(*per_set, strict=True))


def _order(arrangement: Sequence[Sequence[int]], sets: Sets, size: int) -> np.ndarray:
    """For every row, the row whose x it gets."""
    order = np.empty(size, dtype=int)
    for given, (rows, _) in zip(arrangement, sets, strict=True):
        for place, label in zip(rows, given, strict=True):
            order[place] = rows[label]
    return order


def _statistics(cells: pd.DataFrame, orders: np.ndarray, is_studentised: bool) -> np.ndarray:
    """The slope, or slope over CR0 error, of every order of the rows of x; NaN where there is none."""
    panel = fixed_effects.within(cells)
    weight, x = (cells[name].to_numpy(dtype="float64") for name in ("weight", "x"))
    root, members = np.sqrt(weight), panel.codes == np.arange(len(panel.clusters))[:, None]
    effects = np.column_stack([members.T * root[:, None], panel.design[:, 1:]])
    u, s, _ = np.linalg.svd(effects, full_matrices=False)
    basis = u[:, s > s[0] * 1e-9]
    y = panel.y - basis @ (basis.T @ panel.y)
    moved = root[:, None] * (x - np.average(x, weights=weight))[orders].T
    left = moved - basis @ (basis.T @ moved)
    squares = (left**2).sum(axis=0)
    is_told = squares > _LEFT * np.maximum((moved**2).sum(axis=0), 1e-12)
    slopes = np.where(is_told, (y @ left) / np.where(is_told, squares, 1.0), np.nan)
    if not is_studentised:
        return slopes
    scores = members.astype("float64") @ (left * (y[:, None] - left * slopes))
    with np.errstate(divide="ignore", invalid="ignore"):
        return slopes * squares / np.sqrt((scores**2).sum(axis=0))
