"""What wijken.csv promises: every wijk of the municipality once, with a tile of its own on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpers.door.cells import fold
from helpers.floor import dutch
from helpers.floor.areas import letters_on_a_tile
from helpers.floor.regions import municipality_of
from helpers.sources.cells import future, numbers, parsers
from helpers.sources.cells.cell_parser import Parser, Unreadable, quoted
from helpers.sources.contract import Column, Contract, Rule

if TYPE_CHECKING:
    import pandas as pd

_CODE = re.compile(r"(?:WK)?(\d{4}[0-9A-Z]{2})", re.ASCII)
_WIDEST = 20  # tiles beside each other: a figure of four signs still fits in one
_TALLEST = 3  # times as many rows as columns: the map fits on a page
_MOST_TO_A_HECTARE = 500  # inhabitants; the fullest wijk of the Netherlands has some 250
_WEST, _EAST, _SOUTH, _NORTH = 3, 8, 50, 54  # degrees, around the Netherlands


def code_of(text: str) -> str:
    """The code of a wijk as CBS writes it; small letters, spaces and a missing WK do not count. Raises Unreadable.

    >>> code_of("wk 0394aa"), code_of("039401")
    ('WK0394AA', 'WK039401')
    """
    if (match := _CODE.fullmatch(text.replace(" ", "").upper())) and text.isascii():
        return f"WK{match[1]}"
    raise Unreadable(f"{quoted(text)} is geen code van een wijk.", "Neem de code van het CBS: WK en zes tekens.")


def year(name: str, about: str) -> Column:
    """The column of a year in which inhabitants were counted: not in the future, and not long ago."""
    return Column(name, name, Parser("jaar", "Int64", _year), about)


def _year(text: str) -> int | None:
    value = numbers.whole(text)
    if value is not None and not future.OLDEST_YEAR <= value <= future.today().year:
        raise Unreadable(f"{quoted(text)} is geen jaar waarin al is geteld.", "Controleer het jaar.")
    return value


def _same(name: str) -> Rule:
    """The rule that no two wijken have the same name; case and signs do not count."""
    return Rule(
        f"{name}: once",
        "error",
        f"“{{{name}}}” staat bij meer dan één wijk.",
        lambda table: _shared(table, table[[name]].map(fold, na_action="ignore")),
        name,
        "Geef elke wijk een eigen naam.",
    )


def _shared(table: pd.DataFrame, values: pd.DataFrame) -> pd.Series:
    """Which rows have what another wijk has too; of a wijk that stands there twice that is said enough."""
    is_once = ~table.wijk.duplicated(keep=False)
    return values[is_once].dropna().duplicated(keep=False).reindex(table.index, fill_value=False)


def _is_too_long(table: pd.DataFrame) -> pd.Series:
    most = letters_on_a_tile(_span(table.tile_column))
    return table.short_name.str.len() > most


def _span(places: pd.Series) -> int:
    """How many rows or columns of tiles there are from the first to the last; at least 1."""
    known = places.dropna()
    return int(known.max() - known.min()) + 1 if len(known) else 1


def contract() -> Contract:
    """The contract of wijken.csv, on the day it is."""
    return Contract(
        dataset="wijken",
        title="Wijken van de gemeente",
        row="een wijk",
        columns=(
            Column("wijk", "wijk", Parser("wijkcode", "str", code_of), "De code van het CBS, zoals WK039401."),
            Column("name", "name", parsers.text, "De naam van de wijk.", holds="place"),
            Column("short_name", "short_name", parsers.text, "Een naam die op een tegel past.", holds="place"),
            Column("tile_row", "tile_row", parsers.whole, "De rij van de tegel, van noord naar zuid.", low=0),
            Column("tile_column", "tile_column", parsers.whole, "De kolom van de tegel, van west naar oost.", low=0),
            Column("hectares", "hectares", parsers.decimal, "De oppervlakte in hectare.", low=1, high=100_000),
            Column("inhabitants", "inhabitants", parsers.whole, "Het aantal inwoners.", low=0, high=500_000),
            year("inhabitants_year", "Het jaar van dat aantal."),
            Column(
                "inhabitants_source",
                "inhabitants_source",
                parsers.text,
                "Waar dat aantal vandaan komt.",
                is_optional=True,
                holds="thing",
            ),
            _degrees("lon", "De lengtegraad van het midden van de wijk.", _WEST, _EAST),
            _degrees("lat", "De breedtegraad van het midden van de wijk.", _SOUTH, _NORTH),
            Column(
                "also",
                "also",
                parsers.text,
                "Hoe de wijk ook heet; namen staan met een rechte streep ertussen.",
                is_required=False,
                is_optional=True,
                holds="place",
            ),
        ),
        key=("wijk",),
        rules=(
            _same("name"),
            _same("short_name"),
            Rule(
                "short_name: fits a tile",
                "error",
                "“{short_name}” past niet op een tegel van de kaart.",
                _is_too_long,
                "short_name",
                "Kort de naam in, of maak de kaart minder kolommen breed.",
            ),
            Rule(
                "tiles: apart",
                "error",
                "De tegel in rij {tile_row}, kolom {tile_column} is van meer dan één wijk.",
                lambda table: _shared(table, table[["tile_row", "tile_column"]]),
                "tile_row",
                "Geef elke wijk een eigen plek.",
            ),
            Rule(
                "middle: both",
                "error",
                "Van het midden is maar één van lon en lat ingevuld.",
                lambda table: table.lon.isna() != table.lat.isna(),
                "lon",
                "Vul beide in, of laat beide leeg.",
            ),
            Rule(
                "inhabitants to a hectare",
                "warning",
                "{inhabitants} inwoners op {hectares} hectare is erg veel.",
                lambda table: table.inhabitants > table.hectares * _MOST_TO_A_HECTARE,
                "hectares",
                "Staat de oppervlakte in hectare, en niet in vierkante kilometer?",
            ),
        ),
        counted="row",
    )


def _degrees(name: str, about: str, low: float, high: float) -> Column:
    return Column(name, name, parsers.decimal, about, is_required=False, is_optional=True, low=low, high=high)


def of_the_map(table: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """What is wrong with the map as a whole, each with what to do."""
    rows, columns = _span(table.tile_row), _span(table.tile_column)
    if columns > _WIDEST:
        yield f"De kaart is {columns} tegels breed; er passen er {_WIDEST}.", "Zet de tegels dichter bij elkaar."
    elif rows > _TALLEST * columns:
        said = f"De kaart is {rows} tegels hoog en {dutch.counted(columns, 'tegel', 'tegels')} breed"
        yield f"{said}; dat past niet op een pagina.", "Verdeel de wijken over meer kolommen."


def of_another(table: pd.DataFrame, municipality: str) -> pd.Series:
    """Which rows are of another municipality than this one."""
    return table.wijk.map(lambda wijk: municipality_of([wijk]) != municipality, na_action="ignore").fillna(False)
