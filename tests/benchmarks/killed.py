"""kill -9 at 30 moments of a batch, of the batch itself or of what it started: what stands, and what the next run does.

    python tests/benchmarks/killed.py [--moments 30] [--way kept|run|dask] [--only STEM …]

A report on the sample is published first; then its next edition is killed, again and again: where all stands ready
(kept), where every notebook is run (run), and where workers of Dask run them. Whatever is killed, the first edition
stays as it was, what is shown is all of the first or all of the second, of what ran nothing stands a minute later, and
the next run takes every notebook that was kept and says how many. When the browser is killed that prints for the
archive copy, the second edition may stand without that copy; the next run adds it. `--only` leaves the other notebooks
out of the suite. Exits 1 when not.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from helpers.floor import paths
from helpers.runner.editions import disk
from helpers.runner.editions.showing import JOURNAL

PLACE = "voorbeeld/2026-Q3"
BUILT_AT = "1 oktober 2026 om 9.00 uur"  # a page says its minute, and this takes several
WAYS = {"kept": (), "run": (), "dask": ("--engine", "dask")}


def copied(suite: Path, only: list[str]) -> dict[str, str]:
    """A suite of its own, and so with a data/.kept of its own; what runs from there."""
    shutil.copytree(paths.ROOT / "src", suite / "src")
    for part in ("params", "data/reference", "data/sample"):
        shutil.copytree(paths.HOME / part, suite / part)
    (suite / "notebooks").mkdir()
    for notebook in paths.NOTEBOOKS.glob("*.ipynb"):
        if only and notebook.stem not in only:
            (suite / "params" / f"{notebook.stem}.yml").unlink()
        else:
            shutil.copy(notebook, suite / "notebooks")
    return {**os.environ, "PYTHONPATH": str(suite / "src"), paths.GIVEN_HOME: str(suite)}


def shelf(suite: Path) -> Path:
    return suite / "data" / ".kept"


def ready(suite: Path) -> int:
    """How many notebooks are kept whole."""
    return len({one.parent for one in (shelf(suite) / "notebooks").glob("*/*") if not one.name.startswith(".")})


def command(out: Path, *more: str) -> list[str]:
    words = ["report", "--sample", "--quarter", "2026-Q3", "--out", str(out), "--built-at", BUILT_AT, *more]
    return [sys.executable, "-m", "helpers", *words]


def shown(out: Path) -> dict[str, bytes]:
    """What a reader can open."""
    return {name: content for name, content in disk.files_in(out).items() if "/." not in f"/{name}"}


def family(batch: psutil.Process) -> list[tuple[str, psutil.Process]]:
    """The batch and what it started, each by a name; found by the tree and never by a name of a program."""
    found = [("batch", batch)]
    for number, one in enumerate(batch.children(recursive=True), 1):
        try:
            words = " ".join(one.cmdline())
        except psutil.Error:
            continue
        kind = next((word for word in ("warm", "worker", "dask", "door", "print-to-pdf") if word in words), "kernel")
        found.append((f"{kind} {number}", one))
    return found


def killed_at(words: list[str], env: dict[str, str], seconds: float, which: int) -> str:
    """Start the next edition and kill one of its processes after so many seconds; which it was, "" when it had ended."""
    started = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        started.wait(seconds)
        return ""
    except subprocess.TimeoutExpired:
        several = family(psutil.Process(started.pid))
        name, victim = several[which % len(several)]
        victim.kill()
    try:
        started.wait(600)
    finally:
        if started.poll() is None:
            started.kill()
            started.wait()
    return name


def outliving(suite: Path) -> list[psutil.Process]:
    """What still runs from this suite, a minute after what was killed: kernels, workers and their warm process."""
    for _ in range(600):
        running = []
        for one in psutil.process_iter():
            with suppress(psutil.Error):
                if one.status() != psutil.STATUS_ZOMBIE and one.environ().get(paths.GIVEN_HOME) == str(suite):
                    running.append(one)
        if not running:
            break
        time.sleep(0.1)
    return running


def tried(folder: Path, way: str, moments: int, only: list[str]) -> int:
    """Kill one way of running at so many moments; how many went wrong."""
    suite, first, whole = folder / "suite", folder / "first", folder / "whole"
    env, wrong = copied(suite, only), 0
    final = ("--final", "--without-explanation", "Proef.", *WAYS[way])
    subprocess.run(command(first), env=env, check=True, stdout=subprocess.DEVNULL)
    before = shown(first)
    shutil.copytree(first, whole)
    if way != "kept":
        shutil.rmtree(shelf(suite))
    began = time.monotonic()
    subprocess.run(command(whole, *final), env=env, check=True, stdout=subprocess.DEVNULL)
    seconds, after = time.monotonic() - began, shown(whole)
    bare = {file: content for file, content in after.items() if "/archief/" not in file}
    for moment in range(moments):
        out = folder / f"out-{moment}"
        shutil.copytree(first, out)
        if way != "kept":
            shutil.rmtree(shelf(suite))
        at = seconds * (moment + 1) / (moments + 1)
        name = killed_at(command(out, *final), env, at, moment // 2 if moment % 2 else 0)
        left, count = shown(out), ready(suite)
        own = {file: content for file, content in before.items() if file.startswith(f"{PLACE}/1/")}
        is_waiting = (out / "voorbeeld" / JOURNAL).is_file()
        is_right = own.items() <= left.items() and (is_waiting or left in (before, bare, after))
        alone = outliving(suite)
        for one in alone:
            one.kill()
        words = command(out, *final)
        again = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
        said = re.search(r"(\d+) van \d+ notebooks stonden al klaar", again.stdout)
        is_whole = "Alle notebooks stonden al klaar" in again.stdout  # nothing was left to do at all
        is_right &= again.returncode == 0 and shown(out) == after
        is_right &= is_whole or int(said[1] if said else 0) == count
        is_right &= not alone
        wrong += not is_right
        state = (
            "waiting" if is_waiting else "second" if left in (bare, after) else "first" if left == before else "MIXED"
        )
        verdict = "right" if is_right else "WRONG"
        print(f"{way:5}{at:6.1f} s  {name or 'had ended':12}  {state:8}  {count:2} kept  {verdict}", flush=True)
        if alone:
            print(f"{len(alone)} processes outlived it: {[one.pid for one in alone]}")
        if not is_right:
            print(again.stdout + again.stderr)
        shutil.rmtree(out)
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--moments", type=int, default=30)
    parser.add_argument("--way", choices=WAYS, action="append")
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    ways, wrong = asked.way or [*WAYS], 0
    for way in ways:
        with tempfile.TemporaryDirectory() as folder:
            wrong += tried(Path(folder), way, asked.moments, asked.only)
    print(f"{wrong} of {asked.moments * len(ways)} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    sys.exit(main())
