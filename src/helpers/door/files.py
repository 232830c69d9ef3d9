"""Which bytes may come in: regular files within their folder, of a size that fits."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from helpers.floor.faults import BadInput, Fault

LARGEST_BYTES = 200_000_000


def read_bytes(path: Path, within: Path | None = None, largest: int = LARGEST_BYTES) -> bytes:
    """The content of one file. Raises BadInput when it is no regular file, leaves its folder or is too large.

    `within` is the folder that a link may not leave; by default the folder of the path itself.
    """
    fault = _refusal(path, within or path.parent, largest)
    if fault:
        raise BadInput([fault])
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "onbekende oorzaak"
        hint = "Sluit het bestand in andere programma's en controleer of u het mag lezen."
        raise BadInput([Fault(f"Het bestand is niet te lezen ({reason}).", hint, path.name)]) from None


def sha256(content: bytes) -> str:
    """The fingerprint of the bytes.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(content).hexdigest()


def _refusal(path: Path, within: Path, largest: int) -> Fault | None:
    def refuse(message: str, hint: str = "") -> Fault:
        return Fault(message, hint, path.name, rule="bestand")

    try:
        real = path.resolve(strict=True)
        about = real.stat()
    except (OSError, RuntimeError):
        return refuse("Het bestand is er niet.", "Controleer de naam en de map.")
    if not real.is_relative_to(within.resolve()):
        return refuse("Dit is een verwijzing naar buiten de map.", "Zet het bestand zelf in de map.")
    if not stat.S_ISREG(about.st_mode):
        return refuse("Dit is geen gewoon bestand.", "Zet een CSV- of Excelbestand in de map.")
    if about.st_size > largest:
        size = f"{about.st_size // 1_000_000} MB, meer dan de grens van {largest // 1_000_000} MB"
        return refuse(f"Het bestand is te groot: {size}.", "Lever de export in delen.")
    if about.st_size == 0:
        return refuse("Het bestand is leeg.", "Maak de export opnieuw.")
    return None
