"""Of each edition that was published: its run.json, what it knew of earlier reports, and the hash of every file.

It lies beside the frozen deliveries, in `data/.snapshots/editions`, and names the one that the edition was made from:
with both, the edition can be made again after params, commentary and exports have changed.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from helpers.floor import paths
from helpers.sources.earlier import edition_folders

FOLDER = "editions"
_SHOWN_HASH = 12


@dataclass(frozen=True)
class EditionRecord:
    """`history` is the name of what was read of earlier reports, "" for nothing; `files` the SHA-256 by file."""

    run: Mapping[str, Any]
    history: str
    files: Mapping[str, str]

    @property
    def snapshot(self) -> str:
        """The name of the frozen delivery."""
        return self.run["snapshot"]

    @property
    def own_hash(self) -> str:
        """The hash of its run.json, which tells two editions of one number in two folders apart."""
        return self.files[edition_folders.RUN]

    @property
    def _file_name(self) -> str:
        run = self.run
        return f"{run['quarter']}-{run['edition']}-{self.snapshot}-{self.own_hash[:_SHOWN_HASH]}.json"


def keep(record: EditionRecord) -> None:
    """Keep what an edition was made from, once. What cannot be kept cannot be made again; the edition stands."""
    file = _folder() / record._file_name
    if file.is_file():  # made again it may know of other earlier reports: what it was published with counts
        return
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".aside-", dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(asdict(record), stream, ensure_ascii=False, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(aside, file)


def of(quarter: str, edition: int, is_made_up: bool) -> list[EditionRecord]:
    """What was kept of an edition; more than one where several folders of reports have an edition of this number."""
    found = _read(f"{quarter}-{edition}-*.json")
    return [one for one in found if one.run.get("is_made_up") is is_made_up and one.run.get("edition") == edition]


def snapshots() -> set[str]:
    """The names of the frozen deliveries that an edition was made from.

    By the names of the files: one that another account wrote, or that is damaged, keeps its delivery from going too.
    """
    return {file.stem.split("-")[-2] for file in _folder().glob("*-*.json")}


def _read(pattern: str) -> Iterator[EditionRecord]:
    """What is there and whole, in the order of the names."""
    for file in sorted(_folder().glob(pattern)):
        with suppress(OSError, ValueError, TypeError, KeyError):
            record = EditionRecord(**json.loads(file.read_bytes()))
            if record._file_name == file.name:
                yield record


def _folder() -> Path:
    return paths.snapshots() / FOLDER
