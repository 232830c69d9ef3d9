"""Who uses the environment, and who changes it: locks of the system, which end with the process that holds them."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[os.pardir] * 3))
TOOLS = os.path.join(ROOT, ".tools")
_PAUSE = 0.1  # seconds between two tries
# Setting up is for one at a time. In use: shared by what runs, alone for who puts another environment in its place.
SETTING_UP, IN_USE = "setting-up.lock", "in-use.lock"


class Busy(Exception):
    """Others use the environment for longer than this waits."""


def share() -> int | None:
    """Hold the environment as one of its users; the descriptor, which a program that this becomes holds on to.

    None where there is nothing to hold: on Windows, which lets nobody move a folder that is in use, and in a checkout
    of somebody else that cannot be written.
    """
    descriptor = _opened(IN_USE) if os.name == "posix" else None
    if descriptor is not None and not _taken(descriptor, is_shared=True):
        os.close(descriptor)
        return None
    if descriptor is not None:
        os.set_inheritable(descriptor, True)
    return descriptor


def let_go(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)


@contextmanager
def alone(name: str, waiting: str, most_seconds: float | None = None) -> Iterator[None]:
    """Hold one of the locks alone; `waiting` is called once when others hold it. Raises Busy after `most_seconds`."""
    descriptor = _opened(name) if os.name == "posix" or name == SETTING_UP else None
    try:
        if descriptor is not None:
            _taken(descriptor, False, lambda: print(waiting, file=sys.stderr, flush=True), most_seconds)
        yield
    finally:
        let_go(descriptor)


def _opened(name: str) -> int | None:
    path = os.path.join(TOOLS, name)
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        try:
            os.makedirs(TOOLS, exist_ok=True)
            return os.open(path, flags, 0o666)
        except OSError:
            continue
    return None


def _taken(
    descriptor: int, is_shared: bool, tell: Callable[[], object] = lambda: None, most_seconds: float | None = None
) -> bool:
    """Wait until the lock is had; False where the disk knows no locks."""
    since, is_told = time.monotonic(), False
    while True:
        try:
            _try(descriptor, is_shared)
            return True
        except (BlockingIOError, PermissionError):
            if not is_told:
                tell()
            is_told = True
        except OSError:
            return False
        if most_seconds is not None and time.monotonic() - since > most_seconds:
            raise Busy
        time.sleep(_PAUSE)


def _try(descriptor: int, is_shared: bool) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
