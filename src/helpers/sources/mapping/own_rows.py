"""The rows of an own file before they are read: what is thrown away unread, which rows count, and where it was.

Cells are emptied where they stand and no row moves, so that a fault keeps the row and the column of Excel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from helpers.door.cells import Header, Sheet, fold
from helpers.floor import paths
from helpers.floor.faults import Fault
from helpers.floor.params.export_mapping import AreaForm, ExportMapping
from helpers.sources.cells.cell_parser import MISSING_SIGNS, cleaned
from helpers.sources.contract import Contract
from helpers.sources.mapping import chosen_words, own_contract, own_parsers, repeats
from helpers.sources.places.place import Place
from helpers.sources.places.places import located
from helpers.sources.sheets import totals
from helpers.sources.sheets.columns import Texts

BETWEEN = " | "  # the two cells of a point, as one
_LEFT_OUT = ("outside", "missing")
_READ = (*_LEFT_OUT, "found", "border")


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
    absent: tuple[str, ...] = ()  # what is said of words that choose no row

    @classmethod
    def of(cls, sheet: Sheet, header: Header) -> OwnRows:
        """The rows of a sheet as copies, so that their cells may be changed in place."""
        rows = [*sheet.rows[: header.at], *map(list, sheet.rows[header.at :])]
        return cls(replace(sheet, rows=rows), header)

    @property
    def first(self) -> int:
        """The place in the sheet of the first row below the header."""
        return self.header.at + 1

    def empty(self, rows: Iterable[int]) -> None:
        """Take these rows out, by their places in the sheet."""
        for at in rows:
            self.sheet.rows[at] = []

    def texts(self, place: int) -> Texts:
        """The cells of a column below the header."""
        return Texts.of([row[place] if place < len(row) else "" for row in self.sheet.rows[self.first :]])

    def put(self, place: int, texts: Iterable[str]) -> None:
        """Other texts in a column below the header; a row that is too short stays so."""
        for row, text in zip(self.sheet.rows[self.first :], texts, strict=True):
            if place < len(row):
                row[place] = text


def prepared(contract: Contract, mapping: ExportMapping, sheet: Sheet, header: Header) -> OwnRows:
    """The sheet without what may not be read, without the rows that do not count, its points in one cell each.

    `contract` is the one with the file's own headers.
    """
    rows = OwnRows.of(sheet, header)
    _move_labels(rows, contract)
    rows.absent = tuple(chosen_words.absent(mapping, _choosing(rows, mapping)))
    for own, kept in mapping.rows.items():
        _select(rows, own, kept)
    for own, dropped in mapping.not_rows.items():
        _select(rows, own, dropped, is_kept=False)
    if mapping.per:  # while all that tells two events apart is still there
        rows.repeats = tuple(repeats.faults(rows.sheet.rows[rows.first :], sheet.numbers[rows.first :]))
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
    for place in sorted(set(range(len(rows.header.cells))) - set(read)):
        for at in np.flatnonzero(rows.texts(place).where(totals.is_label)).tolist():
            row = rows.sheet.rows[rows.first + at]
            empty = next((other for other in sorted(read) if other < len(row) and not row[other].strip()), None)
            if empty is not None:
                row[empty] = row[place]


def _forget(rows: OwnRows, headers: Sequence[str]) -> None:
    """Empty these columns, header and all, before anything looks at them."""
    unwanted = {fold(one) for one in headers}
    gone = [at for at, cell in enumerate(rows.header.cells) if fold(cell) in unwanted]
    for row in rows.sheet.rows[rows.header.at :]:
        for at in gone:
            if at < len(row):
                row[at] = ""
    rows.header = replace(rows.header, cells=["" if at in gone else cell for at, cell in enumerate(rows.header.cells)])


def _choosing(rows: OwnRows, mapping: ExportMapping) -> dict[str, set[str]]:
    """The texts of each column by which rows are chosen."""
    places = {own: place for own in mapping.choosing if (place := place_of(rows.header, own)) is not None}
    return {own: set(map(chosen_words.plain, rows.texts(place).different)) for own, place in places.items()}


def _select(rows: OwnRows, own: str, texts: Sequence[str], *, is_kept: bool = True) -> None:
    """Leave only the rows with one of these texts, or only the others; a total or a note is no row that is left out."""
    place = place_of(rows.header, own)
    if place is None:
        return
    wanted = set(map(chosen_words.plain, texts))
    counts = rows.texts(place).where(lambda text: (chosen_words.plain(text) in wanted) is is_kept)
    left = (rows.first + at for at in np.flatnonzero(~counts).tolist())
    gone = [at for at in left if any(rows.sheet.rows[at])]
    rows.not_selected += sum(_is_data(rows.sheet.rows[at]) for at in gone)
    rows.empty(gone)


def _is_data(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) > 1 and not any(totals.is_label(cell) and "tota" in cell.casefold() for cell in filled)


def _locate(rows: OwnRows, contract: Contract, mapping: ExportMapping, name: str, form: AreaForm) -> None:
    """Look up the wijk of every different place; leave out the rows that cannot have one."""
    headers = mapping.headers.get(name, (name,))
    at = [place_of(rows.header, own) for own in headers]
    places = [place for place in at if place is not None]
    if len(places) < len(at):
        return
    texts = _joined(rows, places, headers)
    _forget(rows, headers[1:])
    words = mapping.values.get(name, {})
    found = places_named(texts.different, form, len(places), words, paths.REFERENCE)
    rows.places = {place.wijk or text: place for text, place in zip(texts.different, found, strict=True)}
    states = np.array([place.state for place in found], dtype=object)[texts.codes]
    # From here on a wijk stands there, and nothing of where it follows from; what is no place stays to be told.
    read = [place.wijk if place.state in _READ else text for text, place in zip(texts.different, found, strict=True)]
    rows.put(places[0], np.array(read, dtype=object)[texts.codes].tolist())
    column = next(one for one in contract.columns if one.header == mapping.own_header(name))
    drops = [state for state in _LEFT_OUT if column.is_required and (state == "outside" or mapping.per)]
    filled = np.array([any(row) for row in rows.sheet.rows[rows.first :]], dtype=bool)
    rows.seen.update(states[filled].tolist())
    gone = np.isin(states, drops) & filled
    rows.left_out.update(states[gone].tolist())
    rows.empty((rows.first + np.flatnonzero(gone)).tolist())


def places_named(
    texts: Sequence[str], form: AreaForm, parts: int, words: Mapping[str, str], reference: Path
) -> list[Place]:
    """The place of each text: by its form, or the wijk that exports.yml names for it."""
    named = own_parsers.renaming(words)
    codes = [named(text) for text in texts]
    unnamed = [text for text, code in zip(texts, codes, strict=True) if code is None]
    cells = [tuple(text.split(BETWEEN, 1)) if parts > 1 else (text,) for text in unnamed]
    by_form = iter(located(form, cells, reference))
    if len(unnamed) == len(texts):
        return list(by_form)
    by_name = iter(located("code", [(code,) for code in codes if code is not None], reference))
    return [next(by_form) if code is None else next(by_name) for code in codes]


def _joined(rows: OwnRows, places: Sequence[int], headers: Sequence[str]) -> Texts:
    """The texts of one column; of a point's two columns together, in the first."""
    if len(places) == 1:
        return rows.texts(places[0])
    x, y = (rows.texts(place) for place in places)
    both = [_pair(x[at], y[at], headers[0]) for at in range(len(x.codes))]
    rows.put(places[0], both)
    return Texts.of(both)


def _pair(x: str, y: str, header: str) -> str:
    """Two cells as one; nothing of two missing signs, and a repeated header as it was, so that it is seen."""
    if fold(x) == fold(header):
        return x
    is_missing = cleaned(x).casefold() in MISSING_SIGNS and cleaned(y).casefold() in MISSING_SIGNS
    return "" if is_missing else x + BETWEEN + y
