"""Keeping a folder of reports for one run: no other run publishes there, and it stays the same folder."""

import errno
import os
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from helpers.floor.faults import AskedWrongly, RunFailed, TryLater
from helpers.floor.system_words import in_dutch

LOCK = ".lock"
PROBE = ".probe-"
_OTHER_HOLDS_IT = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP}


@dataclass(frozen=True)
class Hold:
    """A folder that is held. `is_locked` is False where its disk knows no locks, as some network folders do."""

    out: Path
    is_locked: bool = True
    identity: tuple[int, int] | None = None

    @property
    def warning(self) -> str:
        """What to tell where another run cannot be kept away; "" where it can."""
        if self.is_locked:
            return ""
        return f"De map {self.out.name} kent geen sloten. Let er zelf op dat er maar één rapport tegelijk draait."

    def refuse_if_lost(self) -> None:
        """Raise RunFailed when the folder is no longer there, or is another: a network folder can go and come back."""
        if self.identity is not None and _identity(self.out / LOCK) == self.identity:
            return
        raise RunFailed(
            f"De map {self.out} is tijdens de run verdwenen of vervangen. Er is niets in gezet.",
            "Controleer de schijf of de netwerkmap en draai opnieuw.",
        )


def refuse_if_held(out: Path) -> None:
    """Raise TryLater when another run holds the folder; makes nothing. Cheap, so that it can come first."""
    if (out / LOCK).is_file():
        with _locked(out):
            pass


@contextmanager
def held(out: Path) -> Iterator[Hold]:
    """Keep a folder for one run: it is made, tried, and locked until the block or the process ends.

    Two checkouts, or two users, that name the same folder share its lock. Raises AskedWrongly when the folder cannot
    be written, TryLater when another run holds it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / f"{PROBE}{uuid.uuid4().hex}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise AskedWrongly(
            f"In de map {out} kan niet worden geschreven ({in_dutch(error)}).",
            "Kies met --out een andere map of vraag schrijfrechten.",
        ) from None
    with _locked(out) as is_locked:
        yield Hold(out, is_locked, _identity(out / LOCK))


@contextmanager
def _locked(out: Path) -> Iterator[bool]:
    """Lock the folder; False where its disk knows no locks. The system lets go of a lock when a process dies."""
    with (out / LOCK).open("ab") as file:
        try:
            _lock(file.fileno())
            is_locked = True
        except OSError as error:
            if error.errno in _OTHER_HOLDS_IT:
                raise TryLater(
                    f"In de map {out} draait al een andere run.",
                    "Wacht tot die klaar is of kies met --out een andere map.",
                ) from None
            if error.errno not in _NO_LOCKS:
                raise
            is_locked = False
        yield is_locked


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another of that name; None where it is gone."""
    try:
        found = file.stat()
    except OSError:
        return None
    return (0, 0) if os.name == "nt" else (found.st_dev, found.st_ino)  # on Windows some drives number them anew
