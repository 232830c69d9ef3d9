"""The wijk of a postcode, from the table of CBS that gives the wijk of every address."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor.faults import BadInput, Fault
from helpers.sources.places.place import Place, outside, unknown, unreadable
from helpers.sources.places.reference_table import Layout
from helpers.sources.reference.reading import areas_in

if TYPE_CHECKING:
    import pandas as pd

    from helpers.sources.places.reference_table import ReferenceTable

FILE = "postcodes.csv"
_HEADERS = {"PC6": ("pc6", "postcode"), "Huisnummer": ("huisnummer",), "Wijk": ("wijk", "wijkcode")}
_HEADERS |= {"Buurt": ("buurt", "buurtcode")}
_PC6 = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}", re.ASCII)
_POSTCODE = re.compile(r"([1-9]\d{3}) ?-?([A-Z]{2})?", re.ASCII)
_AREA = re.compile(r"(?:WK|BU)?\d{1,4}[0-9A-Z]{2,4}", re.ASCII)
_OLD = "De tabel kan ouder zijn dan de postcode; haal een nieuwe bij het CBS."
ABSENT = Fault(
    "De tabel van postcodes ontbreekt: data/reference/postcodes.csv.",
    "Haal bij het CBS “Buurt, wijk en gemeente voor postcode-huisnummer” en bewaar het bestand pc6hnr…_gwb.csv"
    " als data/reference/postcodes.csv.",
    f"data/reference/{FILE}",
    rule="tabel",
)


@dataclass(frozen=True)
class Postcodes:
    """What each postcode of the municipality, of six or four signs, says; `elsewhere` are those of others.

    `is_national`: the table has more than this municipality.
    """

    places: dict[str, Place]
    elsewhere: frozenset[str]
    is_national: bool

    @classmethod
    def load(cls, reference: Path) -> Postcodes:
        """Read the table. Raises BadInput where it is absent or broken, with the rows."""
        file = reference / FILE
        if not file.is_file():
            raise BadInput([ABSENT])
        stat = file.stat()
        return _loaded(file, tuple(areas_in(reference).codes), stat.st_mtime_ns, stat.st_size)

    def place(self, text: str) -> Place:
        """The wijk of a postcode; of four digits where all of it lies in one wijk."""
        match = _POSTCODE.fullmatch(text.upper())
        if not match:
            return unreadable("Hier staat geen postcode.", "Schrijf vier cijfers en twee letters.")
        digits, letters = match.groups()
        code = digits + (letters or "")
        if code in self.places:
            return self.places[code]
        is_near = digits in self.places
        if code in self.elsewhere or (not is_near and (digits in self.elsewhere or not self.is_national)):
            return outside(_ELSEWHERE)
        return unknown("Deze postcode staat niet in data/reference/postcodes.csv.", _OLD)


@lru_cache(maxsize=4)
def _loaded(file: Path, wijken: tuple[str, ...], changed: int, size: int) -> Postcodes:
    layout = Layout.of(file, _HEADERS, ("PC6",))
    area = next((name for name in ("Wijk", "Buurt") if name in layout.places), None)
    if area is None:
        raise BadInput([replace(ABSENT, message="De kolom Wijk of Buurt ontbreekt.")])
    table = layout.read("PC6", area)
    faults = table.faults_of("PC6", _PC6, "Hier staat geen postcode.", "Schrijf vier cijfers en twee letters.")
    faults += table.faults_of(area, _AREA, f"Hier staat geen code van een {area.lower()}.", "Neem de code van het CBS.")
    if faults:
        raise BadInput(faults)
    addresses = _addresses(table, area)
    is_own = addresses.wijk.str[:6].isin({wijk[:6] for wijk in wijken})
    near = addresses[addresses.postcode.isin(addresses.postcode[is_own])]
    others = set(addresses.postcode[~is_own]) - set(near.postcode)
    has_numbers = "Huisnummer" in layout.places
    places = {pc6: _most(rows, wijken, has_numbers) for pc6, rows in _by(near.postcode, near)}
    whole = addresses[addresses.postcode.str[:4].isin(near.postcode.str[:4])]
    places |= {pc4: _only(set(rows.wijk), wijken) for pc4, rows in _by(whole.postcode.str[:4], whole)}
    elsewhere = others | {pc6[:4] for pc6 in others}
    return Postcodes(places, frozenset(elsewhere), bool(others))


def _addresses(table: ReferenceTable, area: str) -> pd.DataFrame:
    """How many addresses of each postcode lie in each wijk: postcode, wijk, count."""
    import pandas as pd

    coded = {"postcode": table.columns["PC6"], "wijk": table.columns[area]}
    rows = pd.DataFrame({name: texts.indices.to_numpy() for name, texts in coded.items()})
    counts = rows.groupby(["postcode", "wijk"], sort=False).size().rename("count").reset_index()
    postcodes = [text.replace(" ", "").upper() for text in coded["postcode"].dictionary.to_pylist()]
    wijken = [_wijk(text.strip(), area) for text in coded["wijk"].dictionary.to_pylist()]
    counts["postcode"] = pd.Series(postcodes).to_numpy()[counts.postcode.to_numpy()]
    counts["wijk"] = pd.Series(wijken).to_numpy()[counts.wijk.to_numpy()]
    return counts.groupby(["postcode", "wijk"], sort=False)["count"].sum().reset_index()


def _wijk(code: str, area: str) -> str:
    """The code of CBS in full: without its letters it lost the zeros before it in a spreadsheet."""
    signs = 6 if area == "Wijk" else 8
    return f"WK{code.removeprefix('WK').removeprefix('BU').zfill(signs)[:6]}"


def _by(key: pd.Series, rows: pd.DataFrame) -> Iterable[tuple[str, pd.DataFrame]]:
    return ((str(value), some) for value, some in rows.groupby(key.to_numpy(), sort=False))


def _most(rows: pd.DataFrame, wijken: Collection[str], has_numbers: bool) -> Place:
    """Where most addresses of a postcode lie; unknown where that cannot be counted or two have as many."""
    if len(rows) == 1:
        return _only(set(rows.wijk), wijken)
    first, second = rows.nlargest(2, "count").index
    if not has_numbers or rows["count"][first] == rows["count"][second]:
        return _only(set(rows.wijk), wijken)
    most = _only({str(rows.wijk[first])}, wijken)
    if most.state != "found":
        return most
    return Place(most.wijk, "border", "Deze postcode ligt in meer wijken; zij telt waar de meeste adressen liggen.")


def _only(found: set[str], wijken: Collection[str]) -> Place:
    """The one wijk in which a postcode lies."""
    if len(found) > 1:
        return unknown("Deze postcode ligt in meer wijken.", "Geef de wijk zelf, of de code van de buurt.")
    wijk = next(iter(found))
    if wijk in wijken:
        return Place(wijk)
    if wijk[:6] not in {own[:6] for own in wijken}:
        return outside(_ELSEWHERE)
    return unknown(f"Deze postcode ligt in {wijk}, en die wijk staat niet in data/reference/wijken.csv.", _YEAR)


_ELSEWHERE = "Deze postcode ligt in een andere gemeente."
_YEAR = "Neem een tabel met de wijken van hetzelfde jaar."
