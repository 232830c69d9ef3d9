"""A calendar quarter: the period every report is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from helpers.floor.faults import AskedWrongly

_FORM = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_ORDINALS = ("eerste", "tweede", "derde", "vierde")
NEWEST = "newest"


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter such as 2026-Q3; quarters sort and compare by time.

    >>> quarter = Quarter.parse("2026-Q3")
    >>> quarter.end, quarter.previous.label, quarter.year_before.label
    (datetime.date(2026, 9, 30), '2026-Q2', '2025-Q3')
    >>> quarter.in_dutch
    'derde kwartaal van 2026'
    """

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2026-Q3` and nothing else. Raises AskedWrongly on any other form."""
        match = _FORM.fullmatch(str(text))
        if not match or not 1990 <= int(match[1]) <= 2100:
            raise AskedWrongly(
                f"“{text}” is geen kwartaal.",
                hint="Schrijf het jaar, een streepje, Q en 1 tot en met 4, zoals 2026-Q3.",
            )
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter in which a day falls."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def label(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def in_dutch(self) -> str:
        return f"{_ORDINALS[self.number - 1]} kwartaal van {self.year}"

    @property
    def start(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        return self.next.start - timedelta(days=1)

    @property
    def year_start(self) -> date:
        return date(self.year, 1, 1)

    @property
    def year_end(self) -> date:
        return date(self.year, 12, 31)

    @property
    def is_last_of_year(self) -> bool:
        return self.number == 4

    @property
    def next(self) -> Quarter:
        return self.shift(1)

    @property
    def previous(self) -> Quarter:
        return self.shift(-1)

    @property
    def year_before(self) -> Quarter:
        return self.shift(-4)

    def shift(self, quarters: int) -> Quarter:
        """The quarter so many quarters later; earlier when negative."""
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, index + 1)


def quarters_between(first: Quarter, last: Quarter) -> list[Quarter]:
    """Every quarter from first to last, both included; empty when last comes first.

    >>> [q.label for q in quarters_between(Quarter(2025, 4), Quarter(2026, 2))]
    ['2025-Q4', '2026-Q1', '2026-Q2']
    """
    count = (last.year - first.year) * 4 + last.number - first.number + 1
    return [first.shift(i) for i in range(count)]


def parse_range(text: str) -> list[Quarter]:
    """Read one quarter, or a range `2024-Q1..2026-Q3`. Raises AskedWrongly when it runs backwards."""
    first, dots, last = text.partition("..")
    quarters = quarters_between(Quarter.parse(first), Quarter.parse(last if dots else first))
    if not quarters:
        raise AskedWrongly(f"De reeks “{text}” loopt terug in de tijd.", hint=f"Bedoelde u {last}..{first}?")
    return quarters
