"""Editions: a quarter as it was published, never changed once it stands."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.floor.faults import RunFailed
from helpers.runner.editions import disk
from helpers.runner.editions.disk import Files
from helpers.sources.earlier import edition_folders

DRAFT, FINAL, REVISED = "concept", "definitief", "herzien"
HISTORY = "history"  # the key in run.json of the earlier editions that were read


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


class Damaged(RunFailed, ValueError):
    """An edition whose run.json cannot be read."""


def publish(
    out: Path, quarter: str, build: Build, *, is_final: bool, built_at: str = "", commit: str = ""
) -> Published:
    """Publish a quarter as its next edition, whole or not at all, and make its one file the current one.

    Nothing new appears when the current edition, made again under its own stamp, has the same bytes; which
    editions of earlier quarters were read does not count, only what came of it. An
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
        if _said(again.files) == _said(disk.files_in(folder / str(stamp.edition))):
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
    return edition_folders.numbers(out, quarter)


def manifest(out: Path, quarter: str, edition: int) -> dict[str, Any]:
    """The run.json of an edition. Raises Damaged when it cannot be read."""
    file = out / quarter / str(edition) / edition_folders.RUN
    try:
        run = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        run = None
    if not isinstance(run, dict) or run.get("edition") != edition or "kind" not in run or "code" not in run:
        message = f"Editie {edition} van {quarter} is beschadigd: {edition_folders.RUN} is niet te lezen."
        raise Damaged(message, "Zet het bestand terug uit een kopie, of haal de map van die editie weg.")
    return run


def newest(out: Path, quarter: str) -> dict[str, Any] | None:
    """The run.json of the current edition; None when the quarter was never published."""
    found = numbers(out, quarter)
    return manifest(out, quarter, found[-1]) if found else None


def readable(out: Path, quarter: str) -> dict[str, Any] | None:
    """The run.json of the current edition; None too where it is damaged, so that one cannot stop the others."""
    try:
        return newest(out, quarter)
    except Damaged:
        return None


def keep_failed(out: Path, quarter: str, executed: Path) -> Path:
    """Keep the executed notebooks of a failed run, in the place of those of an earlier failure."""
    kept = out / ".failed" / quarter
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True, exist_ok=True)
    for notebook in executed.glob("*.ipynb"):
        shutil.copyfile(notebook, kept / notebook.name)
    return kept


def _said(files: Files) -> dict[str, Any]:
    """All that an edition says, without where it looked."""
    run = json.loads(files[edition_folders.RUN])
    return {**files, edition_folders.RUN: {key: told for key, told in run.items() if key != HISTORY}}


def _stamp_of(run: dict[str, Any]) -> Stamp:
    return Stamp(run["edition"], run["kind"], run.get("built_at", ""), run["code"]["commit"])


def _kinds(out: Path, quarter: str) -> set[str]:
    return {manifest(out, quarter, edition)["kind"] for edition in numbers(out, quarter)}


def _next_kind(earlier: set[str], is_final: bool) -> str:
    # What comes after a final edition corrects it, whatever the command said.
    if {FINAL, REVISED} & earlier:
        return REVISED
    return FINAL if is_final else DRAFT
