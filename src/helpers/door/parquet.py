"""Parquet to cells: the names of the columns are the first row."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from helpers.door.cell_text import cell_text, number_text
from helpers.door.cells import Sheet, column_letter
from helpers.door.limits import LARGEST_UNPACKED_BYTES, refuse_if_vast
from helpers.floor.faults import BadInput, Fault
from helpers.floor.printable import printable

MARK = b"PAR1"
_HERE = ZoneInfo("Europe/Amsterdam")
_FEWER_DIGITS = {"float": 7, "halffloat": 4}  # as many as these short numbers hold


def read(content: bytes, file: str) -> list[Sheet]:
    """The one table of a Parquet file. Raises BadInput when it is broken, nested or too large."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # the others take a gigabyte beforehand
    import pyarrow as pa
    from pyarrow import parquet

    try:
        opened = parquet.ParquetFile(pa.BufferReader(content))
        about = opened.metadata
        refuse_if_vast(about.num_rows + 1, about.num_columns, file)
        _refuse_if_unpacks_large(about, file)
        _refuse_nested(opened.schema_arrow, file)
        table = opened.read(use_threads=False)
        columns = [_texts(name, one, file) for name, one in zip(table.column_names, table.columns, strict=True)]
    except (BadInput, MemoryError):
        raise
    except (pa.ArrowException, OSError, ValueError, OverflowError, UnicodeDecodeError):
        hint = "Maak de export opnieuw, of lever hem als CSV."
        raise BadInput([Fault("Dit is geen leesbaar Parquetbestand.", hint, file, rule="parquet")]) from None
    rows = [list(table.column_names), *map(list, zip(*columns, strict=True))]
    return [Sheet(file, "", rows, list(range(1, len(rows) + 1)))]


def _refuse_if_unpacks_large(about: Any, file: str) -> None:
    groups = (about.row_group(at) for at in range(about.num_row_groups))
    if sum(group.total_byte_size for group in groups) > LARGEST_UNPACKED_BYTES:
        message = f"Het bestand is uitgepakt te groot: meer dan {LARGEST_UNPACKED_BYTES // 1_000_000} MB."
        raise BadInput([Fault(message, "Lever de export in delen.", file, rule="parquet")])


def _refuse_nested(schema: Any, file: str) -> None:
    from pyarrow import types

    for place, field in enumerate(schema):
        if types.is_nested(field.type):
            raise _refused("bevat lijsten of tabellen in een cel", field.name, place, file)


def _texts(name: str, column: Any, file: str) -> list[str]:
    """Every cell of a column; each distinct value is written once."""
    from pyarrow import types

    if types.is_null(column.type):
        return [""] * len(column)
    plain = column if types.is_dictionary(column.type) else column.dictionary_encode()
    found: list[str] = []
    for chunk in plain.chunks:
        write = _writer(chunk.dictionary.type)
        if write is None:
            raise _refused("heeft een soort waarden die niet wordt gelezen", name, None, file)
        distinct = ["" if value is None else write(value) for value in _values(chunk.dictionary)]
        found += ["" if at is None else distinct[at] for at in chunk.indices.to_pylist()]
    return found


def _values(distinct: Any) -> list[Any]:
    import pyarrow as pa

    kind = distinct.type
    if pa.types.is_timestamp(kind):
        return distinct.cast(pa.timestamp("us", kind.tz), safe=False).to_pylist()
    if pa.types.is_time(kind) or pa.types.is_duration(kind):
        finest = pa.time64("us") if pa.types.is_time(kind) else pa.duration("us")
        return distinct.cast(finest, safe=False).to_pylist()
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return distinct.cast(pa.large_string()).to_pylist()  # how older programs write text
    return distinct.to_pylist()


def _writer(kind: Any) -> Callable[[Any], str] | None:
    from pyarrow import types

    if types.is_floating(kind):
        digits = _FEWER_DIGITS.get(str(kind), 15)
        return lambda value: "" if value != value else number_text(value, digits)
    if types.is_timestamp(kind):
        return _local
    known = (types.is_integer, types.is_decimal, types.is_boolean, types.is_date, types.is_time)
    texts = (types.is_string, types.is_large_string, types.is_binary, types.is_large_binary)
    if any(is_kind(kind) for is_kind in (*known, *texts, types.is_duration)):
        return cell_text
    return None


def _local(moment: datetime) -> str:
    """A moment as the clock here shows it; one without a time zone already is."""
    return cell_text(moment.astimezone(_HERE).replace(tzinfo=None) if moment.tzinfo else moment)


def _refused(what: str, column: str, place: int | None, file: str) -> BadInput:
    name = printable(column)
    letter = "" if place is None else column_letter(place)
    hint = "Lever de export als CSV, met in elke cel één waarde."
    return BadInput([Fault(f"De kolom “{name}” {what}.", hint, file, column=name, letter=letter, rule="parquet")])
