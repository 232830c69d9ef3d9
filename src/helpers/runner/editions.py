"""Editions: a quarter as it was published, never changed once it stands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.runner import disk
from helpers.runner.disk import Files

DRAFT, FINAL, REVISED = "concept", "definitief", "herzien"


@dataclass(frozen=True)
class Stamp:
    """What an edition carries that inputs and code do not give. `built_at` and `commit` may be ""."""

    edition: int
    kind: str
    built_at: str
    commit: str


@dataclass(frozen=True)
class Built:
    """An edition's files, `run.json` among them, and the one file of the quarter."""

    files: Files
    index: bytes


@dataclass(frozen=True)
class Published:
    """How publishing ended: `is_new` is False when the current edition already said all of it."""

    quarter: str
    edition: int
    kind: str
    is_new: bool
    index: Path


Build = Callable[[Stamp], Built]


def publish(
    out: Path, quarter: str, build: Build, *, is_final: bool, built_at: str = "", commit: str = ""
) -> Published:
    """Publish a quarter as its next edition, whole or not at all, and make its one file the current one.

    Nothing new appears when the current edition, made again under its own stamp, has the same bytes. An
    `index.html` that an interrupted run left behind is mended either way. Hold `out` while you call this.
    """
    folder = out / quarter
    folder.mkdir(parents=True, exist_ok=True)
    disk.clear_leftovers(folder)
    index = folder / "index.html"
    current = newest(out, quarter)
    if current and not (is_final and current["kind"] == DRAFT):
        stamp = _stamp_of(current)
        again = build(stamp)
        if again.files == disk.files_in(folder / str(stamp.edition)):
            disk.replace_file(index, again.index)
            return Published(quarter, stamp.edition, stamp.kind, False, index)
    kind = _next_kind(_kinds(out, quarter), is_final)
    stamp = Stamp(max(numbers(out, quarter), default=0) + 1, kind, built_at, commit)
    built = build(stamp)
    disk.write_folder(folder / str(stamp.edition), built.files)
    disk.replace_file(index, built.index)
    return Published(quarter, stamp.edition, stamp.kind, True, index)


def numbers(out: Path, quarter: str) -> list[int]:
    """The numbers of the editions of a quarter, lowest first."""
    folders = (out / quarter).glob("*") if (out / quarter).is_dir() else ()
    return sorted(int(one.name) for one in folders if one.name.isdecimal() and (one / "run.json").is_file())


def manifest(out: Path, quarter: str, edition: int) -> dict[str, Any]:
    """The run.json of an edition."""
    return json.loads((out / quarter / str(edition) / "run.json").read_text(encoding="utf-8"))


def newest(out: Path, quarter: str) -> dict[str, Any] | None:
    """The run.json of the current edition; None when the quarter was never published."""
    found = numbers(out, quarter)
    return manifest(out, quarter, found[-1]) if found else None


def keep_failed(out: Path, quarter: str, executed: Path) -> Path:
    """Keep the executed notebooks of a failed run, in the place of those of an earlier failure."""
    kept = out / ".failed" / quarter
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True, exist_ok=True)
    for notebook in executed.glob("*.ipynb"):
        shutil.copyfile(notebook, kept / notebook.name)
    return kept


def _stamp_of(run: dict[str, Any]) -> Stamp:
    return Stamp(run["edition"], run["kind"], run.get("built_at", ""), run["code"]["commit"])


def _kinds(out: Path, quarter: str) -> set[str]:
    return {manifest(out, quarter, edition)["kind"] for edition in numbers(out, quarter)}


def _next_kind(earlier: set[str], is_final: bool) -> str:
    # What comes after a final edition corrects it, whatever the command said.
    if {FINAL, REVISED} & earlier:
        return REVISED
    return FINAL if is_final else DRAFT
