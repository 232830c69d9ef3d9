"""Small multiples on equal axes: a small line per area.

They are drawn on one sheet: with an axis for each a figure takes ten times as long.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

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
    """One small line: a value a month, NaN where it is not shown.

    `hidden` are the places of the months that are withheld as small numbers, `marked` those with a signal.
    """

    name: str
    values: Sequence[float]
    hidden: Sequence[int] = ()
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


def paint(drawing: Drawing, panels: Sequence[Panel], grey: Sequence[float], ends: tuple[str, str]) -> None:
    """Each panel with its name, its line, the grey line of all, and its last value; `ends` name the outer months."""
    axes, columns = drawing.subplots(), across(len(panels))
    top = top_of([*grey, *(value for one in panels for value in one.values)])
    corners = [(_WIDE * (i % columns), -_HIGH * (i // columns)) for i in range(len(panels))]
    steps = np.linspace(0, 1, len(grey)) if len(grey) > 1 else np.array([0.5])
    axes.hlines([y for _, y in corners], [x for x, _ in corners], [x + 1 for x, _ in corners], color=RULE, lw=1)
    axes.plot(*_lines([grey for _ in panels], corners, steps, top), color=GREY, lw=1.2, zorder=2)
    lines = _lines([one.values for one in panels], corners, steps, top)
    axes.plot(*lines, color=C1, lw=1.7, marker="o", ms=2.2, zorder=3)
    hidden = _places([one.hidden for one in panels], corners, steps)
    axes.plot(*hidden, linestyle="none", marker="x", ms=3.4, color=MUTED, zorder=3)
    for one, (x, y), below in zip(panels, corners, [*corners[columns:], *[None] * columns], strict=False):
        axes.text(x, y + 1.1, one.name, color=INK, fontweight="bold", fontsize=9, va="bottom")
        _mark(axes, one, (x, y), steps, top)
        if not math.isnan(one.values[-1]):
            text = dutch.number(one.values[-1])
            label(axes, text, (x + steps[-1], y + one.values[-1] / top), va="center", colour=_colour(one))
        if below is None:
            axes.text(x, y - 0.06, ends[0], color=MUTED, fontsize=8, va="top")
            axes.text(x + 1, y - 0.06, ends[1], color=MUTED, fontsize=8, va="top", ha="right")
    _frame(axes, len(panels), columns, top)


def _colour(panel: Panel) -> str:
    return C2 if len(panel.values) - 1 in panel.marked else C1


def _mark(axes: Axes, panel: Panel, corner: tuple[float, float], steps: np.ndarray, top: float) -> None:
    known = [at for at in panel.marked if not math.isnan(panel.values[at])]
    places = [(corner[0] + steps[at], corner[1] + panel.values[at] / top) for at in known]
    if places:
        axes.plot(*zip(*places, strict=True), linestyle="none", marker="D", ms=5, color=C2, zorder=4)


def _lines(
    several: Sequence[Sequence[float]], corners: Sequence[tuple[float, float]], steps: np.ndarray, top: float
) -> tuple[list[float], list[float]]:
    """All lines as one, broken between the panels."""
    across_, up = [], []
    for values, (x, y) in zip(several, corners, strict=True):
        across_ += [*(x + steps), _NAN]
        up += [*(y + np.asarray(values, dtype=float) / top), _NAN]
    return across_, up


def _places(
    several: Sequence[Sequence[int]], corners: Sequence[tuple[float, float]], steps: np.ndarray
) -> tuple[list[float], list[float]]:
    found = [(x + steps[at], y + 0.05) for places, (x, y) in zip(several, corners, strict=True) for at in places]
    return [x for x, _ in found], [y for _, y in found]


def _frame(axes: Axes, count: int, columns: int, top: float) -> None:
    rows = math.ceil(count / columns)
    axes.set_xlim(-0.02, _WIDE * columns - 0.1)
    axes.set_ylim(-_HIGH * (rows - 1) - 0.3, 1.42)
    axes.set_yticks([-_HIGH * row + end for row in range(rows) for end in (0, 1)], ["0", dutch.number(top)] * rows)
    axes.set_xticks([])
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
