"""A file on a share or in a store, by the address that fsspec knows: file, sftp, s3, abfs and the like."""

import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic

import fsspec
from fsspec.implementations.local import LocalFileSystem
from fsspec.registry import known_implementations

from helpers.fetch.addresses import masked
from helpers.fetch.environment import address_of
from helpers.fetch.fetched import Fetched
from helpers.fetch.patience import within
from helpers.floor.faults import AskedWrongly, RunFailed, UserFault
from helpers.floor.params.fetch_sources import Source

_WEB = ("http", "https")
_LOCAL = ("file", "local")
_OF_THE_SYSTEM = tuple(map(Path, ("/etc", "/proc", "/dev", "/sys")))
_PATIENCE = 10  # times the seconds of one wait: how long one file may take in all
_AT_ONCE = 4_000_000  # bytes
_REASONS: dict[type[Exception], tuple[str, str]] = {
    TimeoutError: ("Het bestand kwam niet binnen {seconds} seconden.", "Controleer de verbinding, of verhoog seconds."),
    FileNotFoundError: ("Het bestand is er niet.", "Controleer het adres."),
    PermissionError: ("Dit bestand mag u niet lezen.", "Vraag leesrechten aan de beheerder."),
}
_NO_REASON = ("Het bestand is niet op te halen.", "Controleer adres, rechten en verbinding.")


def file(source: Source) -> Fetched:
    """The bytes of one file. Raises AskedWrongly when its kind of place is unknown, RunFailed when it does not come."""
    address = address_of(source)
    protocol = address.partition("://")[0].partition("::")[0]
    if protocol in _WEB:
        raise AskedWrongly("Dit is een webadres.", "Schrijf kind: http.")
    largest = source.largest_mb * 1_000_000
    with _in_dutch(protocol, source):
        for path in _local_paths(address):
            _refuse_irregular(path, source)
        content = _content(address, source, largest)
    if len(content) > largest:
        raise RunFailed(f"Het bestand is groter dan {source.largest_mb} MB.", "Verhoog largest_mb.")
    return Fetched(content, masked(address, bool(source.address_variable)))


@contextmanager
def _in_dutch(protocol: str, source: Source) -> Iterator[None]:
    """What a store raises, in Dutch: every store has its own, and their words may hold a secret."""
    try:
        yield
    except UserFault:
        raise
    except ImportError:
        named = re.search(r"(?i)install (\S+)", str(known_implementations.get(protocol, {}).get("err", "")))
        package = named[1] if named else protocol
        raise AskedWrongly(
            f"Voor {protocol}:// is een pakket nodig: {package}.", f"Installeer het: uv pip install {package}."
        ) from None
    except Exception as error:
        if "rotocol not known" in str(error):
            raise AskedWrongly(
                "Dit soort adres is onbekend.", "Schrijf bijvoorbeeld file:///, sftp:// of s3://."
            ) from None
        message, hint = next((told for kind, told in _REASONS.items() if isinstance(error, kind)), _NO_REASON)
        raise RunFailed(message.format(seconds=source.seconds), hint) from None


def _content(address: str, source: Source, largest: int) -> bytes:
    """The bytes, one more than the largest at most; what is late is left open, for to close it may wait too."""
    until = monotonic() + _PATIENCE * source.seconds
    opened = within(source.seconds, fsspec.open(address, "rb").open)
    content = bytearray()
    while len(content) <= largest:
        part = within(source.seconds, partial(opened.read, min(_AT_ONCE, largest + 1 - len(content))))
        if not part:
            break
        content += part
        if monotonic() > until:
            raise TimeoutError
    within(source.seconds, opened.close)
    return bytes(content)


def _local_paths(address: str) -> list[Path]:
    """The places on this computer that an address leads through, links of the disk followed."""
    local = [
        part
        for part in address.split("::")
        if part.partition("://")[0] in _LOCAL or ("://" not in part and not part.isalpha())
    ]
    return [Path(str(LocalFileSystem._strip_protocol(part))).resolve() for part in local]


def _refuse_irregular(path: Path, source: Source) -> None:
    """Raises AskedWrongly for what is no plain file of the user: a pipe or device never ends, a system file is none."""
    if any(path.is_relative_to(folder) for folder in _OF_THE_SYSTEM):
        raise AskedWrongly("Dit bestand is van het systeem.", "Wijs een bestand met gegevens aan.")
    if not stat.S_ISREG(within(source.seconds, path.stat).st_mode):
        raise AskedWrongly("Dit is geen gewoon bestand.", "Wijs één bestand met gegevens aan.")
