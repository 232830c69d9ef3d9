"""What a run reads of its delivery, part by part, as it reads it.

What was made is good again where each of these parts is what it was: a verifying trace, as in Mokhov, Mitchell and
Peyton Jones, "Build systems à la carte: theory and practice", Journal of Functional Programming 30 (2020), section 5.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

FILE = "HELPERS_READS"  # the variable with the file in which a run's reads are noted; without it none is written
RESULTS = "HELPERS_RESULTS"  # the variable with the folders of kept tables: the own one, then those only read
OPENED = "opened"  # the name of the part that says which delivery was opened; every other is an attribute of it


class Part(NamedTuple):
    """A part of a delivery: an attribute, of one export where it is asked by export, looked at from a quarter."""

    name: str
    dataset: str = ""
    quarter: str = ""


_listeners: list[dict[Part, None]] = []
_written: set[tuple[str, Part]] = set()


def note(part: Part) -> None:
    """Tell whoever records that a part was read."""
    for heard in _listeners:
        heard[part] = None
    file = os.environ.get(FILE, "")
    if file and (file, part) not in _written:
        _written.add((file, part))
        with open(file, "a", encoding="utf-8") as lines:  # at once: a kernel ends without a last word
            lines.write(json.dumps(part) + "\n")


@contextmanager
def recorded() -> Iterator[dict[Part, None]]:
    """Gives the parts that are read within the block, in their order; blocks may stand in each other.

    >>> with recorded() as heard:
    ...     note(Part("table", "bodycams"))
    >>> list(heard)
    [Part(name='table', dataset='bodycams', quarter='')]
    """
    heard: dict[Part, None] = {}
    _listeners.append(heard)
    try:
        yield heard
    finally:
        # By identity: two that heard the same are equal.
        _listeners[:] = [one for one in _listeners if one is not heard]


def replayed(parts: Iterable[Part]) -> None:
    """Note all that was read when something was made: whoever takes it has read that too."""
    for part in parts:
        note(part)


def written_in(file: Path) -> list[Part]:
    """The parts in a file of reads. Raises OSError or ValueError where there is none, or it is broken."""
    return [Part(*json.loads(line)) for line in file.read_text("utf-8").splitlines()]
