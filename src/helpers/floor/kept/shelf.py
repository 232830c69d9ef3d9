"""A folder of what was made: each thing under a key, with what its making had read, checked when it is taken."""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.floor.kept.reads import Part

LARGEST = 1_000_000_000  # bytes of all that a shelf keeps
ASIDE = ".new-"


@dataclass(frozen=True)
class Kept:
    """What was made, and the parts of the delivery that were read for it."""

    content: bytes
    reads: tuple[Part, ...]


@dataclass(frozen=True)
class Shelf:
    """What is kept in a folder. A file is its own sha256, what was read as JSON, and the content, a line each."""

    folder: Path

    def found(self, key: str, print_of: Callable[[Part], str]) -> Kept | None:
        """What was made under this key when every part that was read was what it is now; None where nothing fits.

        `print_of` gives the fingerprint of a part as it is now. What is damaged is thrown away.
        """
        for file in _newest_first(self.folder / key):
            with contextlib.suppress(OSError):  # another run may let go of it at any moment
                sha256, _, rest = file.read_bytes().partition(b"\n")
                if hashlib.sha256(rest).hexdigest().encode() != sha256:
                    file.unlink()
                    continue
                told, _, content = rest.partition(b"\n")
                reads = {Part(*part): was for part, was in json.loads(told)}
                if all(print_of(part) == was for part, was in reads.items()):
                    os.utime(file)  # used last
                    return Kept(content, tuple(reads))
        return None

    def put(self, key: str, reads: Mapping[Part, str], content: bytes) -> None:
        """Keep what was made: written aside, synced, renamed. What cannot be kept is only made again."""
        told = json.dumps(list(reads.items())).encode() + b"\n"
        sha256 = hashlib.sha256(told + content).hexdigest().encode() + b"\n"
        name = hashlib.sha256(told).hexdigest()[:20]
        with contextlib.suppress(OSError):
            (self.folder / key).mkdir(parents=True, exist_ok=True)
            write_aside(self.folder / key / name, sha256 + told + content)

    def let_go(self, largest: int = LARGEST) -> None:
        """Remove what was used longest ago, until all together is no more than `largest` bytes."""
        seen = []
        for file in self.folder.glob("*/*"):
            with contextlib.suppress(OSError):
                seen.append((file, file.stat()))
        too_much = sum(about.st_size for _, about in seen) - largest
        for file, about in sorted(seen, key=lambda one: one[1].st_mtime_ns):
            if too_much <= 0:
                return
            with contextlib.suppress(OSError):
                file.unlink()
                too_much -= about.st_size
                file.parent.rmdir()  # refused while another lies there


def write_aside(file: Path, content: bytes) -> None:
    """Put a file in place whole: a reader, also after a hard stop, finds the old one or the new one."""
    handle, aside = tempfile.mkstemp(prefix=ASIDE, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(aside, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(aside)
        raise


def _newest_first(folder: Path) -> Iterator[Path]:
    try:
        seen = [(one.stat().st_mtime_ns, one.path) for one in os.scandir(folder) if not one.name.startswith(".")]
    except OSError:
        return
    yield from (Path(path) for _, path in sorted(seen, reverse=True))
