"""`python -m helpers.runner.kernels.warm SOCKET FOLDER NOTEBOOK…`: has imported what notebooks import, and forks.

Who calls the socket (a file descriptor that listens) asks for a `worker`, to which the line then leads, or for a
`kernel`, which lives as long as the line. This process opens nothing else, starts no thread and runs no cell; it ends
when its stdin closes, as the last, and removes the folder of the batch; what it forked does not need it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import shutil
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from helpers.runner.kernels import child, imports
from helpers.runner.kernels.line import Line

_SECONDS = 10  # for who called to say what is wanted


def main() -> None:
    """Import, then fork for who asks, until stdin closes."""
    descriptor, folder, *notebooks = sys.argv[1:]
    listener = socket.socket(fileno=int(descriptor))
    imports.warm_up([Path(one) for one in notebooks])
    gc.collect()
    gc.freeze()  # a collection in a child would write to, and so copy, every page
    signal.signal(signal.SIGCHLD, lambda *_: _reap())  # rather than the system, so that their seconds are counted
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            _reap(0)  # the lines to them are closed with this one
            return shutil.rmtree(folder, ignore_errors=True)  # where the batch was killed, nobody else is left to
        caller = listener.accept()[0]
        with contextlib.suppress(OSError, EOFError, ValueError):  # who called is gone
            _answer(Line(caller), listener)
        caller.close()


def _reap(options: int = os.WNOHANG) -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, options) != (0, 0):
            pass


def _answer(line: Line, listener: socket.socket) -> None:
    request = line.hear(_SECONDS)
    if request is None:
        return
    if threads := _more_threads():
        line.say(refused=f"er lopen {threads + 1} draden")
        return
    _fork(lambda: child.begin(line, request), listener)


def _more_threads() -> int:
    """How many threads there are besides this one; a fork would leave their locks as they are."""
    return len(os.listdir("/proc/self/task")) - 1


def _fork(live: Callable[[], Any], listener: socket.socket) -> None:
    if os.fork():
        return
    status = 1
    try:
        os.setsid()
        listener.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        live()
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
