"""The wijk of each cell that says where something happened, in the form that params/exports.yml names."""

from collections.abc import Callable, Sequence
from pathlib import Path

from helpers.floor.faults import BadInput, Fault
from helpers.floor.params.export_mapping import AreaForm
from helpers.sources.places import buurten, names, postcodes
from helpers.sources.places.codes import Codes
from helpers.sources.places.place import Place, placed
from helpers.sources.reference.reading import areas_in


def located(form: AreaForm, cells: Sequence[tuple[str, ...]], reference: Path) -> list[Place]:
    """The place of each cell, or pair of cells, as it stands in the file. Give each different text once.

    `reference` is the folder with wijken.csv and, for the forms that need one, the table of postcodes or the borders.
    Raises BadInput where such a file is absent or broken.

    >>> from helpers.floor import paths
    >>> [place.state for place in located("code", [("1",), ("WK999901",), ("-",)], paths.REFERENCE)]
    ['found', 'outside', 'missing']
    """
    if form == "point_rd" or form == "point_wgs84":
        from helpers.sources.places import points  # shapes take long to import, and only points need them

        return points.places(cells, "rd" if form == "point_rd" else "wgs84", reference)
    return placed(cells, _OF_ONE_CELL[form](reference))


def faults_of_reference(reference: Path) -> list[Fault]:
    """What is broken in the tables of postcodes and buurten and in the borders, of those that are there."""
    faults: list[Fault] = []
    for pattern, load in _OPTIONAL.items():
        if any(reference.glob(pattern)):
            try:
                load(reference)
            except BadInput as error:
                faults += error.faults
    return faults


def _borders(reference: Path) -> None:
    from helpers.sources.places.borders import Borders

    Borders.load(reference)


_OPTIONAL: dict[str, Callable[[Path], object]] = {
    postcodes.FILE: postcodes.Postcodes.load,
    buurten.FILE: buurten.wijken_by_name,
    "*.geojson": _borders,
}
_OF_ONE_CELL: dict[str, Callable[[Path], Callable[[str], Place]]] = {
    "code": lambda reference: Codes.of(areas_in(reference).codes).wijk,
    "buurtcode": lambda reference: Codes.of(areas_in(reference).codes).buurt,
    "name": lambda reference: names.Names.load(reference).place,
    "postcode": lambda reference: postcodes.Postcodes.load(reference).place,
}
