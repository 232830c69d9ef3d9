"""Which folders of this computer stand for an address: a user reads the address. Light to import."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ADDRESSES: dict[Path, str] = {}


@contextmanager
def standing_for(folder: Path, address: str) -> Iterator[Path]:
    """While the block runs, the folder and what lies in it are shown as the address."""
    _ADDRESSES[_absolute(folder)] = address
    try:
        yield folder
    finally:
        del _ADDRESSES[_absolute(folder)]


def shown(path: Path | str) -> str | None:
    """The address that a path stands for; None where it is just a path.

    >>> with standing_for(Path("/tmp/x/rapporten"), "s3://emmer/rapporten"):
    ...     shown("/tmp/x/rapporten/index.html"), shown("/tmp/x")
    ('s3://emmer/rapporten/index.html', None)
    """
    absolute = _absolute(path)
    for folder, address in _ADDRESSES.items():
        if absolute.is_relative_to(folder):
            within = absolute.relative_to(folder).as_posix()
            return address if within == "." else f"{address}/{within}"
    return None


def _absolute(path: Path | str) -> Path:
    return Path(os.path.abspath(path))
