"""Which files show an edition, in which order they come, and how all of them come or none does.

First everything is written aside, in one folder, down to the disk. Then a small file is put in place that says what
belongs where: from there on the edition will be shown, by this run or by the next. Then each part is renamed into its
place. A run that is killed before that file leaves what stood; one that is killed after it is finished by the next.
"""

from __future__ import annotations

import errno
import json
import os
import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from helpers.floor.faults import RunFailed
from helpers.floor.system_words import FULL, in_dutch
from helpers.runner.editions import disk
from helpers.runner.editions.disk import Files
from helpers.runner.editions.holding import PROBE
from helpers.sources.earlier import edition_folders

JOURNAL = ".publishing"  # what an interrupted run was putting in place
DRAFTS = "concepten"
_NOTHING_CHANGED = "Er is niets veranderd."


class Unfinished(RunFailed):
    """An edition of which a part could not be put in place: the next run does that first."""


@dataclass(frozen=True)
class Journal:
    """What is being put in place: `what` in Dutch, the folder where it was built, and the places in their order."""

    what: str
    aside: str
    targets: Sequence[str]


def in_order(names: Iterable[str]) -> list[str]:
    """The files in a folder of reports, in the order in which a reader may get to see them.

    An edition comes first, its run.json after its other files: an edition without one does not count. Then come the
    quarter's one file, the archive and the tables over all quarters. Hidden files are not for readers.

    >>> in_order(["index.html", "2026-Q3/index.html", "2026-Q3/1/run.json", "2026-Q3/1/tables.xlsx", ".lock"])
    ['2026-Q3/1/tables.xlsx', '2026-Q3/1/run.json', '2026-Q3/index.html', 'index.html']
    """
    shown = [name for name in names if not any(part.startswith(".") for part in PurePosixPath(name).parts)]
    return sorted(shown, key=lambda name: (rank(name), name))


def rank(name: str) -> int:
    """Which step a file in a folder of reports belongs to: files of one step may appear in any order.

    >>> [rank(name) for name in ("2026-Q3/1/a.html", "2026-Q3/1/run.json", "2026-Q3/index.html", "index.html")]
    [0, 1, 2, 3]
    >>> [rank(name) for name in ("dashboard/2026-10/1/run.json", "dashboard/2026-10.html")]
    [1, 3]
    """
    above = (edition_folders.SAMPLE, edition_folders.DASHBOARD)
    parts = [part for part in PurePosixPath(name).parts if part not in above]
    if len(parts) > 1 and parts[1].isdecimal():  # an edition, or a file in it
        return int(parts[-1] == edition_folders.RUN)
    return 2 if len(parts) > 1 else 3


def show(out: Path, what: str, changes: Mapping[str, bytes | Files]) -> None:
    """Put files and new folders in place, by their path in `out`: all of them, or nothing.

    What holds the same already is left alone. Raises RunFailed when nothing was changed, Unfinished when a part waits
    for the next run; both say which file. Hold `out` while you call this.
    """
    if earlier := waiting(out):
        _finish(out, earlier)
    changed = {
        name: new for name, new in changes.items() if not isinstance(new, bytes) or not disk.holds(out / name, new)
    }
    if not changed:
        return
    journal = Journal(what, f"{disk.ASIDE}{uuid.uuid4().hex}", in_order(changed))
    aside = out / journal.aside
    try:
        for name in journal.targets:
            refuse_if_stuck(out / name)
        _build(aside, changed)
        _put(out / JOURNAL, json.dumps(asdict(journal)).encode("utf-8"), aside / JOURNAL)
    except BaseException as error:
        disk.clear(out / JOURNAL)
        disk.clear(aside)
        if isinstance(error, OSError):
            raise _refused(what, error, aside) from error
        raise
    try:
        _finish(out, journal)
    except KeyboardInterrupt:  # it takes no time to do all of it
        _finish(out, journal)
        raise


def resume(out: Path) -> str:
    """Finish what an interrupted run was publishing and clear what it left; what to tell of it, "" when nothing was.

    Raises Unfinished when that still cannot be done. Hold `out` while you call this.
    """
    journal = waiting(out)
    if journal:
        _finish(out, journal)
    for left in (out / JOURNAL, *out.glob(f"{disk.ASIDE}*"), *out.glob(f"{PROBE}*"), *out.glob(f"*/{disk.ASIDE}*"),
                 *out.glob(f"{DRAFTS}/*/{disk.ASIDE}*")):  # fmt: skip
        disk.clear(left)
    return f"De vorige run werd onderbroken tijdens het publiceren. {journal.what} is nu af." if journal else ""


def waiting(out: Path) -> Journal | None:
    """What an interrupted run left to be put in place; None when nothing."""
    try:
        told = Journal(**json.loads((out / JOURNAL).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    is_own = all(isinstance(name, str) and _is_within(name) for name in (told.aside, *told.targets))
    return told if is_own and told.aside.startswith(disk.ASIDE) else None


def refuse_if_stuck(target: Path) -> None:
    """Raise RunFailed where a file cannot be replaced: another program keeps it, or a folder has its name."""
    if target.suffix and target.is_dir():
        raise RunFailed(f"{target.name} is een map in plaats van een bestand. {_NOTHING_CHANGED}", _hint(target))
    try:
        if target.is_file():
            target.open("r+b").close()
    except PermissionError as error:
        # A file that may only be read can be replaced on POSIX, where the folder decides.
        if os.name == "nt" or error.errno == errno.EPERM:
            why = in_dutch(error)
            raise RunFailed(
                f"{target.name} kan niet worden vervangen ({why}). {_NOTHING_CHANGED}", _hint(target)
            ) from None


def _hint(target: Path) -> str:
    return f"Sluit {target.name} in andere programma's, of haal het weg. Draai dan opnieuw."


def _build(aside: Path, changed: Mapping[str, bytes | Files]) -> None:
    """Write everything to the disk, each part under the path that it will get."""
    folders = {name: new for name, new in changed.items() if not isinstance(new, bytes)}
    plain = {name: new for name, new in changed.items() if isinstance(new, bytes)}
    disk.write_folder(aside, plain)
    for name, files in folders.items():
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        disk.write_folder(aside / name, files)
        disk.sync_folder((aside / name).parent)
    disk.sync_folder(aside)
    disk.sync_folder(aside.parent)


def _put(target: Path, content: bytes, aside: Path) -> None:
    disk.write_synced(aside, content)
    os.replace(aside, target)
    disk.sync_folder(target.parent)


def _finish(out: Path, journal: Journal) -> None:
    """Rename each part into its place; what stands there already is passed over."""
    aside = out / journal.aside
    for number, name in enumerate(journal.targets):
        try:
            for folder in reversed(PurePosixPath(name).parents[:-1]):
                (out / folder).mkdir(exist_ok=True)  # not `out` itself: that may just have gone
            if (aside / name).exists():
                os.replace(aside / name, out / name)
                disk.sync_folder((out / name).parent)
            elif not (out / name).exists():
                raise FileNotFoundError(errno.ENOENT, "", name)
        except OSError as error:
            if number == 0:  # nothing of it stands
                disk.clear(out / JOURNAL)
                disk.clear(aside)
                raise _refused(journal.what, error, aside) from error
            raise _unfinished(out, journal, name, error) from error
    with suppress(OSError):
        (out / JOURNAL).unlink(missing_ok=True)
        disk.sync_folder(out)
    disk.clear(aside)


def _refused(what: str, error: OSError, aside: Path) -> RunFailed:
    place = Path(str(error.filename or ""))
    name = place.relative_to(aside).as_posix() if place.is_relative_to(aside) else place.name
    where = f" ({name})" if name and not name.startswith(".") else ""
    hint = "Maak ruimte en draai opnieuw." if error.errno in FULL else "Controleer de map en draai opnieuw."
    return RunFailed(f"{what} is niet te schrijven{where}: {in_dutch(error)}. {_NOTHING_CHANGED}", hint)


def _unfinished(out: Path, journal: Journal, name: str, error: OSError) -> RunFailed:
    if not (out / JOURNAL).is_file():
        return RunFailed(
            f"De map {out} verdween toen {journal.what} erin kwam.", "Controleer de schijf en draai opnieuw."
        )
    return Unfinished(
        f"{journal.what} is nog niet af: {name} kan niet worden vervangen ({in_dutch(error)}).",
        f"Sluit {PurePosixPath(name).name} in andere programma's en draai opnieuw. De volgende run maakt het eerst af.",
    )


def _is_within(name: Any) -> bool:
    path = PurePosixPath(name)
    return (
        bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
    )
