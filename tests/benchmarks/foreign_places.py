"""Where something happened, as foreign systems say it: codes of buurten, names, postcodes and points, all made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from foreign_cells import Cells, Given
from pyproj import Transformer

from helpers.floor.areas import Areas

_LEFT, _BOTTOM, _SIDE = 81_000, 450_000, 1_000  # metres in RD; one square a wijk, beside each other
_MARGIN = 50
# What was written here, wherever it turns up: the postcodes, and the points with all their digits.
CANARY = r"9[1-9]\d\d ?Q[A-E]\b|\b52[.,]0[34]\d{6}|\b4[.,][345]\d{7}|\b[89]\d{4}[.,]\d{3}\b|\b450\d{3}[.,]\d{3}\b"


def numbers(values: pd.Series, given: Given) -> list[str]:
    """The number of a wijk in its municipality, as a sheet without leading zeros has it."""
    return ["" if pd.isna(code) else str(int(code[-2:])) for code in values]


def buurten(values: pd.Series, given: Given) -> list[str]:
    return ["" if pd.isna(code) else f"BU{code[2:]}{given.chance.randrange(1, 9):02}" for code in values]


def names(*spell: str) -> Cells:
    """Names in the spellings that people use: "upper", "padded", "plain"."""

    def write(values: pd.Series, given: Given) -> list[str]:
        told = []
        for code in values:
            name, how = "" if pd.isna(code) else given.areas.name(code), given.chance.choice(spell)
            told.append(name.upper() if how == "upper" else f" {name} " if how == "padded" and name else name)
        return told

    return write


def postcodes(values: pd.Series, given: Given) -> list[str]:
    codes = given.areas.codes
    return ["" if pd.isna(code) else _postcode(codes.index(code), given.chance.randrange(5)) for code in values]


def _postcode(at: int, street: int) -> str:
    return f"{9100 + at} Q{'ABCDE'[street]}"


def write_postcodes(areas: Areas, file: Path) -> None:
    """The table in the form of CBS, with two houses a postcode."""
    lines = ["PC6;Huisnummer;Buurt2026;Wijk2026;Gemeente2026"]
    for at, code in enumerate(areas.codes):
        pc6 = [_postcode(at, street).replace(" ", "") for street in range(5)]
        lines += [f"{one};{house};{code[2:]}01;{code[2:]};{code[2:6]}" for one in pc6 for house in (1, 2)]
    file.write_text("\n".join(lines) + "\n", "utf-8")


def squares(areas: Areas) -> dict[str, Any]:
    """Borders as PDOK gives them: a square of a kilometre a wijk, in RD."""
    return {"type": "FeatureCollection", "features": [_square(at, code) for at, code in enumerate(areas.codes)]}


def _square(at: int, code: str) -> dict[str, Any]:
    left, right, top = _LEFT + at * _SIDE, _LEFT + (at + 1) * _SIDE, _BOTTOM + _SIDE
    ring = [[left, _BOTTOM], [right, _BOTTOM], [right, top], [left, top], [left, _BOTTOM]]
    return {"type": "Feature", "properties": {"wijkcode": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def points_rd(values: pd.Series, given: Given) -> list[tuple[str, str]]:
    return [(f"{x:.3f}", f"{y:.3f}") for x, y in _points(values, given)]


def points_wgs84(values: pd.Series, given: Given) -> list[tuple[str, str]]:
    into = Transformer.from_crs(28992, 4326, always_xy=True)
    x, y = zip(*_points(values, given), strict=True)
    return [(f"{lon:.8f}", f"{lat:.8f}") for lon, lat in zip(*into.transform(x, y), strict=True)]


def _points(values: pd.Series, given: Given) -> list[tuple[float, float]]:
    place = {code: at for at, code in enumerate(given.areas.codes)}
    within = given.chance.uniform
    return [
        (_LEFT + place[code] * _SIDE + within(_MARGIN, _SIDE - _MARGIN), _BOTTOM + within(_MARGIN, _SIDE - _MARGIN))
        for code in values
    ]
