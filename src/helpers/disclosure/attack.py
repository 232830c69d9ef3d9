"""What a reader finds of hidden figures: for each the least and the most that fits all that is published together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

_NOISE = 1e-6  # of the solver: what lies so near to a whole number is that number


class Contradiction(ValueError):
    """No set of figures fits what is published: something was read wrongly, or the page contradicts itself."""


@dataclass
class Known:
    """What a reader knows: between which values each figure lies, and which sums of figures lie between which values.

    >>> known = Known()
    >>> known.figure("noord", 1, 9)
    >>> known.figure("zuid", 33, 37)
    >>> known.tie({"noord": 1, "zuid": 1}, 38, 38)
    >>> ranges(known, ["noord"])
    {'noord': (1.0, 5.0)}
    """

    bounds: dict[str, tuple[float, float]] = field(default_factory=dict)
    ties: list[tuple[Mapping[str, float], float, float]] = field(default_factory=list)

    def figure(self, name: str, low: float, high: float) -> None:
        """A figure lies from low to high; told twice, both hold."""
        before_low, before_high = self.bounds.get(name, (-np.inf, np.inf))
        self.bounds[name] = max(low, before_low), min(high, before_high)

    def tie(self, weights: Mapping[str, float], low: float, high: float) -> None:
        """The sum of these figures, each times its weight, lies from low to high."""
        self.ties.append((dict(weights), low, high))


def ranges(known: Known, hidden: Collection[str], *, is_whole: bool = True) -> dict[str, tuple[float, float]]:
    """For each hidden figure the least and the most that fits, exact: two programs a figure, solved by HiGHS.

    Read a range as all that the reader knows; a range of one value is a figure that is not hidden at all. With
    `is_whole` every figure is a whole number. Figures that no tie connects are solved apart. Infinite where nothing
    bounds it. Raises Contradiction where nothing fits, KeyError on a figure that was never told of. Source: Fischetti
    and Salazar-González 2001, Management Science 47:1008 (the attacker's programs).
    """
    names = list(known.bounds)
    place = {name: at for at, name in enumerate(names)}
    found: dict[str, tuple[float, float]] = {}
    for members, ties in _parts(known, place):
        wanted = [name for name in members if name in hidden]
        if wanted and not ties:
            found |= {name: known.bounds[name] for name in wanted}
        elif wanted:
            found |= _ranges_of(known, members, ties, wanted, is_whole)
    return {name: found[name] for name in hidden}


def is_possible(known: Known) -> bool:
    """Whether any set of whole numbers fits all that is known.

    >>> known = Known({"a": (1, 9), "b": (10, 12)}, [({"a": 1, "b": 1}, 30, 30)])
    >>> is_possible(known)
    False
    """
    if any(low > high for low, high in known.bounds.values()):
        return False
    for members, ties in _parts(known, {name: at for at, name in enumerate(known.bounds)}):
        if ties:
            low, high = np.array([known.bounds[name] for name in members]).T
            rules = _constraints(known, ties, {name: at for at, name in enumerate(members)})
            whole = np.ones(len(members))
            if milp(0 * whole, constraints=rules, bounds=Bounds(low, high), integrality=whole).status == 2:
                return False
    return True


def _parts(known: Known, place: Mapping[str, int]) -> list[tuple[list[str], list[int]]]:
    """The figures in groups that no tie connects, each with its ties; a figure of one value connects nothing."""
    is_open = {name: low < high for name, (low, high) in known.bounds.items()}
    pairs = [
        (place[name], place[first])
        for weights, _, _ in known.ties
        if (free := [name for name in weights if is_open[name]])
        for first in free[:1]
        for name in free
    ]
    rows, columns = np.array(pairs, dtype=int).reshape(-1, 2).T
    links = csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(place), len(place)))
    count, labels = connected_components(links, directed=False)
    members: list[list[str]] = [[] for _ in range(count)]
    for name, at in place.items():
        members[labels[at]].append(name)
    of_part: list[list[int]] = [[] for _ in range(count)]
    for number, (weights, _, _) in enumerate(known.ties):
        first = next((name for name in weights if is_open[name]), next(iter(weights)))
        of_part[labels[place[first]]].append(number)
    return list(zip(members, of_part, strict=True))


def _ranges_of(
    known: Known, members: list[str], ties: list[int], wanted: list[str], is_whole: bool
) -> dict[str, tuple[float, float]]:
    at = {name: number for number, name in enumerate(members)}
    low, high = np.array([known.bounds[name] for name in members]).T
    constraints = _constraints(known, ties, at)
    whole = np.full(len(members), int(is_whole))
    least_seen, most_seen = np.full(len(members), np.inf), np.full(len(members), -np.inf)

    def end_of(names: Sequence[str], sign: float) -> float:
        """The least sum of these, or with sign -1 the most; what the figures are there is seen."""
        aim = np.zeros(len(members))
        aim[[at[name] for name in names]] = sign
        end = milp(aim, constraints=constraints, bounds=Bounds(low, high), integrality=whole)
        if end.status == 2:  # infeasible
            raise Contradiction(names[0])
        if not end.success:
            return -sign * np.inf
        np.minimum(least_seen, end.x, out=least_seen)
        np.maximum(most_seen, end.x, out=most_seen)
        return float(sign * end.fun)

    # Where a figure was seen at its own bound there is nothing to solve: these two show most of them there.
    if len(wanted) > 1:
        end_of(wanted, 1.0)
        end_of([name for name in wanted if high[at[name]] < np.inf] or wanted, -1.0)
    found = {}
    for name in wanted:
        one = at[name]
        least = low[one] if least_seen[one] <= low[one] + _NOISE else end_of([name], 1.0)
        most = high[one] if most_seen[one] >= high[one] - _NOISE else end_of([name], -1.0)
        found[name] = (_tidy(least), _tidy(most))
    return found


def _constraints(known: Known, ties: list[int], at: Mapping[str, int]) -> list[LinearConstraint]:
    """The ties among these figures; what has one value is moved to the other side."""
    if not ties:
        return []
    rows, columns, weights, low, high = [], [], [], [], []
    for row, number in enumerate(ties):
        summed, least, most = known.ties[number]
        fixed = sum(weight * known.bounds[name][0] for name, weight in summed.items() if name not in at)
        low.append(least - fixed)
        high.append(most - fixed)
        for name, weight in summed.items():
            if name in at:
                rows.append(row)
                columns.append(at[name])
                weights.append(weight)
    return [LinearConstraint(csr_array((weights, (rows, columns)), shape=(len(ties), len(at))), low, high)]


def _tidy(value: float) -> float:
    near = np.round(value)
    return float(near if np.isfinite(value) and abs(value - near) < _NOISE else value)
