"""The areas as read: wijken always, inhabitants by age where the file is there."""

import csv
from collections import Counter

import pandas as pd
import pytest

from helpers.floor import paths
from helpers.floor.areas import POPULATION, Areas

WIJKEN = "wijk,name,short_name\nWK000002,B,B\nWK000001,A,A\n"


def test_wijken_are_in_code_order_with_and_without_inhabitants_by_age(tmp_path):
    (tmp_path / "wijken.csv").write_text(WIJKEN)
    assert Areas.load(tmp_path).population.empty
    (tmp_path / POPULATION).write_text("wijk,year,aged_65_plus\nWK000001,2024,300\nGM0001,2024,900\n")
    areas = Areas.load(tmp_path)
    assert areas.codes == ["WK000001", "WK000002"]
    assert areas.population.aged_65_plus.tolist() == [300, 900]


def test_every_middle_lies_near_the_middle_of_all():
    table = pd.read_csv(paths.REFERENCE / "wijken.csv")
    if not {"lon", "lat"} <= set(table):
        pytest.skip("this municipality has no middles of wijken")
    # A municipality is some ten kilometres across: a degree typed wrong lies further off.
    assert (table.lon - table.lon.median()).abs().max() < 0.2
    assert (table.lat - table.lat.median()).abs().max() < 0.1


def test_the_middles_are_those_of_the_boundaries_they_were_worked_out_from():
    source = paths.ROOT.parent / "shared" / "data" / "gm1916_gebieden.csv"
    if not source.is_file():
        pytest.skip("the boundaries are only on a machine of the builders")
    points = pd.read_csv(source)
    table = pd.read_csv(paths.REFERENCE / "wijken.csv").set_index("wijk")
    for wijk, of_wijk in points.groupby("wijkcode"):
        # A middle lies between the points of its buurten, or within some 600 metres of the only one.
        assert of_wijk.lon.min() - 0.01 <= table.lon[wijk] <= of_wijk.lon.max() + 0.01
        assert of_wijk.lat.min() - 0.005 <= table.lat[wijk] <= of_wijk.lat.max() + 0.005


def test_the_inhabitants_of_a_wijk_are_those_of_its_buurten_in_the_table_of_cbs():
    source = paths.ROOT.parent / "shared" / "data" / "real" / "cbs" / "85984NED_inwoners_2024_buurten_gm1916.csv"
    if not source.is_file():
        pytest.skip("the table of CBS is only on a machine of the builders")
    people = Counter()
    with source.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            count = int(row["population"])
            assert count >= 0, "a code for a missing count is no count"
            people["WK" + row["nhood_id"].removeprefix("BU")[:6]] += count
    table = pd.read_csv(paths.REFERENCE / "wijken.csv")
    assert dict(zip(table.wijk, table.inhabitants, strict=True)) == people
    assert set(table.inhabitants_year) == {2024}
