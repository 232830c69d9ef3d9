"""Sheets and faults as bytes over a pipe: marshal of plain lists, in pieces, so that no copy of a table is kept."""

import marshal
import struct
from dataclasses import asdict
from typing import IO, Any

from helpers.door.cells import Sheet
from helpers.floor.faults import Fault

_SIZE = struct.Struct(">Q")
_ROWS_AT_ONCE = 20_000


def send(pipe: IO[bytes], message: Any) -> None:
    """Write one message of plain values."""
    content = marshal.dumps(message)
    pipe.write(_SIZE.pack(len(content)))
    pipe.write(content)


def receive(pipe: IO[bytes]) -> Any:
    """Read one message. Raises EOFError when the other side is gone."""
    return marshal.loads(_exactly(pipe, _SIZE.unpack(_exactly(pipe, _SIZE.size))[0]))


def send_sheets(pipe: IO[bytes], sheets: list[Sheet]) -> None:
    """Write sheets one after another; their rows are given up on the way."""
    send(pipe, len(sheets))
    for sheet in sheets:
        count = len(sheet.rows)
        notes = [asdict(note) for note in sheet.notes]
        places = sorted(sheet.filled), sorted(sheet.formulas)
        send(pipe, (sheet.file, sheet.name, sheet.is_hidden, *places, notes, sheet.counts_from_1904, count))
        for start in range(0, count, _ROWS_AT_ONCE):
            send(pipe, sheet.rows[start : start + _ROWS_AT_ONCE])


def receive_sheets(pipe: IO[bytes]) -> list[Sheet]:
    """Read what send_sheets wrote; rows are numbered from 1."""
    found = []
    for _ in range(receive(pipe)):
        file, name, is_hidden, filled, formulas, notes, counts_from_1904, count = receive(pipe)
        rows: list[list[str]] = []
        while len(rows) < count:
            rows += receive(pipe)
        numbers = list(range(1, count + 1))
        told = tuple(Fault(**note) for note in notes)
        filled, formulas = frozenset(filled), frozenset(formulas)
        found.append(Sheet(file, name, rows, numbers, is_hidden, filled, told, formulas, counts_from_1904))
    return found


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    if len(content) < size:
        raise EOFError
    return content
