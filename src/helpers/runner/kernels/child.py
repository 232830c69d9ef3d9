"""What becomes of a process that was forked from the warm one: a worker, or a guardian and its kernel."""

from __future__ import annotations

import atexit
import os
import random
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.runner.kernels import guardian
from helpers.runner.kernels.line import Line

WORKER, KERNEL = "worker", "kernel"


def begin(line: Line, request: Mapping[str, Any]) -> None:
    """Be what was asked; returns when that has ended."""
    start = request["start"]
    if request["kind"] == WORKER:
        from helpers.runner.pool import worker

        line.say(pid=os.getpid())
        jobs, replies = line.end.makefile("r", encoding="utf-8"), line.end.makefile("w", encoding="utf-8")
        worker.serve(jobs, replies, Path(start["folder"]), start["address"])
    else:
        guardian.guard(line, lambda: _be_kernel(**start))


def _be_kernel(arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """What `python -m ipykernel_launcher` does, in a process in which the imports are done."""
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    _reseed()
    from ipykernel import kernelapp

    sys.argv = [_launcher(), *arguments]
    kernelapp.launch_new_instance()
    atexit._run_exitfuncs()


def _reseed() -> None:
    """Each kernel draws numbers of its own; what needs the same ones every time sets a seed itself."""
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def _launcher() -> str:
    import ipykernel_launcher

    return ipykernel_launcher.__file__
