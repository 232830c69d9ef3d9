"""What a cell says of where something happened: a wijk, or why there is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from helpers.sources.cells.cell_parser import Parser, Unreadable

State = Literal["found", "missing", "unreadable", "unknown", "outside", "border"]


@dataclass(frozen=True)
class Place:
    """The wijk of a cell, "" where it is not known, and how it was found.

    "missing": empty or a missing sign. "unreadable": not of the form that was asked. "unknown": of that form, and
    no wijk or more than one fits. "outside": in another municipality. "border": it lies in more than one wijk, and
    counts for this one. `message` and `hint` say it in Dutch; they never repeat a postcode, a point or an address.
    """

    wijk: str
    state: State = "found"
    message: str = ""
    hint: str = ""


MISSING = Place("", "missing")
_TEXT = Parser("wijk", "str", str)


def unreadable(message: str, hint: str = "") -> Place:
    return Place("", "unreadable", message, hint)


def unknown(message: str, hint: str = "") -> Place:
    return Place("", "unknown", message, hint)


def outside(message: str) -> Place:
    return Place("", "outside", message)


def placed(cells: Sequence[tuple[str, ...]], place_of: Callable[[str], Place]) -> list[Place]:
    """The place of each cell that holds one text, without what cannot be seen; missing signs are "missing".

    >>> placed([(" a ",), ("n.v.t.",)], Place)
    [Place(wijk='a', state='found', message='', hint=''), Place(wijk='', state='missing', message='', hint='')]
    """
    known: dict[str | None, Place] = {None: MISSING}  # texts that differ in spaces only are one name
    return [_placed(text, place_of, known) for (text,) in cells]


def _placed(text: str, place_of: Callable[[str], Place], known: dict[str | None, Place]) -> Place:
    try:
        plain = _TEXT.read(text)
    except Unreadable as error:
        return unreadable(error.message, error.hint)
    if plain not in known:
        known[plain] = place_of(plain)
    return known[plain]
