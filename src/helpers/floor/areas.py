"""The areas of the municipality: codes, names, inhabitants and where a tile stands on the map."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from helpers.floor import paths

POPULATION = "population.csv"


@dataclass(frozen=True)
class Areas:
    """The wijken of one municipality in one year; a code means nothing without its year.

    `table` has one row a wijk: wijk, name, short_name, tile_row, tile_column, hectares, inhabitants,
    inhabitants_year, and where known lon and lat of its middle. In code order. `population` has a row a wijk
    and one of the municipality: wijk, year and columns aged_<age>_plus; no rows where the file is not there.
    """

    table: pd.DataFrame
    population: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["wijk", "year"]))

    @classmethod
    def load(cls, folder: Path = paths.REFERENCE) -> Areas:
        """Read wijken.csv and, where it is, population.csv; the sources stand in data/reference/SOURCES.md."""
        wijken = _read(folder / "wijken.csv").sort_values("wijk", ignore_index=True)
        people = folder / POPULATION
        return cls(wijken, _read(people)) if people.is_file() else cls(wijken)

    @property
    def codes(self) -> list[str]:
        return self.table.wijk.tolist()

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


def _read(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, dtype={"wijk": "str"}, encoding="utf-8")
