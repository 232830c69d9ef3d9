"""The whole way of a forecast: published in a quarter, read back after the year, scored on the page."""

import csv
import re
import shutil
from collections import Counter

import pytest

from helpers.floor import paths, verdicts
from helpers.runner.batch.plan import Order
from helpers.runner.batch.publication import run

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_warm_process")]


@pytest.fixture
def order(tmp_path, monkeypatch):
    """The summary alone, on the sample, with the targets of 2026 for 2025 too."""
    notebooks, params = tmp_path / "notebooks", tmp_path / "params"
    notebooks.mkdir()
    shutil.copy(paths.NOTEBOOKS / "management_summary.ipynb", notebooks)
    shutil.copytree(paths.PARAMS, params)
    file = params / "indicators.yml"
    text = file.read_text("utf-8")
    changed = re.sub(r"targets: \{2026: ([\d.]+)\}", r"targets: {2025: \1, 2026: \1}", text)
    assert changed != text
    file.write_text(changed, "utf-8")
    monkeypatch.setattr(paths, "PARAMS", params)
    return lambda quarters: Order(
        quarters, out=tmp_path / "reports", is_sample=True, notebooks=notebooks, params=params, jobs=2
    )


def seen(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_forecasts_of_a_year_are_scored_in_its_last_quarter(order, tmp_path):
    reports = tmp_path / "reports" / "voorbeeld"
    assert run(order("2025-Q1..2025-Q3")).exit_code == 0
    first = seen((reports / "2025-Q2" / "index.html").read_text("utf-8"))
    assert "er is nog geen jaar om waarvan we vooraf een verwachting bewaarden" in first
    logged = []
    for quarter in ("2025-Q1", "2025-Q2", "2025-Q3"):
        file = reports / quarter / "1" / "tables" / "forecasts.csv"
        if file.is_file():
            with file.open(encoding="utf-8", newline="") as lines:
                logged += [row for row in csv.DictReader(lines) if row["chance"]]
    assert len(logged) >= 2 and {row["is_hindsight"] for row in logged} == {"true"}

    assert run(order("2025-Q4")).exit_code == 0
    edition = reports / "2025-Q4" / "1"
    page = seen((edition / "management_summary.html").read_text("utf-8"))
    assert re.search(r"erwachtingen in 2025 kwam(en)? ", page)
    bases = Counter(row["basis"] for row in logged)
    for basis in bases:
        assert f"Achteraf gemaakt, dus apart geteld, {verdicts.BASES[basis]}:" in page
    with (edition / "tables" / "forecast_outcomes.csv").open(encoding="utf-8", newline="") as lines:
        outcomes = list(csv.DictReader(lines))
    assert len(outcomes) == len(logged)
    assert page.count("Brierscore") == sum(count >= 5 for count in bases.values())

    again = run(order("2025-Q4"))
    assert [one.is_new for one in again.published] == [False]
