"""What is kept lies in a folder of the test, and a pool that says what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path

import pytest

from helpers.floor import paths
from helpers.floor.kept import reads
from helpers.floor.kept.reads import Part
from helpers.runner.pool.failure import Failure
from helpers.runner.pool.job import Job, Outcome


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept."""
    monkeypatch.setattr(paths, "KEPT", tmp_path / "kept")
    return tmp_path / "kept"


class RecordingPool:
    """Runs nothing: notes the jobs, writes a notebook and the reads that `read` names, and is done."""

    def __init__(self, read: Mapping[str, tuple[Part, ...]], failure: Failure | None = None, period: str = "") -> None:
        self.asked: list[Job] = []
        self._read, self._failure, self._period = read, failure, period

    def submit(self, job: Job) -> Future[Outcome]:
        self.asked.append(job)
        job.folder.mkdir(parents=True, exist_ok=True)
        job.output.write_bytes(f"executed, the {len(self.asked)} of this pool".encode())
        period = self._period or job.parameters["quarter"]
        parts = (Part(reads.OPENED, job.parameters["delivery"], period), *self._read[job.name])
        lines = "".join(json.dumps(part) + "\n" for part in parts)
        Path(job.variables[reads.FILE]).write_text(lines, encoding="utf-8")
        done: Future[Outcome] = Future()
        done.set_result(Outcome(job, self._failure))
        return done

    def end(self) -> None:
        pass


@pytest.fixture
def recording_pool() -> Callable[..., RecordingPool]:
    return RecordingPool
