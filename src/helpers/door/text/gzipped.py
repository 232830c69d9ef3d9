"""A gzip file to the bytes inside, never more than fit."""

import zlib

from helpers.door.limits import LARGEST_TEXT_BYTES
from helpers.floor.faults import BadInput, Fault

MARK = b"\x1f\x8b"
_GZIP = 31  # what zlib calls a gzip header with the largest window


def unpack(content: bytes, file: str, largest: int = LARGEST_TEXT_BYTES) -> bytes:
    """The bytes inside. Raises BadInput when the file is broken, cut off, too large or packed twice.

    >>> import gzip
    >>> unpack(gzip.compress(b"a;b"), "a.csv.gz")
    b'a;b'
    """
    parts: list[bytes] = []
    size = 0
    while content.startswith(MARK):
        unpacking = zlib.decompressobj(_GZIP)
        try:
            parts.append(unpacking.decompress(content, largest + 1 - size))
        except zlib.error:
            raise _refused("Het gz-bestand is beschadigd.", "Maak het opnieuw.", file) from None
        size += len(parts[-1])
        if size > largest:
            message = f"Het bestand is uitgepakt te groot: meer dan {largest // 1_000_000} MB."
            raise _refused(message, "Lever de export in delen.", file)
        if not unpacking.eof:
            raise _refused("Het gz-bestand is niet compleet.", "Maak het opnieuw.", file)
        content = unpacking.unused_data
    if content.strip(b"\0"):
        raise _refused("Achter het gz-bestand staan nog andere gegevens.", "Maak het opnieuw.", file)
    unpacked = b"".join(parts)
    if unpacked.startswith(MARK):
        raise _refused("Het bestand is twee keer ingepakt.", "Pak het één keer in, of lever de CSV zelf.", file)
    if not unpacked:
        raise _refused("Het bestand is leeg.", "Maak de export opnieuw.", file)
    return unpacked


def _refused(message: str, hint: str, file: str) -> BadInput:
    return BadInput([Fault(message, hint, file, rule="bestand")])
