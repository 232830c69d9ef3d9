"""Small multiples on equal axes: a small line per area.

They are drawn on one sheet, all lines as one that is broken between the panels: with an axis for each a figure takes
ten times as long, and as many letters on the page.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from helpers.displays.drawing.figure import label
from helpers.displays.drawing.palette import C1, C2, GREY, INK, MUTED, RULE
from helpers.floor import dutch

_MOST_ACROSS = 5
_WIDE, _HIGH = 1.42, 1.62  # a panel with the room around it; the panel itself is 1 by 1
_INCHES = 1.12  # the height of a panel with its room
_NAN = float("nan")


@dataclass(frozen=True)
class Panel:
    """One small line: a value a month, NaN where it is not known; `marked` are the places of months with a signal."""

    name: str
    values: Sequence[float]
    marked: Sequence[int] = ()


def height(count: int) -> float:
    """The height in inches of a drawing of so many panels."""
    return 0.25 + _INCHES * math.ceil(count / across(count))


def across(count: int) -> int:
    """How many panels stand beside each other: never so few that one is as wide as the page."""
    return min(_MOST_ACROSS, max(count, 3))


def top_of(values: Sequence[float]) -> float:
    """The end of the one scale: the first round number at or above all that is shown.

    >>> top_of([3.0, 41.0, float("nan")]), top_of([0.0]), top_of([101.0])
    (50.0, 1.0, 120.0)
    """
    most = max([value for value in values if not math.isnan(value)], default=0.0)
    rounds = (step * 10.0**power for power in range(9) for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8))
    return next(one for one in rounds if one >= most and float(one).is_integer())


def alone(values: Sequence[float]) -> list[int]:
    """The places of values without a neighbour, which a line would pass over.

    >>> alone([1.0, float("nan"), 3.0, 4.0, float("nan"), 5.0])
    [0, 5]
    """
    around = [_NAN, *values, _NAN]
    is_known = [not math.isnan(value) for value in around]
    return [at for at in range(len(values)) if is_known[at + 1] and not is_known[at] and not is_known[at + 2]]


def paint(drawing: Drawing, panels: Sequence[Panel], grey: Sequence[float], ends: tuple[str, str]) -> None:
    """Each panel with its name, its line, the grey line of all, and its last value; `ends` name the outer months."""
    axes, top = drawing.subplots(), top_of([*grey, *(value for one in panels for value in one.values)])
    draw = _Pen(axes, list(_corners(len(panels))), top)
    draw.line([(0, 0) for _ in panels], color=RULE, lw=1)
    draw.line([grey for _ in panels], color=GREY, lw=1.2)
    draw.line([one.values for one in panels], color=C1, lw=1.7)
    draw.marks([_only(one.values, alone(one.values)) for one in panels], "o", color=C1, ms=3)
    draw.marks([_only(one.values, one.marked) for one in panels], "D", color=C2, ms=5)
    for at, one in enumerate(panels):
        _name(axes, one, draw.corners[at], top)
        if at + across(len(panels)) >= len(panels):
            _name_months(axes, ends, draw.corners[at])
    _frame(axes, len(panels), top)


@dataclass(frozen=True)
class _Pen:
    """Draws the same kind of mark in every panel at once."""

    axes: Axes
    corners: list[tuple[float, float]]
    top: float

    def line(self, values: Sequence[Sequence[float]], **look: Any) -> None:
        self.axes.plot(*self._places(values), clip_on=False, **look)

    def marks(self, values: Sequence[Sequence[float]], marker: str, **look: Any) -> None:
        self.axes.plot(*self._places(values), clip_on=False, linestyle="none", marker=marker, **look)

    def _places(self, several: Sequence[Sequence[float]]) -> tuple[list[float], list[float]]:
        to_right: list[float] = []
        upward: list[float] = []
        for values, (x, y) in zip(several, self.corners, strict=True):
            to_right += [*(x + np.linspace(0, 1, len(values))), _NAN]
            upward += [*(y + np.asarray(values, dtype=float) / self.top), _NAN]
        return to_right, upward


def _corners(count: int) -> Iterator[tuple[float, float]]:
    for at in range(count):
        row, column = divmod(at, across(count))
        yield _WIDE * column, -_HIGH * row


def _only(values: Sequence[float], places: Sequence[int]) -> list[float]:
    return [value if at in places else _NAN for at, value in enumerate(values)]


def _name(axes: Axes, panel: Panel, corner: tuple[float, float], top: float) -> None:
    (x, y), last = corner, panel.values[-1]
    axes.text(x, y + 1.1, panel.name, color=INK, fontweight="bold", fontsize=9, va="bottom")
    if not math.isnan(last):
        colour = C2 if len(panel.values) - 1 in panel.marked else C1
        label(axes, dutch.number(last), (x + 1, y + last / top), va="center", colour=colour)


def _name_months(axes: Axes, ends: tuple[str, str], corner: tuple[float, float]) -> None:
    x, y = corner
    axes.text(x, y - 0.06, ends[0], color=MUTED, fontsize=8, va="top")
    axes.text(x + 1, y - 0.06, ends[1], color=MUTED, fontsize=8, va="top", ha="right")


def _frame(axes: Axes, count: int, top: float) -> None:
    rows = math.ceil(count / across(count))
    axes.set_xlim(-0.02, _WIDE * across(count) - 0.1)
    axes.set_ylim(-_HIGH * (rows - 1) - 0.3, 1.42)
    axes.set_yticks([-_HIGH * row + end for row in range(rows) for end in (0, 1)], ["0", dutch.number(top)] * rows)
    axes.set_xticks([])
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
