"""The processes of a batch over several homes: so many at once, each heard under the name of its home."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import IO, Any

from helpers.bootstrap import stopping
from helpers.floor.faults import AskedWrongly, RunFailed, TryLater

_SECONDS_TO_END = 30  # for a child to tidy after it was asked to stop
_LOOK_EVERY = 0.5  # seconds: Ctrl-C gets through on Windows too
_OF_THE_SUITE = (0, AskedWrongly.exit_code, TryLater.exit_code, stopping.EXIT_CODE)  # and RunFailed's
Say = Callable[[str], object]
COMMAND = (sys.executable, "-m", "helpers")
Child = tuple[str, Sequence[str], Mapping[str, str]]  # name, arguments of the command, more of the environment


def exit_codes(
    children: Sequence[Child], at_once: int, tell: Say, complain: Say, command: Sequence[str] = COMMAND
) -> list[int]:
    """Run each as a command of its own; the exit codes, in the same order. One that ends as no command does gives 1.

    Whatever ends this, Ctrl-C or an error, ends them all.
    """
    started = _Started(tell, complain, command)
    threads = ThreadPoolExecutor(at_once)
    try:
        ended = [threads.submit(started.run, *child) for child in children]
        while wait(ended, timeout=_LOOK_EVERY).not_done:
            pass
        return [one.result() for one in ended]
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        started.end()
        threads.shutdown(wait=True)


class _Started:
    """The processes that run now."""

    def __init__(self, tell: Say, complain: Say, command: Sequence[str]) -> None:
        self._tell, self._complain, self._command = tell, complain, command
        self._lock, self._speaking = threading.Lock(), threading.Lock()
        self._running: list[subprocess.Popen[str]] = []
        self._is_ended = False

    def run(self, name: str, arguments: Sequence[str], environment: Mapping[str, str]) -> int:
        with self._lock:
            if self._is_ended:
                return 1
            process = _process([*self._command, *arguments], environment)
            self._running.append(process)
        streams = ((process.stdout, self._tell), (process.stderr, self._complain))
        heard = [threading.Thread(target=self._hear, args=(name, *stream), daemon=True) for stream in streams]
        for one in heard:
            one.start()
        with process:  # waits for it, and closes its streams
            for one in heard:
                one.join()
        with self._lock:
            self._running.remove(process)
        code = process.returncode
        return code if code in _OF_THE_SUITE else RunFailed.exit_code

    def end(self) -> None:
        """Ask those that run to stop, as Ctrl-C does, and kill who does not."""
        with self._lock:
            self._is_ended = True
            running = list(self._running)
        for process in running:
            with contextlib.suppress(OSError):
                process.terminate()
        for process in running:
            try:
                process.wait(_SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()

    def _hear(self, name: str, stream: IO[str], say: Say) -> None:
        for line in stream:
            with self._speaking:
                say(f"{name}: {line.rstrip()}")


def _process(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
    # Away from the terminal's group, so that Ctrl-C reaches this process, which ends them.
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return subprocess.Popen(
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **environment, "PYTHONUTF8": "1"},
        **apart,
    )
