"""A worker as the crew holds it: forked from the warm process, or started as a program."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, TextIO

from helpers.floor import temporary_files
from helpers.runner.kernels.child import WORKER
from helpers.runner.kernels.warm_process import asked, environment

_SECONDS = 10  # for a worker to end its kernel, before it is killed


class ForkedWorker:
    """One that the warm process at `address` forked. Raises Refused."""

    def __init__(self, address: str, folder: Path) -> None:
        line, pid = asked(address, WORKER, {"folder": str(folder), "address": address})
        self._line, self._ended = line.end, os.pidfd_open(pid)
        self.replies: TextIO = self._line.makefile("r", encoding="utf-8")

    def say(self, line: str) -> None:
        self._line.sendall(f"{line}\n".encode())

    def end(self) -> None:
        """Close the line, and wait until the worker is gone."""
        with contextlib.suppress(OSError):
            self._line.shutdown(socket.SHUT_WR)
        if not select.select([self._ended], [], [], _SECONDS)[0]:
            signal.pidfd_send_signal(self._ended, signal.SIGKILL)

    def forget(self) -> None:
        """Close what was open to it, once nobody reads its replies."""
        self.replies.close()
        self._line.close()
        os.close(self._ended)


class OrdinaryWorker:
    """One that was started as any program is."""

    def __init__(self, folder: Path) -> None:
        # Away from the terminal's group, so that Ctrl-C reaches the batch and the batch ends its workers.
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "helpers.runner.pool.worker", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=environment() | temporary_files.within(folder),
            **apart,
        )
        assert self._process.stdin and self._process.stdout
        self._jobs, self.replies = self._process.stdin, self._process.stdout

    def say(self, line: str) -> None:
        self._jobs.write(line + "\n")
        self._jobs.flush()

    def end(self) -> None:
        """Close the line, and wait until the worker is gone."""
        with contextlib.suppress(OSError):
            self._jobs.close()
        try:
            self._process.wait(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def forget(self) -> None:
        """Close what was open to it, once nobody reads its replies."""
        self.replies.close()
