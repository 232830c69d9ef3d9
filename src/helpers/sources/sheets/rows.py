"""Which rows below the header are data; every other row is named, and none disappears in silence."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from helpers.door.cells import Header, Sheet, fold
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.cells.cell_parser import cleaned
from helpers.sources.contract import Contract
from helpers.sources.sheets import headers, notices, totals
from helpers.sources.sheets.columns import MOST_FAULTS, Texts, rest_of

RAGGED = "rijlengte"
_SENTENCE = re.compile(r"(?:\S+\s+){3}\S")  # apart from the table, such as the legend of its colours


@dataclass(frozen=True)
class Rows:
    """The rows below a header, sorted: places of those with data, the total rows, and what was said.

    `texts` are the columns of the contract over all rows, `numbers` the rows' numbers in Excel.
    """

    texts: dict[str, Texts]
    numbers: np.ndarray
    data: np.ndarray
    totals: list[totals.TotalRow]
    faults: list[Fault]
    left_out: int

    def cells_of(self, at: int) -> dict[str, str]:
        return {name: texts[at] for name, texts in self.texts.items()}


def sort(contract: Contract, sheet: Sheet, header: Header, places: dict[str, int]) -> Rows:
    """Sort the rows below the header into data, total rows, repeated headers, notes and rows of a wrong length."""
    width = headers.width(header)
    numbers = np.array(sheet.numbers[header.at + 1 :], dtype=np.int64)
    body, lengths = _even(sheet.rows[header.at + 1 :], max(width, len(header.cells)))
    columns = {place: Texts.of(cells) for place, cells in enumerate(_columns(body, lengths, width))}
    is_filled = {place: texts.where(cleaned) for place, texts in columns.items()}
    beyond = _beyond(body, lengths, width)
    texts = {name: columns[place] for name, place in places.items()}
    count = sum((mask.astype(np.int32) for mask in is_filled.values()), np.zeros(len(body), np.int32))
    is_total = totals.marked(contract, places, texts, is_filled)
    is_header = _repeats(contract, texts) if len(places) > 1 else np.zeros(len(body), bool)
    is_empty = (count == 0) & ~beyond
    rest = ~(is_total | is_header | is_empty)
    is_note = _notes(sheet, header, columns, is_filled, min(places.values(), default=0), rest)
    # A lone cell beside the table is no row of it; in a delimited file it is a delimiter too many.
    is_beside = rest & (count == 0) & ~is_note & bool(sheet.name)
    rest &= ~is_note & ~is_beside
    is_ragged = rest & ((lengths < width) | (beyond & (not sheet.name or lengths > len(header.cells))))
    rows = Rows(texts, numbers, np.flatnonzero(rest & ~is_ragged), [], [], 0)
    faults = _ragged(sheet, numbers[is_ragged], lengths[is_ragged], width)
    faults += _left_out(sheet, numbers, is_header, is_note, is_beside)
    faults += notices.faults(sheet, _around(sheet, header, columns, np.flatnonzero(is_note)), len(rows.data))
    found = [
        totals.TotalRow(int(numbers[at]), totals.label(rows.cells_of(at)), rows.cells_of(at))
        for at in np.flatnonzero(is_total)[: totals.MOST + 1]
    ]
    left_out = int((is_total | is_header | is_note | is_beside).sum())
    return Rows(texts, numbers, rows.data, found, faults, left_out)


def _even(body: list[list[str]], width: int) -> tuple[list[list[str]], np.ndarray]:
    """The rows, each at least as long as the header, and how long they were."""
    lengths = np.fromiter(map(len, body), np.int64, len(body))
    if len(body) and lengths.min() < width:
        body = [row if len(row) >= width else row + [""] * (width - len(row)) for row in body]
    return body, lengths


def _columns(body: list[list[str]], lengths: np.ndarray, width: int) -> Iterator[list[str]]:
    """The cells column by column; from one flat list where all rows are alike, which is faster."""
    if len(body) and lengths.min() == lengths.max():
        flat, step = list(chain.from_iterable(body)), len(body[0])
        return (flat[place::step] for place in range(width))
    return ([row[place] for row in body] for place in range(width))


def _beyond(body: list[list[str]], lengths: np.ndarray, width: int) -> np.ndarray:
    """The rows with something in a cell that stands beyond the table."""
    beyond = np.zeros(len(body), bool)
    for at in np.flatnonzero(lengths > width):
        beyond[at] = any(map(cleaned, body[at][width:]))
    return beyond


def _folding_to(wanted: str) -> Callable[[str], bool]:
    return lambda text: fold(text) == wanted


def _repeats(contract: Contract, texts: dict[str, Texts]) -> np.ndarray:
    """The rows in which every column holds its own header."""
    by_size = sorted(texts.items(), key=lambda item: len(item[1].different))
    mask = np.ones(len(by_size[0][1].codes), bool)
    for name, column in by_size:
        wanted = fold(contract.column(name).header)
        mask &= column.where(_folding_to(wanted))
        if not mask.any():
            break
    return mask


def _notes(
    sheet: Sheet,
    header: Header,
    columns: dict[int, Texts],
    is_filled: dict[int, np.ndarray],
    first: int,
    rest: np.ndarray,
) -> np.ndarray:
    """The foot notes: below the last data, one cell at the left that begins as notes do; and what stands below one.

    A sentence below an empty row is one too.
    """
    is_note, lone = np.zeros(len(rest), bool), []
    for at in np.flatnonzero(rest)[::-1]:
        here = header.at + 1 + int(at)
        own = [place for place, mask in is_filled.items() if mask[at] and (here, place) not in sheet.filled]
        if len(own) != 1 or own[0] > first:
            break
        lone.append(at)
        is_apart = at > 0 and not any(mask[at - 1] for mask in is_filled.values())
        if notices.is_note(columns[own[0]][at]) or (is_apart and _SENTENCE.match(columns[own[0]][at].strip())):
            is_note[lone] = True
    return is_note


def _ragged(sheet: Sheet, numbers: np.ndarray, lengths: np.ndarray, width: int) -> list[Fault]:
    hint = "Staat er een scheidingsteken te veel of te weinig?"
    said = {length: dutch.counted(length, "cel", "cellen") for length in set(lengths.tolist())}
    faults = [
        Fault(
            f"De rij heeft {said[length]}, de kop heeft er {width}.", hint, sheet.file, sheet.name, number, rule=RAGGED
        )
        for number, length in zip(numbers[:MOST_FAULTS].tolist(), lengths[:MOST_FAULTS].tolist(), strict=True)
    ]
    return faults + rest_of(faults, numbers[MOST_FAULTS:].tolist())


def _left_out(
    sheet: Sheet, numbers: np.ndarray, is_header: np.ndarray, is_note: np.ndarray, is_beside: np.ndarray
) -> list[Fault]:
    kinds = [
        (is_header, "Deze rij herhaalt de kop; zij telt niet mee.", "kopherhaling"),
        (is_note, "Deze rij is een voetnoot; zij telt niet mee.", "voetnoot"),
        (is_beside, "Deze rij heeft alleen cellen naast de tabel; zij telt niet mee.", "naast de tabel"),
    ]
    faults: list[Fault] = []
    for mask, message, rule in kinds:
        named = [
            Fault(message, "", sheet.file, sheet.name, number, rule=rule, level="warning")
            for number in numbers[mask][:MOST_FAULTS].tolist()
        ]
        faults += named + rest_of(named, numbers[mask][MOST_FAULTS:].tolist())
    return faults


def _around(sheet: Sheet, header: Header, columns: dict[int, Texts], notes: np.ndarray) -> Iterator[tuple[int, str]]:
    """The texts above the header and in the notes below the table, each with its row in Excel."""
    for number, row in zip(sheet.numbers[: header.at], sheet.rows[: header.at], strict=True):
        yield from ((number, text) for text in row if text)
    for at in notes:
        yield from ((sheet.numbers[header.at + 1 + at], texts[at]) for texts in columns.values() if texts[at])
