"""A small delivery of every export, written by hand, and the areas it speaks of."""

import re
import shutil
from pathlib import Path
from runpy import run_path

import pandas as pd
import pytest

from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.sources import contracts
from helpers.sources.contract import rules_of
from helpers.sources.sheets.reading import Reading

WIJKEN = ["WK000001", "WK000002"]
HERE = Path(__file__).parent
# What is written by hand about an export: found by looking, one module an export.
EXAMPLES = {file.stem: run_path(str(file)) for file in sorted((HERE / "examples").glob("*.py"))}


@pytest.fixture
def areas():
    return Areas(pd.DataFrame({"wijk": WIJKEN, "name": ["Noord", "Zuid"]}).astype("str"))


@pytest.fixture
def own_folders(tmp_path, monkeypatch, wijken_csv):
    """The params, the reference, the snapshots and the reports of a test, in its own folder."""
    params = Path(shutil.copytree(paths.PARAMS, tmp_path / "params"))
    text = (params / "municipality.yml").read_text("utf-8").replace("GM1916", "GM0000")
    text = re.sub("crucial_processes: .*", "crucial_processes: [Toezicht]", text)
    text = re.sub(r"waste: .*\n +lighting: .*\n +other: .*", "waste: [Zwerfvuil]", text)
    (params / "municipality.yml").write_text(text, "utf-8")
    monkeypatch.setattr(paths, "PARAMS", params)
    reference = tmp_path / "reference"
    reference.mkdir()
    (reference / "wijken.csv").write_text(wijken_csv({code: code for code in WIJKEN}, short_name=WIJKEN))
    monkeypatch.setattr(paths, "REFERENCE", reference)
    monkeypatch.setattr(paths, "SNAPSHOTS", tmp_path / "snapshots")
    monkeypatch.setattr(paths, "REPORTS", tmp_path / "reports")


@pytest.fixture
def folder(tmp_path, own_folders):
    """The small delivery; a test changes it through `change`."""
    raw = tmp_path / "levering"
    raw.mkdir()
    for dataset, example in EXAMPLES.items():
        (raw / f"{dataset}.csv").write_text(example["FILE"], encoding="cp1252", newline="")
    return raw


@pytest.fixture
def change(folder):
    """Replace a piece of one export; it must be there."""

    def changed(dataset, old, new):
        file = folder / f"{dataset}.csv"
        text = file.read_text(encoding="cp1252")
        assert old in text
        file.write_text(text.replace(old, new), encoding="cp1252", newline="")

    return changed


def read_rows(dataset, rows):
    """The reading that these rows, dicts by column name, would give; the first is row 2 of the sheet."""
    contract = contracts()[dataset]
    table = pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=dtype) for name, dtype in contract.dtypes.items()}
    )
    where = {"file": f"{dataset}.csv", "sheet": ""}
    return Reading(contract, table, list(range(2, len(rows) + 2)), (), where)


def broken_rules(dataset, rows):
    """Which rule each row breaks: (name, level, row of the sheet)."""
    reading = read_rows(dataset, rows)
    found = set()
    for rule in rules_of(reading.contract):
        is_broken = rule.check(reading.table).fillna(False).astype(bool)
        found |= {(rule.name, rule.level, reading.numbers[i]) for i in is_broken.to_numpy().nonzero()[0]}
    return found


@pytest.fixture
def reading_of():
    return read_rows


@pytest.fixture
def broken():
    return broken_rules
