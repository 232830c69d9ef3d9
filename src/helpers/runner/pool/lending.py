"""A pool that serves several batches: each is a process of its own, which sends its jobs over a private socket.

What goes over it are lines of JSON, as between a batch and its workers, to who has the key alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener, answer_challenge, deliver_challenge
from pathlib import Path

from helpers.floor.faults import RunFailed, UserFault
from helpers.floor.system_words import in_dutch
from helpers.runner.pool import message
from helpers.runner.pool.job import Job, Outcome, Pool

_GOODBYE = b"-"
ADDRESS = "HELPERS_POOL_KEY"  # in the environment of a batch: where its pool is. By its name it never reaches a kernel


class Lender:
    """Lends a pool to batches of this machine until `end`. The pool is made when the first of them asks."""

    def __init__(self, made: Callable[[], Pool]) -> None:
        """Raises OSError where no socket can be had."""
        self.folder = Path(tempfile.mkdtemp(prefix="helpers-"))
        self._made, self._lock = made, threading.Lock()
        self._pool: Pool | None = None
        self._fault: UserFault | None = None
        self._key, self._is_ended = secrets.token_bytes(32), False
        try:
            self._listener = Listener(_name_in(self.folder))
        except OSError:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self._place = self._listener.address
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    @property
    def address(self) -> str:
        """What `LentPool` takes."""
        return json.dumps([self._place, self._key.hex(), str(self.folder)])

    def start(self) -> None:
        """Make the pool now, if it is not there yet. Raises what making it raises."""
        with self._lock:
            if self._pool is None and not self._is_ended:
                self._pool = self._made()

    def end(self) -> None:
        """Stop: no batch is served any more, what runs is ended and waited for."""
        self._is_ended = True
        with contextlib.suppress(OSError):  # it may have stopped by itself: nothing here waits for an answer
            Client(self._place).close()  # so that it no longer waits for a caller
        self._accepting.join()
        with self._lock:
            pool = self._pool
        if pool:
            pool.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _accept(self) -> None:
        while not self._is_ended:
            with contextlib.suppress(OSError):  # who called is gone
                line = self._listener.accept()
                threading.Thread(target=self._greet, args=(line,), daemon=True).start()
        self._listener.close()  # who called since hears that there is nobody

    def _greet(self, line: Connection) -> None:
        """Serve who has the key. In a thread of its own: who says nothing keeps nobody else waiting."""
        try:
            deliver_challenge(line, self._key)
            answer_challenge(line, self._key)
        except (OSError, EOFError, AuthenticationError, AssertionError):  # gone, without the key, or not of ours
            return line.close()
        self._serve(line)

    def _serve(self, line: Connection) -> None:
        """Run what one batch asks, until it is gone: what then waits is not run."""
        waiting: list[Future[Outcome]] = []
        speaking = threading.Lock()
        with contextlib.suppress(OSError, EOFError):
            try:
                self.start()
            except Exception as error:
                self._fault = _told_of(error)
            while (told := line.recv_bytes()) != _GOODBYE:
                number, asked = json.loads(told)
                waiting.append(self._submitted(message.job_of(asked)))
                waiting[-1].add_done_callback(partial(_answer, line, speaking, number))
        with speaking:
            line.close()
        for one in waiting:
            one.cancel()

    def _submitted(self, job: Job) -> Future[Outcome]:
        refused: Future[Outcome] = Future()
        try:
            with self._lock:
                if self._pool is not None and not self._is_ended:
                    return self._pool.submit(job)
            refused.set_exception(self._fault or _gone())
        except Exception as error:  # of this job: what other batches asked goes on
            refused.set_exception(_told_of(error))
        return refused


class LentPool:
    """The pool of another process, as a batch holds it. `folder` is private and of this batch alone."""

    def __init__(self, address: str) -> None:
        """Raises RunFailed where that process is gone."""
        self._place, key, folder = json.loads(address)
        self._waiting: dict[int, tuple[Job, Future[Outcome]]] = {}
        self._lock = threading.Lock()
        try:
            self._line = Client(self._place, authkey=bytes.fromhex(key))
            self.folder = Path(tempfile.mkdtemp(prefix="home-", dir=folder))
        except (OSError, EOFError):
            shutil.rmtree(folder, ignore_errors=True)  # nobody else is left to
            raise _gone() from None
        self._is_ended = False
        self._hearing = threading.Thread(target=self._hear, daemon=True)
        self._hearing.start()

    def __enter__(self) -> LentPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def submit(self, job: Job) -> Future[Outcome]:
        """Send a job. The future raises RunFailed where the other process is gone."""
        told: Future[Outcome] = Future()
        with self._lock:
            number = len(self._waiting)
            self._waiting[number] = job, told
            try:
                self._line.send_bytes(json.dumps([number, message.of_job(job)]).encode())
            except OSError:
                told.set_exception(_gone())
        return told

    def end(self) -> None:
        """Stop: what this batch still waits for is not run."""
        with self._lock, contextlib.suppress(OSError):
            self._is_ended = True
            self._line.send_bytes(_GOODBYE)  # and the other closes the line
        self._hearing.join()
        self._line.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _hear(self) -> None:
        with contextlib.suppress(OSError, EOFError):
            while True:
                number, answer = json.loads(self._line.recv_bytes())
                job, told = self._waiting[number]
                if "refused" in answer:
                    told.set_exception(RunFailed(*answer["refused"]))
                else:
                    told.set_result(message.outcome_of(job, answer))
        with self._lock:
            for _, told in self._waiting.values():
                if not told.done():
                    told.set_exception(_gone())
            if not self._is_ended and self._is_alone():  # the other process was killed, and nobody else is left to
                shutil.rmtree(self.folder.parent, ignore_errors=True)

    def _is_alone(self) -> bool:
        """Whether nobody listens any more where the pool was lent."""
        try:
            Client(self._place).close()
        except OSError:
            return True
        return False


def _answer(line: Connection, speaking: threading.Lock, number: int, ran: Future[Outcome]) -> None:
    fault = _gone() if ran.cancelled() else ran.exception()
    if fault:
        why = _told_of(fault)
        answer = {"refused": [why.message, why.hint]}
    else:
        answer = json.loads(message.of_outcome(ran.result()))
    with speaking, contextlib.suppress(OSError):  # nobody listens any more
        line.send_bytes(json.dumps([number, answer]).encode())


def _told_of(error: BaseException) -> UserFault:
    """What a user is told of an error: of the disk its own word, of what nobody foresaw that the pool is gone."""
    if isinstance(error, UserFault):
        return error
    if isinstance(error, OSError):
        return RunFailed(f"Een notebook is niet te starten ({in_dutch(error)}).", "Start het rapport opnieuw.")
    return _gone()


def _gone() -> RunFailed:
    message = "Het proces dat de notebooks uitvoert, is gestopt. Er is niets half gepubliceerd."
    return RunFailed(message, "Start het rapport opnieuw.")


def _name_in(folder: Path) -> str | None:
    """Of the socket; None for one of the system's own kind, on Windows."""
    return str(folder / "pool") if os.name == "posix" else None
