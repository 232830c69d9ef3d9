"""A published edition is made again, byte for byte, from what was kept, whatever changed since."""

from __future__ import annotations

import os
import re
import shutil

import pytest

from helpers.floor import paths
from helpers.runner.editions import disk


@pytest.fixture
def later(published, tmp_path):
    """The home of the published sample some time later: params, commentary, exports and reports are others."""
    home, out = tmp_path / "later é", tmp_path / "rapporten"
    shutil.copytree(paths.HOME / "params", home / "params")
    shutil.copytree(paths.HOME / "data", home / "data")
    shutil.copytree(published, out / "voorbeeld")
    for name in ("municipality.yml", "indicators.yml", "management_summary.yml"):
        file = home / "params" / name
        file.write_text(re.sub(r"\b(10|30|50|75|80|90)\b", "95", file.read_text("utf-8")) + "# anders\n", "utf-8")
    (home / "params/commentary").mkdir(exist_ok=True)
    (home / "params/commentary/2026-Q3.yml").write_text("explanations: []\n", "utf-8")
    shutil.rmtree(home / "data/sample")
    shutil.copytree(out / "voorbeeld/2026-Q3/1", out / "voorbeeld/2026-Q3/2")
    return home, out


def rebuild(command, later, *words):
    home, out = later
    return command("rebuild", "2026-Q3/1", "--out", out, *words, env={**os.environ, paths.GIVEN_HOME: str(home)})


@pytest.mark.slow
def test_an_edition_is_the_same_after_all_changed_and_what_was_damaged_is_named(command, published, later, tmp_path):
    stands = later[1] / "voorbeeld/2026-Q3/1"
    page = (stands / "cyber_training.html").read_bytes()
    (stands / "cyber_training.html").write_bytes(page.replace(b"<h1", b"<h2", 1))
    (stands / "tables/indicators.csv").unlink()
    ran = rebuild(command, later, "--into", tmp_path / "kopie")
    was = disk.files_in(published / "2026-Q3" / "1")
    assert disk.files_in(tmp_path / "kopie") == was, ran.stdout + ran.stderr
    assert ran.returncode == 1
    assert f"van {len(was)} bestanden zijn er {len(was) - 2} gelijk aan wat er staat,\n" in ran.stdout
    assert f"zijn er {len(was)} gelijk aan wat bij het publiceren is vastgelegd." in ran.stdout
    assert "Niet gelijk aan wat er staat: cyber_training.html, tables/indicators.csv." in ran.stderr


def test_a_lost_delivery_or_history_is_refused_with_what_to_put_back(command, later):
    store = later[0] / "data/.snapshots"
    shutil.rmtree(store / "history")
    ran = rebuild(command, later)
    assert ran.returncode == 2 and "Wat er van eerdere rapporten is bewaard" in ran.stderr
    for snapshot in store.glob("*/manifest.json"):
        shutil.rmtree(snapshot.parent)
    ran = rebuild(command, later)
    assert ran.returncode == 2 and "De bewaarde levering" in ran.stderr and "reservekopie" in ran.stderr
