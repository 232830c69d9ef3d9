"""A table of CBS in data/reference: the columns that are wanted, by their headers without the year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.door.cells import fold
from helpers.floor import dutch
from helpers.floor.faults import BadInput, Fault

if TYPE_CHECKING:
    import pyarrow as pa

_YEAR = re.compile(r"(?:19|20)\d\d$")
_MOST_ROWS_NAMED = 100
_FIRST_ROW = 2  # below the header


@dataclass(frozen=True)
class ReferenceTable:
    """Columns of a file as texts, and their headers, by the names that were asked."""

    file: str
    columns: Mapping[str, pa.DictionaryArray]
    headers: Mapping[str, str]

    def faults_of(self, column: str, pattern: re.Pattern[str], message: str, hint: str) -> list[Fault]:
        """The fault at each row whose text does not fit the pattern, without the text itself."""
        import numpy as np

        texts = self.columns[column]
        wrong = [at for at, text in enumerate(texts.dictionary.to_pylist()) if not pattern.fullmatch(text.strip())]
        rows = np.flatnonzero(np.isin(texts.indices.to_numpy(), wrong)) + _FIRST_ROW if wrong else np.array([], int)
        return _at_rows(rows.tolist(), Fault(message, hint, self.file, column=self.headers[column], rule="tabel"))


@dataclass(frozen=True)
class Layout:
    """Where the wanted columns stand in a file: `places` by the names that were asked, those absent left out."""

    file: Path
    delimiter: str
    cells: list[str]
    places: Mapping[str, int]

    @classmethod
    def of(cls, file: Path, wanted: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> Layout:
        """`wanted` gives by name the headers a column may have, folded and without a year.

        Raises BadInput where the file is no such table or a needed column is absent.
        """
        with file.open("rb") as opened:
            first = opened.readline(_LONGEST_HEADER)
        if first.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in first:
            raise BadInput([_of_file(file, _NO_TEXT)])
        line = first.decode("utf-8-sig", errors="replace").strip()
        delimiter = max(";,\t", key=line.count)
        cells = [cell.strip().strip('"') for cell in line.split(delimiter)]
        places = {name: found for name, headers in wanted.items() if (found := _place(cells, headers)) is not None}
        if absent := [name for name in needed if name not in places]:
            raise BadInput([_of_file(file, f"De kolom {name} ontbreekt.") for name in absent])
        return cls(file, delimiter, cells, places)

    def read(self, *columns: str) -> ReferenceTable:
        """These columns, by the names that were asked. Raises BadInput, with the rows that do not fit."""
        import pyarrow as pa
        from pyarrow import csv

        ragged: list[int] = []

        def note(row: csv.InvalidRow) -> str:
            ragged.append(row.number or 0)
            return "skip"

        names = [str(at) for at in range(len(self.cells))]
        asked = {column: names[self.places[column]] for column in columns}
        try:
            table = csv.read_csv(
                self.file,
                csv.ReadOptions(use_threads=False, column_names=names, skip_rows=1, block_size=_BLOCK),
                csv.ParseOptions(delimiter=self.delimiter, invalid_row_handler=note),
                csv.ConvertOptions(
                    include_columns=list(asked.values()),
                    column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                    strings_can_be_null=False,
                ),
            ).unify_dictionaries()
        except pa.ArrowInvalid:
            raise BadInput([_of_file(self.file, _NO_TEXT)]) from None
        if ragged:
            message = f"De rij heeft geen {len(self.cells)} cellen zoals de kop."
            raise BadInput(_at_rows(ragged, _of_file(self.file, message)))
        if not table.num_rows:
            raise BadInput([_of_file(self.file, "Onder de kop staan geen rijen.")])
        read = {column: table.column(name).combine_chunks() for column, name in asked.items()}
        return ReferenceTable(_named(self.file), read, {column: self.cells[self.places[column]] for column in columns})


_NO_TEXT = "Het bestand is geen tabel in UTF-8."
_LONGEST_HEADER = 10_000  # bytes
_BLOCK = 16 << 20  # bytes


def _place(cells: list[str], headers: tuple[str, ...]) -> int | None:
    folded = [_YEAR.sub("", fold(cell)) for cell in cells]
    return next((folded.index(header) for header in headers if header in folded), None)


def _named(file: Path) -> str:
    return f"data/reference/{file.name}"


def _of_file(file: Path, message: str) -> Fault:
    return Fault(message, "Zet de tabel van het CBS opnieuw in data/reference.", _named(file), rule="tabel")


def _at_rows(rows: list[int], fault: Fault) -> list[Fault]:
    from dataclasses import replace

    named = [replace(fault, row=row) for row in rows[:_MOST_ROWS_NAMED]]
    rest = rows[_MOST_ROWS_NAMED:]
    if rest:
        where = f"rij {rest[0]}" + (f" tot en met {rest[-1]}" if len(rest) > 1 else "")
        count = dutch.counted(len(rest), "zo'n fout", "zulke fouten")
        message = f"Nog {count}, in {where}."
        named.append(replace(fault, message=message, hint="", row=rest[0]))
    return named
