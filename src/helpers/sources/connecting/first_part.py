"""Enough of a file to know it by: a log of millions of rows is not read whole to see its headers."""

from __future__ import annotations

import io
from pathlib import Path

from helpers.door import files, opening
from helpers.door.cells import Sheet
from helpers.door.parquet import MARK

_WHOLE_BYTES = 20_000_000
_SOME_BYTES = 2_000_000
_SOME_ROWS = 20_000


def sheets(file: Path) -> tuple[list[Sheet], bool]:
    """The sheets of a file, and whether they are all of it. Raises BadInput where it cannot be read."""
    if not file.is_file() or file.stat().st_size <= _WHOLE_BYTES:
        return opening.sheets(files.read_bytes(file), file.name), True
    with file.open("rb") as opened:
        head = opened.read(_SOME_BYTES)
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")):
        return opening.sheets(files.read_bytes(file), file.name), True
    content = _of_parquet(file) if head.startswith(MARK) else head[: head.rfind(b"\n") + 1]
    return opening.sheets(content, file.name), False


def _of_parquet(file: Path) -> bytes:
    """The first rows as a Parquet file of their own."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        batch = next(parquet.ParquetFile(file).iter_batches(_SOME_ROWS))
    except (pa.ArrowException, OSError, ValueError, StopIteration):
        return files.read_bytes(file)  # the door says what is wrong with it
    buffer = io.BytesIO()
    parquet.write_table(pa.Table.from_batches([batch]), buffer)
    return buffer.getvalue()
