"""Ctrl-C, and what asks the same: SIGTERM of a supervisor or `docker stop`, SIGHUP of a terminal that closes."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

EXIT_CODE = 130
SENTENCE = "Afgebroken. Wat nog niet was gepubliceerd, is niet gepubliceerd."
SIGNS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_SAME_PRESS = 5.0  # seconds: so long may tidying take before a second press cuts it short


class _State:
    """What the handler of a process remembers."""

    raised_at: float | None = None  # of time.monotonic
    put_off = 0  # blocks that must end first
    is_waiting = False


def arm() -> None:
    """From here on each of the signals raises KeyboardInterrupt, once for a double press; those that wait come now."""
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


@contextmanager
def put_off() -> Iterator[None]:
    """A block that is done whole: a signal in it raises KeyboardInterrupt at its end."""
    _State.put_off += 1
    try:
        yield
    finally:
        _State.put_off -= 1
    if _State.is_waiting and not _State.put_off:
        _State.is_waiting = False
        raise KeyboardInterrupt


def say() -> int:
    """Say that it was broken off; the exit code."""
    disarm()
    print(SENTENCE, file=sys.stderr, flush=True)
    return EXIT_CODE


def _stop(*_: object) -> None:
    now = time.monotonic()
    if _State.raised_at is not None and now - _State.raised_at < _SAME_PRESS:
        return
    _State.raised_at = now
    if _State.put_off:
        _State.is_waiting = True
        return
    raise KeyboardInterrupt
