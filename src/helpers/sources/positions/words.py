"""The few different texts of a column of a log, each read once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import compute

from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.cells.cell_parser import Unreadable

_MOST_NAMED = 20  # refused texts


class Words:
    """What each text of a column stands for, as a number from 0; a text that is refused has a number below 0.

    `numbers_of` gives the number of each text, "" for an empty cell; or why it is refused.
    """

    def __init__(self, header: str, numbers_of: Callable[[list[str]], list[int | Unreadable]]) -> None:
        self._header = header
        self._numbers_of = numbers_of
        self._known: dict[str, int] = {}
        self._refused: list[Unreadable] = []
        self._rows: dict[int, tuple[str, int, int]] = {}  # by refused number: file and row of the first, and how many

    def numbers(self, column: Any, rows: np.ndarray, file: str) -> np.ndarray:
        """The number of every cell; `rows` are the rows of Excel in this file."""
        coded = column if pa.types.is_dictionary(column.type) else column.cast(pa.string()).dictionary_encode()
        different = [text or "" for text in [*coded.dictionary.cast(pa.string()).to_pylist(), ""]]
        self._learn([text for text in dict.fromkeys(different) if text not in self._known])
        each = np.array([self._known[text] for text in different], dtype=np.int32)
        found = each[compute.fill_null(coded.indices, len(different) - 1).to_numpy(zero_copy_only=False)]
        if (each < 0).any():
            for number, first, count in zip(*np.unique(found, return_index=True, return_counts=True), strict=True):
                if number < 0:
                    name, row, before = self._rows.get(int(number), (file, int(rows[first]), 0))
                    self._rows[int(number)] = name, row, before + int(count)
        return found

    def forget_rows(self) -> None:
        """Count the refused texts anew: the log is read a second time."""
        self._rows.clear()

    def faults(self) -> list[Fault]:
        """Every refused text that stood in a row, with the first of its rows."""
        found = []
        for number, (file, row, count) in list(self._rows.items())[:_MOST_NAMED]:
            refused = self._refused[-1 - number]
            more = f" Dat is zo in {dutch.number(count)} rijen." if count > 1 else ""
            place = {"file": file, "row": row, "column": self._header}
            found.append(Fault(f"{refused.message}{more}", refused.hint, rule="log", **place))  # type: ignore[arg-type]
        return found

    def _learn(self, texts: list[str]) -> None:
        for text, number in zip(texts, self._numbers_of(texts), strict=True):
            if isinstance(number, Unreadable):
                self._refused.append(number)
            self._known[text] = number if isinstance(number, int) else -len(self._refused)
