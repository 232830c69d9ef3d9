"""Cells of tables, and plain values for the figures behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor.shapes.pieces import Cell, Data


def plain(value: Any) -> Any:
    """A value for JSON and CSV: None where missing, a whole number without its ".0", a date as ISO text.

    >>> plain(4.0), plain(float("nan")), plain(64.5), plain(pd.Timestamp("2026-09-30"))
    (4, None, 64.5, '2026-09-30')
    """
    if value is None or pd.isna(value):
        return None
    if isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return int(value) if float(value).is_integer() else float(value)


def data(columns: list[str], rows: Iterable[Iterable[Any]]) -> Data:
    """Figures behind a piece, as plain values."""
    return Data(columns, [[plain(value) for value in row] for row in rows])


def row(head: str, *rest: str, numbers: bool = True) -> list[Cell]:
    """A row: its header, then cells that hold numbers, or text.

    >>> [cell.style for cell in row("Noord", "12", "8 uur")]
    ['', 'number', 'number']
    """
    return [Cell(head), *(Cell(text, "number" if numbers else "") for text in rest)]


def is_mostly_hidden(rows: list[list[Cell]], mark: str) -> bool:
    """Whether more than half of the cells beside the headers hold the mark of a hidden figure.

    >>> is_mostly_hidden([row("Noord", "12"), row("Zuid", "x")], "x"), is_mostly_hidden([row("Zuid", "x")], "x")
    (False, True)
    """
    cells = [cell for one in rows for cell in one[1:]]
    return 2 * sum(cell.text == mark for cell in cells) > len(cells)
