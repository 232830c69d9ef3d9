"""The fewest further cells to hide so that a hidden figure has room to be something else: one small program.

Sources: Fischetti and Salazar-González 2001, Management Science 47:1008 (hiding as a choice of 0 or 1 a cell, with the
sums as constraints); Kelly, Golden and Assad 1992, Networks 22:397 (one figure at a time, the sums as the arcs of a
network). Here the program asks for a movement of the figures that keeps every sum: what must move must be hidden.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from helpers.disclosure.groups import Span

Weights = Mapping[str, float]  # of a sum that is always the same
Rooms = Mapping[str, Span]  # how far a figure may move down and up when it is hidden


@dataclass(frozen=True)
class Cell:
    """Figures that are shown or hidden together, such as both counts of a share; `still`: how far each moves shown."""

    name: str
    figures: tuple[str, ...]
    cost: float = 1.0
    still: float = 0.0


def cheapest(
    cells: Sequence[Cell], sums: Sequence[Weights], rooms: Rooms, hidden: Collection[str], moved: str, far: float
) -> set[str] | None:
    """The cheapest cells to hide beside the `hidden` so that the figure `moved` can be so much more, or less.

    `rooms` has every figure that can move: the others stand still, and so do the shown ones. Of equal costs the
    cells that stand first. None where nothing helps.

    >>> row = [Cell(name, (name,)) for name in "abc"]
    >>> cheapest(row, [{"a": 1, "b": 1, "c": 1}], dict.fromkeys("abc", (8, 8)), {"a"}, "a", 8)
    {'b'}
    """
    place = {name: at for at, name in enumerate(rooms)}
    open_to = {name: cell for cell in cells if cell.name not in hidden for name in cell.figures if name in place}
    chosen = {cell.name: at for at, cell in enumerate(dict.fromkeys(open_to.values()))}
    n, m = len(place), len(chosen)
    down, up = (np.array([rooms[name][end] for name in place], dtype=float) for end in (0, 1))
    least, most = -np.minimum(down, _most(far, rooms)), np.minimum(up, _most(far, rooms))
    least[place[moved]] = most[place[moved]] = far
    rules = []
    if open_to:
        # What is shown stands still: δ ≤ still + (most - still)·y, and δ ≥ -still + (least + still)·y.
        at, of = (np.array([pair[end] for pair in _pairs(open_to, place, chosen)]) for end in (0, 1))
        still = np.minimum(np.array([cell.still for cell in open_to.values()]), most[at])
        rows = np.arange(len(at))
        for end, bound in ((most, still), (least, -still)):
            moves = csr_array((np.ones(len(at)), (rows, at)), shape=(len(at), n + m))
            opened = csr_array((end[at] - bound, (rows, n + of)), shape=(len(at), n + m))
            limit = (-np.inf, bound) if end is most else (bound, np.inf)
            rules.append(LinearConstraint(moves - opened, *limit))
    if sums:
        rules.append(LinearConstraint(_matrix(sums, place, n + m), 0, 0))
    ranks = np.arange(m) / max(m, 1)
    costs = np.array([cell.cost for cell in dict.fromkeys(open_to.values())]) * (
        1 + 1e-3 * (ranks + ranks**2) / max(m, 1)
    )
    found = milp(
        np.concatenate([np.zeros(n), costs]),
        constraints=rules,
        bounds=Bounds(np.concatenate([least, np.zeros(m)]), np.concatenate([most, np.ones(m)])),
        integrality=np.concatenate([np.zeros(n), np.ones(m)]),
        options={"mip_rel_gap": 0},
    )
    if found.x is None:
        return None
    return {name for name, at in chosen.items() if found.x[n + at] > 0.5}


def _most(far: float, rooms: Rooms) -> float:
    """As far as anything needs to move."""
    return abs(far) * (len(rooms) + 1)


def _pairs(open_to: Mapping[str, Cell], place: Mapping[str, int], chosen: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(place[name], chosen[cell.name]) for name, cell in open_to.items()]


def _matrix(sums: Sequence[Weights], place: Mapping[str, int], width: int) -> csr_array:
    entries = [
        (row, place[name], weight) for row, sum_ in enumerate(sums) for name, weight in sum_.items() if name in place
    ]
    rows, columns, weights = zip(*entries, strict=True) if entries else ((), (), ())
    return csr_array((weights, (rows, columns)), shape=(len(sums), width))
