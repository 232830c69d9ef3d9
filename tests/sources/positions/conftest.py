"""Made-up logs of a scan car in two square wijken, written as CSV or Parquet."""

import json

import pyarrow as pa
import pytest
import shapely
from pyarrow import csv, parquet

from helpers.door.files import on_disk
from helpers.floor.params.export_mapping import ExportMapping
from helpers.sources.catalogue import contracts
from helpers.sources.positions import hours

RULES = {
    "headers": {
        "Datum": "Tijdstip", "Voertuig": "Auto", "Wijkcode": ["Lengte", "Breedte"], "Doel": "Code",
    },
    "values": {"Doel": {"A": "afval", "P": "parkeren"}},
    "area": {"Wijkcode": "point_wgs84"},
    "log": {"longest_gap_minutes": 5},
}  # fmt: skip
HEADERS = ("Tijdstip", "Auto", "Lengte", "Breedte", "Code")
SQUARES = {"WK990001": shapely.box(4.40, 52.00, 4.41, 52.01), "WK990002": shapely.box(4.41, 52.00, 4.42, 52.01)}
HERE, THERE, AWAY = (4.405, 52.005), (4.415, 52.005), (4.5, 52.005)  # first wijk, second wijk, outside


@pytest.fixture
def reference(tmp_path, wijken_csv):
    """A folder with the borders of the two wijken."""
    folder = tmp_path / "reference"
    folder.mkdir()
    (folder / "wijken.csv").write_text(wijken_csv({"WK990001": "West", "WK990002": "Oost"}), "utf-8")
    features = [
        {"type": "Feature", "properties": {"wijkcode": wijk}, "geometry": json.loads(shapely.to_geojson(shape))}
        for wijk, shape in SQUARES.items()
    ]
    (folder / "wijkgrenzen.geojson").write_text(json.dumps({"features": features}), "utf-8")
    return folder


@pytest.fixture
def read(tmp_path, reference):
    """What a log gives: the sheet of its hours. `rows` are texts under HEADERS."""

    def sheet(rows, name="log.csv", own=HEADERS, delimiter=",", **rules):
        path = tmp_path / name
        columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
        table = pa.table(dict(zip(own, columns, strict=True)))
        if name.endswith(".parquet"):
            parquet.write_table(table, path, row_group_size=7)
        else:
            csv.write_csv(table, path, csv.WriteOptions(delimiter=delimiter, quoting_style="needed"))
        return of_file(path, **rules)

    def of_file(path, **rules):
        rules["rows"] = rules.pop("selected", {})
        mapping = ExportMapping(**{**RULES, **rules})
        return hours.sheet(on_disk([path]), path.name, contracts()["scanauto_inzet"], mapping, reference)

    sheet.of_file = of_file
    return sheet


@pytest.fixture
def told():
    """The hours of a sheet by day, wijk, car and purpose."""

    def of(sheet):
        assert sheet.rows[0] == ["Datum", "Wijkcode", "Voertuig", "Doel", "Uren"]
        cells = {tuple(row[:4]): float(row[4].removesuffix(" uur").replace(",", ".")) for row in sheet.rows[1:]}
        assert len(cells) == len(sheet.rows) - 1
        return cells

    return of
