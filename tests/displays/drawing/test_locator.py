"""The small map of a profile: one wijk filled, from tiles or from real borders."""

import re

import pandas as pd

from helpers.displays.drawing import locator
from helpers.displays.drawing.palette import BAND_LIGHT, C1
from helpers.runner.page.vector import inline_svg

AREAS = pd.DataFrame(
    {
        "wijk": ["a", "b", "c"],
        "short_name": ["Noord", "R&D <wijk>", "Zuid"],
        "tile_row": [1, 1, 2],
        "tile_column": [3, 4, 3],
    }
)
BORDERS = {"a": [[[0, 0], [10, 0], [10, 10], [0, 10]]], "b": [[[10, 0], [20, 0], [20, 10], [10, 10]]]}


def filled(svg):
    """The fill of every tile or shape, in the order in which they are drawn."""
    return re.findall(r"<(?:rect|path)[^>]*style=\"fill:(#\w+)", svg)


def test_the_one_wijk_is_filled_and_turned_round_it_is_the_other():
    assert filled(locator.tiles(AREAS, "a")) == [C1, BAND_LIGHT, BAND_LIGHT]
    assert filled(locator.tiles(AREAS, "c")) == [BAND_LIGHT, BAND_LIGHT, C1]
    assert filled(locator.shapes(BORDERS, "a")) == [BAND_LIGHT, C1]  # the own one last, so that its edge is whole


def test_the_north_is_above_and_the_west_on_the_left():
    tiles = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', locator.tiles(AREAS, "a"))
    (west, above), (east, _), (_, below) = [(float(x), float(y)) for x, y in tiles]
    assert west < east and above < below
    north = {"a": [[[0, 9], [1, 9], [1, 10]]], "b": [[[0, 0], [1, 0], [1, 1]]]}
    tops = [float(y) for y in re.findall(r'd="M[\d.]+ ([\d.]+)', locator.shapes(north, "b"))]
    assert tops[0] < tops[1]


def test_a_name_is_text_and_the_page_takes_the_drawing():
    for svg in (locator.tiles(AREAS, "a"), locator.shapes(BORDERS, "a")):
        assert "var(--c1)" in inline_svg(svg, "f1-", "Een kaart")
    assert "R&amp;D &lt;wijk&gt;" in locator.tiles(AREAS, "b")
