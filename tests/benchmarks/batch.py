"""What a batch costs beside stock papermill and nbconvert: python tests/benchmarks/batch.py [QUARTERS]

In one run, in seconds of the processor with every child counted: a shell loop of stock `papermill` and `jupyter
nbconvert` over the suite's own notebooks; the floor, which is their cells in one process that has imported everything;
the suite cold, with nothing changed, after one export changed, and with forking off. Then the seconds on the clock of
one quarter and of `list`, and the memory of all processes together. Exits 1 where a figure is above what is asked.

QUARTERS is a range such as 2025-Q4..2026-Q3, which is the default. A notebook that runs per wijk does so in each way.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from mapped_check import home_of

from helpers.floor import paths
from helpers.floor.quarter import parse_range
from helpers.runner.notebooks import axis, chapters

DEFAULT = "2025-Q4..2026-Q3"
CHANGED = "bodycams.csv"  # a small export that few notebooks read
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2): a child that lost its parent is ours to count
Run = tuple[Path, dict[str, str]]  # a notebook with the values of its parameters
FLOOR = """
import io, json, sys, time
from contextlib import redirect_stdout
from pathlib import Path
import pandas, seaborn, statsmodels.api
from IPython.core.interactiveshell import InteractiveShell
from helpers import displays, sources
from helpers.analyses import (about_the_figures, cyber_training, data_quality, dealer_compliance, management_summary,
    safety_indicators, scan_car_cleanliness, surroundings, wijk_profile)
data, runs = sys.argv[1], json.loads(sys.argv[2])
name, _ = sources.freeze(data, max(given["quarter"] for _, given in runs))
shell, started = InteractiveShell.instance(), time.process_time()
for notebook, given in runs:
    shell.reset()
    for cell in json.loads(Path(notebook).read_text("utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        source = "".join(cell["source"])
        if "parameters" in cell["metadata"].get("tags", []):
            given["delivery"] = f"snapshot:{name}"
            source += "".join(f"\\n{one} = {value!r}" for one, value in given.items())
        with redirect_stdout(io.StringIO()):
            ended = shell.run_cell(source)
        ended.raise_error()
print(time.process_time() - started)
"""


@dataclass(frozen=True)
class Taken:
    """What a command took: seconds of the processor and on the clock, and what it printed."""

    cpu_seconds: float
    wall_seconds: float
    printed: str


@dataclass(frozen=True)
class Home:
    """A copy of the suite with exports and a store of its own."""

    folder: Path
    data: Path

    def python(self, *command: object, **more: str) -> Taken:
        """Run the interpreter there and count all of its children, those that lost their parent too."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder / "src"), "PYTHONUTF8": "1", **more}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        before, started = _children_seconds(), time.perf_counter()
        asked = [sys.executable, *map(str, command)]
        run = subprocess.run(asked, env=environment, cwd=self.folder, capture_output=True, text=True, encoding="utf-8")
        wall_seconds = time.perf_counter() - started
        with suppress(ChildProcessError):
            while os.waitpid(-1, 0):
                pass
        if run.returncode:
            raise SystemExit(f"{' '.join(asked)}\n{run.stdout}{run.stderr}")
        return Taken(_children_seconds() - before, wall_seconds, run.stdout)

    def report(self, quarters: str, out: str, *options: str, **more: str) -> Taken:
        """`report` of these quarters into a folder of its own."""
        asked = ["--data", self.data, "--quarter", quarters, "--out", self.folder / out, *options]
        return self.python("-m", "helpers", "report", *asked, **more)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def shell_loop(home: Home, runs: list[Run]) -> float:
    """Seconds of the processor of papermill and nbconvert as anyone would call them, one run after another."""
    seconds, out = 0.0, home.folder / "stock"
    out.mkdir()
    for notebook, values in runs:
        executed = out / f"{'-'.join([notebook.stem, *values.values()])}.ipynb"
        given = [word for one, value in values.items() for word in ("-p", one, value)]
        given += ["-f", home.folder / "params" / f"{notebook.stem}.yml", "-p", "delivery", home.data]
        seconds += home.python("-m", "papermill", notebook, executed, *given, "--no-progress-bar").cpu_seconds
        seconds += home.python("-m", "nbconvert", "--to", "html", executed).cpu_seconds
    return seconds


def floor(home: Home, runs: list[Run]) -> float:
    """Seconds of the processor of the cells alone, in one process that has imported everything."""
    as_text = json.dumps([[str(notebook), values] for notebook, values in runs])
    return float(home.python("-c", FLOOR, home.data, as_text).printed.split()[-1])


def runs_of(home: Home, quarters: str) -> list[Run]:
    """Every run that `report` of these quarters makes: a notebook per wijk once for each."""
    notebooks = [one for one in chapters.find(home.folder / "notebooks") if not one.is_internal]
    wijken = axis.wijken_in(home.folder / "data" / "reference")
    return [
        (run.path, {"quarter": quarter.label, **({run.per: run.at} if run.at else {})})
        for quarter in parse_range(quarters)
        for run in axis.spread(notebooks, quarter, wijken)
    ]


def change_one_export(home: Home) -> None:
    """Write the last number of the last row one higher or lower, so that it stays a count that can be."""
    file = home.data / CHANGED
    *rows, last = file.read_text("utf-8").splitlines()
    cells = last.split(";")
    cells[-1] = str(int(cells[-1]) - 1)
    file.write_text("\n".join([*rows, ";".join(cells)]) + "\n", "utf-8")


def peak_megabytes(run: Callable[[], object]) -> float:
    """The most memory of all our children together while something runs, each shared page counted once (PSS)."""
    peak, is_over = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not is_over.wait(0.3):
            peak = max(peak, sum(map(_pss, psutil.Process().children(recursive=True))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        run()
    finally:
        is_over.set()
        watcher.join()
    return peak / 1e6


def _pss(process: psutil.Process) -> int:
    try:
        return process.memory_full_info().pss
    except psutil.Error:
        return 0


def measured(home: Home, quarters: str) -> bool:
    """Print every figure with what is asked of it; whether all are within it."""
    runs, results, last = runs_of(home, quarters), [], parse_range(quarters)[-1].label

    def say(what: str, value: float, limit: float | None = None, unit: str = "") -> None:
        asked = "" if limit is None else f"  (at most {limit:g}: {'yes' if value <= limit else 'NO'})"
        results.append(limit is None or value <= limit)
        print(f"{what:58}{value:9.2f} {unit:4}{asked}", flush=True)

    print(f"{len(runs)} runs of {len({notebook for notebook, _ in runs})} notebooks: {quarters}")
    home.python("-m", "helpers", "check", "--data", home.data)  # compiles, and warms the disk
    stock = shell_loop(home, runs)
    lowest = floor(home, runs)
    say("stock papermill and nbconvert, in a shell loop", stock, unit="s")
    say("the floor: the cells in one process", lowest, unit="s")
    home.python("-m", "helpers", "clean")
    cold = home.report(quarters, "reports")
    say("the suite, cold", cold.cpu_seconds, unit="s")
    say("  against the shell loop", cold.cpu_seconds / stock, 0.25)
    say("  against the floor", cold.cpu_seconds / lowest, 1.3)
    home.report(quarters, "reports")
    same = home.report(quarters, "reports")
    say("nothing changed, on the clock", same.wall_seconds, 1, "s")
    change_one_export(home)
    changed = home.report(quarters, "reports")
    say(f"after a change of {CHANGED}", changed.cpu_seconds, unit="s")
    print(*(line for line in changed.printed.splitlines() if "stond" in line), sep="\n")
    unforked = home.report(quarters, "unforked", "--again", HELPERS_NO_FORK="1")
    say("forking off", unforked.cpu_seconds, unit="s")
    say("  against the shell loop", unforked.cpu_seconds / stock, 0.45)
    say("one quarter, all of it run again, on the clock", home.report(last, "one", "--again").wall_seconds, 15, "s")
    listed = min(home.python("-m", "helpers", "list", "--data", home.data).wall_seconds for _ in range(3))
    say("list, on the clock", listed, 0.5, "s")
    memory = peak_megabytes(lambda: home.report(last, "one", "--again", "--jobs", "2"))
    say("memory of all processes at --jobs 2", memory, 900, "MB")
    return all(results)


def main(quarters: str = DEFAULT) -> None:
    """Measure in a copy, so that nothing that is kept here helps or is emptied."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="batch-") as made:
        folder = home_of(Path(made) / "home")
        data = shutil.copytree(paths.SAMPLE, Path(made) / "exports")
        if not measured(Home(folder, data), quarters):
            raise SystemExit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
