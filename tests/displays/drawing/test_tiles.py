"""A name that a check lets through stays within its tile."""

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.displays.drawing import figure, tiles
from helpers.floor.areas import letters_on_a_tile

# Real names of Dutch wijken, as long as they come.
NAMES = ["Leidschenveen-Ypenburg", "Hoogkamer en Noordwest", "Bouwlust en Vrederust", "Mariahoeve en Marlot"]


@pytest.mark.parametrize("columns", [1, 2, 4, 6, 8, 10, 12])
def test_the_longest_name_that_may_be_stays_within_its_tile(columns):
    longest = [(NAMES[at % 4] * 3)[: letters_on_a_tile(columns)] for at in range(columns)]
    areas = pd.DataFrame({"wijk": longest, "short_name": longest, "tile_row": 1, "tile_column": range(columns)})
    with mpl.rc_context(figure._theme()):
        drawing = Figure(figsize=(7.2, tiles.height(areas)), layout="constrained")
        FigureCanvasAgg(drawing)
        drawn = {wijk: tiles.Tile(tiles.UNKNOWN, "12,3") for wijk in longest}
        tiles.paint(drawing, areas, drawn, [(tiles.UNKNOWN, "onbekend")])
        drawing.canvas.draw()
    axes = drawing.axes[1]
    tile = axes.transData.transform((1, 0))[0] - axes.transData.transform((0, 0))[0]
    widths = [text.get_window_extent().width for text in axes.texts if text.get_text() in longest]
    assert len(widths) == columns
    assert max(widths) <= tile
