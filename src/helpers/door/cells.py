"""Cells of text with the row numbers that Excel shows, and where the header stands among them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from helpers.floor.faults import Fault

HEADER_WITHIN_ROWS = 50


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file; a delimited file is one sheet without a name. Rows may differ in length.

    `filled` are the cells, as (place in `rows`, column), that repeat the value of a merged cell; `notes` are
    warnings about the sheet itself, such as hidden rows; `formulas` the first cells of an .xlsx that hold one.
    `counts_from_1904`: a plain number that is a day counts from 1904 and not from 1900.
    """

    file: str
    name: str
    rows: list[list[str]]
    numbers: list[int]  # of each row, as Excel shows it
    is_hidden: bool = False
    filled: frozenset[tuple[int, int]] = frozenset()
    notes: tuple[Fault, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    counts_from_1904: bool = False


@dataclass(frozen=True)
class Header:
    """The row in which the wanted headers stand: its place in `Sheet.rows`, and the cells as delivered."""

    at: int
    cells: list[str]
    found: int  # how many of the wanted headers stand here

    def places(self, wanted: str) -> list[int]:
        """Every column that carries this header; case, spaces, signs and accents do not count."""
        return [place for place, cell in enumerate(self.cells) if fold(cell) == fold(wanted)]


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """A header without case, accents, spaces and signs, so that two spellings compare.

    >>> fold(" Informatie-gestuurd ") == fold("informatiegestuurd"), fold("Geëvalueerd")
    (True, 'geevalueerd')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def find_header(sheet: Sheet, wanted: Iterable[str]) -> Header | None:
    """The row with most of the wanted headers, the first of equals; None when no row has any."""
    folded = {fold(header) for header in wanted}
    best: Header | None = None
    for at, row in enumerate(sheet.rows[:HEADER_WITHIN_ROWS]):
        found = len(folded & {fold(cell) for cell in row})
        if found > (best.found if best else 0):
            best = Header(at, [cell.strip() for cell in row], found)
    return best


def column_letter(place: int) -> str:
    """The name that Excel gives a column, counted from 0.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The same the other way, counted from 1.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
