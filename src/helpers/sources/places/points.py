"""The wijk of a point: two cells with a number each, or one cell with both."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from helpers.sources.cells.cell_parser import MISSING_SIGNS, cleaned
from helpers.sources.places.borders import EXTENTS, Borders, System
from helpers.sources.places.place import MISSING, Place, outside, unreadable

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
_WITH_THOUSANDS = re.compile(r"(\d{1,3})([.,])(\d{3})(?!\2)[.,](\d+)", re.ASCII)  # 85.123,4
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+|(?:\.\d{3}){2,}|(?:,\d{3}){2,})", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}", re.ASCII)  # of metres: 85.123 is 85123, in kilometres too
_PAIR = re.compile(r"[\[(]?\s*([-+\d][-+\d.,eE]*?)(?:\s*;\s*|,?\s+|,)([-+\d][-+\d.,eE]*)\s*[\])]?", re.ASCII)
_COMMAS = re.compile(r"([-+]?\d+,\d+),([-+]?\d+,\d+)", re.ASCII)  # four commas: 52,08,4,39
_WKT = re.compile(r"(?:SRID=\d+;)?\s*POINT\s*Z?\s*\(\s*(\S+)\s+([^\s)]+)(?:\s+[^\s)]+)?\s*\)", re.ASCII | re.IGNORECASE)
_LONGEST = 500  # signs

Numbers = tuple[float, float, bool]  # x, y, and whether the order of the two is known

_NO_POINT = unreadable("Hier staat geen punt.", "Schrijf twee getallen, of POINT (x y).")
_HALF = unreadable("Van dit punt ontbreekt een van de twee getallen.", "Vul beide in, of laat beide leeg.")
_OUTSIDE = outside("Dit punt ligt buiten de gemeente.")
_ON_BORDER = "Dit punt ligt op de grens van twee wijken; het telt bij de eerste."
_ABROAD = unreadable("Dit punt ligt niet in Nederland.", "Staan hier de goede kolommen?")
_SWAPPED = unreadable(
    "De twee getallen van dit punt staan verwisseld.", "Noem eerst de lengte (x), dan de breedte (y)."
)
_OTHER: dict[System, Place] = {
    "rd": unreadable("Dit punt staat in graden (WGS84), niet in RD.", "Schrijf bij area: point_wgs84."),
    "wgs84": unreadable("Dit punt staat in meters (RD), niet in graden.", "Schrijf bij area: point_rd."),
}


def places(cells: Sequence[tuple[str, ...]], system: System, reference: Path) -> list[Place]:
    """The wijk of each point; one on the border of two wijken counts for the first and is "border".

    A point in the other system, or with its numbers swapped, is "unreadable" and says so: the ranges of the
    Netherlands tell them apart. Two zeros are what a device writes that has no place. Raises BadInput where the
    borders are absent.
    """
    borders = Borders.load(reference)
    read = [_point(cell, system) for cell in cells]
    points = np.array([one for one in read if not isinstance(one, Place)], dtype=float).reshape(-1, 3)
    x, y, is_ordered = points.T
    judged = iter(_judged(x, y, is_ordered, system, borders))
    return [one if isinstance(one, Place) else next(judged) for one in read]


def _judged(x: np.ndarray, y: np.ndarray, is_ordered: np.ndarray, system: System, borders: Borders) -> list[Place]:
    """The place of each point: what it lies in, or the first of the reasons why it cannot be told."""
    own, other = EXTENTS[system], EXTENTS["wgs84" if system == "rd" else "rd"]
    is_turned = (is_ordered == 0) & own.holds(y, x) & ~own.holds(x, y)
    x, y = np.where(is_turned, y, x), np.where(is_turned, x, y)
    is_own = own.holds(x, y)
    found = np.full(len(x), -1)
    on_border = np.zeros(len(x), dtype=bool)
    if is_own.any():
        found[is_own], on_border[is_own] = borders.locate(x[is_own], y[is_own], system)
    inside = [Place(wijk) for wijk in borders.wijken]
    shared = [Place(wijk, "border", _ON_BORDER) for wijk in borders.wijken]
    kinds = [_OTHER[system], _SWAPPED, MISSING, _ABROAD, _OUTSIDE, *inside, *shared]
    reasons = [other.holds(x, y) | other.holds(y, x), own.holds(y, x), (x == 0) & (y == 0)]
    why = np.select(reasons, [0, 1, 2], 3)
    at = np.where(is_own, 5 + found + on_border * len(inside), why)  # -1 is outside, which stands before the wijken
    return [kinds[one] for one in at.tolist()]


def _point(cell: tuple[str, ...], system: System) -> Numbers | Place:
    """The two numbers of a point, or why it has none."""
    texts = [cleaned(text[:_LONGEST]) for text in cell]
    missing = sum(text.casefold() in MISSING_SIGNS for text in texts)
    if missing:
        return MISSING if missing == len(texts) else _HALF
    pair, is_ordered = (texts, True) if len(texts) == 2 else _parted(texts[0])
    numbers = [number for text in pair if (number := _number(text, system)) is not None]
    return (numbers[0], numbers[1], is_ordered) if len(numbers) == 2 else _NO_POINT


def _parted(text: str) -> tuple[Sequence[str], bool]:
    """The texts of the two numbers in one cell, and whether the form says which is which; none where it is no point."""
    if text.startswith("{"):
        try:
            x, y, *_ = json.loads(text)["coordinates"]
        except (ValueError, TypeError, KeyError):
            return (), True
        return (str(x), str(y)), True
    if match := _WKT.fullmatch(text):
        return match.groups(), True
    match = _COMMAS.fullmatch(text) or _PAIR.fullmatch(text)
    return (match.groups() if match else ()), False


def _number(text: str, system: System) -> float | None:
    """The number in a text with a decimal point or comma.

    >>> _number("4,39", "wgs84"), _number("85.123,5", "rd"), _number("85.123", "rd"), _number("x", "rd")
    (4.39, 85123.5, 85123.0, None)
    """
    if match := _WITH_THOUSANDS.fullmatch(text):
        return float(f"{match[1]}{match[3]}.{match[4]}")
    if system == "rd" and _THOUSANDS.fullmatch(text):
        return float(re.sub("[.,]", "", text))
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
