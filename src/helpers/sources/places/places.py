"""The wijk of each cell that says where something happened, in the form that params/exports.yml names."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from helpers.floor.areas import Areas
from helpers.sources.places import names, postcodes
from helpers.sources.places.codes import Codes
from helpers.sources.places.place import Place, placed

Form = Literal["code", "buurtcode", "name", "postcode", "point_rd", "point_wgs84"]


def located(form: Form, cells: Sequence[tuple[str, ...]], reference: Path) -> list[Place]:
    """The place of each cell, or pair of cells, as it stands in the file. Give each different text once.

    `reference` is the folder with wijken.csv and, for the forms that need one, the table of postcodes or the borders.
    Raises BadInput where such a file is absent or broken.

    >>> from helpers.floor import paths
    >>> [place.state for place in located("code", [("1",), ("WK999901",), ("-",)], paths.REFERENCE)]
    ['found', 'outside', 'missing']
    """
    return placed(cells, _ONE_CELL[form](reference))


_ONE_CELL: dict[str, Callable[[Path], Callable[[str], Place]]] = {
    "code": lambda reference: Codes.of(Areas.load(reference).codes).wijk,
    "buurtcode": lambda reference: Codes.of(Areas.load(reference).codes).buurt,
    "name": lambda reference: names.Names.load(reference).place,
    "postcode": lambda reference: postcodes.Postcodes.load(reference).place,
}
