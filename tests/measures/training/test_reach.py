"""Whom the training could reach."""

import numpy as np
import pandas as pd
import pytest

from helpers.floor.areas import Areas
from helpers.floor.quarter import Quarter
from helpers.measures.training import reach

WIJKEN = ["a", "b"]


def people(**columns):
    return pd.DataFrame({"wijk": ["a", "b", "GM0001"], "year": [2020, 2020, 2022], **columns})


def counted(population, from_age=65):
    found = reach.elderly_population(population, WIJKEN, "GM0001", from_age)
    return found.set_index("area").value.to_dict(), set(found[found.area_level == "wijk"].series)


def test_without_a_figure_per_wijk_the_municipality_is_shared_out_by_the_nearest_age():
    table = people(aged_61_plus=[300, 100, np.nan], aged_50_plus=[1, 1, np.nan], aged_65_plus=[np.nan, np.nan, 200])
    assert counted(table) == ({"a": 150, "b": 50, "GM0001": 200}, {"aged_61_plus"})


def test_a_published_figure_per_wijk_is_used_as_it_is():
    table = people(aged_61_plus=[300, 100, np.nan], aged_65_plus=[120, 90, 200])
    assert counted(table) == ({"a": 120, "b": 90, "GM0001": 210}, {""})


def test_the_estimates_are_tens_that_add_up_to_the_municipality():
    areas = Areas.load()
    if areas.population.empty:
        pytest.skip("this municipality has no population.csv")
    code = next(one for one in areas.population.wijk if one not in areas.codes)
    found = reach.elderly_population(areas.population, areas.codes, code, 65)
    of_wijken = found[found.area_level == "wijk"]
    whole = found[found.area_level == "municipality"].value.item()
    assert of_wijken.value.sum() == pytest.approx(whole, abs=5 * len(of_wijken))
    assert (of_wijken.value % 10 == 0).all()
    assert of_wijken.area.tolist() == areas.codes


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame(columns=["wijk", "year"]),
        people(aged_65_plus=[np.nan, np.nan, 200]),
        people(aged_61_plus=[300, np.nan, np.nan], aged_65_plus=[np.nan, np.nan, 200]),
        people(aged_61_plus=[300, 100, np.nan]),
        people(aged_61_plus=[300, 100, np.nan])[:2],
    ],
)
def test_where_the_inhabitants_cannot_be_told_there_are_no_rows(table):
    assert reach.elderly_population(table, WIJKEN, "GM0001", 65).empty


def test_inhabitants_are_no_persons_to_protect():
    table = people(aged_61_plus=[300, 100, np.nan], aged_65_plus=[np.nan, np.nan, 200])
    assert set(reach.elderly_population(table, WIJKEN, "GM0001", 65).counted) == {"inhabitant"}


AREAS = pd.DataFrame({"wijk": ["a", "b", "c"], "lon": [4.40, 4.40, 4.50], "lat": [52.0, 52.1, 52.0]})


def sessions(*rows):
    table = pd.DataFrame(rows, columns=["wijk", "date", "status"])
    return table.assign(date=pd.to_datetime(table.date))


def km(table, areas=AREAS):
    return reach.venue_distance(table, areas, Quarter(2026, 3)).value.round(1).tolist()


def test_the_distance_is_to_the_nearest_wijk_with_a_held_session():
    # A tenth of a degree north is 11.1 km; east at 52 degrees it is 11.1 x cos 52 = 6.8 km.
    assert km(sessions(("a", "2026-02-01", "gehouden"))) == [0, 11.1, 6.8]
    both = sessions(("a", "2026-02-01", "gehouden"), ("b", "2026-03-01", "gehouden"))
    assert km(both) == [0, 0, 6.8]


@pytest.mark.parametrize(
    "row", [("a", "2026-02-01", "vervallen"), ("a", "2025-12-31", "gehouden"), ("a", "2026-10-01", "gehouden")]
)
def test_a_session_called_off_or_of_another_time_is_no_venue(row):
    assert km(sessions(("c", "2026-02-01", "gehouden"), row))[0] == 6.8


@pytest.mark.parametrize(
    ("table", "areas"),
    [
        (sessions((None, "2026-02-01", "gehouden")), AREAS),
        (sessions(("a", "2026-02-01", "gehouden")), AREAS[["wijk"]]),
        (sessions(("a", "2026-02-01", "gehouden")), AREAS.assign(lat=np.nan)),
    ],
)
def test_without_a_place_of_a_session_or_of_a_wijk_there_is_no_distance(table, areas):
    assert reach.venue_distance(table, areas, Quarter(2026, 3)).empty
