"""The whole run on the sample: what a director, an analyst and a second run find."""

import csv
import hashlib
import json
import re

import pytest

from helpers.floor import paths
from helpers.floor.areas import Areas

pytestmark = pytest.mark.slow
COLUMNS = "indicator_id,quarter,value,numerator,denominator,unit,target,status"
STATUSES = {
    "gehaald", "nu op streefwaarde", "op koers", "onzeker", "achter",
    "niet meer haalbaar", "niet gehaald", "geen oordeel",
}  # fmt: skip


@pytest.fixture(scope="module")
def edition(published):
    return published / "2026-Q3" / "1"


@pytest.fixture(scope="module")
def pages(published):
    return {file.relative_to(published).as_posix(): file.read_text("utf-8") for file in published.rglob("*.html")}


def indicators(edition):
    with (edition / "tables" / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_quarter_holds_its_page_an_edition_and_the_archive(published, pages):
    of_their_own = {"owners_form", "safety_dashboard", "wijk_profile"}  # internal, or a page per wijk
    chapters = {file.stem for file in paths.NOTEBOOKS.glob("*.ipynb")} - of_their_own
    own = {"index.html", "2026-Q3/index.html", "2026-Q3/1/rapport-2026-Q3-editie-1.html"}
    own |= {"dashboard/index.html", "dashboard/2026-09.html", "dashboard/2026-09/1/dashboard-2026-09-editie-1.html"}
    wijken = Areas.load().codes
    expected = own | {f"2026-Q3/1/{name}.html" for name in (*chapters, *(f"wijk_profile-{code}" for code in wijken))}
    expected |= {f"wijken/{code}.html" for code in wijken}
    assert set(pages) == expected
    assert (published / "2026-Q3" / "1" / "tables.xlsx").is_file()


def test_the_page_for_the_analyst_is_linked_and_no_chapter(published, pages):
    one_file, page = pages["2026-Q3/index.html"], pages["2026-Q3/1/data_quality.html"]
    assert 'href="1/data_quality.html">kwaliteit van de gegevens</a>' in one_file
    assert 'href="data_quality.html"' in pages["2026-Q3/1/management_summary.html"]
    assert "<h1" in page and "Kwaliteit van de gegevens" in page
    assert 'id="data-quality"' in page and 'id="data-quality"' not in one_file
    for name in ("exports", "warnings"):
        assert (published / "2026-Q3" / "1" / "tables" / f"data_quality_{name}.csv").is_file()


def test_the_table_of_indicators_has_exactly_the_agreed_columns(edition):
    text = (edition / "tables" / "indicators.csv").read_text("utf-8")
    assert text.splitlines()[0] == COLUMNS
    assert not re.search(r"\d,\d+%|nan|None", text)


def test_all_seventeen_indicators_are_published_with_a_status(edition):
    rows = indicators(edition)
    assert len({row["indicator_id"] for row in rows}) == len(rows) == 17
    assert {row["quarter"] for row in rows} == {"2026-Q3"}
    assert {row["status"] for row in rows} <= STATUSES


def test_every_page_says_that_the_data_are_made_up(pages):
    assert [name for name, page in pages.items() if "oorbeelddata" not in page] == []


def test_no_page_holds_a_script_or_asks_for_anything_outside(pages):
    for page in pages.values():
        assert not re.search(r"<script|<link|@import|url\(\s*['\"]?(?!data:|#)", page)
        assert not re.search(r"(?:src|srcset|data|action)\s*=\s*['\"](?!data:)", page)


def test_the_manifest_names_every_input_by_its_hash(edition):
    manifest = json.loads((edition / "run.json").read_text("utf-8"))
    text = json.dumps(manifest)
    for file in sorted(paths.SAMPLE.glob("*.*")):
        if file.suffix in (".csv", ".xlsx"):
            assert hashlib.sha256(file.read_bytes()).hexdigest() in text, file.name
    assert manifest["quarter"] == "2026-Q3"


def test_the_same_inputs_give_no_new_edition_and_change_no_byte(published, command):
    def bytes_of():
        return {f: f.read_bytes() for f in published.rglob("*") if f.is_file() and f.suffix != ".lock"}

    before = bytes_of()
    run = command("report", "--sample", "--out", published)
    assert run.returncode == 0, run.stderr
    assert bytes_of() == before
    assert "er is niets veranderd" in run.stdout


def test_the_planted_association_is_found_in_the_sample(published, edition):
    from helpers.samples import truth

    page = (edition / "scan_car_cleanliness.html").read_text("utf-8")
    table = next((edition / "tables").glob("*placebo*.csv"))
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    primary = next(row for row in rows if "clean" in json.dumps(row))
    low, high = float(primary["low"]), float(primary["high"])
    assert 0 < low < truth.Truth().clean_points_per_10_hours < high
    assert "samenhang" in page
