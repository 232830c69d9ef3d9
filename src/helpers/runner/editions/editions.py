"""Editions: a quarter as it was published, never changed once it stands."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.floor.faults import RunFailed
from helpers.runner.editions import standing
from helpers.runner.editions.disk import Files
from helpers.sources.earlier import edition_folders, run_json
from helpers.sources.earlier.run_json import DRAFT, FINAL, REVISED

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
    """An edition's files, `run.json` and its own one file among them, and that file as it stands for the quarter."""

    files: Files
    index: bytes


@dataclass(frozen=True)
class Published:
    """How publishing ended: `is_new` is False when the current edition already said all of it.

    `also` is what was asked beside the pages, such as its PDF; `lacking` says in Dutch what could not be made of it.
    `told` is what its audit has to tell.
    """

    quarter: str
    edition: int
    kind: str
    is_new: bool
    index: Path
    also: tuple[Path, ...] = ()
    lacking: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


class Damaged(RunFailed, ValueError):
    """An edition whose run.json cannot be read."""


def numbers(out: Path, quarter: str) -> list[int]:
    """The numbers of the editions of a quarter, lowest first."""
    return edition_folders.numbers(out, quarter)


def manifest(out: Path, quarter: str, edition: int) -> dict[str, Any]:
    """The run.json of an edition. Raises Damaged when it cannot be read."""
    try:
        return run_json.read(out, quarter, edition)
    except run_json.Unfit as why:
        message = f"Editie {edition} van {quarter} is beschadigd. {why}"
        raise Damaged(message, "Zet run.json terug uit een kopie, of haal de map van die editie weg.") from None


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


def is_made_up(out: Path, quarter: str) -> bool:
    """Whether the current edition is on made-up data; one that cannot be read is not known to be."""
    return bool((readable(out, quarter) or {}).get("is_made_up"))


def current(out: Path, quarter: str, is_made_up: bool) -> dict[str, Any] | None:
    """The run.json of the edition that a new one is laid beside; None where what came last does not count."""
    taken = edition_folders.taken(out, quarter)
    return standing.whole(out, quarter, is_made_up).get(taken[-1]) if taken else None


def next_stamp(out: Path, quarter: str, is_made_up: bool, *, is_final: bool, built_at: str, commit: str) -> Stamp:
    """The stamp of the next edition: its number goes past whatever lies there, damaged or not."""
    kinds = {run["kind"] for run in standing.whole(out, quarter, is_made_up).values()}
    number = max(edition_folders.taken(out, quarter), default=0) + 1
    return Stamp(number, _next_kind(kinds, is_final), built_at, commit)


def stamp_of(run: Mapping[str, Any]) -> Stamp:
    """The stamp that an edition carries."""
    return Stamp(run["edition"], run["kind"], run.get("built_at", ""), run.get("code", {}).get("commit", ""))


def is_said(built: Files, kept: Files) -> bool:
    """Whether an edition that was kept says all that was built, wherever it looked.

    What lies beside it does not count, such as its PDF or what a system puts in a folder: a page more or less shows
    in run.json.
    """
    return _said(built) == _said({name: kept[name] for name in built if name in kept})


def _said(files: Files) -> dict[str, Any]:
    run = json.loads(files[edition_folders.RUN])
    return {**files, edition_folders.RUN: {key: told for key, told in run.items() if key != HISTORY}}


def keep_failed(out: Path, quarter: str, executed: Path) -> Path | None:
    """Keep the executed notebooks of a failed run, in the place of those of an earlier failure.

    None where it cannot, or there are none.
    """
    kept = out / ".failed" / quarter
    shutil.rmtree(kept, ignore_errors=True)
    whole = [notebook for notebook in executed.glob("*.ipynb") if _is_whole(notebook)]
    if not whole:
        return None
    try:
        kept.parent.mkdir(exist_ok=True)  # not the folder of the reports: that may just have gone
        kept.mkdir(exist_ok=True)
        for notebook in whole:
            shutil.copyfile(notebook, kept / notebook.name)
    except OSError:
        shutil.rmtree(kept, ignore_errors=True)
        return None
    return kept


def _is_whole(notebook: Path) -> bool:
    """Whether a notebook was written to its end: on a full disk it breaks off."""
    try:
        return "cells" in json.loads(notebook.read_bytes())
    except (OSError, ValueError):
        return False


def _next_kind(earlier: set[str], is_final: bool) -> str:
    # What comes after a final edition corrects it, whatever the command said.
    if {FINAL, REVISED} & earlier:
        return REVISED
    return FINAL if is_final else DRAFT
