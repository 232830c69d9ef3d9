"""The rows of an own file before they are read: what is thrown away unread, which rows count, and where it was.

Cells are emptied where they stand and no row moves, so that a fault keeps the row and the column of Excel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from helpers.door.cells import Header, Sheet, fold
from helpers.floor import paths
from helpers.floor.faults import Fault
from helpers.floor.params.export_mapping import AreaForm, ExportMapping
from helpers.sources.cells.cell_parser import MISSING_SIGNS, cleaned
from helpers.sources.contract import Contract
from helpers.sources.mapping import own_contract, own_parsers, repeats
from helpers.sources.places.place import Place
from helpers.sources.places.places import located
from helpers.sources.sheets import totals
from helpers.sources.sheets.columns import Texts

BETWEEN = " | "  # the two cells of a point, as one
_LEFT_OUT = ("outside", "missing")


@dataclass
class OwnRows:
    """The sheet as it may be read, what each text of a place became, and how many rows were left out and why."""

    sheet: Sheet
    header: Header
    places: Mapping[str, Place] = field(default_factory=dict)
    not_selected: int = 0
    left_out: Counter[str] = field(default_factory=Counter)  # by the state of their place
    seen: Counter[str] = field(default_factory=Counter)  # rows by the state of their place
    repeats: tuple[Fault, ...] = ()

    def empty(self, rows: Collection[int]) -> None:
        """Take these rows out, by their places in the sheet."""
        gone = set(rows)
        kept = [[] if at in gone else row for at, row in enumerate(self.sheet.rows)] if gone else self.sheet.rows
        self.sheet = replace(self.sheet, rows=kept)

    def texts(self, place: int) -> Texts:
        """The cells of a column below the header."""
        return Texts.of([row[place] if place < len(row) else "" for row in self.sheet.rows[self.header.at + 1 :]])

    def put(self, place: int, texts: Sequence[str]) -> None:
        """Other texts in a column below the header; a row that is too short stays so."""
        first = self.header.at + 1
        rows = [
            row if place >= len(row) else [*row[:place], text, *row[place + 1 :]]
            for row, text in zip(self.sheet.rows[first:], texts, strict=True)
        ]
        self.sheet = replace(self.sheet, rows=[*self.sheet.rows[:first], *rows])


def prepared(contract: Contract, mapping: ExportMapping, sheet: Sheet, header: Header) -> OwnRows:
    """The sheet without what may not be read, without the rows that do not count, its points in one cell each.

    `contract` is the one with the file's own headers.
    """
    rows = OwnRows(sheet, header)
    _move_labels(rows, contract)
    for own, kept in mapping.rows.items():
        _select(rows, own, kept)
    for own, dropped in mapping.not_rows.items():
        _select(rows, own, dropped, is_kept=False)
    if mapping.per:  # while all that tells two events apart is still there
        first = header.at + 1
        rows.repeats = tuple(repeats.faults(rows.sheet.rows[first:], sheet.numbers[first:]))
    read = {fold(column.header) for column in contract.columns if not own_contract.is_asked(column)}
    _forget(rows, [*mapping.not_read, *(own for own in mapping.choosing if fold(own) not in read)])
    for name, form in mapping.area.items():
        _locate(rows, contract, mapping, name, form)
    return rows


def place_of(header: Header, own: str) -> int | None:
    """Where an own header stands, None when it is not there or twice: `headers.match` says so."""
    found = header.places(own)
    return found[0] if len(found) == 1 else None


def _move_labels(rows: OwnRows, contract: Contract) -> None:
    """Put the “Totaal” of a column that is not read into an empty cell of one that is: else nobody sees it."""
    read = [at for column in contract.columns if (at := place_of(rows.header, column.header)) is not None]
    first, kept = rows.header.at + 1, list(rows.sheet.rows)
    for place in sorted(set(range(len(rows.header.cells))) - set(read)):
        for at in (np.flatnonzero(rows.texts(place).where(totals.is_label)) + first).tolist():
            row = list(kept[at])
            empty = next((other for other in sorted(read) if other < len(row) and not row[other].strip()), None)
            if empty is not None:
                row[empty] = row[place]
                kept[at] = row
    rows.sheet = replace(rows.sheet, rows=kept)


def _forget(rows: OwnRows, headers: Sequence[str]) -> None:
    """Empty these columns, header and all, before anything looks at them."""
    unwanted = {fold(one) for one in headers}
    gone = [at for at, cell in enumerate(rows.header.cells) if fold(cell) in unwanted]
    if not gone:
        return
    first = rows.header.at
    emptied = [["" if at in gone else cell for at, cell in enumerate(row)] for row in rows.sheet.rows[first:]]
    rows.sheet = replace(rows.sheet, rows=[*rows.sheet.rows[:first], *emptied])
    rows.header = replace(rows.header, cells=["" if at in gone else cell for at, cell in enumerate(rows.header.cells)])


def _select(rows: OwnRows, own: str, texts: Sequence[str], *, is_kept: bool = True) -> None:
    """Leave only the rows with one of these texts, or only the others; a total or a note is no row that is left out."""
    place = place_of(rows.header, own)
    if place is None:
        return
    wanted = {cleaned(text).casefold() for text in texts}
    counts = rows.texts(place).where(lambda text: (cleaned(text).casefold() in wanted) is is_kept)
    first = rows.header.at + 1
    gone = [first + int(at) for at in np.flatnonzero(~counts) if any(rows.sheet.rows[first + int(at)])]
    rows.not_selected += sum(_is_data(rows.sheet.rows[at]) for at in gone)
    rows.empty(gone)


def _is_data(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) > 1 and not any(map(totals.is_label, filled))


def _locate(rows: OwnRows, contract: Contract, mapping: ExportMapping, name: str, form: AreaForm) -> None:
    """Look up the wijk of every different place; leave out the rows that cannot have one."""
    headers = mapping.headers.get(name, (name,))
    at = [place_of(rows.header, own) for own in headers]
    places = [place for place in at if place is not None]
    if len(places) < len(at):
        return
    texts = _joined(rows, places)
    _forget(rows, headers[1:])
    asked = {text: own_parsers.renamed(text, mapping.values.get(name, {})) for text in texts.different}
    parts = len(places)
    cells = [tuple(text.split(BETWEEN)) if parts > 1 else (text,) for text in asked.values()]
    found = located(form, cells, paths.REFERENCE)
    rows.places = dict(zip(asked, found, strict=True))
    states = np.array([place.state for place in found], dtype=object)[texts.codes]
    column = next(one for one in contract.columns if one.header == mapping.own_header(name))
    drops = [state for state in _LEFT_OUT if column.is_required and (state == "outside" or mapping.per)]
    first = rows.header.at + 1
    filled = np.array([any(row) for row in rows.sheet.rows[first:]], dtype=bool)
    rows.seen.update(states[filled].tolist())
    gone = np.isin(states, drops) & filled
    rows.left_out.update(states[gone].tolist())
    rows.empty([first + int(one) for one in np.flatnonzero(gone)])


def _joined(rows: OwnRows, places: Sequence[int]) -> Texts:
    """The texts of one column; of a point's two columns together, in the first."""
    if len(places) == 1:
        return rows.texts(places[0])
    x, y = (rows.texts(place) for place in places)
    both = [
        "" if cleaned(a).casefold() in MISSING_SIGNS and cleaned(b).casefold() in MISSING_SIGNS else a + BETWEEN + b
        for a, b in ((x[at], y[at]) for at in range(len(x.codes)))
    ]
    rows.put(places[0], both)
    return Texts.of(both)
