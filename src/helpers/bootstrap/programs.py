"""Programs that set up the environment: started, waited for, and never left behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_TIDIES = 5  # seconds


def call(command: Sequence[str], environment: Mapping[str, str], folder: str, most_seconds: float | None = None) -> int:
    """Run a program to its end; its exit code. Whatever ends this, ends it too, with all that it started.

    It reads nothing, and what it prints goes to stderr. Raises TimeoutExpired after `most_seconds`.
    """
    return _run(command, environment, folder, most_seconds, stdout=2)[0]


def answer(command: Sequence[str], environment: Mapping[str, str], folder: str) -> tuple[int, str]:
    """The same, with all that it printed."""
    return _run(command, environment, folder, None, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _run(
    command: Sequence[str], environment: Mapping[str, str], folder: str, most_seconds: float | None, **streams: Any
) -> tuple[int, str]:
    # A group of its own, so that all of it can be ended; kill -9 of this process reaches it where the system says so.
    apart: dict[str, Any] = {"start_new_session": True, "preexec_fn": _with_parent()} if os.name == "posix" else {}
    streams |= {"stdin": subprocess.DEVNULL, "text": True, "encoding": "utf-8", "errors": "replace"}
    process: subprocess.Popen[str] = subprocess.Popen(command, env=dict(environment), cwd=folder, **streams, **apart)
    try:
        printed = process.communicate(timeout=most_seconds)[0]
    except BaseException:
        _end(process)
        raise
    return process.returncode, printed or ""


def _with_parent() -> Callable[[], object] | None:
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def tie() -> None:
        prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before the tie was there
            os._exit(1)

    return tie


def _end(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(OSError):
                os.killpg(process.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_TIDIES)
    process.kill()
    process.wait()
