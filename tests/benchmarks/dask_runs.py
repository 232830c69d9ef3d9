"""How well small runs spread: `python tests/benchmarks/dask_runs.py [RUNS]`, on Dask and on the crew of this machine.

A small run is a notebook of three cells that imports nothing and adds 200,000 squares, some 20 ms: what a run costs is
starting, feeding and ending its kernel. Each number of workers runs them all once, after a few to
warm up. Efficiency is the time of one worker / (2 x the time of two workers); 1 is perfect, and a machine with two
cores that are not free cannot show it: so the load is printed, and the seconds of CPU that the runs themselves took.
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat

from helpers.runner.pool.crew import Crew
from helpers.runner.pool.dask_pool import DaskPool
from helpers.runner.pool.job import Job, result_of

RUNS = 1000
WARMING = 4  # runs
CELLS = (
    'quarter: str = "newest"  # of the run\ndelivery: str = "sample"  # its number',
    "total = sum(number * number for number in range(200_000))",
    "print(quarter, delivery, total)",
)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {runs} runs a measurement")
    for name, made in (("dask", lambda workers: DaskPool("", workers)), ("crew", Crew)):
        seconds = [measured(name, made, workers, runs) for workers in (1, 2)]
        print(f"{name}: efficiency {seconds[0] / (2 * seconds[1]):.2f}")


def measured(name: str, made: Callable[[int], AbstractContextManager[Any]], workers: int, runs: int) -> float:
    """The seconds that all runs took, without starting the pool."""
    with TemporaryDirectory() as folder, made(workers) as pool:
        book = written(Path(folder))
        jobs = [
            Job(book, f"2026-Q3/run-{number}", {"quarter": "2026-Q3", "delivery": str(number)}, Path(folder) / "out")
            for number in range(WARMING + runs)
        ]
        finished(pool, jobs[:WARMING])
        began = time.perf_counter()
        busy = finished(pool, jobs[WARMING:])
        seconds = time.perf_counter() - began
    count = f"{workers} worker{'s' if workers > 1 else ''}"
    each = f"{1000 * seconds / runs:.0f} ms a run, of which {1000 * busy / runs:.0f} ms of CPU in the run itself"
    print(f"{name}, {count}: {seconds:.1f} s, {each}; load {os.getloadavg()[0]:.1f}", flush=True)
    return seconds


def finished(pool: Any, jobs: list[Job]) -> float:
    """Run them all; the seconds of CPU that the runs took, of kernel and papermill."""
    outcomes = [result_of(future) for future in [pool.submit(job) for job in jobs]]
    if failed := [str(outcome.failure) for outcome in outcomes if outcome.failure]:
        sys.exit(failed[0])
    return sum(outcome.used.cpu_seconds or 0 for outcome in outcomes if outcome.used)


def written(folder: Path) -> Path:
    """The small notebook."""
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    cells[0].metadata["tags"] = ["parameters"]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / "small.ipynb")
    return folder / "small.ipynb"


if __name__ == "__main__":
    main()
