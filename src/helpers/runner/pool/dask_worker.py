"""What a Dask worker does: one run at a time and thread, by a crew of its own, from what was sent to it.

Imported by the workers, so it needs nothing of Dask but the worker it is in.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from distributed import get_worker

from helpers.floor import paths
from helpers.floor.faults import RunFailed
from helpers.floor.kept import reads
from helpers.runner.editions import provenance
from helpers.runner.pool.crew import Crew
from helpers.runner.pool.failure import Failure
from helpers.runner.pool.job import Job, Used
from helpers.runner.pool.parcel import Parcel, unpacked

_SHOWN = 10  # signs of the hash of the code
_LOCK = threading.Lock()
_places: list[_Place] = []


@dataclass(frozen=True)
class Sent:
    """A job with the bytes of its notebook, the hash of its parcel and the code that made the batch."""

    job: Job
    notebook: bytes
    parcel_hash: str
    made_with: Mapping[str, str]


@dataclass(frozen=True)
class Returned:
    """How a run ended, and every file that it left in its folder, by name; the executed notebook among them."""

    files: Mapping[str, bytes]
    failure: Failure | None
    used: Used | None


@dataclass(frozen=True)
class _Place:
    """What this process keeps between runs: a temporary folder with parcels, and the crew with its warm process."""

    folder: Path
    crew: Crew


def dask_setup(worker: Any) -> None:
    """Begin as a worker of the cluster on this machine: import what notebooks do before the first of them comes."""
    _place(worker)


def dask_teardown(worker: Any) -> None:
    """End what this worker runs, at once, when the cluster on this machine ends."""
    _place(worker).crew.end()


def made_with() -> dict[str, str]:
    """The code, Python and packages of this process: what a report is made with."""
    return {"code": provenance.code_hash(), **provenance.packages()}


def run(sent: Sent, packed: bytes) -> Returned:
    """Run one notebook. Raises RunFailed where this worker has other code than the batch, or a parcel is damaged."""
    worker = get_worker()
    refuse_other_code(worker.address, sent.made_with, made_with())
    place = _place(worker)
    store = unpacked(packed, sent.parcel_hash, place.folder) if sent.job.parcel else place.folder
    with tempfile.TemporaryDirectory(dir=place.folder) as folder:
        job = _here(sent.job, Path(folder), store, place.folder / "results")
        job.notebook.write_bytes(sent.notebook)
        job.folder.mkdir()
        outcome = place.crew.submit(job).result()
        files = {file.name: file.read_bytes() for file in job.folder.iterdir() if file.is_file()}
    return Returned(files, outcome.failure, outcome.used)


def _here(job: Job, folder: Path, store: Path, results: Path) -> Job:
    """The job in the folders of this worker: its variables name files in its own folder, or kept tables."""
    own = folder / "run"
    variables = {name: value.replace(str(job.folder), str(own)) for name, value in job.variables.items()}
    variables |= {reads.RESULTS: str(results)} if reads.RESULTS in variables else {}
    parcel = job.parcel and Parcel(store, job.parcel.name)
    return replace(job, notebook=folder / job.notebook.name, folder=own, variables=variables, parcel=parcel)


def _place(worker: Any) -> _Place:
    with _LOCK:
        if not _places:
            folder = Path(tempfile.mkdtemp(prefix="helpers-", dir=worker.local_directory))
            _places.append(
                _Place(folder, Crew(worker.state.nthreads, notebooks=sorted(paths.NOTEBOOKS.glob("*.ipynb"))))
            )
        return _places[0]


def refuse_other_code(address: str, asked: Mapping[str, str], own: Mapping[str, str]) -> None:
    """Raise RunFailed with the first thing that differs, and what both have."""
    for name in sorted(asked.keys() | own.keys(), key=lambda name: name != "code"):
        here, there = (one.get(name, "niets")[:_SHOWN] for one in (asked, own))
        if asked.get(name) != own.get(name):
            what = "andere code" if name == "code" else f"een andere {name}"
            message = f"De Dask-werker {address} heeft {what}: {there}. Dit rapport vraagt {here}."
            raise RunFailed(message, "Zet op elke werker dezelfde versie, en start de werkers opnieuw.")
