"""Tiles proposed from the middles of wijken: none on another, and the map lies as the wijken do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.floor.areas import Areas, letters_on_a_tile
from helpers.runner.new_home import short_names, tiles

POINTS = st.tuples(st.floats(0, 3e5), st.floats(3e5, 6e5))


@given(st.lists(POINTS, min_size=1, max_size=60))
def test_no_two_tiles_are_on_one_place_and_the_map_fits_a_page(points):
    places = tiles.on_a_grid(np.array(points))
    rows, columns = max(row for row, _ in places), tiles.width(places)
    assert len(set(places)) == len(points)
    assert min(map(min, places)) >= 1 and columns <= 20 and rows <= 3 * columns


def test_a_wijk_north_of_another_stands_above_it_and_one_east_of_it_to_its_right():
    areas = Areas.load().table
    middles = areas[["lon", "lat"]].to_numpy() * [68_000, 111_000]
    places = np.array(tiles.on_a_grid(middles))
    for of_middle, of_tile in ((-middles[:, 1], places[:, 0]), (middles[:, 0], places[:, 1])):
        assert np.corrcoef(of_middle, of_tile)[0, 1] > 0.85


@pytest.mark.parametrize("count", [1, 2, 5, 13])
def test_wijken_of_which_nobody_knows_where_they_lie_get_places_of_their_own(count):
    assert len(set(tiles.in_reading_order(count))) == count


@given(st.lists(st.text(st.characters(categories=["L", "N", "Zs"], include_characters="/-'"), min_size=1), max_size=40))
def test_a_short_name_fits_and_is_like_no_other(names):
    made = short_names.fitting([f"W{name}" for name in names], letters_on_a_tile(12))
    assert all(0 < len(one) <= 8 for one in made)
    assert len({one.casefold() for one in made}) == len(names)
