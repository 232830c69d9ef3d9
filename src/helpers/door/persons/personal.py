"""Personal data in a column of texts, and a text that must not be repeated. Knows no export."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from helpers.door.persons import addresses, birth_dates, logins, names_of_persons, numbers_of_persons
from helpers.door.persons.legible import plain_lines

BSN = "BSN"
EMAIL = "e-mailadres"
PHONE = "telefoonnummer"
IBAN = "IBAN"
BIRTH = "geboortedatum"
NAME = "naam"
ADDRESS = "adres"
KINDS = (BSN, EMAIL, PHONE, IBAN, BIRTH, NAME, ADDRESS)

MASK = "•••"
_ANY = "persoonsgegeven"

# How far a name may be guessed; each looks for what stands before it too.
TITLED, INITIALLED, LISTED, SHAPED = range(4)

_LONGEST_SHOWN = 1000  # characters; no message can carry more
_FEWEST_DATES = 3
_LONGEST_BARE = 12  # digits; longer ones may begin with 0031
_LOOKED_AT_FIRST = 1000
_NAME_AND_YEAR = re.compile(r"[^\W\d_]{3,}[-_. ]?(?:19\d\d|200\d)")

_DIGITS = bytes.maketrans(b"0123456789", b"0" * 10)
_UPPER = bytes([*range(65, 91), *range(0xC0, 0xD7), *range(0xD8, 0xDF)])
_LOWER = bytes([*range(97, 123), *range(0xDF, 0xF7), *range(0xF8, 0x100)])
_CASES = bytes.maketrans(_UPPER + _LOWER, b"A" * len(_UPPER) + b"a" * len(_LOWER))
# Marks that must stand somewhere before a slower look at the lines is worth its time.
_TITLE_MARKS = b"dhr|heer|meneer|mevr|mw. |mw |mej|juffrouw|familie|fam. |fam |drs.|dr.|mr.|ir.|ing.|prof.|ds.".split(
    b"|"
)
_STREET_MARKS = [
    word.encode() + b" 0" for word in (*addresses.STREETS.split(), *addresses.STREETS_WITH_CAPITAL.split())
]
_POSTCODE_MARKS = (b"0000 AA", b"0000AA", b"\n0000 aa", b"\n0000aa", b"\n0000 Aa", b"\n0000Aa")
_BIRTH_MARKS = (b"geb", b"birth", b"dob")


@dataclass(frozen=True)
class Look:
    """What a column may hold, so that it is no alarm, and how far a name may be guessed."""

    names: int = SHAPED
    may_hold_addresses: bool = False
    may_hold_dates: bool = False
    holds_ages: bool = False


WRITTEN = Look(names=LISTED, may_hold_dates=True)  # texts that somebody wrote, each judged alone


def found(texts: Iterable[str], header: str = "", look: Look | None = None) -> dict[str, set[str]]:
    """The texts of one column that look personal, by kind. Each distinct text is judged once.

    >>> found(["regen", "bel 06-12345678", "jan@x.nl"])
    {'e-mailadres': {'jan@x.nl'}, 'telefoonnummer': {'bel 06-12345678'}}
    """
    distinct = list(dict.fromkeys(texts))
    column = _Lines(plain_lines(distinct))
    at = _judged(column, header, look or Look())
    return {kind: {distinct[i] for i in at[kind]} for kind in KINDS if at.get(kind)}


def found_alone(text: str) -> list[str]:
    """The kinds of personal data in a text that somebody wrote: a number in it is judged more strictly than a column.

    >>> found_alone("Nummer 111222333 hoort erbij"), found_alone("Er vielen twee sessies uit.")
    (['persoonsgegeven'], [])
    """
    text = text[:_LONGEST_SHOWN]
    return list(found([text], look=WRITTEN)) or [_ANY] * (masked(text) != text)


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """The text itself, or "•••" when it looks personal or is very long; for every value that goes into a message.

    >>> masked("veel"), masked("111222333"), masked("12-03-1950"), masked("31-02-2026")
    ('veel', '•••', '•••', '31-02-2026')
    """
    if len(text) > _LONGEST_SHOWN:
        return MASK
    line = plain_lines([text])[0]
    return MASK if any(is_personal(line) for is_personal in _SIGNS_OF_ONE) else text


def _has_bsn(line: str) -> bool:
    numbers = numbers_of_persons.nine_digits(line) | set(re.findall(r"(?<!\d)\d{9}(?!\d)", line))
    return any(map(numbers_of_persons.passes, numbers))


def _has_bare_phone(line: str) -> bool:
    return any(map(numbers_of_persons.is_bare_phone, re.findall(r"(?<!\d)\d{9,11}(?!\d)", line)))


_SIGNS_OF_ONE: tuple[Callable[[str], object], ...] = (
    addresses.has_email,
    _has_bsn,
    numbers_of_persons.has_phone,
    _has_bare_phone,
    numbers_of_persons.has_iban,
    birth_dates.has_birth_words,
    birth_dates.has_early_date,
    addresses.has_address,
    addresses.has_point,
    names_of_persons.has_title,
    names_of_persons.has_initials,
    names_of_persons.has_first_name,
    logins.has_login,
    _NAME_AND_YEAR.fullmatch,
)


class _Lines:
    """The plain texts of a column, and a coarse picture of each for a quick first look.

    In a picture every digit is 0, so a column of many texts has few pictures. `low` are the pictures in lower
    case, `shape` with A and a for every letter; both between newlines, in the order of `pictures`.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        coded = "\n".join(lines).encode("latin-1", "replace").translate(_DIGITS)
        self.picture_of = coded.split(b"\n")
        self.pictures = list(dict.fromkeys(self.picture_of))
        joined = b"\n\n".join(self.pictures)
        self.low = b"\n" + joined.lower() + b"\n"
        self.shape = b"\n" + joined.translate(_CASES) + b"\n"

    def marked(self, view: bytes, marks: Iterable[bytes]) -> list[int]:
        """The lines in whose picture a mark stands."""
        there = [mark for mark in marks if mark in view]
        if not there:
            return []
        pieces = (b"\n" + piece + b"\n" for piece in view[1:-1].split(b"\n\n"))
        if len(self.pictures) == 1:
            return list(range(len(self.lines)))
        marked = {self.pictures[i] for i, one in enumerate(pieces) if any(mark in one for mark in there)}
        return [i for i, picture in enumerate(self.picture_of) if picture in marked]

    def where(self, view: bytes, marks: Iterable[bytes], test: Callable[[str], bool]) -> set[int]:
        """The lines that pass the test, looked at only when a mark stands in their picture."""
        return {i for i in self.marked(view, marks) if test(self.lines[i])}


def _judged(column: _Lines, header: str, look: Look) -> dict[str, set[int]]:
    at = _numbers(column, header)
    at[EMAIL] = column.where(column.low, (b"@", b"at)", b"at]", b"at}", b"at>", b"at "), addresses.has_email)
    at[BIRTH] = column.where(column.low, _BIRTH_MARKS, birth_dates.has_birth_words)
    if look.holds_ages:
        at[BIRTH] |= {i for i, line in enumerate(column.lines) if birth_dates.has_age_in_dates(line)}
    elif not look.may_hold_dates:
        at[BIRTH] |= _early_dates(column)
    if not look.may_hold_addresses:
        at[ADDRESS] = column.where(column.low, _STREET_MARKS, addresses.has_street)
        at[ADDRESS] |= column.where(column.shape, _POSTCODE_MARKS, addresses.has_postcode)
    at[NAME] = _names(column, look.names)
    return at


def _numbers(column: _Lines, header: str) -> defaultdict[str, set[int]]:
    at: defaultdict[str, set[int]] = defaultdict(set)
    nines: defaultdict[str, list[int]] = defaultdict(list)
    bare: defaultdict[str, list[int]] = defaultdict(list)
    for i in column.marked(column.low.translate(None, b" .-/()"), (b"00000000",)):
        line = column.lines[i]
        if line.isdecimal() and len(line) <= _LONGEST_BARE:
            (nines if len(line) == 9 else bare)[line].append(i)
            continue
        if birth_dates.year_of_date(line):
            continue
        for number in numbers_of_persons.nine_digits(line):
            nines[number].append(i)
        for number in numbers_of_persons.bare_numbers(line):
            bare[number].append(i)
        if numbers_of_persons.has_phone(line):
            at[PHONE].add(i)
        if numbers_of_persons.has_iban(line):
            at[IBAN].add(i)
    for number in numbers_of_persons.bare_phones([*bare, *nines]):
        at[PHONE].update(bare.get(number, ()), nines.get(number, ()))
    eights = {number: places for number, places in bare.items() if len(number) == 8}
    short = numbers_of_persons.lost_a_zero(eights)
    at[BSN] = _bsns(column, header, nines) | {i for number in short for i in eights[number]}
    return at


def _bsns(column: _Lines, header: str, nines: dict[str, list[int]]) -> set[int]:
    passing = [number for number in nines if numbers_of_persons.passes(number)]
    at = {i for number in passing for i in nines[number]}
    if numbers_of_persons.are_bsns(len(passing), len(nines)) or numbers_of_persons.names_bsn(header):
        return at
    return {i for i in at if numbers_of_persons.names_bsn(column.lines[i])}


def _early_dates(column: _Lines) -> set[int]:
    """The lines with a day of birth, when the column mostly holds such days."""
    sample = column.lines[:: max(1, len(column.lines) // _LOOKED_AT_FIRST)]
    if 4 * sum(birth_dates.year_of_date(line) is not None for line in sample) < len(sample):
        return set()
    years = ((i, birth_dates.year_of_date(line)) for i, line in enumerate(column.lines))
    early = {i for i, year in years if birth_dates.is_of_birth(year)}
    return early if len(early) >= _FEWEST_DATES and 2 * len(early) >= len(column.lines) else set()


def _names(column: _Lines, guessing: int) -> set[int]:
    at = column.where(column.low, _TITLE_MARKS, names_of_persons.has_title)
    at |= column.where(column.low, logins.MARKS, logins.has_login)
    if guessing >= INITIALLED:
        initialled = column.where(column.shape, (b"A.",), names_of_persons.has_initials)
        if not names_of_persons.are_labels([column.lines[i] for i in initialled]):
            at |= initialled
    if guessing >= LISTED:
        at |= column.where(column.shape, (b"a A",), names_of_persons.has_first_name)
    if guessing >= SHAPED:
        shaped = set(names_of_persons.shaped(column.lines))
        at |= {i for i, line in enumerate(column.lines) if line in shaped} if shaped else set()
    return at
