"""Where is kept what a batch need not do twice, and how that is emptied: never under a running batch."""

import contextlib
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from helpers.floor import paths
from helpers.floor.faults import TryLater

NOTEBOOKS, RESULTS, LAB, ORDERS = "notebooks", "results", "lab", "orders"
_GATE, _USERS = ".gate", ".in-use"  # in data/.kept: a lock for a moment, and a folder with a lock of each user
_LEFT = (".aside-*", ".damaged-*", ".new-*")  # what a hard stop leaves of something that was being made


@contextlib.contextmanager
def in_use() -> Iterator[None]:
    """Keep what is kept from being emptied until the block or the process ends; several may use it at once.

    A folder that cannot be written is not used either: then nothing is kept, and nothing is lost.
    """
    own = FileLock(paths.KEPT / _USERS / uuid.uuid4().hex)
    try:
        (paths.KEPT / _USERS).mkdir(parents=True, exist_ok=True)
        with FileLock(paths.KEPT / _GATE):
            own.acquire()
    except OSError:
        yield
        return
    try:
        yield
    finally:
        own.release()
        with contextlib.suppress(OSError):
            Path(own.lock_file).unlink()


def emptied() -> int:
    """Empty what is kept, and clear what hard stops left in the snapshots; how many bytes that freed.

    The snapshots themselves stay: later deliveries are laid beside them. Raises TryLater while a batch is at
    work.
    """
    paths.KEPT.mkdir(parents=True, exist_ok=True)
    with FileLock(paths.KEPT / _GATE):
        _refuse_if_used()
        gone = [one for one in paths.KEPT.iterdir() if one.name != _GATE]
        gone += [one for pattern in _LEFT for one in paths.snapshots().rglob(pattern)]
        freed = sum(_size(one) for one in gone)
        for one in gone:
            shutil.rmtree(one, ignore_errors=True) if one.is_dir() else one.unlink(missing_ok=True)
    return freed


def _refuse_if_used() -> None:
    for user in (paths.KEPT / _USERS).glob("*"):
        try:
            FileLock(user, timeout=0).acquire()  # dies with its holder: what is left of a hard stop can be taken
        except Timeout:
            raise TryLater("Er draait nog een rapport.", "Wacht tot het klaar is en probeer het dan opnieuw.") from None


def _size(place: Path) -> int:
    files = [place, *place.rglob("*")] if place.is_dir() else [place]
    return sum(one.stat().st_size for one in files if one.is_file())
