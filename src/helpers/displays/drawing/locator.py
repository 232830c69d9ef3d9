"""A small map that shows where one wijk lies: a tile a wijk, or real borders where the delivery has them.

Written as SVG at once: it is drawn for every wijk, and has no axes.
"""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from helpers.displays.drawing.palette import BAND_LIGHT, C1, GREY, INK, PAPER
from helpers.floor.areas import Ring, letters_on_a_tile
from helpers.floor.shapes.tables import each_row

_WIDE, _TILE_HIGH, _GAP = 520.0, 22.0, 2.0  # of the drawing, in points
_HIGHEST = 190.0  # of real borders
_SMALLEST, _USUAL = 7.0, 9.0  # letters, in points


def tiles(areas: pd.DataFrame, wijk: str) -> str:
    """The wijken as tiles with their short names; `wijk` is filled."""
    left, top = areas.tile_column.min(), areas.tile_row.min()
    columns = max(int(areas.tile_column.max() - left) + 1, 1)
    wide = min(_WIDE / columns, 110)
    letters = letters_on_a_tile(columns)
    parts = []
    for one in each_row(areas):
        x, y = (one.tile_column - left) * wide, (one.tile_row - top) * _TILE_HIGH
        fill, ink = (C1, PAPER) if one.wijk == wijk else (BAND_LIGHT, INK)
        parts.append(_box(x, y, wide - _GAP, _TILE_HIGH - _GAP, fill))
        size = max(_SMALLEST, min(_USUAL, _SMALLEST * letters / len(one.short_name)))
        parts.append(_text(x + (wide - _GAP) / 2, y + _TILE_HIGH / 2 + 2, one.short_name, size, ink))
    high = (areas.tile_row.max() - top + 1) * _TILE_HIGH
    return _svg(columns * wide, high, parts)


def shapes(borders: Mapping[str, Sequence[Ring]], wijk: str) -> str:
    """The wijken by their borders, north at the top; `wijk` is filled, and drawn last so that its edge is whole."""
    points = [point for rings in borders.values() for ring in rings for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    scale = min(_WIDE / (right - left), _HIGHEST / (top - bottom))
    order = [*(code for code in borders if code != wijk), wijk]
    parts = []
    for code in order:
        rings = [[(_n((x - left) * scale), _n((top - y) * scale)) for x, y in ring] for ring in borders[code]]
        path = "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings)
        fill = C1 if code == wijk else BAND_LIGHT
        parts.append(f'<path d="{path}" fill-rule="evenodd" style="fill:{fill};stroke:{GREY};stroke-width:.8"/>')
    return _svg((right - left) * scale, (top - bottom) * scale, parts)


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
    return f'<rect {place} style="fill:{colour}"/>'


def _text(x: float, y: float, words: str, size: float, colour: str) -> str:
    style = f"font-size:{_n(size)}px;text-anchor:middle;fill:{colour}"
    return f'<text x="{_n(x)}" y="{_n(y)}" style="{style}">{escape(words)}</text>'


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    wide = max(width, _WIDE)
    return f'<svg viewBox="0 0 {_n(wide)} {_n(height)}">{"".join(parts)}</svg>'
