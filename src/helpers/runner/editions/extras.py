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
    RunFailed. `called` is the Dutch word for it, as in "editie 1 heeft nog geen PDF". `told` gives of what was made
    the lines to tell, such as what it had to do without.
    """

    called: str
    place: Callable[[str, int], str]
    make: Callable[[Quarter, Stamp, Files], Files]
    told: Callable[[Files], list[str]] = lambda _: []

    def lies_in(self, quarter: Quarter, stamp: Stamp, files: Files) -> bool:
        """Whether an edition with these files has it."""
        place = self.place(quarter.label, stamp.edition)
        return place in files or (place.endswith("/") and any(name.startswith(place) for name in files))


@dataclass(frozen=True)
class Made:
    """The files of what was asked and was not there yet; in Dutch what could not be made, and what to tell."""

    files: Files
    lacking: tuple[str, ...]
    told: tuple[str, ...]


def made(quarter: Quarter, stamp: Stamp, files: Files, extras: Sequence[Extra]) -> Made:
    """Make what is not there yet of what was asked: an edition can do without what fails.

    They are made in their order, each with those before it.
    """
    added: dict[str, bytes] = {}
    lacking: list[str] = []
    told: list[str] = []
    for extra in extras:
        if extra.lies_in(quarter, stamp, files):
            continue
        try:
            new = extra.make(quarter, stamp, {**files, **added})
        except RunFailed as fault:
            lacking.append(f"{quarter.label}: editie {stamp.edition} heeft nog geen {extra.called}. {fault}")
            continue
        added |= new
        told += extra.told(new)
    return Made(added, tuple(lacking), tuple(told))
