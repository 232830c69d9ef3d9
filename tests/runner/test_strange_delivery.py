"""An export of which half is gone: what the director reads, and what --accept writes down."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from helpers.floor import paths

pytestmark = pytest.mark.slow
KEPT = ("management_summary", "data_quality")
REASON = "Dubbele ritten zijn weggehaald."


@pytest.fixture(scope="module")
def suite(tmp_path_factory, copied, command):
    """A quarter published from the sample; then half of the shifts of the scan car are taken from the export."""
    folder = tmp_path_factory.mktemp("opvallend")
    env = copied(folder / "suite")
    for notebook in (folder / "suite" / "notebooks").glob("*.ipynb"):
        if notebook.stem not in KEPT:
            notebook.unlink()
            (folder / "suite" / "params" / f"{notebook.stem}.yml").unlink()
    shutil.copytree(paths.SAMPLE, folder / "exports")

    def report(quarter, *more):
        asked = ("--data", folder / "exports", "--quarter", quarter, "--out", folder / "uit", *more)
        run = command("report", *asked, env=env)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    report("2026-Q2")
    file = folder / "exports" / "scanauto_inzet.csv"
    head, *rows = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(head + b"".join(rows[::2]))
    return folder, report


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

    assert "editie 2" in report("2026-Q3", "--accept", f"scanauto_inzet={REASON}")
    accepted = manifest(folder, 2)["accepted"]["scanauto_inzet"]
    assert accepted["reason"] == REASON and "held_back" not in manifest(folder, 2)
    assert status(folder, 2, "VE-2-1") != "geen oordeel"
    assert REASON in (edition(folder, 2) / "data_quality.html").read_text("utf-8")

    assert "er is niets veranderd" in report("2026-Q3")  # of the very same file it is remembered
