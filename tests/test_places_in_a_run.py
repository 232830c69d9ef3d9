"""Postcodes and points in a delivery of own files: after a whole run none of them stands in anything that was written."""

import csv
import json
import re
import shutil

import pandas as pd
import pytest

from helpers.floor import paths

pytestmark = pytest.mark.slow
CANARY = re.compile(r"7731 ?Q|5555KX|07373|01737|kanarie", re.IGNORECASE)
# The first two read neither of the two exports below. The last gives per wijk what the others take of the same tables.
OTHERS = ("cyber_training", "scan_car_cleanliness", "wijk_profile")
RULES = """interventies:
  headers: {Wijkcode: Postcode}
  area: {Wijkcode: postcode}
  not_read: [Adres]
opkopers:
  headers: {Wijkcode: [Lengte, Breedte]}
  area: {Wijkcode: point_wgs84}
"""


def squares(wijken):
    """Borders that are made up: the wijken as squares beside each other."""
    features = []
    for at, wijk in enumerate(wijken):
        left, right = 4 + at / 10, 4 + (at + 1) / 10
        ring = [[left, 52.0], [right, 52.0], [right, 52.1], [left, 52.1], [left, 52.0]]
        features.append({"properties": {"wijkcode": wijk}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    return json.dumps({"type": "FeatureCollection", "features": features})


def postcode(wijk):
    return f"7731Q{chr(64 + int(wijk[-2:]))}"


def point(wijk):
    return [f"{4 + (int(wijk[-2:]) - 1) / 10 + 0.01737:.5f}", "52,07373"] if wijk else ["", ""]


def rewrite(source, target, header, replaced):
    """The export with other headers, and for the wijk of each row what `replaced` gives."""
    text = source.read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    at = rows[0].index("Wijkcode")
    lines = [[*rows[0][:at], *header, *rows[0][at + 1 :]]]
    lines += [[*row[:at], *replaced(row[at]), *row[at + 1 :]] for row in rows[1:]]
    target.write_text("\n".join(map(";".join, lines)) + "\n", "utf-8")
    return lines


@pytest.fixture(scope="module")
def home(tmp_path_factory, copied):
    """A suite of its own with rules, postcodes and borders, and a delivery whose places carry canaries."""
    suite = tmp_path_factory.mktemp("suite")
    env = copied(suite, OTHERS)
    reference = suite / "data" / "reference"
    wijken = pd.read_csv(reference / "wijken.csv").wijk.tolist()
    lines = [f"{postcode(wijk)};1;{wijk[2:]}00;{wijk[2:]};{wijk[2:6]}" for wijk in wijken]
    (reference / "postcodes.csv").write_text("\n".join(["PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024", *lines]))
    (reference / "wijkgrenzen.geojson").write_text(squares(wijken))
    (suite / "params" / "exports.yml").write_text(RULES, "utf-8")
    delivery = suite / "levering"
    shutil.copytree(paths.SAMPLE, delivery)
    own = delivery / "interventies.csv", delivery / "opkopers.csv"
    lines = rewrite(own[0], own[0], ["Adres", "Postcode"], lambda wijk: ["Kanariestraat 77", postcode(wijk)])
    with own[0].open("a", encoding="utf-8") as more:
        more.write(";".join([lines[1][0], "Kanariestraat 79", "5555KX", *lines[1][3:]]) + "\n")
    lines = rewrite(own[1], own[1], ["Lengte", "Breedte"], point)
    with own[1].open("a", encoding="utf-8") as more:  # a dealer beyond the borders, whose wijk stays empty
        more.write(";".join(["OP999", *lines[1][1:2], "6.07373", "52.07373", *lines[1][4:]]) + "\n")
    return suite, env, delivery


@pytest.fixture(scope="module")
def run(home, command):
    suite, env, delivery = home
    ended = command("report", "--data", delivery, "--out", suite / "uit", env=env, cwd=suite)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended


def test_a_check_says_what_it_read_and_repeats_no_place(home, command):
    suite, env, delivery = home
    ended = command("check", "--data", delivery, env=env, cwd=suite)
    assert ended.returncode == 0, ended.stdout
    assert ended.stdout.count("1 rij heeft een plek buiten de gemeente") == 2
    assert not CANARY.search(ended.stdout + ended.stderr)


def test_a_check_as_json_repeats_no_place_of_a_row_that_is_refused(home, command, tmp_path):
    suite, env, delivery = home
    lines = (delivery / "interventies.csv").read_text("utf-8").splitlines()
    wrong = tmp_path / "interventies.csv"
    wrong.write_text("\n".join([lines[0], lines[1].replace("7731Q", "7731 QZ"), lines[2].replace("afval", "x;y")]))
    ended = command("check", "--dataset", "interventies", wrong, "--json", env=env, cwd=suite)
    assert ended.returncode == 2
    assert json.loads(ended.stdout)["counts"]["errors"] >= 1
    assert not CANARY.search(ended.stdout + ended.stderr)


def test_no_place_stands_in_any_file_of_a_run(home, run):
    suite, _, _ = home
    snapshots, published = suite / "data" / ".snapshots", suite / "uit"
    tables = {file.name: pd.read_parquet(file) for file in snapshots.rglob("*.parquet")}
    assert tables["interventies.parquet"].wijk.notna().all()
    assert tables["opkopers.parquet"].set_index("dealer").wijk.isna()["OP999"]
    texts = {file: table.to_csv() for file, table in tables.items()}
    files = [file for folder in (snapshots, published) for file in folder.rglob("*") if file.is_file()]
    names = {file.name for file in files}
    assert {"run.json", "manifest.json", "data_quality.html", "index.html"} <= names
    texts |= {str(file): file.read_bytes().decode("utf-8", "replace") for file in files}
    texts["said"] = run.stdout + run.stderr
    assert [where for where, text in texts.items() if CANARY.search(text)] == []


def test_the_page_for_the_analyst_counts_no_dealer_and_no_intervention_that_lies_outside(home, run):
    suite, _, _ = home
    [page] = (suite / "uit").rglob("data_quality.html")
    assert "plek buiten de gemeente" not in page.read_text("utf-8")
