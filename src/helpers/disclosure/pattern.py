"""The fewest further cells to hide so that a hidden figure has room to be something else: one small program.

Sources: Fischetti and Salazar-González 2001, Management Science 47:1008 (hiding as a choice of 0 or 1 a cell, with the
sums as constraints); Kelly, Golden and Assad 1992, Networks 22:397 (one figure at a time, the sums as the arcs of a
network). Here the program asks for a movement of the figures that keeps every sum: what must move must be hidden.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, csr_array, hstack, vstack

from helpers.disclosure.groups import Span

Weights = Mapping[str, float]  # of a sum that is always the same
Rooms = Mapping[str, Span]  # how far a figure may move down and up when it is hidden

NODES = 2000  # of the search: a number and no time, so that every machine hides the same


@dataclass(frozen=True)
class Cell:
    """Figures that are shown or hidden together, such as both counts of a share; `still`: how far each moves shown."""

    name: str
    figures: tuple[str, ...]
    cost: float = 1.0
    still: float = 0.0


def cheapest(
    cells: Sequence[Cell],
    sums: Sequence[Weights],
    rooms: Rooms,
    hidden: Collection[str],
    moved: Sequence[str],
    far: float,
) -> set[str] | None:
    """The cheapest cells to hide beside the `hidden` so that each figure of `moved` can be so much more, or less.

    Each has a movement of its own, and all share what is hidden. `rooms` has every figure that can move: the others
    stand still, and so do the shown ones. Of equal costs the cells that stand first. None where nothing helps, or where
    the search is too large.

    >>> row = [Cell(name, (name,)) for name in "abc"]
    >>> cheapest(row, [{"a": 1, "b": 1, "c": 1}], dict.fromkeys("abc", (8, 8)), {"a"}, ["a"], 8)
    {'b'}
    """
    place = {name: at for at, name in enumerate(rooms)}
    open_to = {name: cell for cell in cells if cell.name not in hidden for name in cell.figures if name in place}
    chosen = {cell: at for at, cell in enumerate(dict.fromkeys(open_to.values()))}
    n, m = len(place), len(chosen)
    ends = _ends(rooms, far)
    bounds = np.tile(ends, len(moved))
    for at, name in enumerate(moved):
        bounds[:, at * n + place[name]] = far
    ranks = np.arange(m) / max(m, 1)
    costs = np.array([cell.cost for cell in chosen]) * (1 + 1e-3 * (ranks + ranks**2) / max(m, 1))
    still = [(place[name], chosen[cell], cell.still) for name, cell in open_to.items()]
    found = milp(
        np.concatenate([np.zeros(n * len(moved)), costs]),
        constraints=[*_still_where_shown(still, ends, m, len(moved)), *_sums(sums, place, m, len(moved))],
        bounds=Bounds(*(np.append(end, np.full(m, at)) for at, end in enumerate(bounds))),
        integrality=np.append(np.zeros(n * len(moved)), np.ones(m)),
        options={"mip_rel_gap": 0, "node_limit": NODES},
    )
    if found.status != 0:
        return None
    return {cell.name for cell, at in chosen.items() if found.x[n * len(moved) + at] > 0.5}


def _ends(rooms: Rooms, far: float) -> np.ndarray:
    """How far each figure moves at most, down and up: no further than anything needs to."""
    most = abs(far) * (len(rooms) + 1)
    down, up = np.array(list(rooms.values()), dtype=float).T
    return np.array([-np.minimum(down, most), np.minimum(up, most)])


def _still_where_shown(
    open_to: Sequence[tuple[int, int, float]], ends: np.ndarray, m: int, times: int
) -> list[LinearConstraint]:
    """What is shown stands still: δ ≤ still + (most - still)·y, and δ ≥ -still + (least + still)·y."""
    if not open_to:
        return []
    at, of, still = (np.array(column) for column in zip(*open_to, strict=True))
    still, rows = np.minimum(still, ends[1][at]), np.arange(len(at))
    moves = csr_array((np.ones(len(at)), (rows, at)), shape=(len(at), ends.shape[1]))
    rules = []
    for end, bound, limits in ((ends[1], still, (-np.inf, still)), (ends[0], -still, (-still, np.inf))):
        opened = csr_array((bound - end[at], (rows, of)), shape=(len(at), m))
        rules.append(_each_of(moves, opened, limits, times))
    return rules


def _sums(sums: Sequence[Weights], place: Mapping[str, int], m: int, times: int) -> list[LinearConstraint]:
    entries = [
        (row, place[name], weight) for row, sum_ in enumerate(sums) for name, weight in sum_.items() if name in place
    ]
    if not entries:
        return []
    rows, columns, weights = zip(*entries, strict=True)
    same = csr_array((weights, (rows, columns)), shape=(len(sums), len(place)))
    return [_each_of(same, csr_array((len(sums), m)), (0, 0), times)]


def _each_of(moves: csr_array, opened: csr_array, limits: tuple[Any, Any], times: int) -> LinearConstraint:
    """The same rule for every movement, over the one choice of what is hidden."""
    low, high = (np.tile(np.broadcast_to(end, moves.shape[0]), times) for end in limits)
    return LinearConstraint(hstack([block_diag([moves] * times), vstack([opened] * times)], format="csr"), low, high)
