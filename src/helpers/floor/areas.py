"""The areas of the municipality: codes, names, inhabitants and where a tile stands on the map."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pandas as pd

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, nearest

WIJKEN, POPULATION = "wijken.csv", "population.csv"
BORDERS = "simple_borders.json"  # in what is frozen of a delivery, made of the borders in data/reference
BUURTEN = "names_of_buurten.json"  # the same, of buurten.csv: their names by code
FIRST = "first"  # a wijk that needs no code
FEWEST_COLUMNS = 5  # that the map makes room for: of one wijk or two a tile is no larger than of many
_MADE = {"borders": BORDERS, "buurten": BUURTEN}
Ring = Sequence[Sequence[float]]  # points
_LETTERS_ACROSS = 98  # over the map of tiles, in its smallest letter


def letters_on_a_tile(columns: int) -> int:
    """How many letters of a name fit on a tile of a map of so many columns.

    >>> letters_on_a_tile(6), letters_on_a_tile(12)
    (16, 8)
    """
    return _LETTERS_ACROSS // max(columns, FEWEST_COLUMNS)


@dataclass(frozen=True)
class Areas:
    """The wijken of one municipality in one year; a code means nothing without its year.

    `table` has one row a wijk: wijk, name, short_name, tile_row, tile_column, hectares, inhabitants,
    inhabitants_year, and where known lon and lat of its middle. In code order. `population` has a row a wijk
    and one of the municipality: wijk, year and columns aged_<age>_plus; no rows where the file is not there.
    `borders` has the rings of each wijk, simplified, x east and y north; it is empty where there are no borders.
    `buurten` has the name of each buurt by its code, where data/reference has them.
    """

    table: pd.DataFrame
    population: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["wijk", "year"]))
    borders: Mapping[str, Sequence[Ring]] = field(default_factory=dict)
    buurten: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path = paths.REFERENCE) -> Areas:
        """The files of a folder as `of` takes them; `sources` reads them as they are typed, and checks them."""
        named = [folder / WIJKEN, folder / POPULATION, folder / BORDERS, folder / BUURTEN]
        return cls.of({file.name: file.read_bytes() for file in named if file.is_file() or file.name == WIJKEN})

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Areas:
        """From wijken.csv and, where they are, population.csv (plain CSV, UTF-8, commas), borders and buurten."""
        found = cls(_read(files[WIJKEN]).sort_values("wijk", ignore_index=True))
        if POPULATION in files:
            found = replace(found, population=_read(files[POPULATION]))
        made = {name: json.loads(files[file]) for name, file in _MADE.items() if file in files}
        return replace(found, **made)

    @property
    def codes(self) -> list[str]:
        return self.table.wijk.tolist()

    def chosen(self, wijk: str) -> str:
        """The code of a wijk that was asked for, of `FIRST` the first. Raises AskedWrongly where it is none of these.

        >>> Areas(pd.DataFrame({"wijk": ["WK990001", "WK990002"]})).chosen("first")
        'WK990001'
        """
        if wijk == FIRST:
            return self.codes[0]
        if wijk not in self.codes:
            others = f"Er zijn: {', '.join(self.codes)}."
            raise AskedWrongly(f"Er is geen wijk “{wijk}”.", nearest(wijk, self.codes) or others)
        return wijk

    def name(self, code: str) -> str:
        """The name of a wijk; the code itself when it is not one of these wijken."""
        return self.names.get(code, code)

    def short_name(self, code: str) -> str:
        """A name that fits a tile or an axis."""
        return str(dict(zip(self.table.wijk, self.table.short_name, strict=True)).get(code, code))

    @property
    def names(self) -> dict[str, str]:
        """The name of every wijk by its code, in code order."""
        return dict(zip(self.table.wijk, self.table.name, strict=True))


def _read(content: bytes) -> pd.DataFrame:
    return pd.read_csv(BytesIO(content), dtype={"wijk": "str"}, encoding="utf-8")
