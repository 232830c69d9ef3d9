"""Ctrl-C, and what asks the same: SIGTERM of a supervisor or `docker stop`, SIGHUP of a terminal that closes."""

import _thread
import atexit
import os
import signal
import sys
import time
from contextlib import suppress

EXIT_CODE = 130
SENTENCE = "Afgebroken. Wat nog niet was gepubliceerd, is niet gepubliceerd."
SIGNS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_MOMENT = 0.05  # seconds
_SAME_PRESS = 5.0  # seconds: so long may tidying take before a second press cuts it short


class _State:
    """What the handler of a process remembers."""

    raised_at: float | None = None  # of time.monotonic


def arm() -> None:
    """From here on each of the signals raises KeyboardInterrupt, once for a double press; those that wait come now."""
    sys.unraisablehook = _not_lost
    for sign in SIGNS:
        if signal.getsignal(sign) != signal.SIG_IGN:  # nohup, or a shell's own background, wants it so
            signal.signal(sign, _stop)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNS)


def disarm() -> None:
    """The outcome is known: what comes now is too late to change it."""
    for sign in SIGNS:
        signal.signal(sign, signal.SIG_IGN)


def hold() -> None:
    """Let the signals wait, also for the program that this process becomes, until that calls `arm`."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNS)


def say() -> int:
    """Say that it was broken off; the exit code."""
    print(SENTENCE, file=sys.stderr, flush=True)
    return EXIT_CODE


def leave(code: int) -> None:
    """End the process with this code.

    Python itself would end by the signal where that came while it executed a string, as many an import does.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


def _not_lost(told: "sys.UnraisableHookArgs") -> None:
    """Raise again, a moment later, what was raised where nothing can be: in a callback of C, or a `__del__`."""
    if not issubclass(told.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(told)
        return
    import threading

    _State.raised_at = None
    threading.Timer(_MOMENT, _thread.interrupt_main).start()


def _stop(*_: object) -> None:
    now = time.monotonic()
    if _State.raised_at is not None and now - _State.raised_at < _SAME_PRESS:
        return
    _State.raised_at = now
    raise KeyboardInterrupt
