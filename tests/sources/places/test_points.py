import json

import pytest

from helpers.floor.faults import BadInput
from helpers.sources.places.places import located

# Two squares beside each other in degrees; in RD the corners were computed with pyproj from these.
WEST, EAST = "WK000101", "WK000102"
EDGES = {WEST: (5.0, 52.0, 5.1, 52.1), EAST: (5.1, 52.0, 5.2, 52.1)}


def feature(wijk, left, bottom, right, top):
    ring = [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"wijkcode": wijk}, "geometry": geometry}


@pytest.fixture
def squares(tmp_path, wijken_csv):
    (tmp_path / "wijken.csv").write_text(wijken_csv({WEST: "West", EAST: "Oost"}))
    features = [feature(wijk, *edges) for wijk, edges in EDGES.items()]
    (tmp_path / "wijkgrenzen.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return tmp_path


def place(form, cell, reference):
    return located(form, [cell], reference)[0]


@pytest.mark.parametrize(
    "cell",
    [
        ("5.15", "52.05"), (" 5,15 ", "52,05"), ("5.15E+00", "52.05"), ("POINT (5.15 52.05)",),
        ("SRID=4326;POINT(5.15 52.05)",), ("point z (5.15 52.05 0)",), ("52.05, 5.15",), ("52,05, 5,15",),
        ("52,05,5,15",), ("52.05 5.15",), ("52.05,5.15",), ("52,05; 5,15",), ("(5.15,52.05)",), ("5.15 52.05",),
        ('{"type": "Point", "coordinates": [5.15, 52.05]}',),
    ],
)  # fmt: skip
def test_a_point_in_degrees_is_read_in_every_form(cell, squares):
    assert place("point_wgs84", cell, squares).wijk == EAST


# 52.05 N 5.15 E is at 139.6 km, 451.7 km (RD).
@pytest.mark.parametrize(
    "cell",
    [
        ("139600", "451700"), ("139600,5", "451700,25"), ("139.600", "451.700"), ("139.600,5", "451.700,5"),
        ("139,600.5", "451,700.5"), ("POINT (139600 451700)",), ("139600,451700",), ("139600, 451700",),
        ("451700 139600",),
    ],
)  # fmt: skip
def test_a_point_in_rd_is_read_in_every_form(cell, squares):
    assert place("point_rd", cell, squares).wijk == EAST


@pytest.mark.parametrize(
    ("form", "cell", "state", "said"),
    [
        ("point_wgs84", ("52.05", "5.15"), "unreadable", "staan verwisseld"),
        ("point_wgs84", ("POINT (52.05 5.15)",), "unreadable", "staan verwisseld"),
        ("point_wgs84", ("139600", "451700"), "unreadable", "in meters (RD), niet in graden"),
        ("point_rd", ("451700", "139600"), "unreadable", "staan verwisseld"),
        ("point_rd", ("5.15", "52.05"), "unreadable", "in graden (WGS84), niet in RD"),
        ("point_rd", ("52.05, 5.15",), "unreadable", "in graden (WGS84), niet in RD"),
        ("point_wgs84", ("5.3", "52.05"), "outside", "buiten de gemeente"),
        ("point_wgs84", ("-0.1", "51.5"), "unreadable", "niet in Nederland"),
        ("point_wgs84", ("5.15", ""), "unreadable", "ontbreekt een van de twee"),
        ("point_wgs84", ("", ""), "missing", ""),
        ("point_wgs84", ("n.v.t.",), "missing", ""),
        ("point_wgs84", ("0", "0.0"), "missing", ""),
        ("point_wgs84", ("Dorpsweg 52, 5",), "unreadable", "Hier staat geen punt"),
        ("point_wgs84", ("5.15",), "unreadable", "Hier staat geen punt"),
        ("point_wgs84", ('{"coordinates": 5}',), "unreadable", "Hier staat geen punt"),
        ("point_wgs84", ("5.15", "#N/B"), "unreadable", "Hier staat geen punt"),
        ("point_wgs84", ("9" * 400, "52.05"), "unreadable", "niet in Nederland"),
    ],
)
def test_a_point_without_a_wijk_says_why(form, cell, state, said, squares):
    found = place(form, cell, squares)
    assert (found.wijk, found.state) == ("", state)
    assert said in found.message


def test_a_point_on_the_border_of_two_wijken_counts_for_the_first_and_says_so(squares):
    found = place("point_wgs84", ("5.1", "52.05"), squares)
    assert (found.wijk, found.state) == (WEST, "border")
    assert found.message == "Dit punt ligt op de grens van twee wijken; het telt bij de eerste."


def test_each_point_of_many_gets_its_own_answer(squares):
    cells = [("5.15", "52.05"), ("", ""), ("5.05", "52.05"), ("x", "y"), ("5.3", "52.05")]
    found = located("point_wgs84", cells, squares)
    assert [one.wijk or one.state for one in found] == [EAST, "missing", WEST, "unreadable", "outside"]


@pytest.mark.parametrize("form", ["point_rd", "point_wgs84"])
def test_no_point_is_repeated(form, squares):
    cells = [
        ("5.15", "52.05"),
        ("52.05", "5.15"),
        ("139600", "451700"),
        ("5.1", "52.05"),
        ("5.15", "n"),
        ("7.77", "7.77"),
    ]
    for cell in cells:
        found = place(form, cell, squares)
        assert not [number for number in cell if number[1:] and number in found.message + found.hint]


def test_without_borders_the_refusal_says_which_file_and_where(squares):
    (squares / "wijkgrenzen.geojson").unlink()
    with pytest.raises(BadInput, match=r"grenzen van de wijken ontbreken.*data/reference"):
        place("point_wgs84", ("5.15", "52.05"), squares)
