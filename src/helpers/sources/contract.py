"""What an export promises: its columns, its key, and the rules of its table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from helpers.floor.faults import Level
from helpers.sources.parsers import Parser

if TYPE_CHECKING:
    import pandas as pd

Check = Callable[["pd.DataFrame"], "pd.Series"]
Cadence = Literal["month", "quarter", ""]


@dataclass(frozen=True)
class Column:
    """One column: its name in the tables, its Dutch header in the file, and what a cell may hold.

    `is_required`: every row must fill it. `is_optional`: the whole column may be absent.
    `is_additive`: a total row is checked against its sum. `level` is that of `low` and `high`.
    """

    name: str
    header: str
    parser: Parser
    help: str
    is_required: bool = True
    low: float | None = None
    high: float | None = None
    level: Level = "error"
    is_optional: bool = False
    is_additive: bool = False


@dataclass(frozen=True)
class Rule:
    """A rule of the rows: `check` marks the rows that break it.

    `message` is Dutch and may name columns in braces, such as "{applied} toegepast".
    `column` is where the fault is shown.
    """

    name: str
    level: Level
    message: str
    check: Check
    column: str
    hint: str = ""


@dataclass(frozen=True)
class Contract:
    """One export: what a row is, what identifies it, and which indicators it feeds.

    `cadence` says what a complete quarter needs of it: rows in every month, in the quarter, or nothing.
    `days` are the columns that tell which days the export speaks of, `spoken` the rows that count for it.
    """

    dataset: str
    title: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    feeds: tuple[str, ...] = ()
    cadence: Cadence = ""
    days: tuple[str, ...] = ()
    spoken: Check | None = None

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def headers(self) -> list[str]:
        return [column.header for column in self.columns]


def at_most(part: str, whole: str, message: str, level: Level = "error") -> Rule:
    """The rule that a count is no more than the count it is part of.

    >>> at_most("applied", "urgent_possible", "…").name
    'applied <= urgent_possible'
    """
    return Rule(f"{part} <= {whole}", level, message, lambda table: table[part] > table[whole], part)


def not_before(later: str, earlier: str, message: str, level: Level = "error") -> Rule:
    """The rule that one day does not come before another."""
    return Rule(f"{later} >= {earlier}", level, message, lambda table: table[later] < table[earlier], later)
