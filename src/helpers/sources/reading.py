"""From cells to a typed table by a contract: every fault is collected, no row disappears in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from helpers.door.cells import Header, Sheet
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources import headers, parsers, totals
from helpers.sources.contract import Column, Contract


@dataclass(frozen=True)
class Reading:
    """What one sheet gave: the table, each row's number in Excel, the faults.

    The table is None when columns are missing.
    """

    contract: Contract
    table: pd.DataFrame | None
    numbers: list[int]
    faults: tuple[Fault, ...]
    where: dict[str, str]

    def breaches(self, mask: pd.Series, rule: Fault) -> list[Fault]:
        """The fault at every marked row.

        `rule.column` is a name of the contract; the message may name columns in braces.
        """
        column = self.contract.column(rule.column)
        at = np.flatnonzero(mask.fillna(False).to_numpy(dtype=bool))
        return [
            replace(
                rule,
                message=_filled(rule.message, self.table, i),
                row=self.numbers[i],
                column=column.header,
                value=_said(self.table[column.name].iat[i]),
                **self.where,
            )
            for i in at
        ]


def read_sheet(contract: Contract, sheet: Sheet, header: Header, wijken: list[str]) -> Reading:
    """Read the rows below the header. `wijken` are the codes that a wijk column may hold."""
    where = {"file": sheet.file, "sheet": sheet.name}
    places, faults = headers.match(contract, sheet, header)
    if any(not column.is_optional and column.name not in places for column in contract.columns):
        return Reading(contract, None, [], tuple(faults), where)
    rows, numbers, total_rows, ragged = _sorted_out(contract, sheet, header, places)
    texts = {name: [row[place] for row in rows] for name, place in places.items()}
    columns = {}
    for column in contract.columns:
        cells = texts.get(column.name)
        columns[column.name], found = _column(column, cells, len(rows), wijken)
        faults += [replace(fault, row=numbers[fault.row], **where) for fault in found]
    reading = Reading(contract, pd.DataFrame(columns), numbers, (), where)
    for total in total_rows:
        faults += totals.check(contract, total, texts, reading.table, where)
    faults += ragged + _empty(reading) + _fractions(reading) + _doubles(reading) + _broken_rules(reading)
    return replace(reading, faults=tuple(faults))


def _sorted_out(
    contract: Contract, sheet: Sheet, header: Header, places: dict[str, int]
) -> tuple[list[list[str]], list[int], list[totals.TotalRow], list[Fault]]:
    width = len(header.cells)
    rows, numbers, total_rows, ragged = [], [], [], []
    for number, cells in zip(sheet.numbers[header.at + 1 :], sheet.rows[header.at + 1 :], strict=True):
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        padded = cells + [""] * (width - len(cells))
        by_name = {name: padded[place] for name, place in places.items()}
        if label := totals.label(contract, by_name):
            total_rows.append(totals.TotalRow(number, label, by_name))
        elif len(cells) < width or any(cell.strip() for cell in cells[width:]):
            message = f"De rij heeft {dutch.counted(len(cells), 'cel', 'cellen')}, de kop heeft er {width}."
            hint = "Staat er een scheidingsteken te veel of te weinig?"
            ragged.append(Fault(message, hint, sheet.file, sheet.name, number, rule="rijlengte"))
        else:
            rows.append(padded)
            numbers.append(number)
    return rows, numbers, total_rows, ragged


def _column(
    column: Column, texts: list[str] | None, rows: int, wijken: list[str]
) -> tuple[pd.Series, list[Fault]]:
    """The typed column, and its faults with the position of the row still to be turned into its number."""
    if texts is None:
        return pd.Series([None] * rows, dtype=column.parser.dtype), []
    parser = parsers.wijk(wijken) if column.parser is parsers.wijk_code else column.parser
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    values, refused = [], {}
    for code, text in enumerate(distinct):
        value, fault = _cell(column, parser, text)
        values.append(value)
        if fault:
            refused[code] = fault
    at = np.flatnonzero(np.isin(codes, list(refused)))
    faults = [replace(refused[codes[i]], row=int(i)) for i in at]
    typed = pd.Series(values, dtype=parser.dtype)
    return typed.take(codes).reset_index(drop=True), faults


def _cell(column: Column, parser: parsers.Parser, text: str) -> tuple[object, Fault | None]:
    at = {"column": column.header, "value": text.strip()[:80]}
    try:
        value = parser.read(text)
    except parsers.Unreadable as error:
        return None, Fault(error.message, error.hint, rule=parser.kind, **at)
    if value is None:
        hint = "Vul de cel in."
        missing = Fault(f"{column.header} is niet ingevuld.", hint, rule="verplicht", **at)
        return None, missing if column.is_required else None
    if column.low is not None and value < column.low:
        message = f"{parsers.quoted(text.strip())} is minder dan {dutch.number(column.low)}."
        return value, Fault(message, "Controleer de waarde.", rule="bereik", level=column.level, **at)
    if column.high is not None and value > column.high:
        message = f"{parsers.quoted(text.strip())} is meer dan {dutch.number(column.high)}."
        return value, Fault(message, "Controleer de waarde.", rule="bereik", level=column.level, **at)
    return value, None


def _empty(reading: Reading) -> list[Fault]:
    if len(reading.numbers):
        return []
    return [Fault("Onder de kop staan geen rijen.", "Maak de export opnieuw.", rule="leeg", **reading.where)]


def _fractions(reading: Reading) -> list[Fault]:
    faults = []
    for column in reading.contract.columns:
        if column.parser is parsers.percent and 0 < reading.table[column.name].max() <= 1:
            message = "De percentages lijken breuken: geen enkele is hoger dan 1."
            hint = "Lever 85 in plaats van 0,85."
            faults.append(Fault(message, hint, column=column.header, rule="percentage", **reading.where))
    return faults


def _doubles(reading: Reading) -> list[Fault]:
    """Rows that say the same: an error where the contract has a key, else a warning."""
    contract, table = reading.contract, reading.table
    key = list(contract.key) or list(table.columns)
    filled = table[key].notna().all(axis=1) if contract.key else pd.Series(True, index=table.index)
    is_double = table.duplicated(key) & filled
    if not is_double.any():
        return []
    first = table.groupby(key, dropna=False, sort=False).cumcount().eq(0)
    first_row = pd.Series(reading.numbers, index=table.index).where(first)
    firsts = first_row.groupby([table[name] for name in key], dropna=False, sort=False).transform("first")
    named = dutch.listing([contract.column(name).header for name in contract.key]) or "alle kolommen"
    level = "error" if contract.key else "warning"
    hint = "Laat één van beide staan." if contract.key else "Controleer of beide kloppen."
    return [
        Fault(
            f"Deze rij is gelijk aan rij {firsts.iat[i]:.0f} in {named}.",
            hint,
            row=reading.numbers[i],
            rule="dubbel",
            level=level,
            **reading.where,
        )
        for i in np.flatnonzero(is_double)
    ]


def _broken_rules(reading: Reading) -> list[Fault]:
    faults: list[Fault] = []
    for rule in reading.contract.rules:
        shown = Fault(rule.message, rule.hint, column=rule.column, rule=rule.name, level=rule.level)
        faults += reading.breaches(rule.check(reading.table), shown)
    return faults


def _filled(message: str, table: pd.DataFrame, at: int) -> str:
    if "{" not in message:
        return message
    return message.format_map({name: _said(table[name].iat[at]) for name in table.columns})


def _said(value: object) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, (int, float, np.number)):
        return dutch.number(value, 0 if float(value).is_integer() else 2)
    return str(value)
