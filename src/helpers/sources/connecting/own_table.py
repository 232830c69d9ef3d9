"""The table on a sheet of which no header is known: where its headers stand, and its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from helpers.door.cells import Header, Sheet
from helpers.floor.params.export_mapping import AreaForm
from helpers.sources.cells.cell_parser import MISSING_SIGNS, cleaned
from helpers.sources.connecting import points
from helpers.sources.mapping.own_rows import BETWEEN
from helpers.sources.sheets import totals

_HEADER_WITHIN_ROWS = 50
_LOOKED_BELOW = 200  # rows
_NEARLY = 0.8  # of the best row: the first of those that are nearly as good is the header
_LONGEST_HEADER = 300  # signs
_TOTAL = re.compile(r"tota|som", re.IGNORECASE)
_NO_WORD = re.compile(r"[\d\s.,:;/+\-%€()]*|\d{4}-\d\d-\d\d.*")


@dataclass(frozen=True, eq=False)
class OwnColumn:
    """One column: its place, its header, and its cells in the rows that are data, without what cannot be seen.

    Two are equal where they are the same: what was found of one is kept by it.
    """

    place: int
    header: str
    cells: tuple[str, ...]
    second: str = ""  # the header of y, of a point in two columns
    form: AreaForm | None = None  # of such a point

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.header, self.second) if self.second else (self.header,)

    @cached_property
    def filled(self) -> Counter[str]:
        """How often each text stands there; a sign for "not known" is none."""
        return Counter(cell for cell in self.cells if cell.casefold() not in MISSING_SIGNS)

    @cached_property
    def signs(self) -> Counter[str]:
        """How often each sign for "not known" stands there, the empty cell too."""
        return Counter(cell for cell in self.cells if cell.casefold() in MISSING_SIGNS)

    @property
    def share_filled(self) -> float:
        return self.filled.total() / len(self.cells) if self.cells else 0.0


@dataclass(frozen=True, eq=False)
class OwnTable:
    """A sheet with the row of its headers, its columns, and how many rows of data it has."""

    sheet: Sheet
    header: Header
    columns: tuple[OwnColumn, ...]
    rows: int

    @property
    def titles(self) -> list[str]:
        """What stands above the headers, and the name of the sheet."""
        above = [cleaned(cell) for row in self.sheet.rows[: self.header.at] for cell in row if cell.strip()]
        return [self.sheet.name, *dict.fromkeys(above)]

    def first(self, rows: int) -> OwnTable:
        """The same with no more than so many rows of data."""
        if self.rows <= rows:
            return self
        return replace(self, columns=tuple(replace(one, cells=one.cells[:rows]) for one in self.columns), rows=rows)

    @lru_cache(maxsize=50)  # noqa: B019 - a command looks at one file
    def where(self, header: str, kept: tuple[str, ...]) -> OwnTable:
        """Only the rows with one of these texts in a column."""
        at = [row for row, cell in enumerate(self.column(header).cells) if cell in kept]
        columns = tuple(replace(one, cells=tuple(one.cells[row] for row in at)) for one in self.columns)
        return replace(self, columns=columns, rows=len(at))

    def column(self, header: str) -> OwnColumn:
        return next(column for column in self.columns if column.header == header)


def tables(sheets: Sequence[Sheet]) -> list[OwnTable]:
    """The table of each sheet that has one: at least two columns and a row of data."""
    found = [_table(sheet) for sheet in sheets]
    return [table for table in found if table and len(table.columns) > 1 and table.rows]


def _table(sheet: Sheet) -> OwnTable | None:
    scores = [_score(sheet, at) for at in range(min(len(sheet.rows), _HEADER_WITHIN_ROWS))]
    if not scores or max(scores) < 1:
        return None
    at = next(at for at, score in enumerate(scores) if score >= _NEARLY * max(scores))
    cells = [cell.strip() for cell in sheet.rows[at]]
    body = [row for row in sheet.rows[at + 1 :] if _is_data(row, sum(map(bool, cells)))]
    headers = Counter(map(cleaned, cells))
    columns = [
        OwnColumn(place, cleaned(cell), tuple(cleaned(row[place]) if place < len(row) else "" for row in body))
        for place, cell in enumerate(cells)
        if cleaned(cell) and headers[cleaned(cell)] == 1
    ]
    return OwnTable(sheet, Header(at, cells, len(columns)), tuple(_with_point(columns)), len(body))


def _with_point(columns: list[OwnColumn]) -> list[OwnColumn]:
    """The columns, x and y as one of them."""
    found = points.pair([one.header for one in columns], [one.cells for one in columns])
    if not found:
        return columns
    x, y, form = columns[found[0]], columns[found[1]], found[2]
    cells = tuple(f"{a}{BETWEEN}{b}" if a and b else "" for a, b in zip(x.cells, y.cells, strict=True))
    return [replace(x, cells=cells, second=y.header, form=form) if one is x else one for one in columns if one is not y]


def _score(sheet: Sheet, at: int) -> int:
    """How many cells of a row are words that do not come again below: so headers are."""
    row = sheet.rows[at]
    words = [
        (place, cell)
        for place, cell in enumerate(row)
        if (at, place) not in sheet.filled and not _NO_WORD.fullmatch(cell.strip()) and len(cell) <= _LONGEST_HEADER
    ]
    below = sheet.rows[at + 1 : at + 1 + _LOOKED_BELOW]
    return sum(not any(place < len(one) and one[place] == cell for one in below) for place, cell in words)


def _is_data(row: Sequence[str], width: int) -> bool:
    """Whether a row below the headers is data: no total, no note, not empty.

    A row that is filled throughout is no total because it tells of the municipality: the table may have levels.
    """
    filled = [cell for cell in row if cell.strip()]
    labels = [cell for cell in filled if totals.is_label(cell)]
    is_level = len(filled) >= width and not any(_TOTAL.search(cell) for cell in labels)
    return len(filled) > 1 and (not labels or is_level)
