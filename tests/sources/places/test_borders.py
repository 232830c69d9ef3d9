"""In which wijk a point lies, against shapely's own answer and borders drawn by hand."""

import json

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from helpers.floor import paths
from helpers.floor.faults import BadInput
from helpers.sources.places.borders import FILE, Borders

SHARED = paths.ROOT.parent / "shared" / "data"
INTO_RD = Transformer.from_crs(4326, 28992, always_xy=True)
# Two squares side by side; the second has a hole. Codes out of order: the first by code is named last.
SQUARES = {
    "WK990002": shapely.box(4.41, 52.00, 4.42, 52.01) - shapely.box(4.414, 52.004, 4.416, 52.006),
    "WK990001": shapely.box(4.40, 52.00, 4.41, 52.01),
}


def reference(folder, features, name=FILE, codes=("WK990001", "WK990002"), pages=False):
    """A folder of reference with these wijken and one file of borders."""
    header = "wijk,name,short_name,tile_row,tile_column,hectares,inhabitants,inhabitants_year\n"
    rows = "".join(f"{code},{code},{code},{at // 5},{at % 5},100,5000,2024\n" for at, code in enumerate(codes))
    (folder / "wijken.csv").write_text(header + rows, "utf-8")
    collections = [{"type": "FeatureCollection", "features": features}]
    (folder / name).write_text(json.dumps(collections if pages else collections[0]), "utf-8")
    return folder


def feature(shape, **properties):
    return {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(shape))}


def squares(**changes):
    return [feature(shape, wijkcode=code, **changes) for code, shape in SQUARES.items()]


def in_rd(shape):
    return shapely.transform(shape, lambda points: np.column_stack(INTO_RD.transform(*points.T)))


def located(borders, points, system="wgs84"):
    found, is_on_border = borders.locate(*np.array(points, dtype=float).T, system)
    return found.tolist(), is_on_border.tolist()


def blobs(seed, wijken=6):
    """Wijken with winding borders that touch one another: the plane cut into cells of a Voronoi diagram."""
    random = np.random.default_rng(seed)
    around = shapely.MultiPoint(random.uniform(0, 1, (wijken * 3, 2)))
    cells = shapely.get_parts(shapely.voronoi_polygons(around))
    edge = shapely.box(0.1, 0.1, 0.9, 0.9) - shapely.Point(0.5, 0.5).buffer(0.1)
    joined = [shapely.union_all(cells[start::wijken]) & edge for start in range(wijken)]
    return {
        f"WK99{at:04}": shapely.transform(one, lambda p: p * [0.1, 0.06] + [4.4, 52.0]) for at, one in enumerate(joined)
    }


@pytest.mark.parametrize("seed", range(5))
def test_a_point_lies_where_shapely_says(seed):
    shapes = blobs(seed)
    random = np.random.default_rng(seed + 100)
    x, y = random.uniform(4.4, 4.5, 50_000), random.uniform(52.0, 52.06, 50_000)
    found, _ = Borders(shapes, "wgs84").locate(x, y, "wgs84")
    expected = np.full(len(x), -1)
    for place, wijk in enumerate(sorted(shapes)):
        expected[shapely.intersects_xy(shapes[wijk], x, y)] = place
    assert (found == expected).all()
    assert len(set(found)) == len(shapes) + 1  # every wijk, and outside


@pytest.mark.parametrize("seed", range(3))
def test_points_along_every_border_are_as_shapely_says_up_to_a_hair(seed):
    shapes = blobs(seed)
    ordered = [shapes[wijk] for wijk in sorted(shapes)]
    along = shapely.get_coordinates(shapely.segmentize(shapely.boundary(ordered), 0.0001))
    near = along + np.random.default_rng(seed).normal(0, 2e-5, along.shape)
    for points in (along, near):
        found, is_on_border = Borders(shapes, "wgs84").locate(*points.T, "wgs84")
        is_in = np.stack([shapely.distance(one, shapely.points(points)) <= 1e-9 for one in ordered])
        assert (found == np.where(is_in.any(axis=0), is_in.argmax(axis=0), -1)).all()
        assert (is_on_border == (is_in.sum(axis=0) > 1)).all()
    assert Borders(shapes, "wgs84").locate(*along.T, "wgs84")[1].any()


def test_a_point_on_a_shared_border_goes_to_the_first_by_code_and_is_told(tmp_path):
    borders = Borders.load(reference(tmp_path, squares()))
    assert borders.wijken == ("WK990001", "WK990002")
    assert located(borders, [(4.41, 52.005), (4.41, 52.01), (4.4099, 52.005), (4.4101, 52.005)]) == (
        [0, 0, 0, 1],
        [True, True, False, False],
    )


def test_the_outer_border_is_in_the_wijk_and_no_shared_border(tmp_path):
    borders = Borders.load(reference(tmp_path, squares()))
    assert located(borders, [(4.40, 52.005), (4.42, 52.0)]) == ([0, 1], [False, False])


def test_outside_a_hole_and_a_missing_coordinate_are_in_no_wijk(tmp_path):
    borders = Borders.load(reference(tmp_path, squares()))
    points = [(4.39, 52.005), (4.405, 52.02), (4.415, 52.005), (np.nan, 52.005), (4.405, np.nan), (np.inf, 52.0)]
    assert located(borders, points) == ([-1] * 6, [False] * 6)


def test_no_points_at_all_are_no_points(tmp_path):
    assert located(Borders.load(reference(tmp_path, squares())), np.empty((0, 2))) == ([], [])


@pytest.mark.parametrize("in_file", ["rd", "wgs84"])
@pytest.mark.parametrize("asked", ["rd", "wgs84"])
def test_borders_and_points_may_each_be_rd_or_wgs84(tmp_path, in_file, asked):
    shapes = SQUARES if in_file == "wgs84" else {code: in_rd(shape) for code, shape in SQUARES.items()}
    folder = reference(tmp_path, [feature(shape, wijkcode=code) for code, shape in shapes.items()])
    random = np.random.default_rng(7)
    x, y = random.uniform(4.395, 4.425, 20_000), random.uniform(51.995, 52.015, 20_000)
    expected, _ = Borders(SQUARES, "wgs84").locate(x, y, "wgs84")
    points = INTO_RD.transform(x, y) if asked == "rd" else (x, y)
    found, _ = Borders.load(folder).locate(*points, asked)
    lines = [shapely.boundary(shape) for shape in SQUARES.values()]
    away = np.array([shapely.distance(line, shapely.points(x, y)) for line in lines])
    is_clear = away.min(axis=0) > 2e-7  # two centimetres: a straight border bends that much between the systems
    assert is_clear.mean() > 0.99
    assert (found == expected)[is_clear].all()


def test_a_long_straight_border_bends_with_the_other_system():
    # A parallel of ten kilometres lies two and a half metres off the straight line of RD between its ends.
    wide = Borders({"WK990001": shapely.box(4.4, 52.0, 4.55, 52.01)}, "wgs84")
    points = [INTO_RD.transform(4.475, 52.0 + metre / 111_000) for metre in (-0.2, 0.2)]
    assert located(wide, points, "rd")[0] == [-1, 0]


def test_a_known_point_of_rd_lies_where_the_kadaster_says(tmp_path):
    # Tower of Onze Lieve Vrouwe, Amersfoort: RD (155000, 463000) is 52.155172 N, 5.387206 E (Kadaster).
    around = {"WK990001": shapely.box(5.38719, 52.15516, 5.38722, 52.15519)}
    assert located(Borders(around, "wgs84"), [(155_000, 463_000), (155_005, 463_000)], "rd")[0] == [0, -1]


@pytest.mark.parametrize(
    "properties",
    [
        lambda code: {"wijkcode": code},
        lambda code: {"statcode": f"{code}  ", "rubriek": "wijk"},
        lambda code: {"WK_CODE": code},
        lambda code: {"buurtcode": f"BU{code[2:]}01", "gemeentecode": "GM9900"},
        lambda code: {"statcode": f"BU{code[2:]}01"},
    ],
)
def test_the_columns_of_pdok_are_read_and_other_municipalities_left_out(tmp_path, properties):
    features = [feature(shape, **properties(code)) for code, shape in SQUARES.items()]
    features.append(feature(shapely.box(4.42, 52.0, 4.43, 52.01), **properties("WK123456")))
    features.append({"type": "Feature", "properties": properties("WK990001"), "geometry": None})
    borders = Borders.load(reference(tmp_path, features, pages=True))
    assert borders.wijken == ("WK990001", "WK990002")
    assert located(borders, [(4.405, 52.005), (4.411, 52.001), (4.425, 52.005)])[0] == [0, 1, -1]


def test_buurten_of_one_wijk_are_united_and_have_no_border_between_them(tmp_path):
    halves = [shapely.box(4.40, 52.0, 4.405, 52.01), shapely.box(4.405, 52.0, 4.41, 52.01)]
    features = [feature(half, buurtcode=f"BU9900010{at}") for at, half in enumerate(halves)]
    folder = reference(tmp_path, features, "buurten.geojson", ["WK990001"])
    assert located(Borders.load(folder), [(4.405, 52.005), (4.404, 52.005)]) == ([0, 0], [False, False])


def test_wijken_go_before_buurten_and_two_files_of_wijken_are_refused(tmp_path):
    folder = reference(tmp_path, squares(), "wijken.geojson")
    (folder / "buurten.geojson").write_text("no borders", "utf-8")
    assert Borders.load(folder).wijken == ("WK990001", "WK990002")
    (folder / "wijken_2022.geojson").write_text("{}", "utf-8")
    with pytest.raises(BadInput, match=r"meer dan één bestand met grenzen: wijken\.geojson en wijken_2022\.geojson"):
        Borders.load(folder)


def test_without_the_file_the_refusal_says_what_to_put_where_and_what_brings_it(tmp_path):
    with pytest.raises(BadInput, match=r"wijkgrenzen\.geojson in de map data/reference.*run\.py fetch wijkgrenzen"):
        Borders.load(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"features": [{}]}', '{"features": 3}', '"x"'])
def test_a_file_that_is_no_geojson_is_refused(tmp_path, text):
    folder = reference(tmp_path, squares())
    (folder / FILE).write_text(text, "utf-8")
    with pytest.raises(BadInput, match=r"geen leesbare GeoJSON|De grens ontbreekt van WK990001, WK990002"):
        Borders.load(folder)


def test_a_wijk_without_a_border_is_named(tmp_path):
    with pytest.raises(BadInput, match="De grens ontbreekt van WK990003"):
        Borders.load(reference(tmp_path, squares(), codes=("WK990001", "WK990002", "WK990003")))


@pytest.mark.parametrize(("system", "points"), [("wgs84", (4.405, 52.005)), ("rd", INTO_RD.transform(4.405, 52.005))])
def test_swapped_coordinates_are_refused_and_never_swapped_in_silence(tmp_path, system, points):
    borders = Borders.load(reference(tmp_path, squares()))
    x, y = points
    with pytest.raises(BadInput, match="met x en y verwisseld liggen ze erin"):
        located(borders, [(y, x), (y, x + 0.001), (0, 0)], system)
    assert located(borders, [(y, x), (x, y)], system)[0] == [-1, 0]  # one slip is a point outside


def test_points_of_the_other_system_are_refused(tmp_path):
    borders = Borders.load(reference(tmp_path, squares()))
    with pytest.raises(BadInput, match=r"geen WGS84: het zijn punten in RD.*point_rd"):
        located(borders, [INTO_RD.transform(4.405, 52.005)], "wgs84")
    with pytest.raises(BadInput, match=r"geen RD: het zijn punten in WGS84.*point_wgs84"):
        located(borders, [(4.405, 52.005)], "rd")


def test_swapped_or_foreign_borders_are_refused(tmp_path):
    swapped = [feature(shapely.transform(s, lambda p: p[:, ::-1]), wijkcode=code) for code, s in SQUARES.items()]
    with pytest.raises(BadInput, match="In de grenzen zijn x en y verwisseld"):
        Borders.load(reference(tmp_path, swapped))
    away = [feature(shapely.transform(s, lambda p: p * 100_000), wijkcode=code) for code, s in SQUARES.items()]
    with pytest.raises(BadInput, match="niet in RD of WGS84"):
        Borders.load(reference(tmp_path, away))


REAL = {
    "gm1916_wijken_2023.geojson": 13,
    "gm1916_wijken_2022_generalised.geojson": 13,
    "gm1916_buurten_2022_generalised.geojson": 13,
    "gm0308_buurten_2024_pdok.geojson": 5,
}


@pytest.mark.parametrize("name", REAL)
def test_real_borders_are_read_and_every_feature_lies_in_its_own_wijk(tmp_path, name):
    if not (SHARED / name).is_file():
        pytest.skip("the real borders are not on this machine")
    features = json.loads((SHARED / name).read_text("utf-8"))["features"]
    codes = sorted({one["properties"]["wijkcode"] for one in features})
    borders = Borders.load(reference(tmp_path, features, codes=codes))
    assert borders.wijken == tuple(codes) and len(codes) == REAL[name]
    inner = [shapely.from_geojson(json.dumps(one["geometry"])).representative_point() for one in features]
    found, _ = borders.locate(shapely.get_x(inner), shapely.get_y(inner), "wgs84")
    assert [codes[at] for at in found] == [one["properties"]["wijkcode"] for one in features]
    in_rd_too, _ = borders.locate(*INTO_RD.transform(shapely.get_x(inner), shapely.get_y(inner)), "rd")
    assert (in_rd_too == found).all()
