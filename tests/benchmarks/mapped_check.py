"""How long `check` takes on 18 files in foreign headers beside the same 18 in ours: python tests/benchmarks/mapped_check.py

The two take turns, each in a process of its own as an analyst runs it. Prints the ratio of the medians and the seconds
of each turn: with the same rows in both, and with two exports as single events, which are more rows. On a machine with
other work the seconds of the processor say more than those of the clock.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import foreign_delivery
import foreign_forms
import numpy as np
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


def checked(home: Path, *asked: str) -> np.ndarray:
    """The seconds of one `check` by the command: on the clock, and of the processor, its children among them."""
    command = [sys.executable, "-m", "helpers", "check", *asked]
    environment = {**os.environ, "PYTHONPATH": str(home / "src"), "PYTHONUTF8": "1"}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, encoding="utf-8")
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        raise SystemExit(run.stdout + run.stderr)
    return np.array([seconds, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime])


def compared(said: str, turns: int, own: tuple[Path, Path], foreign: tuple[Path, Path]) -> None:
    """Let the two take turns, and print their seconds and the ratio of the medians."""
    taken = np.array(
        [[checked(home, "--data", str(delivery)) for home, delivery in (own, foreign)] for _ in range(turns)]
    )
    print(said)
    for place, of in enumerate(("on the clock", "of the processor")):
        each = "  ".join(f"{one:.2f}/{other:.2f}" for one, other in taken[:, :, place])
        one, other = np.median(taken[:, :, place], axis=0)
        print(f"  {of}: unmapped {one:.2f} s, mapped {other:.2f} s, ratio {other / one:.2f} ({each})", flush=True)


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


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", default="sample", help="a folder with exports, or sample")
    asked.add_argument("--turns", type=int, default=5)
    asked.add_argument("--events", type=int, default=0, help="also one file of so many single events, such as 200000")
    given = asked.parse_args()
    folder = paths.SAMPLE if given.folder == "sample" else Path(given.folder).resolve()
    with tempfile.TemporaryDirectory() as name:
        paths.SNAPSHOTS = Path(name) / "snapshots"
        delivery = sources.open_delivery(str(folder))
        tables = delivery.tables
        own = home_of(Path(name) / "own"), Path(name) / "own" / "levering"
        own[1].mkdir()
        for export in delivery.exports:
            if export.dataset in foreign_forms.FORMS:
                shutil.copy(folder / export.file, own[1])
        same_rows = foreign_home(Path(name) / "rows", tables, foreign_forms.with_counts())
        as_events = foreign_home(Path(name) / "events", tables, foreign_forms.FORMS)
        compared("18 files with the same rows", given.turns, own, same_rows)
        compared("18 files, two of them single events", given.turns, own, as_events)
        if given.events:
            form = {"meldingen": foreign_forms.FORMS["meldingen"]}
            home, many = foreign_home(Path(name) / "many", {"meldingen": many_reports(given.events)}, form)
            asked_of = ("--dataset", "meldingen", str(many / form["meldingen"].file))
            clock, processor = np.median([checked(home, *asked_of) for _ in range(given.turns)], axis=0)
            print(f"{given.events} events in one file: {clock:.2f} s on the clock, {processor:.2f} s of the processor")


if __name__ == "__main__":
    main()
