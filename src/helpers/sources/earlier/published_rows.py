"""The rows of a published table, cell by cell: only what could have been published gets through."""

import csv
import io
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from helpers.floor import dutch, verdicts
from helpers.floor.params.indicator_id import indicator_id

_MOST_ROWS = 1_000
_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,39}", re.ASCII)
Cells = Mapping[str, Callable[[str], Any]]


def parsed(content: bytes, cells: Cells, quarter: str) -> list[dict[str, Any]]:
    """The rows of a CSV that a report published about `quarter`; columns that are not asked for are passed over.

    Raises ValueError on anything that a report does not write: another quarter, a double, a loose text.
    """
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
        rows = [_row(row, cells) for row in reader]
    except csv.Error as error:
        raise ValueError(str(error)) from None
    if set(cells) - LATER - set(reader.fieldnames or ()) or len(rows) > _MOST_ROWS:
        raise ValueError("not the columns or the length of a published table")
    has_doubles = len({row["indicator_id"] for row in rows}) != len(rows)
    if has_doubles or any(row["quarter"] != quarter for row in rows):
        raise ValueError("an indicator twice, or of another quarter")
    return rows


def _row(row: Mapping[str, Any], cells: Cells) -> dict[str, Any]:
    if None in row or any(value is None for value in row.values()):
        raise ValueError("a row of another length")
    found = {name: parse(row.get(name, "")) for name, parse in cells.items()}
    if not found.get("low", 0) <= found.get("middle", 0) <= found.get("high", 0):
        raise ValueError("an interval that runs backwards")
    return found


def _amount(text: str) -> float:
    """A finite number."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return number


def _amount_or_nothing(text: str) -> float:
    return _amount(text) if text else math.nan


def _chance_or_nothing(text: str) -> float:
    number = _amount_or_nothing(text)
    if text and not 0 <= number <= 1:
        raise ValueError("not a chance")
    return number


def _identifier(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError("not an identifier")
    return text


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _one_of(*words: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in words:
            raise ValueError("not one of the words")
        return text

    return parse


def _yes_no(text: str) -> bool:
    return _one_of("true", "false")(text) == "true"


def _level(text: str) -> float:
    """The level of an interval; before it was told, every interval was one of 90%."""
    level = _amount(text or "0.9")
    if not 0 < level < 1:
        raise ValueError("not a level")
    return level


LATER = {"basis", "level"}  # columns that tables of before this version do not have
_UNIT = _one_of(*dutch.UNITS)
VALUE_CELLS: Cells = {
    "indicator_id": indicator_id,
    "quarter": _identifier,
    "value": _amount_or_nothing,
    "numerator": _amount_or_nothing,
    "denominator": _amount_or_nothing,
    "unit": _UNIT,
    "target": _amount_or_nothing,
    "status": _one_of(*verdicts.VERDICTS),
}
FORECAST_CELLS: Cells = {
    "indicator_id": indicator_id,
    "quarter": _identifier,
    "made_on": _day,
    "model": _identifier,
    "basis": _one_of(*verdicts.BASES),
    "target": _amount_or_nothing,
    "chance": _chance_or_nothing,
    "low": _amount,
    "middle": _amount,
    "high": _amount,
    "level": _level,
    "unit": _UNIT,
    "is_hindsight": _yes_no,
}
