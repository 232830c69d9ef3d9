"""One column: its texts, each different one once, and the typed values they become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from helpers.door.cells import column_letter
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.cells import numbers, parsers
from helpers.sources.cells.cell_parser import Parse, Parser, Unreadable, cleaned, quoted, shown
from helpers.sources.contract import Column

MOST_FAULTS = 10_000  # of one kind in one column, each with its row; the rest are counted
_MOST_HINTS = 500  # different texts of a column: looking for the nearest word takes time
_LONGEST_VALUE = 80  # characters


@dataclass(frozen=True)
class Texts:
    """The cells of a column: `different` holds each text once, `codes` which of them stands in each row."""

    codes: np.ndarray
    different: list[str]

    @classmethod
    def of(cls, cells: list[str]) -> Texts:
        """The cells in the order of their rows.

        >>> Texts.of(["ja", "nee", "ja"]).codes.tolist()
        [0, 1, 0]
        """
        try:  # twice as fast as pandas, but only for text that can be encoded
            encoded = pa.array(cells, pa.string()).dictionary_encode()
        except (pa.ArrowException, UnicodeError):
            codes, different = pd.factorize(np.array(cells, dtype=object))
            return cls(codes, different.tolist())
        return cls(encoded.indices.to_numpy(), encoded.dictionary.to_pylist())

    def where(self, is_wanted: Callable[[str], Any]) -> np.ndarray:
        """The rows, as a mask, whose text is wanted; each different text is asked once."""
        answers = np.fromiter(map(bool, map(is_wanted, self.different)), bool, len(self.different))
        return answers[self.codes]

    def at(self, rows: np.ndarray) -> Texts:
        """The same for some of the rows, by their places."""
        if len(rows) == len(self.codes):
            return self
        present, codes = np.unique(self.codes[rows], return_inverse=True)
        return Texts(codes, [self.different[code] for code in present])

    def each(self, change: Callable[[str], str]) -> Texts:
        """The same rows with every text changed."""
        return Texts(self.codes, [change(text) for text in self.different])

    def __getitem__(self, row: int) -> str:
        return self.different[self.codes[row]]


@dataclass(frozen=True)
class Typed:
    """A column that was read: its columns in the table, how it reads a text, and its faults by row."""

    values: dict[str, pd.Series]
    read: Parse
    faults: list[Fault] = field(default_factory=list)


def typed(
    column: Column, texts: Texts, also: Iterable[str], rows: Sequence[int], wijken: list[str], where: Mapping[str, Any]
) -> Typed:
    """The typed values of a column, and its faults with the numbers of `rows` and all of `where`.

    `also` are texts of the column that stand outside the data, such as in a total row.
    """
    parser = _parser(column, wijken)
    read, remarks = parser.among([*texts.different, *also])
    values: list[Any] = []
    wrong: dict[int, Fault] = {}
    for code, text in enumerate(texts.different):
        if len(wrong) == MOST_FAULTS:
            break
        value, fault = _cell(column, parser, read, text, len(wrong) < _MOST_HINTS)
        values.append(value)
        if fault:
            wrong[code] = replace(fault, **where)
    faults = spread(wrong, texts.codes, rows) + _unread(len(values), texts, rows, where)
    values += [None] * (len(texts.different) - len(values))
    for remark in remarks:
        fault = Fault(remark.message, remark.hint, rule=parser.kind, level=remark.level, **where)
        if remark.text is None:
            faults.append(fault)
            continue
        fault = replace(fault, value=value_of(parser, remark.text))
        alike = [code for code, text in enumerate(texts.different) if cleaned(text) == remark.text]
        faults += spread(dict.fromkeys(alike, fault), texts.codes, rows)
    return Typed(_series(column, parser, values, texts.codes), read, faults)


def absent(column: Column, rows: int, wijken: list[str]) -> Typed:
    """A column that the sheet does not have: all values are missing, or the one that was given for all."""
    parser = _parser(column, wijken)
    value, fault = _cell(column, parser, parser.read, column.constant, True) if column.constant else (None, None)
    faults = [replace(fault, column=column.header, hint=f"{fault.hint} {_CONSTANT}".strip())] if fault else []
    return Typed(_series(column, parser, [value], np.zeros(rows, dtype=int)), parser.read, faults)


_CONSTANT = "Zo staat het bij constants in params/exports.yml."


def _parser(column: Column, wijken: list[str]) -> Parser:
    return parsers.wijk(wijken) if column.parser is parsers.wijk_code else column.parser


def _series(column: Column, parser: Parser, values: list[Any], codes: np.ndarray) -> dict[str, pd.Series]:
    """The typed columns of the table, from each different value and which of them stands in each row."""
    parts = [[value and value[at] for value in values] for at in range(len(parser.parts))] or [values]
    names = parser.names(column.name)
    return {
        name: pd.Series(pd.Series(part, dtype=parser.dtype).array.take(codes), dtype=parser.dtype)
        for name, part in zip(names, parts, strict=True)
    }


def spread(wrong: dict[int, Fault], codes: np.ndarray, rows: Sequence[int]) -> list[Fault]:
    """A fault at every row whose code is wrong; beyond the first thousands they are counted."""
    if not wrong:
        return []
    at = np.flatnonzero(np.isin(codes, list(wrong)))
    faults = [replace(wrong[codes[i]], row=rows[i]) for i in at[:MOST_FAULTS]]
    return faults + rest_of(faults, [rows[i] for i in at[MOST_FAULTS:]])


def _unread(known: int, texts: Texts, rows: Sequence[int], where: Mapping[str, Any]) -> list[Fault]:
    """The error that counts the cells after which a column was given up: so many different ones were wrong."""
    at = np.flatnonzero(texts.codes >= known)
    if not len(at):
        return []
    cells = dutch.counted(len(at), "andere cel is", "andere cellen zijn")
    message = f"Nog {cells} niet meer gelezen, in rij {rows[at[0]]} tot en met {rows[at[-1]]}."
    hint = "Staat hier de goede kolom onder deze kop?"
    return [Fault(message, hint, row=rows[at[0]], rule="niet gelezen", **where)]


def rest_of(faults: list[Fault], rows: Sequence[int]) -> list[Fault]:
    """One fault that counts the rows that are not named; none when there are none."""
    if not rows:
        return []
    what = "fouten" if faults[-1].level == "error" else "waarschuwingen"
    message = f"Nog {dutch.number(len(rows))} zulke {what}, in rij {rows[0]} tot en met {rows[-1]}."
    return [replace(faults[-1], message=message, hint="", row=rows[0], value="")]


def place_of(column: Column, places: Mapping[str, int]) -> dict[str, Any]:
    """How a fault names a column: its header and the letter that Excel shows above it."""
    letter = column_letter(places[column.name]) if column.name in places else ""
    return {"column": column.header, "letter": letter}


def value_of(parser: Parser, text: str) -> str:
    """A cell as a fault may carry it."""
    return "" if parser.is_private else shown(text)[:_LONGEST_VALUE]


def _cell(column: Column, parser: Parser, read: Parse, text: str, is_hinted: bool) -> tuple[Any, Fault | None]:
    try:
        value = read(text)
    except Unreadable as error:
        return None, _fault(parser, text, error.message, error.hint if is_hinted else "", parser.kind)
    if value is None:
        if not column.is_required:
            return None, None
        message = f"{column.header} is niet ingevuld."
        return None, _fault(parser, text, message, "Vul de cel in.", "verplicht")
    if column.low is not None and value < column.low:
        message = f"{quoted(text)} is minder dan {dutch.number(column.low)}."
    elif column.high is not None and value > column.high:
        message = f"{quoted(text)} is meer dan {dutch.number(column.high)}."
    else:
        return value, None
    other = numbers.other_reading(cleaned(text))
    hint = f"Gelezen als {_said(value)}. Bedoelt u {other}?" if other else "Controleer de waarde."
    return value, replace(_fault(parser, text, message, hint, "bereik"), level=column.level)


def _fault(parser: Parser, text: str, message: str, hint: str, rule: str) -> Fault:
    return Fault(message, hint, value=value_of(parser, text), rule=rule)


def _said(value: float) -> str:
    return dutch.number(value, 0 if float(value).is_integer() else 3)
