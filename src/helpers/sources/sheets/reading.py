"""From cells to a typed table by a contract: every fault is collected, no row disappears in silence."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from helpers.door.cells import Header, Sheet, column_letter
from helpers.door.persons import personal
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.cells import calendar_days
from helpers.sources.cells.cell_parser import shown
from helpers.sources.contract import Contract, about, rules_of
from helpers.sources.sheets import columns, doubles, headers, merged, pasted, persons, rows, split_decimals, totals


@dataclass(frozen=True)
class Reading:
    """What one sheet gave: the table, each row's number in Excel, the faults in the order of the rows.

    The table is None when columns are missing. `left_out` counts the rows that are no data, such as
    total rows; `places` are the columns' places in the sheet. Of the columns in `private` no value is
    ever shown. `rules` say in Dutch what was done to a file with own headers.
    """

    contract: Contract
    table: pd.DataFrame | None
    numbers: list[int]
    faults: tuple[Fault, ...]
    where: dict[str, Any]
    left_out: int = 0
    places: Mapping[str, int] = field(default_factory=dict)
    private: frozenset[str] = frozenset()
    rules: tuple[str, ...] = ()

    @property
    def rows(self) -> pd.DataFrame:
        """The table where it was read; without one no rule can be asked. Raises ValueError."""
        if self.table is None:
            raise ValueError(f"{self.contract.dataset} was not read")
        return self.table

    def breaches(self, mask: pd.Series, rule: Fault) -> list[Fault]:
        """The fault at every marked row; beyond the first thousands they are counted.

        `rule.column` is a name of the contract; the message may name columns in braces.
        """
        column = self.contract.column(rule.column)
        at = np.flatnonzero(mask.fillna(False).to_numpy(dtype=bool))
        some, rest = at[: columns.MOST_FAULTS], at[columns.MOST_FAULTS :]
        if not len(some):
            return []
        named = {column.name, *(name for name in self.rows.columns if f"{{{name}}}" in rule.message)}
        said = {name: self._said(name, some) for name in named}
        place = {**columns.place_of(column, self.places), **self.where}
        faults = [
            replace(
                rule,
                message=rule.message.format_map({name: texts[i] for name, texts in said.items()}),
                row=self.numbers[row],
                value=said[column.name][i],
                **place,
            )
            for i, row in enumerate(some.tolist())
        ]
        return faults + columns.rest_of(faults, [self.numbers[row] for row in rest])

    def _said(self, name: str, at: np.ndarray) -> list[str]:
        """The values of a column in some rows, as a message may say them."""
        parser = self.contract.column(name).parser
        is_private = name in self.private or parser.is_private
        values = self.rows[parser.names(name)[0]].take(at).astype(object).tolist()  # of parts the first
        words = {value: _in_words(value, is_private) for value in set(values)}
        return [words[value] for value in values]


def _in_words(value: Any, is_private: bool) -> str:
    if pd.isna(value):
        return ""
    if is_private:
        return personal.MASK
    if isinstance(value, pd.Timestamp):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, (bool, np.bool_)):
        return "ja" if value else "nee"
    if isinstance(value, (int, float, np.number)):
        return dutch.number(float(value), 0 if float(value).is_integer() else 2)
    return shown(str(value))


def read_sheet(contract: Contract, sheet: Sheet, header: Header, wijken: list[str]) -> Reading:
    """Read the rows below the header. `wijken` are the codes that a wijk column may hold."""
    sheet = replace(sheet, name=shown(sheet.name))  # a name may hold a person too
    where: dict[str, Any] = {"file": sheet.file, "sheet": sheet.name}
    places, faults = headers.match(contract, sheet, header)
    alarms = persons.faults(contract, sheet, header, places)
    letters = {alarm.letter for alarm in alarms}
    private = frozenset(name for name, place in places.items() if column_letter(place) in letters)
    faults = [*alarms, *(replace(note, sheet=shown(note.sheet)) for note in sheet.notes), *faults]
    if any(not column.is_optional and column.name not in places for column in contract.columns):
        return Reading(contract, None, [], _ordered(faults), where, 0, places, private)
    sorted_rows = rows.sort(contract, sheet, header, places)
    numbers = sorted_rows.numbers[sorted_rows.data].tolist()
    typed = _typed(contract, _counted_from_1900(contract, sorted_rows, sheet), numbers, wijken, places, where)
    table = pd.DataFrame({name: values for column in typed.values() for name, values in column.values.items()})
    reading = Reading(contract, table, numbers, (), where, sorted_rows.left_out, places, private)
    found = [*sorted_rows.faults, *_of_cells(reading, typed), *_of_totals(reading, sorted_rows.totals, typed)]
    found += merged.faults(contract, sheet, header, places, sorted_rows.data)
    found = [fault if fault.file else replace(fault, **where) for fault in found]
    has_ragged = any(fault.rule == rows.RAGGED for fault in sorted_rows.faults)
    found += [*_empty(reading, has_ragged), *split_decimals.faults(contract, sheet, places, sorted_rows.texts)]
    again = pasted.repeats(contract, table)
    if again is not None:  # what is said of the other rows is said of each once
        found.append(pasted.fault(again, numbers, where))
        once = np.flatnonzero(~again)
        reading = replace(reading, table=table.iloc[once].reset_index(drop=True), numbers=[numbers[at] for at in once])
    found += [*doubles.faults(contract, reading.rows, reading.numbers, where), *_broken_rules(reading)]
    return replace(reading, faults=_ordered([*faults, *found]))


def _typed(
    contract: Contract,
    sorted_rows: rows.Rows,
    numbers: list[int],
    wijken: list[str],
    places: dict[str, int],
    where: dict[str, Any],
) -> dict[str, columns.Typed]:
    typed = {}
    for column in contract.columns:
        if column.name not in sorted_rows.texts:
            typed[column.name] = columns.absent(column, len(numbers), wijken)
            continue
        texts = sorted_rows.texts[column.name].at(sorted_rows.data)
        at = {**where, **columns.place_of(column, places)}
        also = {total.cells[column.name] for total in sorted_rows.totals} if column.is_additive else ()
        typed[column.name] = columns.typed(column, texts, also, numbers, wijken, at)
    return typed


def _counted_from_1900(contract: Contract, sorted_rows: rows.Rows, sheet: Sheet) -> rows.Rows:
    """The rows with the days of a workbook that counts from 1904 as those of any other."""
    days = [name for name in sorted_rows.texts if contract.column(name).parser.dtype.startswith("datetime")]
    if not sheet.counts_from_1904:
        return sorted_rows
    changed = {name: sorted_rows.texts[name].each(calendar_days.from_1904) for name in days}
    return replace(sorted_rows, texts={**sorted_rows.texts, **changed})


def _of_cells(reading: Reading, typed: Mapping[str, columns.Typed]) -> list[Fault]:
    """The faults of the cells, without any value of a column with persons."""
    tells = {column.name for column in reading.contract.columns if not column.parser.is_private}
    return [
        replace(fault, message=_PRIVATE, hint="", value="") if name in reading.private & tells else fault
        for name, column in typed.items()
        for fault in column.faults
    ]


_PRIVATE = "Deze cel past niet in haar kolom."


def _of_totals(reading: Reading, found: list[totals.TotalRow], typed: Mapping[str, columns.Typed]) -> list[Fault]:
    if len(found) > totals.MOST:
        message = f"Er zijn meer dan {dutch.number(totals.MOST)} totaalrijen."
        return [Fault(message, "Haal de totaalrijen weg.", row=found[-1].number, rule="totaalrij")]
    reads = {name: column.read for name, column in typed.items()}
    rows, faults, above = np.array(reading.numbers), [], 0
    for one in sorted(found, key=lambda total: total.number):
        block = (rows > above) & (rows < one.number)
        faults += totals.check(reading.contract, one, reading.rows, reads, reading.places, block)
        above = one.number
    return faults


def _ordered(faults: list[Fault]) -> tuple[Fault, ...]:
    """Personal data first, then what is said of the whole, then row by row."""
    return tuple(sorted(faults, key=lambda fault: (fault.rule != persons.RULE, fault.row or 0)))


def _empty(reading: Reading, has_ragged: bool) -> list[Fault]:
    if len(reading.numbers) or has_ragged:
        return []
    return [Fault("Onder de kop staan geen rijen.", "Maak de export opnieuw.", rule="leeg", **reading.where)]


def _broken_rules(reading: Reading) -> list[Fault]:
    faults: list[Fault] = []
    for rule in rules_of(reading.contract):
        words = about(reading.contract, rule.message)
        told = Fault(
            rule.message,
            rule.hint,
            column=rule.column,
            rule=rule.name,
            level=rule.level,
            about=words,
            holds_back=rule.holds_back,
        )
        faults += reading.breaches(rule.check(reading.rows), told)
    return faults
