"""A delivery that this project did not make, published; test_delivery_counts counts all quarters that it holds."""

import csv
import json

import pytest

pytestmark = pytest.mark.slow
QUARTERS = ["2025-Q4", "2026-Q3"]  # the newest, and one of a year without targets


@pytest.fixture(scope="module")
def out(delivery, command, copied, tmp_path_factory):
    folder = tmp_path_factory.mktemp("levering") / "uit"
    env = copied(folder.parent / "suite", ["wijk_profile"])
    for quarter in QUARTERS:
        run = command("report", "--data", delivery, "--quarter", quarter, "--out", folder, env=env)
        assert run.returncode == 0, run.stderr
    return folder / "voorbeeld"  # the delivery says of itself that it is made up


@pytest.mark.parametrize("quarter", QUARTERS)
def test_each_quarter_is_published_with_seventeen_indicators(out, quarter):
    with (out / quarter / "1" / "tables" / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 17
    assert {row["quarter"] for row in rows} == {quarter}


def test_two_waves_with_known_hours_are_too_few_and_the_page_says_so(out):
    page = (out / "2026-Q3" / "1" / "scan_car_cleanliness.html").read_text("utf-8")
    assert "niet te zien" in page or "kan dit niet" in page or "niet zien" in page
    assert not list((out / "2026-Q3" / "1" / "tables").glob("*estimate*"))


def test_the_year_2025_has_no_target_and_so_no_status(out):
    with (out / "2025-Q4" / "1" / "tables" / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {(row["target"], row["status"]) for row in rows} == {("", "geen oordeel")}


def test_the_archive_lists_the_quarters_newest_first(out):
    page = (out / "index.html").read_text("utf-8")
    places = [page.index(f'href="{quarter}/') for quarter in QUARTERS]
    assert places == sorted(places, reverse=True)


def test_every_edition_names_the_same_snapshot(out):
    manifests = [json.loads((out / quarter / "1" / "run.json").read_text("utf-8")) for quarter in QUARTERS]
    assert len({manifest["snapshot"] for manifest in manifests}) == 1
