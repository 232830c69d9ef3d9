"""Which further cells to hide so that no reader finds a small count: by what kind each cell is, not by its value.

A cell is 0, small or large, and a reader is taken to know of each hidden cell which of these it is. So which cells are
hidden follows from the kinds, from what is shown and from the exempt totals. They are chosen by their place in the
sums (`pattern.cheapest`), at one cost each, in the order of the rows; whether that suffices is tried by the reader's
own programs (`attack.ranges`), and where it does not, the next choice trusts each hidden cell with less. What is not
needed in the end is shown again. Where hiding all that is large does not help, the split is withdrawn. Each test asks
for some values above the small ones, so that a choice that failed still fits the small values; who runs our choices
again finds nothing more in most small tables, and not in all (docs/disclosure.md, tests/disclosure/test_insider.py).
Sources: Fischetti and Salazar-González 2001, Management Science 47:1008 (the reader's programs); Kenthapadi, Mishra and
Nissim 2005, PODS (that something is refused may tell nothing that is not known without it).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from helpers.disclosure.attack import Known, ranges
from helpers.disclosure.groups import Span
from helpers.disclosure.guarded import FREE, Figure, Guarded
from helpers.disclosure.linked import is_narrowed, is_safe
from helpers.disclosure.pattern import Cell, cheapest
from helpers.disclosure.tied import Linked
from helpers.floor.params.small_numbers import SmallNumbers

MARGIN = 1  # above the small ones
Reader = Literal["kind", "mark"]  # who knows of a hidden cell which kind it is, and who knows that it is hidden


@dataclass
class Component:
    """Cells that hang together by sums: `defend` chooses which are `hidden`, and which splits are `withdrawn`."""

    cells: Sequence[Guarded]
    links: Sequence[Linked]
    limits: SmallNumbers
    hidden: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    _levels: dict[str, int] = field(default_factory=dict)
    _best: dict[str, Span] = field(default_factory=dict)

    def defend(self) -> None:
        """Hides and withdraws until both readers fail."""
        self._begin()
        self._hide_for_all()
        while name := self._first_found():
            every = self.hidden | self._open_to_hiding
            if self.hidden == every or (name not in self._levels and not self._is_safe(name, every)):
                self.withdrawn.add(self._cell_of[name].split)
                self._begin()
                self._hide_for_all()
            else:
                self._hide_for(name)
        self._show_again()

    def _show_again(self) -> None:
        """Of what was hidden for others, whatever is not needed in the end; of cells that stand alike the smallest."""
        needed: set[object] = set()
        for cell in sorted(self.cells, key=lambda cell: (not cell.is_total, cell.size)):
            place = tuple(self._place[one.name] for one in cell.figures)
            if cell.name in self.hidden & self._open_to_hiding and place not in needed:
                self.hidden.remove(cell.name)
                if self._first_found():
                    self.hidden.add(cell.name)
                    needed.add(place)

    def _begin(self) -> None:
        self.hidden = {cell.name for cell in self.cells if cell.is_hidden and cell.split not in self.withdrawn}
        self._levels, self._best = {}, {}

    def _hide_for(self, name: str) -> None:
        """Hides the cheapest cells for this figure; all where the sums leave no choice any more."""
        more: set[str] | None = set()
        while more is not None and not more:
            self._levels[name] = self._levels.get(name, 0) + 1
            is_last = self._levels[name] > len(self.cells)
            more = None if is_last else self._cheapest([name], self._levels[name])
        self.hidden |= self._open_to_hiding if more is None else more

    def _hide_for_all(self) -> None:
        """Hides the cheapest cells for all small figures together: one by one they take more."""
        few = [one.name for cell in self.cells for one in cell.figures if one.is_few and cell.name in self.hidden]
        if len(few) > 1:
            self.hidden |= self._cheapest(few, 1) or set()

    def _cheapest(self, names: Sequence[str], level: int) -> set[str] | None:
        far = self.limits.hidden_below - 2.0
        still = float(self.limits.rounded_to // 2) if level == 1 else 0.0
        cells = [
            Cell(cell.name, tuple(one.name for one in cell.figures), still=0.0 if cell.is_exact else still)
            for cell in sorted(self.cells, key=lambda cell: (cell.is_total, -cell.size))
            if cell.name in self._open_to_hiding
        ]
        return cheapest(cells, [link.weights for link in self.links], self._rooms(level, far), self.hidden, names, far)

    def _rooms(self, level: int, far: float) -> dict[str, Span]:
        """How far each figure is trusted to move when hidden: from the second choice on the large ones alone."""
        large, few = (np.inf, far) if level == 1 else (far / (level - 1), 0.0)
        rooms = {name: np.inf if level == 1 else 0.0 for link in self.links for name in link.outside}
        for cell in self.cells:
            if cell.split in self.withdrawn:
                rooms |= dict.fromkeys((one.name for one in cell.figures), np.inf)
            elif cell.is_hidden or cell.may_be_hidden:
                rooms |= {one.name: few if one.is_few else large for one in cell.figures}
        return {name: (room, room) for name, room in rooms.items()}

    @property
    def _open_to_hiding(self) -> set[str]:
        return {cell.name for cell in self.cells if cell.may_be_hidden and cell.split not in self.withdrawn}

    @cached_property
    def _cell_of(self) -> Mapping[str, Guarded]:
        return {one.name: cell for cell in self.cells for one in cell.figures}

    @cached_property
    def _figure_of(self) -> Mapping[str, Figure]:
        return {one.name: one for cell in self.cells for one in cell.figures}

    def _first_found(self) -> str | None:
        """The first figure of which a reader finds too much; of figures that stand alike in the sums one is tried."""
        tried = set()
        for name in self._guarded_names():
            alike = self._alike(name)
            if alike not in tried and not self._is_safe(name, self.hidden):
                return name
            tried.add(alike)
        return None

    def _guarded_names(self) -> list[str]:
        """What may not be found: hidden counts, and counts that are printed nowhere; few ones first."""
        of_cells = [
            one
            for cell in self.cells
            for one in cell.figures
            if cell.name in self.hidden and (one.is_few or one.kind != FREE)
        ]
        rests = [name for link in self.links if link.is_guarded for name in link.outside]
        return [*(one.name for one in sorted(of_cells, key=lambda one: not one.is_few)), *dict.fromkeys(rests)]

    def _alike(self, name: str) -> tuple[object, ...]:
        if name not in self._cell_of:
            return (name,)
        cell = self._cell_of[name]
        of_all = sorted(
            (self._place[one.name], one.kind, one.shown * (cell.name not in self.hidden)) for one in cell.figures
        )
        return (self._place[name], *of_all)

    @cached_property
    def _place(self) -> Mapping[str, tuple[tuple[int, float], ...]]:
        places: dict[str, tuple[tuple[int, float], ...]] = {name: () for name in self._cell_of}
        for number, link in enumerate(self.links):
            for name, weight in link.weights.items():
                places[name] = (*places.get(name, ()), (number, weight))
        return places

    def _is_safe(self, name: str, hidden: Collection[str]) -> bool:
        figure, margin = self._figure_of.get(name), self._margin(hidden)
        # What is not published may follow by subtraction, as what is printed nowhere.
        if figure is None or self._cell_of[name].split in self.withdrawn:
            span = self._range(name, hidden, "mark", margin)
            return is_safe(span, self.limits) or not self._is_narrowed(name, span)
        if figure.is_of_few and not figure.is_few:
            low, high = self._range(name, hidden, "kind", margin)
            return high - low >= self.limits.hidden_below - 1
        return self._has_room(figure) and self._fails("kind" if figure.is_few else "mark", figure, hidden)

    def _has_room(self, figure: Figure) -> bool:
        """Whether the headlines leave a growing figure so much that the next quarters may tell more of it."""
        if not figure.is_growing:
            return True
        _, high = self._range(figure.name, self.hidden | self._open_to_hiding, "mark", 0)
        return high >= self.limits.least_shown + self.limits.rounded_to

    def _fails(self, reader: Reader, figure: Figure, hidden: Collection[str]) -> bool:
        """Whether this reader finds too little of a hidden figure."""
        margin, room = self._margin(hidden), self.limits.hidden_below - 1
        low, high = self._range(figure.name, hidden, reader, margin)
        most = room + (margin if figure.is_few else 0)
        if (low <= 1 and high >= most) or (reader == "mark" and low > room):
            return True
        if figure.is_few and (low > 1 or high < room):
            return False
        # What the marks or the kinds alone tell is told by no number that is shown.
        of_marks = self._range(figure.name, hidden, reader, margin, is_closed=True)
        return low <= max(1, of_marks[0]) and high >= min(most, of_marks[1])

    def _is_narrowed(self, name: str, span: Span) -> bool:
        """Whether more is found of a rest than where all is hidden that may be: the headlines alone tell that."""
        if name not in self._best:
            self._best[name] = self._range(name, self.hidden | self._open_to_hiding, "mark", 0)
        return is_narrowed(span, self._best[name], self.limits)

    def _margin(self, hidden: Collection[str]) -> int:
        """None where there is nothing more to choose."""
        return 0 if self._open_to_hiding <= set(hidden) else MARGIN

    def _range(
        self, name: str, hidden: Collection[str], reader: Reader, margin: float, *, is_closed: bool = False
    ) -> Span:
        told = Known()
        for cell in self.cells:
            for one in cell.figures:
                told.figure(one.name, *self._span(one, cell, hidden, reader, is_closed))
            if cell.name in hidden and len(cell.figures) > 1:
                told.tie({one.name: 1 for one in cell.figures}, 1, np.inf)
        for link in self.links:
            for outside in link.outside:
                told.figure(outside, *FREE)
            told.tie(link.weights, 0, 0)
        low, high = told.bounds[name]
        told.bounds[name] = low, high + (margin if reader == "kind" else 0)
        return ranges(told, [name])[name]

    def _least(self, one: Figure, cell: Guarded, hidden: Collection[str]) -> float:
        """The largest of cells that stand alike is hidden first: a count is no less than the shown ones beside it."""
        if len(cell.figures) > 1:
            return 0.0
        beside = (other for other in self.cells if other.may_be_hidden and other.name not in hidden)
        shown = (other.figures[0] for other in beside if len(other.figures) == 1 and other.is_total == cell.is_total)
        return max((found.shown[0] for found in shown if self._place[found.name] == self._place[one.name]), default=0.0)

    def _span(self, one: Figure, cell: Guarded, hidden: Collection[str], reader: Reader, is_closed: bool) -> Span:
        if cell.split in self.withdrawn:
            return FREE
        if cell.name in hidden and reader == "kind":
            return (max(one.kind[0], self._least(one, cell, hidden)), one.kind[1]) if cell.may_be_hidden else one.kind
        if cell.name in hidden:
            return one.mark
        if is_closed and (cell.may_be_hidden or cell.is_exempt):
            return FREE if cell.is_exempt or reader == "mark" else one.kind
        return one.shown
