"""Which bytes may come in: regular files within their folder, of a size that fits."""

import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.floor.faults import BadInput, Fault
from helpers.floor.printable import printable

LARGEST_BYTES = 100_000_000
LARGEST_ON_DISK_BYTES = 10_000_000_000
_AT_ONCE_BYTES = 1_000_000
_LONGEST_NAME = 120
# Never wait for what turned into a pipe, never follow what turned into a link.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class OnDisk:
    """Files too large to hold, to be read in parts: where they lie, and the fingerprint of all their bytes."""

    paths: tuple[Path, ...]
    fingerprint: str
    stamps: tuple[tuple[int, int], ...]  # of each file its size and when it was changed

    def refuse_if_changed(self) -> None:
        """Raise BadInput when a file is no longer the one that was looked at."""
        for path, stamp in zip(self.paths, self.stamps, strict=True):
            if not path.is_file() or _stamp(path.stat()) != stamp:
                raise _changing(path)


def on_disk(paths: Sequence[Path], within: Path | None = None) -> OnDisk:
    """Files that are not held; they are read once, for their fingerprint. Raises BadInput as `read_bytes` does."""
    digest, found = hashlib.sha256(), []
    for path in paths:
        real = _looked_at(path, within, LARGEST_ON_DISK_BYTES)
        try:
            with os.fdopen(os.open(real, _FLAGS), "rb") as file:
                found.append((real, _stamp(os.fstat(file.fileno()))))
                while some := file.read(_AT_ONCE_BYTES):
                    digest.update(some)
        except OSError as error:
            raise _unreadable(path, error) from None
    return OnDisk(tuple(real for real, _ in found), digest.hexdigest(), tuple(stamp for _, stamp in found))


def read_bytes(path: Path, within: Path | None = None, largest: int = LARGEST_BYTES) -> bytes:
    """The content of one file. Raises BadInput when it is no regular file, leaves its folder or is too large.

    `within` is the folder that a link may not leave; by default the folder of the path itself.
    """
    real = _looked_at(path, within, largest)
    try:
        return _content(path, real, largest)
    except OSError as error:
        raise _unreadable(path, error) from None


def sha256(content: bytes | OnDisk) -> str:
    """The fingerprint of the bytes.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return content.fingerprint if isinstance(content, OnDisk) else hashlib.sha256(content).hexdigest()


def _looked_at(path: Path, within: Path | None, largest: int) -> Path:
    """The regular file that a path leads to."""
    try:
        real = path.resolve(strict=True)
        about = real.stat()
        is_within = real.is_relative_to((within or path.parent).resolve())
    except (OSError, RuntimeError, ValueError):
        raise _refused(path, "Het bestand is er niet.", "Controleer de naam en de map.") from None
    if not is_within:
        raise _refused(path, "Dit is een verwijzing naar buiten de map.", "Zet het bestand zelf in de map.")
    _refuse_unfit(path, about, largest)
    return real


def _stamp(about: os.stat_result) -> tuple[int, int]:
    return about.st_size, about.st_mtime_ns


def _content(path: Path, real: Path, largest: int) -> bytes:
    """The bytes of what is opened, which may have been exchanged since it was looked at."""
    with os.fdopen(os.open(real, _FLAGS), "rb") as file:
        before = os.fstat(file.fileno())
        _refuse_unfit(path, before, largest)
        content = file.read(largest + 1)
        after = os.fstat(file.fileno())
    if len(content) != before.st_size or _stamp(after) != _stamp(before):
        raise _changing(path)
    return content


def _refuse_unfit(path: Path, about: os.stat_result, largest: int) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise _refused(path, "Dit is geen gewoon bestand.", "Zet een CSV- of Excelbestand in de map.")
    if about.st_size > largest:
        size = f"{about.st_size // 1_000_000} MB, meer dan de grens van {largest // 1_000_000} MB"
        raise _refused(path, f"Het bestand is te groot: {size}.", "Lever de export in delen.")
    if about.st_size == 0:
        raise _refused(path, "Het bestand is leeg.", "Maak de export opnieuw.")


def _changing(path: Path) -> BadInput:
    hint = "Wacht tot het bestand klaar is en probeer het opnieuw."
    return _refused(path, "Het bestand verandert terwijl het wordt gelezen.", hint)


def _unreadable(path: Path, error: OSError) -> BadInput:
    hint = "Sluit het bestand in andere programma's en controleer of u het mag lezen."
    return _refused(path, f"Het bestand is niet te lezen ({error.strerror or 'onbekende oorzaak'}).", hint)


def _refused(path: Path, message: str, hint: str) -> BadInput:
    return BadInput([Fault(message, hint, printable(path.name, _LONGEST_NAME), rule="bestand")])
