"""An export of which half is gone: what the director reads, and what --accept writes down."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from helpers.floor import paths
from helpers.runner.batch.plan import Order
from helpers.runner.command import reporting
from helpers.runner.command.reasons import given_reasons

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_warm_process")]
KEPT = ("management_summary", "data_quality")
REASON = "Dubbele ritten zijn weggehaald."


@pytest.fixture
def suite(tmp_path, capsys):
    """A quarter published from the sample; then half of the shifts of the scan car are taken from the export."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    for stem in KEPT:
        shutil.copy(paths.NOTEBOOKS / f"{stem}.ipynb", notebooks)
    shutil.copytree(paths.SAMPLE, tmp_path / "exports")

    def report(quarter, *accept):
        reasons = given_reasons(accept, "--accept")
        order = Order(quarter, str(tmp_path / "exports"), notebooks=notebooks, accepted=reasons)
        code = reporting.run(lambda: order, str(tmp_path / "uit"), print, quarters=quarter)
        said = capsys.readouterr()
        assert code == 0, said
        return said.out

    report("2026-Q2")
    file = tmp_path / "exports" / "scanauto_inzet.csv"
    head, *rows = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(head + b"".join(rows[::2]))
    return tmp_path, report


def edition(folder, number):
    return folder / "uit" / "voorbeeld" / "2026-Q3" / str(number)


def manifest(folder, number):
    return json.loads((edition(folder, number) / "run.json").read_text("utf-8"))


def status(folder, number, indicator):
    with (edition(folder, number) / "tables" / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        return next(row["status"] for row in csv.DictReader(lines) if row["indicator_id"] == indicator)


def test_a_strange_export_is_held_back_until_it_is_accepted_and_that_is_written_down(suite):
    folder, report = suite
    said = report("2026-Q3")
    why = "“Inzet van de scanauto” mist 50% van de rijen van het vorige rapport."
    assert why in said and '--accept scanauto_inzet="de reden"' in said
    assert manifest(folder, 1)["held_back"] == {"scanauto_inzet": why} and "accepted" not in manifest(folder, 1)
    assert status(folder, 1, "VE-2-1") == "geen oordeel" != status(folder, 1, "VE-2-3")
    summary, quality = ((edition(folder, 1) / f"{name}.html").read_text("utf-8") for name in KEPT)
    assert f"{why} Daarom wacht het oordeel over Inzet scanauto." in summary
    assert "geen oordeel tot iemand dit nakijkt" in quality

    assert "er is niets veranderd" in report("2026-Q3")  # the last publication is now this very delivery

    assert "editie 2" in report("2026-Q3", f"scanauto_inzet={REASON}")
    accepted = manifest(folder, 2)["accepted"]["scanauto_inzet"]
    assert accepted["reason"] == REASON and "held_back" not in manifest(folder, 2)
    assert status(folder, 2, "VE-2-1") != "geen oordeel"
    assert REASON in (edition(folder, 2) / "data_quality.html").read_text("utf-8")

    assert "er is niets veranderd" in report("2026-Q3")  # of the very same file it is remembered
