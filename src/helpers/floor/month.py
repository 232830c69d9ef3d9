"""A calendar month: the period every dashboard is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from helpers.floor import dutch
from helpers.floor.faults import AskedWrongly
from helpers.floor.quarter import Quarter

_FORM = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, order=True)
class Month:
    """A month such as 2026-10; months sort and compare by time.

    >>> month = Month.parse("2026-10")
    >>> month.end, month.shift(-12).label, month.quarter.label, month.in_dutch
    (datetime.date(2026, 10, 31), '2025-10', '2026-Q4', 'oktober 2026')
    """

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2026-10` and nothing else. Raises AskedWrongly on any other form."""
        match = _FORM.fullmatch(str(text))
        if not match or not 1990 <= int(match[1]) <= 2100:
            hint = "Schrijf het jaar, een streepje en de maand, zoals 2026-08."
            raise AskedWrongly(f"“{text}” is geen maand.", hint)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month in which a day falls."""
        return cls(day.year, day.month)

    @property
    def label(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def in_dutch(self) -> str:
        return dutch.month(self.start)

    @property
    def start(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        return self.shift(1).start - timedelta(days=1)

    @property
    def quarter(self) -> Quarter:
        return Quarter.of(self.start)

    def shift(self, months: int) -> Month:
        """The month so many months later; earlier when negative."""
        year, index = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(year, index + 1)

    def after(self, earlier: Month) -> int:
        """How many months later than another.

        >>> Month(2026, 2).after(Month(2025, 12))
        2
        """
        return (self.year - earlier.year) * 12 + self.number - earlier.number


def months_up_to(last: Month, count: int) -> list[Month]:
    """So many months, the last of them `last`.

    >>> [month.label for month in months_up_to(Month(2026, 1), 3)]
    ['2025-11', '2025-12', '2026-01']
    """
    return [last.shift(-back) for back in reversed(range(count))]


def months_between(first: Month, last: Month) -> list[Month]:
    """All months from the first to the last, both included; none where the first is later.

    >>> [month.label for month in months_between(Month(2025, 12), Month(2026, 2))]
    ['2025-12', '2026-01', '2026-02']
    """
    return months_up_to(last, max(last.after(first) + 1, 0))
