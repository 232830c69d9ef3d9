"""The borders that travel with a delivery: simplified together, small, and none where they cannot be used."""

import json

import numpy as np
import pytest
import shapely

from helpers.floor.areas import BORDERS, Areas
from helpers.sources.delivery import snapshot
from helpers.sources.reference import simple_borders

WIJKEN = {"WK999901": "Noord", "WK999902": "Zuid"}


@pytest.fixture
def reference(tmp_path, wijken_csv):
    """Two wijken in RD that share a ragged edge of two thousand points."""
    (tmp_path / "wijken.csv").write_text(wijken_csv(WIJKEN), "utf-8")
    x = np.linspace(90_000, 92_000, 1_000)
    edge = np.column_stack([x, 455_000 + 5 * np.sin(x)])
    north = [*edge, [92_000, 457_000], [90_000, 457_000]]
    south = [*edge, [92_000, 453_000], [90_000, 453_000]]
    features = [
        {
            "type": "Feature",
            "properties": {"wijkcode": code},
            "geometry": shapely.geometry.mapping(shapely.Polygon(ring)),
        }
        for code, ring in zip(WIJKEN, (north, south), strict=True)
    ]
    (tmp_path / "wijkgrenzen.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return tmp_path


def test_neighbours_keep_one_edge_and_few_points_are_left(reference):
    rings = json.loads(simple_borders.of(reference))
    assert list(rings) == [*WIJKEN] and len(simple_borders.of(reference)) < 500
    north, south = (shapely.Polygon(rings[code][0]) for code in WIJKEN)
    assert north.intersection(south).area == 0 and north.intersection(south).length >= 499
    assert north.bounds[3] == pytest.approx(1000) and south.bounds[1] == 0


def test_they_go_into_what_is_frozen_and_come_out_with_the_areas(reference, monkeypatch):
    monkeypatch.setattr(snapshot.paths, "REFERENCE", reference)
    frozen = snapshot.beside()
    content = frozen[f"reference/{BORDERS}"]
    (reference / BORDERS).write_bytes(content)
    assert {*Areas.load(reference).borders} == {*WIJKEN}
    (reference / "wijkgrenzen.geojson").unlink()
    assert f"reference/{BORDERS}" not in snapshot.beside()


def test_borders_that_cannot_be_used_give_none(reference):
    (reference / "wijkgrenzen.geojson").write_text("{}", "utf-8")
    assert simple_borders.of(reference) is None
