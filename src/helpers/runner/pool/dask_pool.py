"""Runs on the workers of Dask: those of a scheduler that the user names, or of a cluster on this machine.

Nothing of a scheduler is here: which worker runs what, and again when a worker is lost, is Dask's.
"""

from __future__ import annotations

import logging
import re
import shutil
import signal
import tempfile
import threading
import warnings
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import ExitStack
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

import dask
from distributed import Client, KilledWorker, LocalCluster, Security
from distributed import Future as DaskFuture
from distributed.gc import disable_gc_diagnosis

from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.runner.pool import dask_worker
from helpers.runner.pool.dask_worker import Returned, Sent
from helpers.runner.pool.failure import STOPPED, failure_of
from helpers.runner.pool.job import Job, Outcome
from helpers.runner.pool.parcel import Parcel, hash_of

_SECONDS_TO_ANSWER = 30  # for a scheduler and its first worker
_PATIENCE = 30  # seconds without a single worker
_LOOK_EVERY = 5  # seconds
_HERE = "127.0.0.1"
_NO_PAGES: dict[str, list[str]] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}
_ADDRESS = re.compile(r"(tcp|tls)://[^/\s]+:\d+")
_ADDRESS_HINT = "Controleer het adres achter --scheduler, zoals tcp://10.0.0.5:8786."
_CERTIFICATES = ("distributed.comm.tls.ca-file", "distributed.comm.tls.client.cert")
_LARGEST = {"distributed.admin.large-graph-warning-threshold": "1GB"}  # a parcel goes as part of the graph


class DaskPool:
    """A pool of Dask workers. `end` ends what was started for it; a scheduler of the user goes on."""

    def __init__(self, scheduler: str, at_once: int, patience: float = _PATIENCE) -> None:
        """Reach the scheduler, or start a cluster of `at_once` workers where it is "". Raises AskedWrongly."""
        self.folder = Path(tempfile.mkdtemp(prefix="helpers-"))
        self._ends = ExitStack()
        self._ends.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self._patience, self._is_ended = patience, threading.Event()
        self._waiting: dict[Future[Outcome], Future[Returned]] = {}
        self._held: dict[Parcel | None, tuple[str, DaskFuture]] = {}
        try:
            cluster = None if scheduler else self._ends.enter_context(_local_cluster(at_once, self.folder))
            self._client = self._ends.enter_context(_client(scheduler, cluster))
            _wait_for_a_worker(self._client)
        except BaseException:
            self._ends.close()
            raise
        self._executor = self._client.get_executor()
        self._made_with = dask_worker.made_with()
        self._arrivals = ThreadPoolExecutor(1)  # Dask's own thread goes on while a notebook is written
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> DaskPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def submit(self, job: Job) -> Future[Outcome]:
        """Send a job to the workers. The future raises RunFailed where they are gone or have other code."""
        parcel_hash, packed = self._parcel(job.parcel)
        told: Future[Outcome] = Future()
        sent = Sent(job, job.notebook.read_bytes(), parcel_hash, self._made_with)
        ran = self._waiting[told] = self._executor.submit(dask_worker.run, sent, packed)
        ran.add_done_callback(lambda ran: self._arrivals.submit(self._arrive, job, told, ran))
        return told

    def end(self) -> None:
        """Stop: nothing new starts, and the workers of this machine end with what they run."""
        self._is_ended.set()
        self._cancel()
        self._arrivals.shutdown(wait=True)
        self._ends.close()

    def _parcel(self, parcel: Parcel | None) -> tuple[str, DaskFuture]:
        """What the workers pass on to each other: a task, so that Dask makes it again when its last holder is lost."""
        if parcel not in self._held:
            packed = parcel.packed() if parcel else b""
            name = hash_of(packed)
            with dask.config.set(_LARGEST):
                self._held[parcel] = name, self._client.submit(bytes, packed, key=f"helpers-parcel-{name}")
        return self._held[parcel]

    def _arrive(self, job: Job, told: Future[Outcome], ran: Future[Returned]) -> None:
        try:
            told.set_result(_outcome(job, ran))
        except BaseException as error:  # whatever it is, who waits must hear of it
            told.set_exception(error)
        finally:
            del self._waiting[told]

    def _cancel(self) -> None:
        for ran in list(self._waiting.values()):
            ran.cancel()

    def _watch(self) -> None:
        """Give up when there has been no worker for as long as the patience lasts: Dask itself would wait for ever."""
        look_every = min(_LOOK_EVERY, self._patience)
        without = 0.0
        while not self._is_ended.wait(look_every):
            without = 0.0 if _has_workers(self._client) else without + look_every
            if without >= self._patience:
                self._cancel()


def _local_cluster(n_workers: int, folder: Path) -> LocalCluster:
    """Workers on this machine alone: encrypted, so that no other user of it can reach them."""
    asked: dict[str, Any] = {
        "n_workers": n_workers,
        "threads_per_worker": 1,
        "host": _HERE,
        "protocol": "tls",
        "security": Security.temporary(),
        "dashboard_address": None,
        "scheduler_kwargs": {"dashboard_address": f"{_HERE}:0"},
        "memory_limit": 0,
        "local_directory": str(folder),
        "silence_logs": logging.CRITICAL,
        "preload": [dask_worker.__name__],
    }
    with dask.config.set(_NO_PAGES), ThreadPoolExecutor(1, initializer=_hear_no_interrupt) as apart:
        starting = apart.submit(LocalCluster, **asked)
        try:
            cluster = starting.result()
        except KeyboardInterrupt:  # half a cluster cannot be ended
            starting.result().close()
            raise
    disable_gc_diagnosis(force=True)  # a Ctrl-C that falls in it is lost
    return cluster


def _hear_no_interrupt() -> None:
    """For this thread, and the processes that come of it: Ctrl-C is for the batch, which ends them."""
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()  # the first process of a program starts it, and hears again after
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _client(scheduler: str, cluster: LocalCluster | None) -> Client:
    if scheduler and not _ADDRESS.fullmatch(scheduler):
        raise AskedWrongly(f"{scheduler} is geen adres van een planner van Dask.", _ADDRESS_HINT)
    if scheduler.startswith("tls:") and not all(map(dask.config.get, _CERTIFICATES)):
        raise AskedWrongly("De instellingen van Dask noemen geen certificaten voor tls.", "Zie docs/schedulers.md.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of other versions: the workers look for themselves, and say it in Dutch
            return Client(cluster or scheduler, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except OSError:
        raise AskedWrongly(f"Op het adres {scheduler} antwoordt geen planner van Dask.", _ADDRESS_HINT) from None


def _wait_for_a_worker(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=_SECONDS_TO_ANSWER)
    except TimeoutError:
        raise AskedWrongly("De planner van Dask heeft geen werkers.", "Start eerst een werker.") from None


def _has_workers(client: Client) -> bool:
    try:
        return bool(client.nthreads())
    except Exception:  # the line is broken, in one of Dask's many ways
        return False


def _outcome(job: Job, ran: Future[Returned]) -> Outcome:
    try:
        returned = ran.result()
    except CancelledError:
        message = "De planner of de werkers van Dask zijn weg. Er is niets half gepubliceerd."
        raise RunFailed(message, "Kijk of zij nog draaien en dit programma hebben. Start daarna opnieuw.") from None
    except RuntimeError as error:
        if not isinstance(error.__cause__, ImportError):
            raise
        raise RunFailed("De planner van Dask kent dit programma niet.", "Zet het ook op die computer.") from None
    except KilledWorker:  # one worker after another ended at this notebook
        return Outcome(job, failure_of(job.name, None, STOPPED))
    job.folder.mkdir(parents=True, exist_ok=True)
    for name, content in returned.files.items():
        (job.folder / name).write_bytes(content)
    return Outcome(job, returned.failure, returned.used)
