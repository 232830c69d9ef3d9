"""`python -m helpers.runner.kernels.warm SOCKET NOTEBOOK…`: has imported what notebooks import, and forks.

Who calls the socket (a file descriptor that listens) asks for a `worker`, to which the line then leads, or for a
`kernel`, which lives as long as the line. This process opens nothing else, starts no thread and runs no cell; it ends
when its stdin closes, and what it forked does not need it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
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
    descriptor, *notebooks = sys.argv[1:]
    listener = socket.socket(fileno=int(descriptor))
    imports.warm_up([Path(one) for one in notebooks])
    gc.collect()
    gc.freeze()  # a collection in a child would write to, and so copy, every page
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system reaps them
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            return
        caller = listener.accept()[0]
        with contextlib.suppress(OSError, EOFError, ValueError):  # who called is gone
            _answer(Line(caller), listener)
        caller.close()


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
