"""The areas of the municipality: codes, names, inhabitants and where a tile stands on the map."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.floor import paths


@dataclass(frozen=True)
class Areas:
    """The wijken of one municipality in one year; a code means nothing without its year.

    `table` has one row a wijk: wijk, name, short_name, tile_row, tile_column, hectares, inhabitants,
    inhabitants_year. In code order.
    """

    table: pd.DataFrame

    @classmethod
    def load(cls, folder: Path = paths.REFERENCE) -> Areas:
        """Read data/reference/wijken.csv; the sources stand in data/reference/SOURCES.md."""
        frame = pd.read_csv(folder / "wijken.csv", dtype={"wijk": "str"}, encoding="utf-8")
        return cls(frame.sort_values("wijk", ignore_index=True))

    @property
    def codes(self) -> list[str]:
        return self.table.wijk.tolist()

    def name(self, code: str) -> str:
        """The name of a wijk; the code itself when it is not one of these wijken."""
        return self._names().get(code, code)

    def short_name(self, code: str) -> str:
        """A name that fits a tile or an axis."""
        return dict(zip(self.table.wijk, self.table.short_name, strict=True)).get(code, code)

    def _names(self) -> dict[str, str]:
        return dict(zip(self.table.wijk, self.table.name, strict=True))
