"""Headers of what came, as far as they may be kept and shown: the first row of a file may be a person."""

from collections.abc import Sequence

from helpers.door.persons import personal
from helpers.door.persons.names_of_persons import FIRST_NAMES
from helpers.floor.printable import printable

NOTE = "De koppen lijken persoonsgegevens te bevatten: controleer het bestand."
_MOST_DIGITS = 6  # more is a number, a day or a telephone
_LONE_NAMES = FIRST_NAMES - {"Jan"}  # which is a month too


def kept(headers: Sequence[object]) -> tuple[str, ...]:
    r"""The headers on one printable line each; none at all when one of them looks personal.

    >>> kept(["Wijk", "Aan\x1b[31mtal"]), kept(["Jan de Vries", "Wijk"]), kept(["Jansen", "Pieter", "7"])
    (('Wijk', 'Aan[31mtal'), (), ())
    """
    texts = [str(header) for header in headers]
    is_found = personal.found(texts, look=personal.Look(names=personal.LISTED)) or personal.found(texts)
    return () if is_found or any(map(_is_personal, texts)) else tuple(map(printable, texts))


def shown(header: str) -> str:
    """One header as a message may name it.

    >>> shown("Aantal"), shown("jan@x.nl")
    ('Aantal', '•••')
    """
    return (kept([header]) or (personal.MASK,))[0]


def _is_personal(text: str) -> bool:
    has_number = sum(sign.isdigit() for sign in text) > _MOST_DIGITS
    return has_number or text.strip() in _LONE_NAMES or personal.masked(text) != text
