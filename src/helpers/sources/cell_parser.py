"""What a kind of cell is: the signs that mean "not known", and how any other text is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MISSING_SIGNS = frozenset({"", ".", "-", "–", "n.v.t.", "nvt", "n.v.t", "onbekend"})
BLANK_SIGNS = frozenset({"", ".", "-", "–"})
# CBS's own signs for unknown, secret and impossible; never a count.
CBS_SIGNS = frozenset({"-99995", "-99997", "-99999"})


class Unreadable(ValueError):
    """A cell that its column cannot hold; message and hint are Dutch."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class Parser:
    """One kind of cell: its name in the dictionary, its dtype in the table, and how a text is read.

    `missing` holds the signs, lower case, that mean "not known"; they become an empty value.
    """

    kind: str
    dtype: str
    parse: Callable[[str], Any]
    missing: frozenset[str] = MISSING_SIGNS
    choices: tuple[str, ...] = ()

    def read(self, text: str) -> Any:
        """The value of a cell, None when it is a missing sign. Raises Unreadable.

        >>> Parser("tekst", "str", str.upper).read(" a "), Parser("tekst", "str", str).read("n.v.t.")
        ('A', None)
        """
        plain = "".join(letter for letter in " ".join(text.split()) if letter.isprintable()).strip()
        if plain.casefold() in self.missing:
            return None
        if _EXCEL_ERROR.match(plain):
            raise Unreadable(f"{quoted(plain)} is een fout in Excel, geen waarde.", "Herstel de formule.")
        return self.parse(plain)


_EXCEL_ERROR = re.compile(
    r"#(N/A|N/B|DIV/0!|DEEL/0!|REF!|VERW!|VALUE!|WAARDE!|NAME\?|NAAM\?|NUM!|GETAL!"
    r"|NULL!|LEEG!|SPILL!|CALC!|GEEN UITKOMST|##)"
)


def quoted(text: str) -> str:
    """A cell in Dutch quotes, cut off where it is long."""
    return f"“{text}”" if len(text) <= 60 else f"“{text[:60]}…”"
