"""The tables of data/reference of a new home: its wijken with their tiles, and its inhabitants by age."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from helpers.floor import dutch
from helpers.floor.areas import POPULATION, WIJKEN, letters_on_a_tile
from helpers.floor.faults import AskedWrongly
from helpers.runner.new_home import cbs_figures, short_names, tiles
from helpers.runner.new_home.cbs_figures import Found
from helpers.samples.make import MADE_UP

BORDERS = "wijkgrenzen.geojson"
_MADE_UP = {"Centrum": 9000, "Noord": 6500, "Oost": 7500, "Zuid": 5500, "West": 8000}
_MADE_UP_YEAR, _MADE_UP_ELDERLY, _TO_A_HECTARE = 2024, 0.2, 40
_CBS = "CBS Kerncijfers wijken en buurten"
_WIJK_COLUMNS = (
    "wijk", "name", "short_name", "tile_row", "tile_column", "hectares",
    "inhabitants", "inhabitants_year", "inhabitants_source", "lon", "lat",
)  # fmt: skip
_LONGEST = 12  # letters of a short name: it stands on axes too
_MOST_NAMED = 5


def made_up(municipality: str) -> dict[str, bytes]:
    """Five wijken that are not there, and say so."""
    found = {
        f"WK{municipality[2:]}{at:02}": Found(
            f"{name} ({MADE_UP})", people / _TO_A_HECTARE, people, round(people * _MADE_UP_ELDERLY), _MADE_UP_YEAR
        )
        for at, (name, people) in enumerate(_MADE_UP.items(), 1)
    }
    return _files(municipality, found, MADE_UP)


def of_cbs(municipality: str, borders: Path, inhabitants: Path | None, year: int) -> tuple[dict[str, bytes], str]:
    """The tables and the borders out of files of PDOK and CBS, and the name of the municipality in them.

    Raises AskedWrongly where a file does not fit, or where the inhabitants of a wijk or their year are not in it.
    """
    found, name = cbs_figures.of_borders(borders, municipality)
    for one in found.values():
        one.year = year or one.year
    if inhabitants:
        cbs_figures.add_inhabitants(inhabitants, found, year)
    if lacking := [code for code, one in found.items() if not one.inhabitants]:
        named = dutch.listing(lacking[:_MOST_NAMED]) + (" …" if len(lacking) > _MOST_NAMED else "")
        hint = "Geef met --inhabitants de inwoners van CBS: docs/nieuwe_gemeente.md zegt waar die staan."
        raise AskedWrongly(f"Het aantal inwoners is niet bekend van {named}.", hint)
    if not all(one.year for one in found.values()):
        raise AskedWrongly("Van welk jaar de inwoners zijn, staat niet in het bestand.", "Noem het met --year.")
    return {**_files(municipality, found, _CBS), BORDERS: borders.read_bytes()}, name


def _files(municipality: str, found: Mapping[str, Found], source: str) -> dict[str, bytes]:
    codes = sorted(found)
    middles = [found[code].middle for code in codes]
    known = np.array([one for one in middles if one is not None])
    is_known = len(known) == len(codes)
    places = tiles.on_a_grid(known) if is_known else tiles.in_reading_order(len(codes))
    degrees = cbs_figures.in_degrees(known).round(4).tolist() if is_known else [("", "")] * len(codes)
    most = min(letters_on_a_tile(tiles.width(places)), _LONGEST)
    names = short_names.fitting([found[code].name for code in codes], most)
    rows = [
        (code, one.name, name, *place, one.hectares, round(one.inhabitants), one.year, source, *middle)
        for code, name, place, middle in zip(codes, names, places, degrees, strict=True)
        for one in [found[code]]
    ]
    return {WIJKEN: _csv(_WIJK_COLUMNS, rows), POPULATION: _population(municipality, found, source)}


def _population(municipality: str, found: Mapping[str, Found], source: str) -> bytes:
    rows = [
        (code, one.year, round(one.inhabitants), _whole(one.elderly), source) for code, one in sorted(found.items())
    ]
    elderly = [one.elderly for one in found.values()]
    in_all = None if None in elderly else sum(one or 0 for one in elderly)
    people = round(sum(one.inhabitants for one in found.values()))
    rows.append((municipality, max(one.year for one in found.values()), people, _whole(in_all), source))
    return _csv(("wijk", "year", "inhabitants", "aged_65_plus", "source"), rows)


def _whole(count: float | None) -> object:
    return "" if count is None else round(count)


def _csv(header: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([header, *rows])
    return text.getvalue().encode("utf-8")
