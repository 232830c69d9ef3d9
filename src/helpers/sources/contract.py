"""What an export promises: its columns, its key, and the rules of its table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from helpers.floor.faults import Level
from helpers.floor.params.export_mapping import ExportMapping
from helpers.floor.shapes.description import Description
from helpers.sources.cells import future
from helpers.sources.cells.parsers import Parser

if TYPE_CHECKING:
    import pandas as pd

Check = Callable[["pd.DataFrame"], "pd.Series"]
Cadence = Literal["month", "quarter", ""]
Holds = Literal["pseudonym", "free text", "place", "thing", ""]
Counted = Literal["person", "dealer", "intervention", "member", "row"]


@dataclass(frozen=True)
class Column:
    """One column: its name in the tables, its Dutch header in the file, and what a cell may hold.

    `is_required`: every row must fill it. `is_optional`: the whole column may be absent.
    `is_additive`: a total row is checked against its sum. `level` is that of `low` and `high`.
    `may_lie_ahead`, `may_be_old`: a date may be later than today, or long ago.
    `holds` says what stands in a column of text; without a word it is searched for persons as an unknown one.
    `constant` is what every row has where the file lacks the column.
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
    may_lie_ahead: bool = False
    may_be_old: bool = False
    holds: Holds = ""
    constant: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule of the rows: `check` marks the rows that break it.

    `message` is Dutch and may name columns in braces, such as "{applied} toegepast".
    `column` is where the fault is shown. `is_told_exactly`: its warnings say nothing about who is in the rows.
    `holds_back`: what a breach makes doubtful of the whole export, as `Fault` says it.
    """

    name: str
    level: Level
    message: str
    check: Check
    column: str
    hint: str = ""
    is_told_exactly: bool = False
    holds_back: str = ""


@dataclass(frozen=True)
class Series:
    """How the rows form series: `values` per area and period, perhaps apart for each group.

    Days count by their month. `is_complete`: every area has rows in every period.
    """

    period: str
    values: tuple[str, ...]
    area: str = "wijk"
    group: str = ""
    is_complete: bool = True


@dataclass(frozen=True)
class Contract:
    """One export: what a row is, and what identifies it.

    `cadence` says what a complete quarter needs of it: rows in every month, in the quarter, or nothing.
    `key` and `days` are columns of the table, each part of a cell with parts; `days` tell which days the export
    speaks of, `spoken` the rows that count for it.
    `title` is its one Dutch name, in sentences and on every page. `counted` is what a row tells of: warnings
    about persons and dealers are not told exactly. `judged_in` are the notebooks that judge no quarter without
    a row in it. `is_optional`: context that stands beside the indicators; without it nothing stops, and no
    reason is asked. `moves_on` are the columns that the register overwrites: another value, or a later day, is
    its daily work and no rewritten past. `mapping` is how an own file becomes this table; without it the headers
    are ours. `may_repeat`: rows may say the same, such as two events on one day.
    """

    dataset: str
    title: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    cadence: Cadence = ""
    days: tuple[str, ...] = ()
    spoken: Check | None = None
    series: Series | None = None
    counted: Counted = "person"
    judged_in: tuple[str, ...] = ()
    is_optional: bool = False
    moves_on: tuple[str, ...] = ()
    mapping: ExportMapping | None = None
    may_repeat: bool = False

    def column(self, name: str) -> Column:
        """The column of this name, or that gives this column of the table: of a cell with parts, each part."""
        return next(one for one in self.columns if name == one.name or name in one.parser.names(one.name))

    @property
    def dtypes(self) -> dict[str, str]:
        """The columns of the table, each with its dtype."""
        return {name: one.parser.dtype for one in self.columns for name in one.parser.names(one.name)}

    @property
    def key_headers(self) -> list[str]:
        """The headers of the key, each once."""
        return list(dict.fromkeys(self.column(name).header for name in self.key))

    @property
    def headers(self) -> list[str]:
        return [column.header for column in self.columns]

    @property
    def description(self) -> Description:
        """What those may know of the export who may not know its contract."""
        told_exactly = frozenset(rule.name for rule in self.rules if rule.is_told_exactly)
        day = next(iter(self.days), "")
        return Description(self.title, self.counted, told_exactly, self.judged_in, day, self.is_optional)


def rules_of(contract: Contract) -> tuple[Rule, ...]:
    """The contract's own rules, then those that stand for every column with days.

    >>> from helpers.sources.exports.bodycams import CONTRACT
    >>> [rule.name for rule in rules_of(CONTRACT)][1:]
    ['counted_on: not next year', 'counted_on: not ahead', 'counted_on: not long ago']
    """
    return (*contract.rules, *(rule for column in contract.columns for rule in _of_days(column, contract)))


def about(contract: Contract, message: str) -> str:
    """A rule in words, with headers where the rows have values: nothing of it comes from a file.

    >>> from helpers.sources.exports.bodycams import CONTRACT
    >>> about(CONTRACT, "{boas} boa's is te veel.")
    "[Boa's] boa's is te veel."
    """
    return message.format_map({column.name: f"[{column.header}]" for column in contract.columns})


def _of_days(column: Column, contract: Contract) -> tuple[Rule, ...]:
    name, rules = column.name, []
    if not column.parser.dtype.startswith("datetime") or column.parser.parts:
        return ()
    if not column.may_lie_ahead:
        rules += [
            Rule(
                f"{name}: not next year",
                "error",
                f"“{{{name}}}” ligt in de toekomst.",
                lambda table: future.is_after_this_year(table[name]),
                name,
                "Controleer dag, maand en jaar.",
            ),
            Rule(
                f"{name}: not ahead",
                "warning",
                f"“{{{name}}}” ligt in de toekomst, dit jaar nog.",
                lambda table: future.is_ahead(table[name]) & ~future.is_after_this_year(table[name]),
                name,
                "Controleer dag en maand.",
            ),
        ]
    if not column.may_be_old:
        rules.append(
            Rule(
                f"{name}: not long ago",
                "error" if contract.may_repeat else "warning",  # the months up to the next event would be zeros
                f"“{{{name}}}” ligt vóór {future.OLDEST_YEAR}.",
                lambda table: future.is_long_ago(table[name]),
                name,
                "Controleer het jaar.",
            )
        )
    return tuple(rules)


def announced(column: str, message: str) -> Rule:
    """The rule that a day later than today is an announcement, which may still change."""
    return Rule(f"{column}: announced", "warning", message, lambda table: future.is_ahead(table[column]), column)


def milestone(column: str, message: str) -> tuple[Rule, Rule]:
    """The rules of a day in a register that may still come: this year or the next it is an announcement.

    >>> [(rule.name, rule.level) for rule in milestone("scanned_on", "…")]
    [('scanned_on: announced', 'warning'), ('scanned_on: not after next year', 'error')]
    """
    late = Rule(
        f"{column}: not after next year",
        "error",
        f"“{{{column}}}” ligt later dan volgend jaar.",
        lambda table: future.is_after_next_year(table[column]),
        column,
        "Controleer dag, maand en jaar.",
    )
    return announced(column, message), late


def at_most(part: str, whole: str, message: str, level: Level = "error") -> Rule:
    """The rule that a count is no more than the count it is part of.

    >>> at_most("applied", "urgent_possible", "…").name
    'applied <= urgent_possible'
    """
    return Rule(f"{part} <= {whole}", level, message, lambda table: table[part] > table[whole], part)


def not_before(later: str, earlier: str, message: str, level: Level = "error") -> Rule:
    """The rule that one day does not come before another."""
    return Rule(f"{later} >= {earlier}", level, message, lambda table: table[later] < table[earlier], later)
