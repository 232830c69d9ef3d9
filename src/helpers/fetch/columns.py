"""Headers of what came, as far as they may be kept and shown: the first row of a file may be a person."""

import re
from collections.abc import Sequence

from helpers.door.persons import personal
from helpers.door.persons.names_of_persons import FIRST_NAMES, SURNAMES
from helpers.floor.printable import printable

NOTE = "De koppen lijken persoonsgegevens te bevatten: controleer het bestand."
_MOST_DIGITS = 6  # more is a number, a day or a telephone
_NAMES = (FIRST_NAMES | SURNAMES) - {"Jan"}  # which is a month too
_SURNAME = re.compile(r"((?i:van|von|de|den|der|het|ter|ten|el|al|in|op|la|du|da|bin|ben|'t) )+[A-ZÀ-Þ][\w'-]+")
_NUMBER = re.compile(r"(?!(19|20)\d\d$)-?\d+([.,]\d+)?")  # but no year: then the first row is data


def kept(headers: Sequence[object]) -> tuple[str, ...]:
    r"""The headers on one printable line each; none at all when one of them looks personal.

    >>> kept(["Wijk", "Aan\x1b[31mtal"]), kept(["Jan de Vries", "Wijk"]), kept(["Jansen", "x"])
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
    bare = " ".join(text.split())
    is_value = sum(sign.isdigit() for sign in bare) > _MOST_DIGITS or _NUMBER.fullmatch(bare)
    is_name = not _NAMES.isdisjoint(bare.split()) or _SURNAME.fullmatch(bare)
    return bool(is_value or is_name) or personal.masked(text) != text
