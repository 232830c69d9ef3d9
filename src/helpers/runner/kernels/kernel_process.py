"""A kernel as a process: what jupyter_client needs of one, and what it took."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import Any

from helpers.runner.kernels.line import Line

Taken = tuple[float, int]  # CPU seconds, peak bytes


class ForkedKernel:
    """One that the warm process forked. Its guardian ends it when this process closes the line, or dies."""

    stdin = stdout = stderr = None

    def __init__(self, line: Line, pid: int) -> None:
        self._line, self.pid = line, pid
        self.returncode: int | None = None
        self.taken: Taken | None = None  # known when it has ended

    def poll(self) -> int | None:
        """Its exit status, None while it runs."""
        return self._heard(0)

    def wait(self) -> int | None:
        return self._heard(None)

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _heard(self, seconds: float | None) -> int | None:
        if self.returncode is None:
            try:
                told = self._line.hear(seconds)
            except EOFError:
                told = {"status": -signal.SIGKILL}  # its guardian is gone, and took it along
            if told:
                self.returncode = told["status"]
                self.taken = (told["cpu_seconds"], told["peak_bytes"]) if "cpu_seconds" in told else None
                self._line.close()
        return self.returncode


class OrdinaryKernel:
    """One that was started as any program is; `taken` stays None where the system does not tell."""

    def __init__(self, started: subprocess.Popen[bytes]) -> None:
        self._started = started
        self.taken: Taken | None = None

    def poll(self) -> int | None:
        """Its exit status, None while it runs."""
        if self._started.returncode is None and hasattr(os, "wait4"):
            pid, status, used = os.wait4(self._started.pid, os.WNOHANG)
            if pid:
                self._started.returncode = os.waitstatus_to_exitcode(status)
                self.taken = (used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
        return self._started.poll()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._started, name)
