"""A guardian stands between the warm process and one kernel.

It ends the kernel, with all that its cells started, as soon as nobody holds the line to it any more. Linux gives it
every descendant whose own parent is gone, also one that left the kernel's group or session; what asked a service of
the system to start something for it is out of reach.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import select
import signal
from collections.abc import Callable
from typing import Any

from helpers.runner.kernels.line import Line

_PDEATHSIG, _CHILD_SUBREAPER = 1, 36  # linux/prctl.h


def guard(line: Line, live: Callable[[], None]) -> None:
    """Fork once more for who is to `live`, tell its number, and how it ended and what it took."""
    adopt_orphans()
    pid = os.fork()
    if pid == 0:
        line.close()
        _die_with_parent()
        live()
        os._exit(0)
    line.say(pid=pid)
    status = _status_of(pid, line)
    end_children()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    with contextlib.suppress(OSError):  # nobody asks for it
        line.say(status=status, cpu_seconds=used.ru_utime + used.ru_stime, peak_bytes=used.ru_maxrss * 1024)


def adopt_orphans() -> None:
    """From now on a descendant whose parent ends becomes a child of this process."""
    _prctl(_CHILD_SUBREAPER, 1)


def end_children() -> None:
    """Kill every child of this process, and theirs as they become its own, until there is none."""
    with contextlib.suppress(ChildProcessError):
        while True:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                for child in _children():
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(child, signal.SIGKILL)
                os.waitpid(-1, 0)


def _status_of(pid: int, line: Line) -> int:
    """The exit status of a child, which is killed when the line closes first."""
    ended = os.pidfd_open(pid)
    watched: list[Any] = [ended, line.end]
    if ended not in select.select(watched, [], [])[0]:
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _die_with_parent() -> None:
    parent = os.getppid()
    _prctl(_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None).prctl(option, value, 0, 0, 0):
        raise OSError(f"prctl {option} was refused")


def _children() -> list[int]:
    """The children of this process that live; not every Linux lists them under /proc/self/task."""
    own = str(os.getpid())
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and _parent_of(name) == own]


def _parent_of(pid: str) -> str:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[1]
    except (OSError, IndexError):
        return ""  # it ended meanwhile
