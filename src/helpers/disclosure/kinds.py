"""The rows of a measure table as cells to be guarded: of each figure its kind, which alone decides what is hidden."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from helpers.disclosure.attack import Contradiction, Known, is_possible
from helpers.disclosure.defence import Component
from helpers.disclosure.figures import count_of, guarded_rows, is_share, name_of, parts_of, span_of
from helpers.disclosure.groups import Span, to_step
from helpers.disclosure.guarded import FREE, Figure, Guarded
from helpers.disclosure.tied import Linked, ties_of
from helpers.disclosure.ties import GROWING, ZEROS_HIDDEN, Part
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.words import WITHDRAWN

_GROWING = {cells.measure for cells in GROWING}


def defended(
    table: pd.DataFrame, is_group: pd.Series, is_hidden: np.ndarray, limits: SmallNumbers
) -> tuple[np.ndarray, np.ndarray]:
    """The rows to hide, and the rows to withdraw: those that are hidden already and what the sums ask beside them."""
    rows = list(guarded_rows(table))
    places: dict[str, list[int]] = defaultdict(list)
    cells: dict[str, Guarded] = {}
    for row in rows:
        cell = _cell(row, limits, is_group=bool(is_group[row.Index]), is_hidden=bool(is_hidden[row.Index]))
        if cell and (cell.name not in cells or cell.is_hidden or cell.is_exempt):
            cells[cell.name] = cell
        if cell:
            places[cell.name].append(row.Index)
    hidden, withdrawn = is_hidden.copy(), np.zeros(len(table), dtype=bool)
    for component in components(list(cells.values()), ties_of(rows), limits):
        links = tuple((tuple(link.weights.items()), link.outside, link.is_guarded) for link in component.links)
        names, splits = _hidden_of(tuple(component.cells), links, limits)
        for cell in component.cells:
            at = places[cell.name]
            withdrawn[at] |= cell.split in splits
            hidden[at] |= cell.name in names
    return hidden | withdrawn, withdrawn


def components(cells: Sequence[Guarded], links: Sequence[Linked], limits: SmallNumbers) -> Iterator[Component]:
    """The cells in groups that no sum connects, each with its sums; a figure of one value connects nothing."""
    of_cell = {one.name: cell for cell in cells for one in cell.figures}
    group = {
        name: name for name in [*(cell.name for cell in cells), *(name for link in links for name in link.outside)]
    }

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    def owner(name: str) -> str:
        return of_cell[name].name if name in of_cell else name

    free = {name for name, cell in of_cell.items() if cell.is_hidden or cell.may_be_hidden}
    for link in links:
        open_ends = [root(owner(name)) for name in link.weights if name in free or name not in of_cell]
        group |= dict.fromkeys(open_ends, open_ends[0] if open_ends else "")
    members: dict[str, list[Guarded]] = defaultdict(list)
    sums: dict[str, list[Linked]] = defaultdict(list)
    for cell in cells:
        members[root(cell.name)].append(cell)
    for link in links:
        open_ends = [owner(name) for name in link.weights if name in free or name not in of_cell]
        if open_ends:
            sums[root(open_ends[0])].append(link)
    for name in {**members, **sums}:
        inside = {cell.name: cell for cell in members[name]}
        beside = {of_cell[one].name: of_cell[one] for link in sums[name] for one in link.weights if one in of_cell}
        yield Component(list({**inside, **beside}.values()), sums[name], limits)


_Sum = tuple[tuple[tuple[str, float], ...], tuple[str, ...], bool]  # all that a `Linked` says, in its order


@lru_cache(maxsize=1024)
def _hidden_of(
    cells: tuple[Guarded, ...], links: tuple[_Sum, ...], limits: SmallNumbers
) -> tuple[frozenset[str], frozenset[str]]:
    """The cells to hide and the splits to withdraw, which follow from these alone.

    Kept, since the chapters of one edition protect the same figures again and again: the summary those of every
    chapter, and each period those of the periods before. Without the sums that the figures contradict, where exports
    do not fit each other.
    """
    sums = [Linked(dict(weights), outside, is_guarded) for weights, outside, is_guarded in links]
    component = Component(cells, sums, limits)
    try:
        component.defend()
    except Contradiction:
        component.links = _fitting(component)
        component.defend()
    return frozenset(component.hidden), frozenset(component.withdrawn)


def _fitting(component: Component) -> list[Linked]:
    """The sums that can be true together, the first declared before the others.

    Each figure lies where its kind lets it, and where it would be shown: what fits that fits whatever is hidden.
    """
    told, kept = Known(), []
    for cell in component.cells:
        for one in cell.figures:
            told.figure(one.name, *one.kind)
            if not cell.is_hidden:
                told.figure(one.name, *one.shown)
    for link in component.links:
        for outside in link.outside:
            told.figure(outside, *FREE)
        told.tie(link.weights, 0, 0)
        if is_possible(told):
            kept.append(link)
        else:
            told.ties.pop()
    return kept


def _cell(row: Any, limits: SmallNumbers, *, is_group: bool, is_hidden: bool) -> Guarded | None:
    if not is_hidden and row.value != row.value and (is_group or row.numerator != row.numerator):
        return None
    figures = tuple(_figure(row, part, limits, is_group=is_group, is_hidden=is_hidden) for part in parts_of(row))
    is_none = not is_share(row) and row.value == 0 and row.measure not in ZEROS_HIDDEN
    return Guarded(
        name=figures[0].name,
        figures=figures,
        split=_split_of(row),
        is_hidden=is_hidden,
        may_be_hidden=is_group and not is_hidden and not is_none,
        is_exempt=not is_group,
        is_exact=row.counted == "respondent",
        is_total=row.area_level != "wijk" and not row.split,
    )


def _figure(row: Any, part: Part, limits: SmallNumbers, *, is_group: bool, is_hidden: bool) -> Figure:
    name, count = name_of(row, part), count_of(row, part)
    is_part = part != "value" or row.measure in ZEROS_HIDDEN
    mark = FREE if is_part or row.withheld == WITHDRAWN else (1.0, np.inf)
    if np.isnan(count):
        return Figure(name, mark, mark, mark)
    is_growing = row.measure in _GROWING
    shown = span_of(row, part, _to_step(row, count, limits) if is_group else count, limits, is_exact=not is_group)
    if is_group and count < limits.hidden_below and (is_part or count > 0):
        few: Span = (0.0 if is_part else 1.0, limits.hidden_below - 1.0)
        return Figure(name, shown, few, mark, is_few=True, is_growing=is_growing)
    kind = (float(limits.hidden_below), np.inf) if is_group and count > 0 else shown
    is_of_few = is_hidden and row.counted == "respondent"
    return Figure(name, shown, kind, mark, is_of_few=is_of_few, is_growing=is_growing)


def _to_step(row: Any, count: float, limits: SmallNumbers) -> float:
    """A count as it is shown: of those who answered a survey exactly."""
    return count if row.counted == "respondent" else float(to_step(np.array([count]), limits)[0])


def _split_of(row: Any) -> str:
    """What is withdrawn together: the groups of one split of a measure in a period, of the sessions in a quarter."""
    period = Quarter.of(row.start).label if row.split == "session" else row.period
    within = row.area if row.split and row.area_level == "wijk" else ""
    return ", ".join((row.measure, row.split, row.area_level, within, period))
