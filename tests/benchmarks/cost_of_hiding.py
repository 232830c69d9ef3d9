"""How many cells the defender hides for others, beside the fewest that the exact search finds: random small tables.

    python tests/benchmarks/cost_of_hiding.py [tables of rows by columns] [tables of our kind]

Kinds: rows by columns with exact totals; one row of rounded counts with its exact headline, as wijken or sessions; and
a share by group, both its counts with their exact headline. The search tries every set of further cells, the smallest
first, for a reader who knows the kinds and for one who only sees what is hidden. Two ratios: of all hidden cells, and
of those hidden for others alone.
"""

import sys
from dataclasses import replace
from itertools import combinations

import numpy as np

from helpers.disclosure.defence import Component
from helpers.disclosure.groups import of_step
from helpers.disclosure.guarded import Figure, Guarded
from helpers.disclosure.tied import Linked
from helpers.floor.params.small_numbers import SmallNumbers

LIMITS = SmallNumbers()
PARTS = ("met", "rest")
MOST = 4  # further cells that the search tries


def cell(name, value, *, is_rounded):
    shown = of_step(5.0 * np.floor(value / 5 + 0.5), LIMITS) if is_rounded and value >= 10 else (value, value)
    few = 0 < value < 10
    kind = (1.0, 9.0) if few else (10.0, np.inf) if value else (0.0, 0.0)
    figure = Figure(name, shown, kind, (1.0, np.inf), is_few=few)
    return Guarded(name, (figure,), "t", is_hidden=few, may_be_hidden=value >= 10, is_exact=not is_rounded)


def total(name, value):
    return Guarded(name, (Figure(name, *[(value, value)] * 3),), "totals", is_exempt=True)


def square(random):
    size = random.integers(3, 5, 2)
    values = np.where(random.random(size) < 0.2, random.integers(1, 10, size), random.integers(10, 90, size))
    cells = [cell(f"{i}.{j}", float(n), is_rounded=False) for (i, j), n in np.ndenumerate(values)]
    links = []
    for axis, letter in ((0, "c"), (1, "r")):
        for at, sum_ in enumerate(values.sum(axis)):
            cells.append(total(f"{letter}{at}", float(sum_)))
            line = {f"{i}.{j}": 1.0 for i, j in np.ndindex(*size) if (j if axis == 0 else i) == at}
            links.append(Linked({**line, f"{letter}{at}": -1.0}))
    return cells, links


def row(random):
    size = int(random.integers(3, 7))
    values = np.where(random.random(size) < 0.3, random.integers(1, 10, size), random.integers(10, 40, size))
    cells = [cell(str(at), float(n), is_rounded=True) for at, n in enumerate(values)]
    links = [Linked({**{str(at): 1.0 for at in range(size)}, "headline": -1.0})]
    return [*cells, total("headline", float(values.sum()))], links


def share(random):
    size = int(random.integers(3, 7))
    cells = []
    counts = np.where(random.random((size, 2)) < 0.2, random.integers(1, 10, (size, 2)), random.integers(16, 60, 2))
    for at, pair in enumerate(counts):
        parts = [cell(f"{at} {name}", float(n), is_rounded=True) for name, n in zip(PARTS, pair, strict=True)]
        figures = tuple(replace(one.figures[0], mark=(0.0, np.inf)) for one in parts)
        figures = tuple(replace(one, kind=(0.0, 9.0)) if one.is_few else one for one in figures)
        is_few = any(one.is_few for one in figures)
        cells.append(Guarded(f"{at} met", figures, "t", is_hidden=is_few, may_be_hidden=not is_few))
    for name, n in zip(PARTS, counts.sum(axis=0), strict=True):
        cells.append(total(f"all {name}", float(n)))
    links = [Linked({**{f"{at} {name}": 1.0 for at in range(size)}, f"all {name}": -1.0}) for name in PARTS]
    return cells, links


def fewest(cells, links, reader):
    """The size of the smallest set of further cells that is safe: of the reader who knows kinds, or marks alone."""
    for size in range(MOST + 1):
        for more in combinations([one.name for one in cells if one.may_be_hidden], size):
            hidden = {one.name for one in cells if one.is_hidden} | set(more)
            trial = Component(cells, links, LIMITS, hidden=hidden)
            spans = (trial._range(one.name, hidden, reader, 0) for held in cells for one in held.figures if one.is_few)
            if all(low <= 1 and high >= 9 for low, high in spans):
                return size
    return None


def main(squares, ours):
    for make, count in ((square, squares), (row, ours // 2), (share, ours - ours // 2)):
        random, primary, further, best, outsiders, gone = np.random.default_rng(17), 0, 0, 0, 0, 0
        for _ in range(count):
            cells, links = make(random)
            component = Component(cells, links, LIMITS)
            component.defend()
            least = fewest(cells, links, "kind")
            if component.withdrawn or least is None:
                gone += 1
                continue
            small = sum(one.is_hidden for one in cells)
            primary, best = primary + small, best + least
            further += len(component.hidden) - small
            outsiders += fewest(cells, links, "mark") or 0
        text = f"{primary} small, {further} hidden for them, {best} at best, {outsiders} for who sees marks alone"
        ratio = (
            f"{(primary + further) / max(primary + best, 1):.2f} of all hidden, {further / max(best, 1):.2f} of further"
        )
        print(f"{make.__name__}: {text}; {ratio}; {gone} of {count} withdrawn or beyond the search", flush=True)


if __name__ == "__main__":
    main(*([int(one) for one in sys.argv[1:]] or [60, 40]))
