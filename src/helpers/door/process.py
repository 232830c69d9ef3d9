"""The parent's side of the reading process: started when first needed, used again, ended with its parent."""

import atexit
import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from helpers.door import kinds, wire
from helpers.door.cells import Sheet
from helpers.floor.faults import BadInput, Fault
from helpers.floor.secret_names import without_secrets

_OUT_OF_MEMORY = 77
_SOURCE = Path(__file__).resolve().parents[2]
_SECONDS_TO_END = 2
# By the clock, against a process that stands still: its own limits are of computing. Wide, for a busy machine.
_SECONDS_TO_START = 120
_SECONDS_TO_ANSWER = 600


class NoProcess(Exception):
    """No reading process can be started here."""


class Reader:
    """One reading process, for one file at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None

    def sheets(self, content: bytes, file: str) -> list[Sheet]:
        """Let the process read a file. Raises BadInput, NoProcess."""
        with self._lock:
            running = self._running or self._start()
            try:
                with _ended_after(_SECONDS_TO_ANSWER, running) as is_late:
                    found, is_spent = _ask(running, content, file)
            except (EOFError, OSError):  # it has ended
                code = self._ended()
                raise kinds.too_slow(file) if is_late.is_set() else _died(code, file) from None
            except BaseException:  # such as Ctrl-C: the process may be in the midst of an answer
                self._ended()
                raise
            if is_spent:
                self.close()
        if isinstance(found, BadInput):
            raise found
        return found

    def close(self) -> None:
        """End the process, if there is one."""
        running, self._running = self._running, None
        if running is None:
            return
        with suppress(OSError):
            _pipes(running)[0].close()
        try:
            running.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        _pipes(running)[1].close()

    def forget(self) -> None:
        """In a forked process: the reading process is the parent's."""
        if self._running is not None:
            self._running.returncode = 0  # else Python warns that it still runs
        self._lock, self._running = threading.Lock(), None

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, (str(_SOURCE), os.environ.get("PYTHONPATH", ""))))
        try:
            self._running = subprocess.Popen(
                [sys.executable, "-P", "-m", "helpers.door.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**without_secrets(os.environ), "PYTHONPATH": path, "ARROW_DEFAULT_MEMORY_POOL": "system"},
            )
            with _ended_after(_SECONDS_TO_START, self._running):
                wire.receive(_pipes(self._running)[1])
        except (EOFError, OSError, ValueError):
            self._ended()
            raise NoProcess from None
        except BaseException:  # such as Ctrl-C: whether it started is not known
            self._ended()
            raise
        return self._running

    def _ended(self) -> int:
        """Make sure that it has ended; how it did."""
        running = self._running
        if running is None:
            return 0
        with suppress(subprocess.TimeoutExpired):
            running.wait(0.2)
        if running.poll() is None:
            running.kill()
            running.wait()
        code = running.returncode
        self.close()
        return code


@contextmanager
def _ended_after(seconds: float, running: subprocess.Popen[bytes]) -> Iterator[threading.Event]:
    """Kill the process when the block takes longer, which ends the wait for its answer; whether that was done."""
    is_late = threading.Event()

    def end() -> None:
        is_late.set()
        running.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield is_late
    finally:
        timer.cancel()


def _pipes(running: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """To and from it; `_start` asked for both."""
    assert running.stdin and running.stdout
    return running.stdin, running.stdout


def _ask(running: subprocess.Popen[bytes], content: bytes, file: str) -> tuple[list[Sheet] | BadInput, bool]:
    to_child, from_child = _pipes(running)
    was_collecting = gc.isenabled()
    gc.disable()  # a million new rows make the collector slow
    try:
        wire.send(to_child, (file, content))
        to_child.flush()
        kind, faults = wire.receive(from_child)
        if kind == "faults":
            found: list[Sheet] | BadInput = BadInput(Fault(**fault) for fault in faults)
        else:
            found = wire.receive_sheets(from_child)
        return found, wire.receive(from_child)
    finally:
        if was_collecting:
            gc.enable()


def _died(code: int, file: str) -> BadInput:
    if code == -getattr(signal, "SIGXCPU", 0):
        return kinds.too_slow(file)
    if code in (_OUT_OF_MEMORY, -getattr(signal, "SIGABRT", 6), -getattr(signal, "SIGKILL", 9)):
        return kinds.too_much_memory(file)
    return kinds.unreadable(file)


READER = Reader()
atexit.register(READER.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=READER.forget)
