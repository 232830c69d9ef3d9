"""What `check` passes, a report can compute: deliveries that are odd, each in every export at once, without a kernel."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import sources
from helpers.analyses import cyber_training, dealer_compliance, management_summary, scan_car_cleanliness
from helpers.floor import paths

Change = Callable[[list[str]], list[str]]
ANALYSES = (management_summary, scan_car_cleanliness, cyber_training, dealer_compliance)


def put(**cells: str) -> Change:
    """These texts in these cells, by their place: c3="" empties the fourth."""
    return lambda row: [cells.get(f"c{at}", cell) for at, cell in enumerate(row)]


# Per export what becomes of each of its rows.
ODD: dict[str, dict[str, Change]] = {
    "all that may be empty is NULL": {
        "cybertraining_deelnemers": put(c2="NULL", c3="NULL", c4="NULL", c5="NULL"),
        "crisisafspraken": put(c1="NULL", c2="NULL", c3="NULL"),
        "crisisprotocollen": put(c1="NULL", c2="NULL", c3="NULL"),
        "crisisrollen": put(c2="NULL", c3="NULL", c5="NULL"),
        "opkopers": put(c1="NULL", c2="NULL", c4="NULL"),
        "interventies": put(c2="NULL"),
        "dashboard_updates": put(c1="NULL"),
    },
    "all counts are zero": {
        "bestuursdwang": put(c1="0", c2="0", c3="0", c4="0"),
        "scanauto_inzet": put(c5="0"),
        "rolbewustzijn": put(c2="0"),
        "bodycams": put(c2="0"),
        "afvalwaarnemingen": put(c2="0", c3="0", c4="0"),
        "meldingen": put(c3="0"),
        "interventies": put(c3="nee"),
    },
    "all is still to come, or named otherwise": {
        "crisisafspraken": put(c2="01-03-2027", c3="01-04-2027"),
        "crisisprotocollen": put(c2="01-03-2027", c3="01-04-2027"),
        "crisisrollen": put(c4="01-03-2027", c5=""),
        "opkopers": put(c3="01-03-2027", c4=""),
        "crisisoefeningen": put(c3="nog niet geëvalueerd"),
        "meldingen": lambda row: [*row[:2], f"Soort {row[2]}", row[3]],
    },
}


def delivery(folder: Path, changes: dict[str, Change]) -> Path:
    odd = Path(shutil.copytree(paths.SAMPLE, folder / "levering"))
    for dataset, change in changes.items():
        file = odd / f"{dataset}.csv"
        raw = file.read_bytes()
        first, *rows = raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "cp1252").splitlines()
        sign = ";" if ";" in first else ","
        file.write_text("\n".join([first, *(sign.join(change(row.split(sign))) for row in rows)]) + "\n", "utf-8")
    return odd


@pytest.mark.parametrize("name", ODD)
def test_what_check_passes_every_analysis_computes(tmp_path, monkeypatch, name):
    monkeypatch.setattr(paths, "SNAPSHOTS", tmp_path / "snapshots")
    odd = delivery(tmp_path, ODD[name])
    assert [fault.message for fault in sources.check(odd) if fault.level == "error"] == []
    opened = sources.open_delivery(str(odd), "2026-Q3")
    for analysis in ANALYSES:
        assert len(analysis.analyse(opened).measures)
