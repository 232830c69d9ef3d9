"""What an edition also gets when it is asked: made of what stands, laid beside it, and never changed after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpers.floor.faults import RunFailed
from helpers.floor.quarter import Quarter
from helpers.runner.editions.disk import Files
from helpers.runner.editions.editions import Stamp


@dataclass(frozen=True)
class Extra:
    """A file, or a folder of files, that says nothing which the edition does not say.

    `place` gives of a quarter and an edition the name of the file, or of the folder with a / at its end. `make` gets
    the quarter, the stamp and what the edition holds so far, and gives files by their name in the edition; it raises
    RunFailed. `called` is the Dutch word for it, as in "editie 1 heeft nog geen PDF".
    """

    called: str
    place: Callable[[str, int], str]
    make: Callable[[Quarter, Stamp, Files], Files]

    def lies_in(self, quarter: Quarter, stamp: Stamp, files: Files) -> bool:
        """Whether an edition with these files has it."""
        place = self.place(quarter.label, stamp.edition)
        return place in files or (place.endswith("/") and any(name.startswith(place) for name in files))


def made(quarter: Quarter, stamp: Stamp, files: Files, extras: Sequence[Extra]) -> tuple[dict[str, bytes], list[str]]:
    """The files of what was asked and is not there yet, and in Dutch what could not be made: an edition can do without.

    They are made in their order, each with those before it.
    """
    added: dict[str, bytes] = {}
    lacking = []
    for extra in extras:
        if extra.lies_in(quarter, stamp, files):
            continue
        try:
            added |= extra.make(quarter, stamp, {**files, **added})
        except RunFailed as fault:
            lacking.append(f"{quarter.label}: editie {stamp.edition} heeft nog geen {extra.called}. {fault}")
    return added, lacking
