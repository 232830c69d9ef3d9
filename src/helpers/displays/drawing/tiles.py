"""A tile map: one tile a wijk, near where it lies, with its name and its figure written in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Rectangle

from helpers.displays.drawing.palette import GREY, INK, MUTED, PAPER
from helpers.floor.areas import FEWEST_COLUMNS, letters_on_a_tile
from helpers.floor.shapes.tables import each_row

_WIDE, _HIGH, _GAP = 1.0, 0.72, 0.05
_NAME, _SMALLEST = 9.0, 7.0  # points: of a name, and of one that is long


@dataclass(frozen=True)
class Look:
    """How a tile is filled, and in which colour one writes on it; with an edge where the fill is paper."""

    fill: str
    ink: str = INK
    edge: str = ""
    is_dashed: bool = False


@dataclass(frozen=True)
class Tile:
    """The figure of a wijk, and a smaller word under it."""

    look: Look
    figure: str
    word: str = ""


UNKNOWN = Look(PAPER, MUTED, GREY, is_dashed=True)


def height(areas: pd.DataFrame) -> float:
    """How high the drawing of these wijken must be, in inches.

    >>> height(pd.DataFrame({"tile_row": [1, 5], "tile_column": [1, 6]}))
    5.0
    """
    rows = areas.tile_row.max() - areas.tile_row.min() + 1
    return round(7.2 * _HIGH * float(rows) / (_WIDE * _columns(areas)) + 0.68, 1)


def _columns(areas: pd.DataFrame) -> float:
    """How many tiles beside each other there is room for."""
    return float(max(areas.tile_column.max() - areas.tile_column.min() + 1, FEWEST_COLUMNS))


def paint(drawing: Drawing, areas: pd.DataFrame, tiles: Mapping[str, Tile], key: Sequence[tuple[Look, str]]) -> None:
    """Draw the tiles of the wijken that have one, and above them what each look means."""
    above, axes = drawing.subplots(2, 1, height_ratios=(0.5, height(areas) - 0.5))
    _paint_key(above, key)
    for place in each_row(areas):
        if place.wijk in tiles:
            left, top = place.tile_column * _WIDE, place.tile_row * _HIGH
            _paint_tile(axes, tiles[place.wijk], (left, top), (place.short_name, _size(place.short_name, areas)))
    axes.set_xlim(areas.tile_column.min() * _WIDE, (areas.tile_column.min() + _columns(areas)) * _WIDE)
    axes.set_ylim((areas.tile_row.max() + 1) * _HIGH, areas.tile_row.min() * _HIGH)
    axes.set_axis_off()


def _size(name: str, areas: pd.DataFrame) -> float:
    """The size of the letters in which a name fits its tile, in points."""
    letters = letters_on_a_tile(int(areas.tile_column.max() - areas.tile_column.min()) + 1)
    return max(_SMALLEST, min(_NAME, _SMALLEST * letters / len(name)))


def _paint_tile(axes: Axes, tile: Tile, at: tuple[float, float], name: tuple[str, float]) -> None:
    _box(axes, tile.look, (at[0] + _GAP / 2, at[1] + _GAP / 2), (_WIDE - _GAP, _HIGH - _GAP))
    middle = at[0] + _WIDE / 2
    written = [(0.22, *name, "normal"), (0.52 if tile.word else 0.6, tile.figure, 12.5, "bold")]
    if tile.word:
        written.append((0.82, tile.word, 8.5, "normal"))
    for down, text, size, weight in written:
        place = (middle, at[1] + down * _HIGH)
        axes.text(*place, text, color=tile.look.ink, fontsize=size, fontweight=weight, ha="center", va="center")


def _paint_key(axes: Axes, key: Sequence[tuple[Look, str]]) -> None:
    axes.set_xlim(0, len(key))
    axes.set_ylim(0, 1)
    for at, (look, text) in enumerate(key):
        _box(axes, look, (at + 0.02, 0.3), (0.14, 0.45))
        axes.text(at + 0.2, 0.5, text, color=INK, fontsize=9, va="center")
    axes.set_axis_off()


def _box(axes: Axes, look: Look, at: tuple[float, float], size: tuple[float, float]) -> None:
    style = (0, (3, 2)) if look.is_dashed else "-"
    edge = look.edge or look.fill
    axes.add_patch(Rectangle(at, *size, facecolor=look.fill, edgecolor=edge, linewidth=1.4, linestyle=style))
