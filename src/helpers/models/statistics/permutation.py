"""Permutation: how often the hours of other wijken would have gone as well with the outcome."""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from helpers.models.statistics import fixed_effects

_TIE = 1e-9  # statistics closer than this, as a part, are equal
_LEFT = 1e-9  # an arrangement with less than this part of its squares left beside the effects tells nothing

Sets = list[tuple[list[np.ndarray], list[int]]]  # clusters that may change places


def shuffled_hours_p(cells: pd.DataFrame, draws: int, seed: int) -> float:
    """The p of the permutation test of the slope of `fixed_effects.fit`: whole series of x go round the clusters.

    Args:
        cells: one row a cluster and period: cluster, period, y, x, weight (> 0).
        draws, seed: random permutations, when there are more different arrangements than `draws`.

    p is the share of arrangements whose slope is at least as far from 0: all of them, the one there was among
    them, so that p is never below 1 / arrangements; or (1 + #) / (1 + draws). Exact when, without any association,
    every cluster could as well have had the series of another (the sharp null): not when hours follow dirt. Only
    clusters with the same periods are exchangeable: others keep their own. y and weight stay where they are. For
    few clusters with exposure it is the test that holds its size (MacKinnon & Webb 2020, J Econometrics 218:435).
    NaN when there is no slope. Raises ValueError when a cluster and period occur twice, or as `fixed_effects.within`.

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "weight": 1.0,
    ...                       "x": [0.0, 0, 0, 0, 0, 1], "y": [5.0, 5, 1, 2, 2, 9]})
    >>> round(shuffled_hours_p(cells, draws=9999, seed=1), 4)  # one of three wijken got the car
    0.3333
    """
    if cells.duplicated(["cluster", "period"]).any():
        raise ValueError("needed: one row a cluster and period")
    if fixed_effects.fit(cells) is None:
        return float("nan")
    cells = cells.sort_values(["cluster", "period"])
    sets = _exchangeable_sets(cells)
    count = math.prod(_different(labels) for _, labels in sets)
    is_enumerated = count <= draws
    moved = list(_every(sets)) if is_enumerated else _drawn(sets, draws, seed)
    slopes = _slopes(cells, np.array([_order(one, sets, len(cells)) for one in moved]))
    own = float(_slopes(cells, np.arange(len(cells))[None, :])[0])
    # An arrangement that tells nothing (NaN) counts as one that is as far: the careful side.
    above = int((~(np.abs(slopes) < abs(own) * (1 - _TIE))).sum())
    return above / count if is_enumerated else (1 + above) / (1 + draws)


def _exchangeable_sets(cells: pd.DataFrame) -> Sets:
    """Clusters with the same periods together: the rows of each, and a number for each series of x in use."""
    rows = [np.sort(places) for places in cells.groupby("cluster", sort=True).indices.values()]
    periods, x = cells["period"].to_numpy(), cells["x"].to_numpy(dtype="float64")
    by_periods: dict[tuple[object, ...], list[np.ndarray]] = {}
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


def _slopes(cells: pd.DataFrame, orders: np.ndarray) -> np.ndarray:
    """The slope of every order of the rows of x; NaN where there is none."""
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
    return np.where(is_told, (y @ left) / np.where(is_told, squares, 1.0), np.nan)
