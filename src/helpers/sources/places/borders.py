"""The borders of the wijken, as PDOK gives them: in which wijk a point lies, of one point or of millions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
import shapely
from shapely.geometry import shape

from helpers.floor import home, regions
from helpers.floor.faults import BadInput, Fault
from helpers.sources.places.grid import Grid
from helpers.sources.reference.reading import areas_in

System = Literal["rd", "wgs84"]
FILE = "wijkgrenzen.geojson"


class _Extent(NamedTuple):
    """Where the Netherlands lie in a system, and what counts as on a border."""

    left: float
    bottom: float
    right: float
    top: float
    crs: int  # EPSG
    shortest: float  # a straight line of this length is straight in the other system too, within a millimetre
    tolerance: float  # a tenth of a millimetre: a computed point on a slanting line is off by its last digits

    def holds(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        return (x > self.left) & (x < self.right) & (y > self.bottom) & (y < self.top)


EXTENTS: dict[System, _Extent] = {
    "rd": _Extent(-7_000, 289_000, 300_000, 629_000, 28992, 50, 1e-4),
    "wgs84": _Extent(3, 50.5, 7.5, 54, 4326, 0.0005, 1e-9),
}
_NAMES: dict[System, str] = {"rd": "RD", "wgs84": "WGS84"}
_CODE_COLUMNS = ("wijkcode", "buurtcode", "statcode", "wk_code", "bu_code", "code")
_WIJK = re.compile(f"{regions.WIJK}|{regions.BUURT}", re.ASCII)


class Borders:
    """The shapes of the wijken of one municipality, in the order of their codes."""

    def __init__(self, shapes: dict[str, Any], system: System) -> None:
        self.wijken = tuple(sorted(shapes))
        self._shapes = [shapes[wijk] for wijk in self.wijken]
        self._system = system
        self._grids: dict[System, Grid] = {}

    @classmethod
    def load(cls, reference: Path) -> Borders:
        """The borders in data/reference: GeoJSON of wijken or of buurten, in RD or WGS84 (PDOK).

        Codes may be padded; what lies in another municipality is left out by its code (wijken.csv). Raises
        BadInput when there is no such file, more than one, or one that does not hold every wijk.
        """
        file = _file_in(reference)
        parts: dict[str, list[Any]] = {}
        known = set(areas_in(reference).codes)
        for wijk, geometry in _shapes_in(file):
            if wijk in known:
                parts.setdefault(wijk, []).append(shapely.make_valid(geometry))
        if lacking := sorted(known - set(parts)):
            named = ", ".join(lacking[:5]) + (" …" if len(lacking) > 5 else "")
            raise _refused(f"De grens ontbreekt van {named}.", "Haal de grenzen van alle wijken op.", file.name)
        shapes = {wijk: shapely.union_all(several) for wijk, several in parts.items()}
        return cls(shapes, _system_of(shapes.values(), file.name))

    def locate(self, x: np.ndarray, y: np.ndarray, system: System) -> tuple[np.ndarray, np.ndarray]:
        """In which wijk each point lies: its place in `wijken`, -1 outside; and whether on a shared border.

        `x` is east or the longitude. A point on a border goes to the first of its wijken. A missing coordinate
        lies outside. Raises BadInput when x and y are swapped, or belong to the other system.

        >>> squares = {"WK990001": shapely.box(4.0, 52.0, 4.1, 52.1), "WK990002": shapely.box(4.1, 52.0, 4.2, 52.1)}
        >>> wijk, is_on_border = Borders(squares, "wgs84").locate([4.15, 4.1, 4.3], [52.05, 52.05, 52.05], "wgs84")
        >>> wijk.tolist(), is_on_border.tolist()
        ([1, 0, -1], [False, True, False])
        """
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        _refuse_elsewhere(x, y, system)
        if system not in self._grids:
            self._grids[system] = Grid(self._in(system), EXTENTS[system].tolerance)
        return self._grids[system].locate(x, y)

    def in_metres(self) -> list[Any]:
        """The shapes in the order of `wijken`, in metres."""
        return self._in("rd")

    def _in(self, system: System) -> list[Any]:
        if system == self._system:
            return self._shapes
        from pyproj import Transformer, network

        network.set_network_enabled(False)
        own, other = EXTENTS[self._system], EXTENTS[system]
        into = Transformer.from_crs(own.crs, other.crs, always_xy=True)
        short = shapely.segmentize(self._shapes, own.shortest)
        return list(shapely.transform(short, lambda points: np.column_stack(into.transform(*points.T))))


def _file_in(reference: Path) -> Path:
    """The one file with borders; of wijken rather than of buurten."""
    for kind in ("wijk", "buurt"):
        found = [file for file in sorted(reference.glob("*.geojson")) if file.name.casefold().startswith(kind)]
        if len(found) > 1:
            named = " en ".join(file.name for file in found)
            raise _refused(f"Er is meer dan één bestand met grenzen: {named}.", "Laat er één staan.", found[1].name)
        if found:
            return found[0]
    message = f"De grenzen van de wijken ontbreken: het bestand {FILE} in de map data/reference."
    raise _refused(message, f"Haal het op met: {home.command('fetch wijkgrenzen')}.", FILE)


def _shapes_in(file: Path) -> Iterator[tuple[str, Any]]:
    """The wijk and the shape of every feature that has both."""
    try:
        pages = json.loads(file.read_text("utf-8-sig"))
        for page in pages if isinstance(pages, list) else [pages]:
            for feature in page["features"]:
                wijk, geometry = _wijk_of(feature["properties"]), feature["geometry"]
                if wijk and geometry:
                    yield wijk, shapely.force_2d(shape(geometry))
    except (ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError):
        hint = f"Haal het opnieuw op met: {home.command('fetch wijkgrenzen')}."
        raise _refused("Dit is geen leesbare GeoJSON met grenzen.", hint, file.name) from None


def _wijk_of(properties: dict[str, Any]) -> str:
    """The code of the wijk, also from that of a buurt: WK and the first six digits; "" where there is none."""
    by_name = {name.casefold(): str(value).strip() for name, value in properties.items()}
    codes = (by_name.get(column, "") for column in _CODE_COLUMNS)
    return next((f"WK{code[2:8]}" for code in codes if _WIJK.fullmatch(code)), "")


def _system_of(shapes: Iterable[Any], file: str) -> System:
    """The numbers tell it: those of the two systems share no range."""
    left, bottom, right, top = shapely.total_bounds(list(shapes))
    corners = np.array([left, right]), np.array([bottom, top])
    for system, extent in EXTENTS.items():
        if extent.holds(*corners).all():
            return system
        if extent.holds(*corners[::-1]).all():
            raise _refused("In de grenzen zijn x en y verwisseld.", "Haal ze op met eerst x, dan y.", file)
    raise _refused("De grenzen staan niet in RD of WGS84.", "Haal ze op als EPSG:28992 of EPSG:4326.", file)


def _refuse_elsewhere(x: np.ndarray, y: np.ndarray, system: System) -> None:
    """Raise BadInput when no point lies in the Netherlands, and some would if read in another way."""
    extent, other = EXTENTS[system], EXTENTS["wgs84" if system == "rd" else "rd"]
    if extent.holds(x, y).any():
        return
    if extent.holds(y, x).any():
        message = "De punten liggen ver buiten Nederland; met x en y verwisseld liggen ze erin."
        raise _refused(message, "Noem in params/exports.yml eerst de lengte of x, dan de breedte of y.")
    if other.holds(x, y).any():
        names = [_NAMES[one] for one, is_in in EXTENTS.items() if is_in is other]
        message = f"De punten zijn geen {_NAMES[system]}: het zijn punten in {names[0]}."
        raise _refused(message, f"Schrijf in params/exports.yml bij area: point_{names[0].lower()}.")


def _refused(message: str, hint: str, file: str = "") -> BadInput:
    return BadInput([Fault(message, hint, file, rule="grenzen van wijken")])
