"""Columns: each figure behind a piece is described once, for the eye and for the file."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from helpers.displays import words
from helpers.floor import dutch
from helpers.floor.shapes.pieces import Cell, Data, Table
from helpers.floor.shapes.words import HIDDEN

PAGE_ONLY = "is_page_only"  # True in the rows of a frame that stay out of its file
FILE_ONLY = "is_file_only"  # True in those that stay off the page
# A word of the code, of no word at all, an area, or a number of the police: what a reader cannot be asked to know.
_CODE = re.compile(r"|[a-z][a-z0-9_]{0,39}|(GM|NL|WK|BU)\d+|\d+(\.\d+){2}", re.ASCII)


@dataclass(frozen=True)
class Column:
    """A column of the frame behind a piece.

    `name` is that of the frame and of the CSV; without `heading` it stands in the CSV alone, and `is_in_file`
    False keeps it for the page. How its values are written: as text, as a number where `decimals` is given (a
    text among numbers stays as it is), as a quantity where `unit` is a key of dutch.UNITS or the column that
    holds one, or by `written`, which takes the row and gives a text or a Cell. `is_change` gives a number its
    sign; `until` names the column with the other end of an interval. A number that is missing shows `missing`,
    else why the row withholds it, "–" where it says nothing. `style` is that of the cell: "number" for numbers,
    else "".

    >>> uren = Column("hours", "Uren", unit="hours")
    >>> uren.cell(pd.Series({"hours": 12.0})).text, uren.cell(pd.Series({"hours": None, "withheld": "small"})).text
    ('12 uur', 'afgeschermd')
    >>> Column("low", "Interval", unit="hours", until="high").cell(pd.Series({"low": 1.0, "high": 3.0})).text
    '1 tot 3 uur'
    """

    name: str
    heading: str = ""
    unit: str = ""
    decimals: int | None = None
    written: Callable[[pd.Series], str | Cell] | None = None
    is_in_file: bool = True
    style: str = ""
    is_change: bool = False
    until: str = ""
    missing: str = ""

    @property
    def is_number(self) -> bool:
        return bool(self.unit) or self.decimals is not None

    def cell(self, row: pd.Series) -> Cell:
        """The cell of a row on the page."""
        if self.written is not None:
            made = self.written(row)
            return made if isinstance(made, Cell) else Cell(made, self.style or "number" * self.is_number)
        value = row[self.name]
        if isinstance(value, str) or not self.is_number:
            text = str(value) if pd.notna(value) and value != "" else dutch.NOTHING
            return Cell(text, self.style or "number" * self.is_number)
        if pd.isna(value) or not math.isfinite(value):
            why = row.get(f"{self.name} withheld", row.get("withheld", ""))
            return Cell(self.missing or words.WITHHELD.get(why, dutch.NOTHING), "number")
        return Cell(self._number(row, value), "number")

    def _number(self, row: pd.Series, value: float) -> str:
        unit = row[self.unit] if self.unit and self.unit not in dutch.UNITS else self.unit or "count"
        if self.until:
            return dutch.interval(value, row[self.until], unit, self.decimals)
        return (dutch.difference if self.is_change else dutch.quantity)(value, unit, self.decimals)


def file_only(*names: str) -> list[Column]:
    """Columns that stand in the file and not on the page."""
    return [Column(name) for name in names]


def headings(columns: Sequence[Column]) -> list[str]:
    """The headings on the page."""
    return [column.heading for column in columns if column.heading]


def cells(frame: pd.DataFrame, columns: Sequence[Column]) -> list[list[Cell]]:
    """The rows on the page, without the rows `FILE_ONLY`."""
    shown = [column for column in columns if column.heading]
    return [[column.cell(row) for column in shown] for _, row in _without(FILE_ONLY, frame).iterrows()]


def texts(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    """The same cells as texts under the names of their columns: what an alt text is made of.

    >>> frame = pd.DataFrame({"wijk": ["Noord"], "hours": [2.5]})
    >>> [f"{row.wijk}: {row.hours}." for row in
    ...  texts(frame, [Column("wijk", "Wijk"), Column("hours", "Uren", decimals=1)]).itertuples()]
    ['Noord: 2,5.']
    """
    names = [column.name for column in columns if column.heading]
    rows = [[cell.text for cell in row] for row in cells(frame, columns)]
    return pd.DataFrame(rows, columns=names, index=_without(FILE_ONLY, frame).index, dtype="str")


def in_file(frame: pd.DataFrame, columns: Sequence[Column]) -> Data:
    """The figures as they go into the CSV: unrounded, empty where hidden, without the rows `PAGE_ONLY`."""
    kept = _without(PAGE_ONLY, frame)
    names = [column.name for column in columns if column.is_in_file]
    rows = [[plain(value) for value in row] for row in zip(*(kept[name] for name in names), strict=True)]
    named = {column.name: found for column in columns if column.is_in_file and (found := _named(kept, column))}
    return Data(names, rows, named)


def _named(frame: pd.DataFrame, column: Column) -> dict[str, str]:
    """What the page writes for each code in a column; nothing where that depends on more of the row than its code."""
    if not column.heading or column.written is None or column.until:
        return {}
    found: dict[str, set[str]] = {}
    for _, row in _without(FILE_ONLY, frame).iterrows():
        code = row[column.name]
        if isinstance(code, str) and _CODE.fullmatch(code):
            cell = column.cell(row)
            found.setdefault(code, set()).add(code if cell.style == "status" else cell.text)
    return {code: texts.pop() for code, texts in found.items() if len(texts) == 1 and texts != {code}}


def table(
    name: str, caption: str, frame: pd.DataFrame, columns: Sequence[Column], *, grouped_by: str = "", **told: Any
) -> Table:
    """The piece with a row for each row of the frame.

    `grouped_by` is a column whose words stand as a heading above the rows that share them; `told` is what else
    a Table takes: notes and source.
    """
    rows = cells(frame, columns)
    if grouped_by:
        words_of = _without(FILE_ONLY, frame)[grouped_by].tolist()
        is_first = [i == 0 or word != words_of[i - 1] for i, word in enumerate(words_of)]
        headed = zip(is_first, words_of, rows, strict=True)
        rows = [line for first, word, row in headed for line in ([[Cell(word)], row] if first else [row])]
    return Table(name, caption, headings(columns), rows, data=in_file(frame, columns), **told)


def _without(mark: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame[mark].ne(True)] if mark in frame else frame


def is_mostly_hidden(rows: list[list[Cell]]) -> bool:
    """Whether more than half of the cells beside the headers hold the mark of a figure that is hidden or withdrawn.

    >>> is_mostly_hidden([[Cell("Noord"), Cell("12")], [Cell("Zuid"), Cell("afgeschermd")]])
    False
    >>> is_mostly_hidden([[Cell("Zuid"), Cell("niet gepubliceerd")]])
    True
    """
    marks = [words.WITHHELD[one] for one in HIDDEN]
    figures = [cell for row in rows for cell in row[1:]]
    return 2 * sum(cell.text in marks for cell in figures) > len(figures)


def plain(value: Any) -> Any:
    """A value for JSON and CSV: None where missing, a whole number without its ".0", a date as ISO text.

    >>> plain(4.0), plain(float("nan")), plain(64.5), plain(pd.Timestamp("2026-09-30"))
    (4, None, 64.5, '2026-09-30')
    """
    if value is None or pd.isna(value):
        return None
    if isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, date):  # a Timestamp is one too
        return value.isoformat()[:10]
    return int(value) if float(value).is_integer() else float(value)
