"""An order that changes nothing is known by all that it looks at."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from helpers.floor import paths
from helpers.runner.batch.plan import Order
from helpers.runner.kept import orders


@pytest.fixture
def order(tmp_path, monkeypatch):
    """An order on folders of its own, each with a file or two."""
    for file, text in {
        "data/bodycams.csv": "peildatum;aantal\n",
        "params/municipality.yml": "code: GM9999\n",
        "reference/wijken.csv": "code;naam\n",
        "notebooks/een.ipynb": "{}",
        "uit/2026-Q3/1/run.json": "{}",
        "snapshots/abc/manifest.json": "{}",
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    monkeypatch.setattr(paths, "SNAPSHOTS", tmp_path / "snapshots")
    monkeypatch.setattr(paths, "KEPT", tmp_path / "kept")
    folders = {name: tmp_path / name for name in ("params", "reference", "notebooks")}
    return Order("2026-Q3", str(tmp_path / "data"), tmp_path / "uit", **folders)


def key_of(order):
    return orders.key_of(order, orders.inputs_of(order, "uit"))


def test_the_same_order_is_told_the_lines_that_were_kept_of_it(order):
    key = key_of(order)
    assert orders.told(key) == []
    orders.keep(key, ["2026-Q3: editie 1 blijft staan."])
    assert orders.told(key_of(order)) == ["2026-Q3: editie 1 blijft staan."]


@pytest.mark.parametrize(
    "file",
    [
        "data/bodycams.csv",
        "data/opkopers.csv",
        "params/municipality.yml",
        "params/commentary/2026-Q3.yml",
        "reference/wijken.csv",
        "notebooks/een.ipynb",
        "notebooks/twee.ipynb",
        "uit/2026-Q3/1/run.json",
        "uit/index.html",
        "snapshots/def",
    ],
)
def test_a_file_that_is_new_or_other_is_another_order(order, tmp_path, file):
    before = key_of(order)
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("iets anders", "utf-8")
    assert key_of(order) != before


def test_a_page_that_was_taken_away_is_another_order(order, tmp_path):
    before = key_of(order)
    (tmp_path / "uit/2026-Q3/1/run.json").unlink()
    assert key_of(order) != before


@pytest.mark.parametrize(
    "other",
    [
        {"quarters": "2026-Q2"},
        {"is_final": True},
        {"only": "een"},
        {"missing": {"bodycams": "in onderhoud"}},
        {"accepted": {"bodycams": "nagekeken"}},
        {"without_explanation": "vakantie"},
        {"built_at": "vandaag"},
        {"today": date(2031, 1, 1)},  # by its own clock
    ],
)
def test_what_is_asked_otherwise_is_another_order(order, other):
    assert key_of(replace(order, **other)) != key_of(order)


def test_where_and_how_quickly_it_runs_does_not_matter(order, tmp_path):
    (tmp_path / "uit" / ".lock").touch()
    other = replace(order, jobs=7, timeout=1, engine="dask")
    assert key_of(other) == key_of(order)


def test_other_code_and_other_packages_are_another_order(order, monkeypatch):
    before = key_of(order)
    with monkeypatch.context() as patched:
        patched.setattr("helpers.runner.editions.provenance.code_hash", lambda: "andere")
        assert key_of(order) != before
    with monkeypatch.context() as patched:
        patched.setattr("helpers.floor.kept.identity.installed", lambda: "andere")
        assert key_of(order) != before


def test_lines_that_were_damaged_are_not_told(order, tmp_path):
    key = key_of(order)
    orders.keep(key, ["blijft staan"])
    (file,) = (tmp_path / "kept" / "orders").glob("*/*")
    file.write_bytes(file.read_bytes().replace(b"blijft", b"blijkt"))
    assert orders.told(key) == []


@pytest.mark.parametrize("file", ["params/municipality.yml", "uit/2026-Q3/1/run.json"])
def test_what_cannot_be_read_is_known_to_nobody_and_stops_nothing(order, monkeypatch, tmp_path, file):
    real = Path.read_bytes

    def read_bytes(self):
        if self == tmp_path / file:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    key = orders.key_of(order, orders.inputs_of(order, "uit"))
    orders.keep(key, ["blijft staan"])
    assert (key, orders.told(key)) == ("", [])
