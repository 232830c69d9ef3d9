"""The columns of a large file that are asked for, a part at a time: CSV or Parquet, as texts or as they are."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from helpers.door.cells import Header, Sheet, find_header
from helpers.door.parquet import MARK
from helpers.door.text import delimited
from helpers.floor.faults import BadInput, Fault, nearest
from helpers.floor.printable import printable

_HEAD_BYTES = 65_536
_BLOCK_BYTES = 2_000_000
_ROWS_AT_ONCE = 131_072
_NOTHING = ["", "NULL", "null", "NaN", "nan"]
_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
Part = dict[str, Any]  # by header an array of Arrow


@dataclass
class LargeFile:
    """A file that is read in parts. `first_row` is the row of Excel in which the first data stand."""

    path: Path
    headers: Sequence[str]
    codes: Sequence[str] = ()  # headers whose texts are few
    first_row: int = 2
    broken_rows: int = field(default=0, init=False)  # with more or fewer cells than there are headers

    @property
    def name(self) -> str:
        return printable(self.path.name)

    def parts(self) -> Iterator[Part]:
        """Every part of the file, in its order. Raises BadInput when it cannot be read or lacks a header."""
        self.broken_rows = 0
        try:
            with self.path.open("rb") as file:
                mark = file.read(4)
            if mark in (_WORKBOOK, _OLD_WORKBOOK):
                raise self._refused("Een log wordt niet uit Excel gelezen.", "Lever het als CSV of Parquet.")
            yield from self._of_parquet() if mark == MARK else self._of_text()
        except (pa.ArrowException, OSError, ValueError, csv.Error):  # their messages may hold a cell
            hint = "Maak het log opnieuw, als CSV in UTF-8 of als Parquet."
            raise self._refused("Het log is niet te lezen.", hint) from None

    def _of_parquet(self) -> Iterator[Part]:
        names = parquet.read_schema(self.path).names
        places = self._places(names)
        few = [names[places[header]] for header in self.codes]
        with parquet.ParquetFile(self.path, read_dictionary=few, pre_buffer=False, buffer_size=1 << 20) as opened:
            for batch in opened.iter_batches(_ROWS_AT_ONCE, columns=[names[place] for place in places.values()]):
                yield {header: batch.column(names[place]) for header, place in places.items()}

    def _of_text(self) -> Iterator[Part]:
        head, encoding = self._head()
        sign = delimited.delimiter(head)
        rows = list(csv.reader(io.StringIO(head), delimiter=sign)) or [[]]
        header = find_header(Sheet(self.name, "", rows, [*range(len(rows))]), self.headers) or Header(0, rows[0], 0)
        places = self._places(header.cells)
        self.first_row = header.at + 2
        kinds = {str(place): self._kind(header) for header, place in places.items()}
        numbered = [str(place) for place in range(len(header.cells))]
        with self._stream() as stream:
            yield from (
                dict(zip(places, batch.columns, strict=True))
                for batch in arrow_csv.open_csv(
                    stream,
                    arrow_csv.ReadOptions(
                        block_size=_BLOCK_BYTES, encoding=encoding, skip_rows=header.at + 1, column_names=numbered
                    ),
                    arrow_csv.ParseOptions(
                        delimiter=sign, newlines_in_values='"' in head, invalid_row_handler=self._count_broken
                    ),
                    arrow_csv.ConvertOptions(
                        include_columns=list(kinds), column_types=kinds, strings_can_be_null=True, null_values=_NOTHING
                    ),
                )
            )

    def _kind(self, header: str) -> Any:
        return pa.dictionary(pa.int32(), pa.string()) if header in self.codes else pa.string()

    def _stream(self) -> Any:
        return pa.input_stream(os.fspath(self.path), compression="detect")

    def _head(self) -> tuple[str, str]:
        """The first rows, and the encoding of the file."""
        with self._stream() as stream:
            head = stream.read(_HEAD_BYTES)
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                return head[len(mark) :].decode(encoding, "ignore"), encoding
        try:
            return io.TextIOWrapper(io.BytesIO(head[: head.rfind(b"\n") + 1]), "utf-8").read(), "utf-8"
        except UnicodeDecodeError:
            return head.decode("cp1252", "replace"), "cp1252"

    def _places(self, names: Sequence[str]) -> dict[str, int]:
        """Where each header stands. Raises BadInput with every one that is absent or double."""
        places, faults = {}, []
        for wanted in self.headers:
            found = Header(0, list(names), 0).places(wanted)
            if len(found) == 1:
                places[wanted] = found[0]
                continue
            said = "staat er meer dan één keer" if found else "ontbreekt"
            hint = "Laat er één staan." if found else nearest(wanted, map(printable, names))
            faults.append(Fault(f"De kolom “{wanted}” {said}.", hint, self.name, column=wanted, rule="kolommen"))
        if faults:
            raise BadInput(faults)
        return places

    def _count_broken(self, _: object) -> str:
        self.broken_rows += 1
        return "skip"

    def _refused(self, message: str, hint: str) -> BadInput:
        return BadInput([Fault(message, hint, self.name, rule="log")])
