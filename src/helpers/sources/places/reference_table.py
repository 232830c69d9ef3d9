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
    """The wanted columns of a file as texts; `columns` are by the names that were asked, those absent left out."""

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


def read(file: Path, wanted: Mapping[str, tuple[str, ...]], needed: tuple[str, ...]) -> ReferenceTable:
    """Read a delimited file. `wanted` gives by name the headers a column may have, folded and without a year.

    Raises BadInput where the file is no such table: without a needed column, or with rows that do not fit.
    """
    import pyarrow as pa
    from pyarrow import csv

    with file.open("rb") as opened:
        first = opened.readline(_LONGEST_HEADER)
    is_utf8 = b"\xff\xfe" not in first[:2] and b"\0" not in first
    if not is_utf8:
        raise BadInput([_of_file(file, "Het bestand is geen gewone tekst in UTF-8.")])
    line = first.decode("utf-8-sig", errors="replace").strip()
    delimiter = max(";,\t", key=line.count)
    cells = [cell.strip().strip('"') for cell in line.split(delimiter)]
    places = {name: found for name, headers in wanted.items() if (found := _place(cells, headers)) is not None}
    if absent := [name for name in needed if name not in places]:
        raise BadInput([_of_file(file, f"De kolom {name} ontbreekt.") for name in absent])
    ragged: list[int] = []

    def note(row: csv.InvalidRow) -> str:
        ragged.append(row.number or 0)
        return "skip"

    names = [str(at) for at in range(len(cells))]
    try:
        table = csv.read_csv(
            file,
            csv.ReadOptions(use_threads=False, column_names=names, skip_rows=1, block_size=_BLOCK),
            csv.ParseOptions(delimiter=delimiter, invalid_row_handler=note),
            csv.ConvertOptions(
                include_columns=[names[at] for at in places.values()],
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        raise BadInput([_of_file(file, "Het bestand is geen tabel in UTF-8.")]) from None
    if ragged:
        raise BadInput(_at_rows(ragged, _of_file(file, f"De rij heeft geen {len(cells)} cellen zoals de kop.")))
    if not table.num_rows:
        raise BadInput([_of_file(file, "Onder de kop staan geen rijen.")])
    table = table.unify_dictionaries()
    columns = {name: table.column(names[at]).combine_chunks() for name, at in places.items()}
    return ReferenceTable(_named(file), columns, {name: cells[at] for name, at in places.items()})


_LONGEST_HEADER = 10_000  # bytes
_BLOCK = 16 << 20  # bytes


def _place(cells: list[str], headers: tuple[str, ...]) -> int | None:
    folded = [_YEAR.sub("", fold(cell)) for cell in cells]
    return next((folded.index(header) for header in headers if header in folded), None)


def _named(file: Path) -> str:
    return f"data/reference/{file.name}"


def _of_file(file: Path, message: str) -> Fault:
    return Fault(message, "Zet de tabel van het CBS er opnieuw neer.", _named(file), rule="tabel")


def _at_rows(rows: list[int], fault: Fault) -> list[Fault]:
    from dataclasses import replace

    named = [replace(fault, row=row) for row in rows[:_MOST_ROWS_NAMED]]
    rest = rows[_MOST_ROWS_NAMED:]
    if rest:
        message = f"Nog {dutch.number(len(rest))} zulke fouten, in rij {rest[0]} tot en met {rest[-1]}."
        named.append(replace(fault, message=message, hint="", row=rest[0]))
    return named
