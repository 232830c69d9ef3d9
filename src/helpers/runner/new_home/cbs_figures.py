"""The wijken of one municipality out of files of CBS: the borders of PDOK, and the inhabitants of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from helpers.floor.faults import AskedWrongly
from helpers.floor.regions import wijk_of

_FILES = "Neem de bestanden zoals PDOK en CBS ze geven: docs/nieuwe_gemeente.md zegt waar."
_CODES = ("wijkcode", "buurtcode", "wijkenenbuurten", "gwb_code")
_PEOPLE, _ELDERLY = ("aantal_inwoners", "aantalinwoners"), ("k_65jaarofouder", "65jaarofouder")
_HECTARES = ("oppervlakte_ha", "oppervlakte_totaal_in_ha")
_DEGREES = 180  # a coordinate above it is in metres
_METRES = 28992, 4326  # EPSG of RD and of WGS 84
_HECTARE = 10_000


@dataclass
class Found:
    """What files say of one wijk."""

    name: str = ""
    hectares: float = 0.0
    inhabitants: float = 0.0
    elderly: float | None = None
    year: int = 0
    middle: tuple[float, float] | None = None  # RD, metres


def of_borders(file: Path, municipality: str) -> tuple[dict[str, Found], str]:
    """Each wijk by its code, and the name of the municipality; from GeoJSON of wijken or of buurten.

    Raises AskedWrongly where the file is none, or holds no wijk of this municipality.
    """
    parts: dict[str, list[Any]] = {}
    found: dict[str, Found] = {}
    named = ""
    for row, geometry in _features(file):
        code = _code(row)
        if not code.startswith(f"WK{municipality[2:]}") or not geometry or row.get("water") == "JA":
            continue
        parts.setdefault(code, []).append(shapely.make_valid(shapely.force_2d(shape(geometry))))
        one = found.setdefault(code, Found())
        one.name = one.name or str(row.get("wijknaam") or "").strip()
        one.hectares += _number(row, _HECTARES) or 0
        one.inhabitants += _number(row, _PEOPLE) or 0
        one.year = one.year or _year(row)
        named = named or str(row.get("gemeentenaam") or "").strip()
    if not found:
        raise AskedWrongly(f"In {file.name} staat geen wijk van {municipality}.", _FILES)
    for code, several in parts.items():
        shaped = _in_metres(shapely.union_all(several))
        found[code].middle = (shaped.centroid.x, shaped.centroid.y)
        found[code].hectares = round(found[code].hectares or shaped.area / _HECTARE, 1)
        found[code].name = found[code].name or f"Wijk {code[6:]}"
    return found, named


def add_inhabitants(file: Path, found: Mapping[str, Found], year: int) -> None:
    """Fill in the inhabitants of each wijk, and those of 65 and older, from a table of CBS as JSON.

    A row of a wijk counts, else its buurten added up. Raises AskedWrongly where the file is none.
    """
    rows = [row for row, _ in _features(file)]
    for own in (True, False):  # the buurten first
        for code in found:
            several = [row for row in rows if _is_part(row, code, is_buurt=own)]
            people = [_number(row, _PEOPLE) for row in several]
            if several and None not in people:
                found[code].inhabitants, found[code].year = sum(one or 0 for one in people), year
                elderly = [_number(row, _ELDERLY) for row in several]
                found[code].elderly = None if None in elderly else sum(one or 0 for one in elderly)


def in_degrees(middles: np.ndarray) -> np.ndarray:
    """Points in RD as longitude and latitude, (n, 2)."""
    return _changed(middles, *_METRES)


def _in_metres(shaped: Any) -> Any:
    is_degrees = max(map(abs, shaped.bounds)) <= _DEGREES
    return shapely.transform(shaped, lambda points: _changed(points, *_METRES[::-1])) if is_degrees else shaped


def _changed(points: np.ndarray, source: int, target: int) -> np.ndarray:
    from pyproj import Transformer, network

    network.set_network_enabled(False)
    return np.column_stack(Transformer.from_crs(source, target, always_xy=True).transform(*np.asarray(points).T))


def _features(file: Path) -> Iterator[tuple[dict[str, Any], Any]]:
    """Each row by names in small letters, and its shape: of GeoJSON, or of OData in one or more pages."""
    try:
        pages = json.loads(file.read_text("utf-8-sig"))
        pages = pages if isinstance(pages, list) and pages and _rows(pages[0]) is not None else [pages]
        for page in pages:
            rows = _rows(page)
            for one in page if rows is None else rows:
                row = one.get("properties", one)
                yield {str(name).casefold(): value for name, value in row.items()}, one.get("geometry")
    except OSError:
        raise AskedWrongly(f"Het bestand {file} is niet te lezen.", "Controleer de naam.") from None
    except (ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError):
        raise AskedWrongly(f"{file.name} is geen JSON van PDOK of CBS.", _FILES) from None


def _rows(page: Any) -> Any:
    return page.get("features", page.get("value")) if isinstance(page, dict) else None


def _code(row: Mapping[str, Any]) -> str:
    return next((wijk_of(code) for name in _CODES if (code := str(row.get(name) or "").strip())), "")


def _is_part(row: Mapping[str, Any], wijk: str, is_buurt: bool) -> bool:
    codes = [str(row.get(name) or "").strip() for name in _CODES]
    return any(code.startswith("BU") == is_buurt and wijk_of(code) == wijk for code in codes if code)


def _number(row: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    """A count, under its name or its name with a number of CBS; None where it is not known (CBS writes -99995)."""
    for name, value in row.items():
        if any(name == one or name.startswith(f"{one}_") for one in names):
            try:
                return float(value) if float(value) >= 0 else None
            except (TypeError, ValueError):
                return None
    return None


def _year(row: Mapping[str, Any]) -> int:
    year = str(row.get("jaar") or row.get("jrstatcode") or "")[:4]
    return int(year) if year.isdecimal() else 0
