"""The pool of this machine: several notebooks at once, each in a worker process with a kernel of its own."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from helpers.runner.kernels.warm_process import Refused, WarmProcess
from helpers.runner.pool import message
from helpers.runner.pool.failure import STOPPED, content, failure_of
from helpers.runner.pool.job import Job, Outcome
from helpers.runner.pool.worker_process import ForkedWorker, OrdinaryWorker

OnCell = Callable[[Job, int], None]  # job, position of the cell that starts
Worker = ForkedWorker | OrdinaryWorker


class Crew:
    """Workers for a batch. Leaving the `with` block ends them all, and their kernels.

    Make it early: it starts a process that imports what `notebooks` do while the batch does other work. `folder` is
    private and of this crew alone, for what a batch leaves behind; it ends with the crew, however that ends.
    """

    def __init__(
        self,
        at_once: int,
        on_cell: OnCell = lambda *_: None,
        notebooks: Sequence[Path] = (),
        say: Callable[[str], object] = lambda _: None,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="helpers-"))
        self._pool = ThreadPoolExecutor(at_once)
        self._on_cell, self._say = on_cell, say
        self._idle: list[Worker] = []
        self._all: list[Worker] = []
        self._lock = threading.Lock()
        self._is_ended = self._is_told = False
        self._warm: WarmProcess | None = None
        try:
            self._warm = WarmProcess(self.folder, notebooks)
        except Refused as why:
            self._tell(str(why))

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
            worker.end()
        if self._warm:
            self._warm.end(is_needless=not workers)
        self._pool.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.forget()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, job: Job) -> Outcome:
        worker = self._take()
        position, outcome = None, None
        try:
            worker.say(message.of_job(job))
            for line in worker.replies:
                told = json.loads(line)
                if "failure" in told:
                    outcome = message.outcome_of(job, told)
                    break
                position = told["position"]
                self._on_cell(job, position)
        except (OSError, ValueError):
            pass  # the pipe broke: the worker is gone, and the outcome says so
        self._give_back(worker, is_alive=outcome is not None)
        if outcome is None:
            return Outcome(job, failure_of(job.name, content(job.output), STOPPED, "", position))
        if outcome.note:
            self._tell(outcome.note)
        return outcome

    def _take(self) -> Worker:
        with self._lock:
            self._refuse_if_ended()
            if self._idle:
                return self._idle.pop()
        worker = self._started()
        with self._lock:
            self._all.append(worker)
            is_late = self._is_ended
        if is_late:  # it ended while this one started
            worker.end()
            self._refuse_if_ended()
        return worker

    def _refuse_if_ended(self) -> None:
        if self._is_ended:
            raise InterruptedError("the crew has ended")

    def _started(self) -> Worker:
        if self._warm:
            try:
                return ForkedWorker(self._warm.address, self.folder)
            except Refused as why:
                self._refuse_if_ended()
                self._tell(str(why))
        return OrdinaryWorker(self.folder)

    def _give_back(self, worker: Worker, is_alive: bool) -> None:
        with self._lock:
            if is_alive and not self._is_ended:
                self._idle.append(worker)
                return
        worker.end()

    def _tell(self, why: str) -> None:
        """Say once that kernels start the ordinary way."""
        with self._lock:
            is_told, self._is_told = self._is_told, True
        if not is_told:
            self._say(f"Elk notebook start Python opnieuw. Dat duurt langer. De reden: {why}.")
