"""Where the wijk lies: among the tiles of all wijken, or within their real borders."""

import pandas as pd

from helpers.displays.drawing import locator
from helpers.displays.drawing.columns import Column, cells, headings, in_file
from helpers.displays.drawing.figure import alt_text
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure


def wijk_place(result: Result) -> Figure:
    """A small map with this wijk filled; tiles have the short name of each wijk."""
    areas, own = result.areas, result.areas.name(result.wijk)
    municipality = result.settings.municipality.name
    number = dutch.counted(len(areas.codes), "wijk", "wijken")
    is_real = bool(areas.borders)
    form = "De grenzen zijn vereenvoudigd." if is_real else "Elk vak is een wijk, ongeveer waar zij ligt."
    frame = pd.DataFrame({"wijk": areas.codes, "name": list(areas.names.values())})
    columns = [Column("wijk", "Code"), Column("name", "Wijk")]
    one_of = f"een van de {number}" if len(areas.codes) > 1 else "de enige wijk"
    return Figure(
        "wijk_place",
        f"{own} is {one_of} van {municipality}",
        f"{form} Het noorden is boven; {own} heeft een eigen kleur.",
        alt_text(
            [f"Kaart van de {number} van {municipality}, met het noorden boven.", f"{own} heeft een eigen kleur.", form]
        ),
        "Bron: CBS en Kadaster, wijkgrenzen." if is_real else "Bron: de wijken van het CBS, op een vaste plek gezet.",
        locator.shapes(areas.borders, result.wijk) if is_real else locator.tiles(areas.table, result.wijk),
        headings(columns),
        cells(frame, columns),
        in_file(frame, columns),
        is_whole=True,  # else it opens without the own wijk in sight; the title has its name
    )
