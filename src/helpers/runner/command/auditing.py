"""What `audit` does: attack all that stands in a folder of reports, and say where a hidden count can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from helpers.floor import dutch, paths
from helpers.floor.faults import AskedWrongly
from helpers.runner.command.outcome import complain
from helpers.runner.editions import belonging, disk
from helpers.runner.storage import working_copy
from helpers.sources.earlier import edition_folders

if TYPE_CHECKING:
    from helpers.floor.params.settings import Settings

Tell = Callable[[str], object]


@dataclass
class Ended:
    """What to tell of one folder, and what is wrong there."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def run(out: str, tell: Tell) -> int:
    """Audit the reports on real and on made-up data in `out`; the exit code: 1 where something can be found.

    Raises AskedWrongly where that is no folder, or holds the reports of another municipality.
    """
    from helpers.floor.params import settings

    with working_copy.reports(out, tell, is_read_only=True) as copy:
        if not copy.folder.is_dir():
            why = "is geen map" if copy.folder.exists() else "is er niet"
            raise AskedWrongly(f"{disk.shown_path(copy.folder)} {why}.", "Noem achter --out een map met rapporten.")
        known = settings.load(paths.PARAMS)
        belonging.refuse_others(copy.folder, known.municipality.code)
        ended = [found for place, is_made_up in _places(copy.folder) if (found := _audited(place, is_made_up, known))]
    if not ended:
        tell("Hier staat nog geen rapport om na te rekenen.")
    for one in ended:
        for line in one.lines:
            tell(line)
    for fault in dict.fromkeys(fault for one in ended for fault in one.faults):
        complain(fault)
    return 1 if any(one.faults for one in ended) else 0


def _places(out: Path) -> Iterator[tuple[Path, bool]]:
    """Where reports lie, on real data and on made-up: both may lie in one folder, of before they lay apart."""
    if out.name != edition_folders.SAMPLE:
        yield out, False
    for place in edition_folders.places(out, is_made_up=True):
        yield place, True


def _audited(place: Path, is_made_up: bool, settings: Settings) -> Ended | None:
    """How the audit of one folder ended; None where nothing stands there."""
    from helpers.disclosure import audit
    from helpers.runner.audit import reading, refusing, telling

    began = perf_counter()
    stands = reading.standing(place, settings, is_made_up)
    if not stands.editions and not stands.unread:
        return None
    harvests, unknown = refusing.of_before(stands.editions)
    ended = Ended(telling.of_hashed(stands.hashed), telling.of_unread([*unknown, *stands.unread]))
    if not harvests:
        ended.lines.insert(0, f"{disk.shown_path(place)}: er is niets nagerekend.")
        return ended
    found = audit.audited(harvests, settings.municipality.small_numbers, settings.by_measure)
    ended.lines = [
        _began(place, len(harvests)),
        *telling.of_result(found),
        *telling.of_apart(found.apart),
        *ended.lines,
    ]
    if n := len({leak.name for leak in found.leaks}):
        ended.faults += [telling.of_standing(n), *telling.places(found.leaks), telling.AFTERWARDS]
    elif found.hidden:
        ended.lines.append("Geen daarvan is uit te rekenen.")
    ended.lines.append(f"Dat duurde {dutch.number(perf_counter() - began, 1)} seconden.")
    return ended


def _began(place: Path, n: int) -> str:
    return f"{disk.shown_path(place)}: {dutch.counted(n, 'onderdeel', 'onderdelen')} bij elkaar nagerekend."
