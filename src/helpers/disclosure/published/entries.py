"""What the catalogue says of a table: its columns, and what each number counts."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.floor.shapes.words import SMALL, WITHDRAWN

COUNTED = "counted"  # its numbers are in the equations
DERIVED = "derived"  # about groups, and made of protected numbers alone
HARMLESS = "harmless"  # says nothing of anybody
KINDS = (COUNTED, DERIVED, HARMLESS)
# Columns that the data name, in the list of an entry.
_ANY = {"<year>": r"\d{4}", "<month>": r"\d{4}-\d\d", "<any>": r".*", "<wijk>": r"\S+"}


@dataclass(frozen=True)
class Count:
    """What a number of a row counts: the measure row that it becomes.

    A text with braces takes what stands in that column of the row, or what the edition says: {quarter}, {yearly} (the
    quarter whose small splits it shows), {of_month}, {promised} and {otherwise} (the measures of the row's indicator).
    `value`, `numerator` and `denominator` name columns; `each` is a pattern of columns (<month>), and makes a row of
    each: then {column} is its name and its number the value. `where` keeps the rows that have one of those words.
    An empty cell is withheld as the column withheld says; where there is none, or it says nothing, as `blank` says:
    of a table that gives no reason a cell may be of a split that is withdrawn, and then nothing is claimed of it.
    `is_earlier`: as an earlier report had it, which later facts may contradict. `is_partial`: of the groups of the
    split those that are shown are named, and the others are not there.
    """

    measure: str
    counted: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    area: str = ""
    split: str = ""
    group: str = ""
    period: str = "{quarter}"
    start: str = ""
    unit: str = "count"
    each: str = ""
    blank: str = SMALL
    is_earlier: bool = False
    is_partial: bool = False
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def column(self) -> str:
        """The column that an operator looks at."""
        return self.value or self.numerator

    @property
    def needed(self) -> list[str]:
        """The columns that say what is counted; a number of which nothing is claimed where it is empty may lack."""
        texts = (self.measure, self.counted, self.area, self.split, self.group, self.period, self.start, self.unit)
        named = [one for text in texts for one in re.findall(r"{(\w+)}", text)]
        return [*self.where, *named, *([self.column] if self.blank != WITHDRAWN else [])]


@dataclass(frozen=True)
class Entry:
    """A table: its kind, why it is that, its columns, those that name a row, and what it counts."""

    kind: str
    why: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()

    def unknown(self, columns: Iterable[str]) -> list[str]:
        """The columns of a table that this entry does not know.

        >>> Entry(HARMLESS, "", ("wijk", "<month>")).unknown(["wijk", "2026-09", "persons"])
        ['persons']
        """
        return [one for one in columns if not any(matches(known, one) for known in self.columns)]

    def lacking(self, columns: Collection[str]) -> list[str]:
        """The columns without which a table does not say what it counts.

        >>> table = counted("", "wijk value numerator", "wijk", Count("x", "person", "value", numerator="numerator"))
        >>> table.lacking(["wijk"]), table.lacking(["wijk", "numerator"])
        (['value'], ['value'])
        """
        needed = [*self.key, *(one for count in self.counts for one in count.needed)]
        return [one for one in dict.fromkeys(needed) if one in self.columns and one not in columns]


def matches(known: str, column: str) -> bool:
    """Whether a column of a table is the one that an entry names, or one of the kind that it names."""
    return column == known or (known in _ANY and bool(re.fullmatch(_ANY[known], column, re.ASCII)))


def counted(why: str, columns: str, key: str, *counts: Count) -> Entry:
    """A table whose numbers are in the equations; columns and key as words in one text."""
    return Entry(COUNTED, why, tuple(columns.split()), tuple(key.split()), counts)


def derived(why: str, columns: str) -> Entry:
    """A table about groups that is made of protected numbers alone."""
    return Entry(DERIVED, why, tuple(columns.split()))


def harmless(why: str, columns: str) -> Entry:
    """A table that says nothing of anybody."""
    return Entry(HARMLESS, why, tuple(columns.split()))
