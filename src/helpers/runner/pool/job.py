"""What a pool is asked and what it answers, whichever pool it is."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from helpers.floor import paths
from helpers.runner.pool.failure import Failure
from helpers.runner.pool.parcel import Parcel

TIMEOUT = 900  # seconds a cell
START_TIMEOUT = 120  # seconds for a kernel to start, on a busy machine


@dataclass(frozen=True)
class Job:
    """One notebook to run. The executed notebook and its scratch lie in `folder`, of this batch alone."""

    notebook: Path
    run: str  # such as 2026-Q3/cyber_training
    parameters: Mapping[str, Any]
    folder: Path
    timeout: int = TIMEOUT
    start_timeout: int = START_TIMEOUT
    variables: Mapping[str, str] = field(default_factory=dict)  # more of the kernel's environment
    parcel: Parcel | None = None  # what it reads; None: the snapshots of this checkout

    @property
    def name(self) -> str:
        """The last part of the run: one notebook may run for several wijken or months."""
        return self.run.rpartition("/")[2]

    @property
    def output(self) -> Path:
        return self.folder / f"{self.name}.ipynb"

    @property
    def scratch(self) -> Path:
        return self.folder / f".scratch-{self.name}"

    @property
    def environment(self) -> dict[str, str]:
        """What is added to the kernel's: no start-up files of the user, no history, nothing outside this folder."""
        own = {"IPYTHONDIR": str(self.scratch / ".ipython"), "JUPYTER_RUNTIME_DIR": str(self.scratch / ".jupyter")}
        store = self.parcel.store if self.parcel else paths.snapshots()
        return {**own, paths.GIVEN_SNAPSHOTS: str(store), **self.variables}


@dataclass(frozen=True)
class Used:
    """What one run took. `cpu_seconds` and `peak_bytes` are None where the system does not tell."""

    wall_seconds: float
    cpu_seconds: float | None = None
    peak_bytes: int | None = None


@dataclass(frozen=True)
class Outcome:
    """How one job ended; `failure` is None when the notebook is done."""

    job: Job
    failure: Failure | None
    used: Used | None = None  # None where it was not measured
    note: str = ""  # why its kernel was not forked, in Dutch; "" where it was or nobody asked
    is_kept: bool = False  # whether it was kept of an earlier run, and no kernel started


class Pool(Protocol):
    """Anything that runs jobs: workers of this machine, those of an engine, or one that remembers what others ran."""

    def submit(self, job: Job) -> Future[Outcome]:
        """Queue a job; the outcome says how it ended, also when it failed."""

    def end(self) -> None:
        """Stop: nothing new starts, what runs is ended and waited for."""


def result_of(future: Future[Outcome]) -> Outcome:
    """Wait for a job; Ctrl-C gets through on Windows too, where waiting without an end would block it."""
    while not wait([future], timeout=0.5).done:
        pass
    return future.result()
