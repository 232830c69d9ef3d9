"""What `rebuild` does: an edition made again in a place of its own, and what is said of how it compares."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor import home
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.floor.printable import quoted
from helpers.floor.system_words import in_dutch
from helpers.runner.command import home_option
from helpers.runner.command.outcome import complain
from helpers.runner.editions import disk

if TYPE_CHECKING:
    from helpers.runner.rebuild.asked import Standing

_ELSEWHERE = "Noem achter --into een map die er nog niet is, buiten de rapporten."


def run(
    edition: str,
    out: str,
    tell: Callable[[str], object],
    *,
    is_sample: bool = False,
    into: Path | None = None,
    jobs: int | None = None,
) -> int:
    """Make an edition again and lay it beside what stands in `out`; 0 where all is the same, 1 where not.

    Nothing in `out` changes. Raises AskedWrongly where it cannot be made again, RunFailed where a notebook fails.
    """
    if home_option.is_address(out):
        message = "De opdracht rebuild kan niet met een adres achter --out."
        raise AskedWrongly(message, "Haal de map naar deze computer, en noem die.")
    if into is not None:
        _refuse_place(into, Path(out))
        _refuse_unwritable(into)
    from helpers.runner.rebuild import asked, comparing

    wanted = asked.found(edition, Path(out), is_sample=is_sample)
    commit = wanted.record.run["code"]["commit"]
    tell(f"{wanted.in_dutch} ({wanted.record.run['kind']}), gemaakt met code {commit or 'zonder commit'}.")
    again = _made(wanted, jobs)
    found = comparing.compared(wanted, again)
    for line in (*found.lines, *comparing.in_short(wanted, again, found)):
        tell(line)
    if into is not None:
        _write(into, again)
        tell(f"De herbouwde editie staat in {disk.shown_path(into)}.")
    if found.differing:
        names = ", ".join(found.differing)
        complain(f"Niet gelijk aan wat er staat: {names}. {'' if into else _keep(edition, out)}".rstrip())
    if found.unpublished:
        complain(f"Anders dan bij het publiceren: {', '.join(found.unpublished)}.")
    return 0 if found.is_same else 1


def _made(wanted: Standing, jobs: int | None) -> disk.Files:
    from helpers.runner.batch import progress
    from helpers.runner.batch.plan import Order, refuse_unfit
    from helpers.runner.rebuild import rebuilding

    order = Order() if jobs is None else replace(Order(), jobs=jobs)
    refuse_unfit(order)
    with progress.shown() as shown:
        return rebuilding.rebuilt(wanted, order, shown)


def _refuse_place(into: Path, out: Path) -> None:
    """A folder of reports counts what lies in it, and what stands is never written over."""
    if os.path.lexists(into):
        raise AskedWrongly(f"{disk.shown_path(into)} is er al.", _ELSEWHERE)
    from helpers.floor import paths

    place = into.resolve()
    if any(place.is_relative_to(reports.resolve()) for reports in (out, paths.REPORTS)):
        raise AskedWrongly(f"{disk.shown_path(into)} ligt tussen de rapporten.", _ELSEWHERE)
    if place.is_relative_to(paths.snapshots().resolve()):
        raise AskedWrongly(f"{disk.shown_path(into)} ligt tussen wat van rapporten is bewaard.", _ELSEWHERE)


def _refuse_unwritable(into: Path) -> None:
    """Before a minute of notebooks, not after: the place is made and taken away again."""
    try:
        into.mkdir(parents=True)
        into.rmdir()
    except OSError as error:
        message = f"De map {disk.shown_path(into)} kan niet worden gemaakt ({in_dutch(error)})."
        raise AskedWrongly(message, "Kies met --into een andere map of vraag schrijfrechten.") from None


def _write(into: Path, again: disk.Files) -> None:
    """The folder whole, or none of it: not when the disk is full, nor when it is broken off."""
    into.parent.mkdir(parents=True, exist_ok=True)
    try:
        disk.write_folder(into, again)
    except OSError as error:
        message = f"De herbouwde editie is niet te schrijven in {disk.shown_path(into)}: {in_dutch(error)}."
        hint = "De rapporten zijn niet veranderd. Maak ruimte, of kies met --into een andere schijf."
        disk.clear(into)
        raise RunFailed(message, hint) from None
    except BaseException:  # Ctrl-C among them
        disk.clear(into)
        raise


def _keep(edition: str, out: str) -> str:
    from helpers.floor import paths

    place = "" if Path(out).resolve() == paths.REPORTS.resolve() else f" --out {quoted(out)}"
    return f"De herbouwde editie bewaart u met: {home.command(f'rebuild {edition}{place} --into MAP')}"
