"""How long `check` takes on 18 files in foreign headers beside the same 18 in ours: python tests/benchmarks/mapped_check.py

The two take turns, each in a process of its own as an analyst runs it, and again inside one process, where nothing is
started up. Prints the seconds of each turn and the ratio of the medians: with the same rows in both, and with two
exports as single events, which are more rows.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import foreign_delivery
import foreign_forms
import pandas as pd
from foreign_delivery import Form

from helpers import sources
from helpers.floor import paths
from helpers.floor.areas import Areas


def home_of(folder: Path) -> Path:
    """A copy of the suite that may have params and reference of its own."""
    for part in ("src", "params", "notebooks", "data/reference"):
        shutil.copytree(paths.ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "explore"))
    return folder


def checked(home: Path, delivery: Path) -> float:
    """The seconds of one `check` of a folder by the command."""
    return _seconds(home, "--data", str(delivery))


def _seconds(home: Path, *asked: str) -> float:
    command = [sys.executable, "-m", "helpers", "check", *asked]
    environment = {**os.environ, "PYTHONPATH": str(home / "src"), "PYTHONUTF8": "1"}
    started = time.perf_counter()
    run = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, encoding="utf-8")
    seconds = time.perf_counter() - started
    if run.returncode:
        raise SystemExit(run.stdout + run.stderr)
    return seconds


def within(home: Path, delivery: Path) -> float:
    """The seconds of the same in this process."""
    before = paths.PARAMS, paths.REFERENCE
    paths.PARAMS, paths.REFERENCE = home / "params", home / "data" / "reference"
    try:
        started = time.perf_counter()
        faults = sources.check(delivery)
        seconds = time.perf_counter() - started
    finally:
        paths.PARAMS, paths.REFERENCE = before
    if any(fault.level == "error" for fault in faults):
        raise SystemExit("\n".join(fault.message for fault in faults))
    return seconds


def compared(said: str, take: Callable[[Path, Path], float], turns: int, *pair: tuple[Path, Path]) -> None:
    """Let the two take turns, and print their seconds and the ratio."""
    seconds = [[take(*one) for one in pair] for _ in range(turns)]
    own, foreign = (statistics.median(column) for column in zip(*seconds, strict=True))
    print(f"{said}: " + "  ".join(f"{one:.2f}/{other:.2f}" for one, other in seconds))
    print(f"  unmapped {own:.2f} s, mapped {foreign:.2f} s, ratio {foreign / own:.2f}", flush=True)


def foreign_home(folder: Path, tables: Mapping[str, pd.DataFrame], forms: Mapping[str, Form]) -> tuple[Path, Path]:
    """A copy of the suite with a foreign delivery and the rules that read it, and that delivery."""
    home, areas = home_of(folder), Areas.load(paths.REFERENCE)
    text = foreign_delivery.make(tables, areas, home / "levering", forms)
    (home / "params" / "exports.yml").write_text(text, "utf-8")
    foreign_delivery.reference(areas, home / "data" / "reference")
    return home, home / "levering"


def many_reports(count: int) -> pd.DataFrame:
    """Reports per month, wijk and category, that are together about so many."""
    months = pd.date_range("2020-01-01", periods=60, freq="MS").astype("datetime64[us]")
    names = [f"Soort {letter}" for letter in "ABCDEFGHIJ"]
    by = pd.MultiIndex.from_product([months, Areas.load(paths.REFERENCE).codes, names])
    table = by.to_frame(index=False, name=["month", "wijk", "category"])
    each = max(1, round(count / len(table)))
    return table.assign(reports=[1 + at * 7919 % (2 * each - 1) for at in range(len(table))])


def one_file(home: Path, file: Path) -> float:
    """The seconds of `check --dataset meldingen` by the command."""
    return _seconds(home, "--dataset", "meldingen", str(file))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", default="sample", help="a folder with exports, or sample")
    asked.add_argument("--turns", type=int, default=5)
    asked.add_argument("--events", type=int, default=0, help="also one file of so many single events, such as 200000")
    given = asked.parse_args()
    folder = paths.SAMPLE if given.folder == "sample" else Path(given.folder).resolve()
    with tempfile.TemporaryDirectory() as name:
        paths.SNAPSHOTS = Path(name) / "snapshots"
        tables = dict(sources.open_delivery(given.folder).tables)
        own = home_of(Path(name) / "own"), folder
        same_rows = foreign_home(Path(name) / "rows", tables, foreign_forms.with_counts())
        as_events = foreign_home(Path(name) / "events", tables, foreign_forms.FORMS)
        compared("18 files with the same rows, by the command", checked, given.turns, own, same_rows)
        compared("the same in one process", within, given.turns, own, same_rows)
        compared("with two exports as single events, by the command", checked, given.turns, own, as_events)
        if given.events:
            form = {"meldingen": foreign_forms.FORMS["meldingen"]}
            home, many = foreign_home(Path(name) / "many", {"meldingen": many_reports(given.events)}, form)
            seconds = [one_file(home, many / form["meldingen"].file) for _ in range(given.turns)]
            print(f"{given.events} events in one file: " + "  ".join(f"{one:.2f}" for one in seconds))


if __name__ == "__main__":
    main()
