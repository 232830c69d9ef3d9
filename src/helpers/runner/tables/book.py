"""A workbook before it is written: sheets of one table each, typed, with a header, and what the file says of itself.

`xlsx` and `ods` write it: what stands in the one stands in the other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

Rows = list[list[Any]]  # the header first
FIXED_DAY = (1980, 1, 1, 0, 0, 0)  # of a file in a workbook: the same content gives the same bytes
LANGUAGE = "nl-NL"
NARROWEST, WIDEST = 9, 60  # characters
POINTS_A_LINE = 15
_BUTTON = 4  # characters of the button beside a header
_LETTERS_A_LINE = 62  # in the widest column
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31  # in Excel
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# What neither XML nor a spreadsheet takes, and what steers a terminal or turns the reading order.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SMALLEST_ROUNDED = 0.01  # a smaller number would show as nothing


class Sheet(NamedTuple):
    """A table with what it says: its title and its source, both Dutch and possibly "".

    `names` has by column the Dutch of its codes, as the page writes them.
    """

    rows: Rows
    title: str = ""
    source: str = ""
    names: Mapping[str, Mapping[str, str]] = {}


@dataclass(frozen=True)
class Page:
    """A sheet of a workbook: its name, its table, and by row (0 for the header) the sheet that its first cell leads to.

    Cells are None, bool, int, float, date or text; the header is text, each once.
    """

    name: str
    rows: Rows
    links: Mapping[int, str] = field(default_factory=dict)

    @property
    def widths(self) -> list[int]:
        """How wide each column is, in characters."""
        columns: Sequence[tuple[Any, ...]] = list(zip(*self.rows, strict=True))
        longest = [
            max(len(column[0]) + _BUTTON, *(len(str(value)) + 2 for value in column if value is not None))
            for column in columns
        ]
        return [min(max(length, NARROWEST), WIDEST) for length in longest]

    @property
    def lines(self) -> list[int]:
        """How many lines of text each row needs: no program reckons it for every row of a file that it opens."""
        return [max(math.ceil(len(str(value)) / _LETTERS_A_LINE) for value in row) for row in self.rows]

    @property
    def is_rounded(self) -> list[bool]:
        """Of each column whether it shows two decimals: where it has a number that is not whole, and none too small."""
        return [_shows_decimals(column) for column in zip(*self.rows[1:], strict=True)] or [False] * len(self.rows[0])


@dataclass(frozen=True)
class Book:
    """A workbook: what it says of itself (title, publisher), and its sheets in their order."""

    title: str
    publisher: str
    pages: Sequence[Page]


def typed(value: Any) -> Any:
    """A value as a cell holds it: None where a number is missing, an ISO day as a day, else the number or the text.

    >>> typed("2026-09-30"), typed("2026-02-30"), typed(float("nan")), typed(2.5)
    (datetime.date(2026, 9, 30), '2026-02-30', None, 2.5)
    """
    if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, bool | int | float):
        return value
    text = _UNFIT.sub("", str(value))
    return (_DAY.fullmatch(text) and _day(text)) or text or None


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has, whatever its capitals; it is added to those that are taken.

    >>> sheet_name("wijk_profile-WK000001_wijk_police_counts", set()), sheet_name("a/b", {"a_b"})
    ('WK000001_wijk_police_counts', 'a_b_2')
    """
    fit = name if len(name) <= _LONGEST_NAME else name.partition("-")[2] or name
    base = _FORBIDDEN_IN_NAME.sub("_", fit).strip("'")[:_LONGEST_NAME] or "tabel"
    chosen, count = base, 1
    while chosen.casefold() in taken:
        count += 1
        chosen = f"{base[: _LONGEST_NAME - 1 - len(str(count))]}_{count}"
    taken.add(chosen.casefold())
    return chosen


def _shows_decimals(column: Sequence[Any]) -> bool:
    numbers = [one for one in column if isinstance(one, int | float) and not isinstance(one, bool)]
    parts = [abs(one) for one in numbers if not float(one).is_integer()]
    return bool(parts) and min(parts) >= _SMALLEST_ROUNDED


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
