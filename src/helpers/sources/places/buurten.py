"""The buurten of the municipality, from a table of CBS that may stand in data/reference."""

import re
from pathlib import Path

from helpers.floor.faults import BadInput
from helpers.floor.regions import municipality_of, wijk_of
from helpers.sources.places.reference_table import Layout

FILE = "buurten.csv"
_HEADERS = {"buurtcode": ("buurtcode", "gwbcode8", "buurt"), "buurtnaam": ("buurtnaam", "gwblabel")}
_CODE = re.compile(r"(?:BU)?\d{3,4}[0-9A-Z]{4}", re.ASCII)


def wijken_by_name(reference: Path) -> list[tuple[str, str]]:
    """The name of each buurt and the code of its wijk; none where the table is not there.

    Raises BadInput on a table that is broken, with the rows.
    """
    return [(name, wijk_of(code)) for code, name in _named(reference)]


def names_by_code(reference: Path, municipality: str) -> dict[str, str]:
    """The name of each buurt of a municipality, such as GM0394, by its code; none where the table cannot be used.

    What is wrong with it hears whoever derives a wijk from names (`wijken_by_name`).
    """
    try:
        return {code: name for code, name in _named(reference) if municipality_of([wijk_of(code)]) == municipality}
    except BadInput:
        return {}


def _named(reference: Path) -> list[tuple[str, str]]:
    """The code and the name of each buurt that has a name."""
    file = reference / FILE
    if not file.is_file():
        return []
    table = Layout.of(file, _HEADERS, ("buurtcode", "buurtnaam")).read("buurtcode", "buurtnaam")
    faults = table.faults_of("buurtcode", _CODE, "Hier staat geen code van een buurt.", "Schrijf BU en acht cijfers.")
    if faults:
        raise BadInput(faults)
    codes, names = (table.columns[name].to_pylist() for name in ("buurtcode", "buurtnaam"))
    return [(_whole(code.strip()), name.strip()) for code, name in zip(codes, names, strict=True) if name.strip()]


def _whole(buurt: str) -> str:
    return f"BU{buurt.removeprefix('BU').zfill(8)}"
