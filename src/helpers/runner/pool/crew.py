"""The pool of this machine: several notebooks at once, each in a worker process with a kernel of its own."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

from helpers.runner.pool.failure import failure_of
from helpers.runner.pool.job import Job, Outcome

_STOPPED = "WorkerStopped"
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


OnCell = Callable[[Job, int], None]  # job, position of the cell that starts


class Crew:
    """Workers for a batch. Leaving the `with` block ends them all, and their kernels."""

    def __init__(self, at_once: int, on_cell: OnCell = lambda *_: None) -> None:
        self._pool = ThreadPoolExecutor(at_once)
        self._on_cell = on_cell
        self._idle: list[subprocess.Popen[str]] = []
        self._all: list[subprocess.Popen[str]] = []
        self._lock = threading.Lock()
        self._is_ended = False

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def submit(self, job: Job) -> Future[Outcome]:
        """Queue a job; it starts when a worker is free."""
        return self._pool.submit(self._run, job)

    def end(self) -> None:
        """Stop: nothing new starts, running kernels are killed, worker processes are waited for."""
        with self._lock:
            self._is_ended = True
            workers = list(self._all)
        for worker in workers:
            _close(worker)
        self._pool.shutdown(wait=True, cancel_futures=True)
        for worker in workers:
            _pipes(worker)[1].close()

    def _run(self, job: Job) -> Outcome:
        job.scratch.mkdir(parents=True, exist_ok=True)
        worker = self._take()
        ename, evalue, position = _STOPPED, "het werkproces stopte onverwacht", None
        try:
            to_worker, from_worker = _pipes(worker)
            to_worker.write(job.as_json() + "\n")
            to_worker.flush()
            for line in from_worker:
                reply = json.loads(line)
                if reply["event"] == "end":
                    ename, evalue = reply["ename"], reply["evalue"]
                    break
                position = reply["position"]
                self._on_cell(job, position)
        except (OSError, ValueError):
            pass  # the pipe broke: the worker is gone, and the outcome says so
        self._give_back(worker, is_alive=ename != _STOPPED)
        return Outcome(job, failure_of(job.name, _content(job.output), ename, evalue, position))

    def _take(self) -> subprocess.Popen[str]:
        with self._lock:
            if self._is_ended:
                raise InterruptedError("the crew has ended")
            if self._idle:
                return self._idle.pop()
            worker = _start()
            self._all.append(worker)
            return worker

    def _give_back(self, worker: subprocess.Popen[str], is_alive: bool) -> None:
        with self._lock:
            if is_alive and not self._is_ended:
                self._idle.append(worker)
                return
        _close(worker)


def environment() -> dict[str, str]:
    """What a worker and its kernel run under: one thread, fixed hashes, this interpreter's kernels."""
    dropped = ("MPLBACKEND", "PYTHONSTARTUP")
    same = {name: value for name, value in os.environ.items() if name not in dropped}
    fixed = {"PYTHONHASHSEED": "0", "JUPYTER_PREFER_ENV_PATH": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    return same | dict.fromkeys(_ONE_THREAD, "1") | fixed


def _start() -> subprocess.Popen[str]:
    # Away from the terminal's group, so that Ctrl-C reaches the batch and the batch ends its workers.
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(
        [sys.executable, "-m", "helpers.runner.pool.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=environment(),
        **apart,
    )


def _pipes(worker: subprocess.Popen[str]) -> tuple[IO[str], IO[str]]:
    """To and from it; `_start` asked for both."""
    assert worker.stdin and worker.stdout
    return worker.stdin, worker.stdout


def _close(worker: subprocess.Popen[str]) -> None:
    with contextlib.suppress(OSError):
        _pipes(worker)[0].close()
    try:
        worker.wait(timeout=10)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _content(output: Path) -> dict[str, Any] | None:
    try:
        return json.loads(output.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
