"""Sending what is new, in the order in which no reader sees half an edition.

An object store cannot rename. So an edition's objects go first and its run.json after them: an edition without one
does not count. Then come the quarter's page, the archive and the tables over all quarters. A run that is killed in
between leaves what stood; the next one takes away what is no edition, and sends what was not yet sent.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path, PurePosixPath

from helpers.door.files import sha256
from helpers.floor.faults import RunFailed
from helpers.runner.editions import showing
from helpers.runner.storage import lock
from helpers.runner.storage.store import Store
from helpers.sources.earlier import edition_folders

EDITION = re.compile(r"(?P<folder>(?:[^/]+/)?\d{4}-Q[1-4]/[1-9]\d*)/.+")
FAILED = ".failed"
_AGAIN = "Draai opnieuw: dan rekent de run met wat er nu staat."


def send(store: Store, folder: Path, known: dict[str, str]) -> list[str]:
    """Send the files whose bytes are not those that the store holds; their names, in the order in which they went.

    `known` has the hash of what the store holds, and is kept up with what is sent. Raises AskedWrongly where another
    run is sending, RunFailed where one published meanwhile, or where the store fails: what stood then still stands.
    """
    local = fingerprints(folder)
    changed = [name for name, fingerprint in local.items() if known.get(name) != fingerprint]
    if not changed:
        return []
    with lock.held(store) as place:
        if editions(place.found) != editions(known):
            raise RunFailed(f"Een andere run publiceerde intussen in {store.address}. Er is niets verstuurd.", _AGAIN)
        store.remove(_leftovers(place.found, changed, known))
        for step in steps(changed):
            place.refuse_if_long()
            _put(store, folder, step, known)
            known |= {name: local[name] for name in step}
    return [name for step in steps(changed) for name in step]


def fingerprints(folder: Path) -> dict[str, str]:
    """The hash of every file that readers see, or that says why a run failed, by its name below the folder."""
    files = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}
    return {name: sha256(file.read_bytes()) for name, file in files.items() if _is_for_readers(name)}


def editions(names: Iterable[str]) -> set[str]:
    """The folders of the editions that count, of all names in a place."""
    runs = (name for name in names if name.endswith(f"/{edition_folders.RUN}"))
    return {edition for name in runs if (edition := edition_of(name))}


def edition_of(name: str) -> str | None:
    """The folder of the edition that a file belongs to; None for another file.

    >>> edition_of("2026-Q3/1/tables/a.csv"), edition_of("2026-Q3/index.html")
    ('2026-Q3/1', None)
    """
    found = EDITION.fullmatch(name)
    return found["folder"] if found else None


def steps(names: Iterable[str]) -> Iterator[list[str]]:
    """The files in the order in which they may be seen; those of one step may come in any order.

    >>> list(steps(["index.html", "2026-Q3/index.html", "2026-Q3/1/run.json", "2026-Q3/1/b.html", "2026-Q3/1/a.html"]))
    [['2026-Q3/1/a.html', '2026-Q3/1/b.html'], ['2026-Q3/1/run.json'], ['2026-Q3/index.html'], ['index.html']]
    """
    for _, step in groupby(sorted(names, key=lambda name: (_rank(name), name)), _rank):
        yield list(step)


def _rank(name: str) -> int:
    return 0 if name.startswith(f"{FAILED}/") else 1 + showing.rank(name)


def _is_for_readers(name: str) -> bool:
    first, *rest = PurePosixPath(name).parts
    return (first == FAILED or not first.startswith(".")) and not any(part.startswith(".") for part in rest)


def _leftovers(found: Iterable[str], changed: Iterable[str], known: Mapping[str, str]) -> list[str]:
    """What a killed run left where a new edition comes."""
    new = {edition_of(name) for name in changed} - editions(known) - {None}
    return [name for name in found if edition_of(name) in new]


def _put(store: Store, folder: Path, step: list[str], known: Mapping[str, str]) -> None:
    runs = [name for name in step if name.endswith(f"/{edition_folders.RUN}") and name not in known]
    store.send({name: folder / name for name in step if name not in runs})
    for name in runs:
        content = (folder / name).read_bytes()
        # The packages ask again when an answer is lost: then it is there, and it is ours.
        if not store.create(name, content) and not store.holds(name, content):
            raise RunFailed(f"Een andere run publiceerde intussen {name} in {store.address}.", _AGAIN)
