"""Which bytes may come in: regular files within their folder, of a size that fits."""

import hashlib
import os
import stat
from pathlib import Path

from helpers.floor.faults import BadInput, Fault
from helpers.floor.printable import printable

LARGEST_BYTES = 100_000_000
_LONGEST_NAME = 120
# Never wait for what turned into a pipe, never follow what turned into a link.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: Path, within: Path | None = None, largest: int = LARGEST_BYTES) -> bytes:
    """The content of one file. Raises BadInput when it is no regular file, leaves its folder or is too large.

    `within` is the folder that a link may not leave; by default the folder of the path itself.
    """
    try:
        real = path.resolve(strict=True)
        about = real.stat()
        is_within = real.is_relative_to((within or path.parent).resolve())
    except (OSError, RuntimeError, ValueError):
        raise _refused(path, "Het bestand is er niet.", "Controleer de naam en de map.") from None
    if not is_within:
        raise _refused(path, "Dit is een verwijzing naar buiten de map.", "Zet het bestand zelf in de map.")
    _refuse_unfit(path, about, largest)
    try:
        return _content(path, real, largest)
    except OSError as error:
        reason = error.strerror or "onbekende oorzaak"
        hint = "Sluit het bestand in andere programma's en controleer of u het mag lezen."
        raise _refused(path, f"Het bestand is niet te lezen ({reason}).", hint) from None


def sha256(content: bytes) -> str:
    """The fingerprint of the bytes.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(content).hexdigest()


def _content(path: Path, real: Path, largest: int) -> bytes:
    """The bytes of what is opened, which may have been exchanged since it was looked at."""
    with os.fdopen(os.open(real, _FLAGS), "rb") as file:
        before = os.fstat(file.fileno())
        _refuse_unfit(path, before, largest)
        content = file.read(largest + 1)
        after = os.fstat(file.fileno())
    if len(content) != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        hint = "Wacht tot het bestand klaar is en probeer het opnieuw."
        raise _refused(path, "Het bestand verandert terwijl het wordt gelezen.", hint)
    return content


def _refuse_unfit(path: Path, about: os.stat_result, largest: int) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise _refused(path, "Dit is geen gewoon bestand.", "Zet een CSV- of Excelbestand in de map.")
    if about.st_size > largest:
        size = f"{about.st_size // 1_000_000} MB, meer dan de grens van {largest // 1_000_000} MB"
        raise _refused(path, f"Het bestand is te groot: {size}.", "Lever de export in delen.")
    if about.st_size == 0:
        raise _refused(path, "Het bestand is leeg.", "Maak de export opnieuw.")


def _refused(path: Path, message: str, hint: str) -> BadInput:
    return BadInput([Fault(message, hint, printable(path.name, _LONGEST_NAME), rule="bestand")])
