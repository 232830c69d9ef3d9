"""wijken.csv and population.csv, read as strictly as an export and kept as they were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from helpers.door import files, opening
from helpers.door.cells import HEADER_WITHIN_ROWS, find_header
from helpers.floor import dutch
from helpers.floor.areas import POPULATION, WIJKEN, Areas
from helpers.floor.faults import BadInput, Fault
from helpers.floor.regions import municipality_of
from helpers.sources.contract import Contract
from helpers.sources.reference import population, wijken
from helpers.sources.sheets.reading import Reading, read_sheet

FOLDER = "data/reference"
_AGAIN = "Vul het bestand opnieuw, of zet een oudere versie terug."
_HINTS = {  # by the rule of a fault whose own hint is for who exports, or for a code that was typed wrongly
    "bestand": _AGAIN,
    "leeg": _AGAIN,
    "persoonsgegevens": "Haal de kolom weg, of geef haar een kop uit het gegevenswoordenboek.",
}
_ANOTHER_WIJK = "Zet de wijk in wijken.csv, of haal haar hier weg."
_MOST_NAMED = 10


@dataclass(frozen=True)
class Reference:
    """What the two files hold, as the bytes of plain CSV by name, and every fault; no files where one has an error."""

    files: Mapping[str, bytes]
    faults: tuple[Fault, ...]

    @property
    def areas(self) -> Areas:
        """The areas. Raises BadInput with every error."""
        if self.has_error:
            raise BadInput(self.faults)
        return Areas.of(self.files)

    @property
    def has_error(self) -> bool:
        return any(fault.level == "error" for fault in self.faults)


def areas_in(folder: Path, municipality: str = "") -> Areas:
    """The areas of a folder, also in code order. Raises BadInput with every error of both files."""
    return read(folder, municipality).areas


def read(folder: Path, municipality: str = "") -> Reference:
    """Both files of a folder, population.csv where it is; with a code, such as GM0394, held to that municipality."""
    named = tuple(folder / name for name in (WIJKEN, POPULATION))
    return _read(named, municipality, tuple(_stamp(file) for file in named))


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        about = file.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


@lru_cache(maxsize=8)  # places ask for it once a column; `stamps` tell when a file is another
def _read(named: tuple[Path, Path], municipality: str, stamps: tuple[tuple[int, int] | None, ...]) -> Reference:
    of_wijken, faults = _reading(named[0], lambda _: wijken.contract(), [])
    known = of_wijken.rows.wijk.dropna().tolist() if of_wijken else []
    if of_wijken:
        faults += [*_of_the_map(of_wijken), *_of_the_municipality(of_wijken, known, municipality)]
    people = None
    if stamps[1]:
        own = municipality or _most(municipality_of([wijk]) for wijk in known)
        known = [wijk for wijk in known if municipality_of([wijk]) == own] or known
        people, of_people = _reading(named[1], lambda cells: population.contract(cells, bool(known)), [*known, own])
        faults += [*of_people, *_not_counted(people, known)]
    if any(fault.level == "error" for fault in faults):
        return Reference({}, tuple(faults))
    return Reference({Path(one.where["file"]).name: _as_csv(one) for one in (of_wijken, people) if one}, tuple(faults))


def _reading(
    path: Path, contract_of: Callable[[list[str]], Contract], codes: list[str]
) -> tuple[Reading | None, list[Fault]]:
    """One file by its contract, which may follow from its headers; None where it has no table."""
    file = f"{FOLDER}/{path.name}"
    try:
        (sheet, *_) = opening.sheets(files.read_bytes(path), file)
    except BadInput as error:
        return None, [_told(fault, file) for fault in error.faults]
    every = [cell for row in sheet.rows[:HEADER_WITHIN_ROWS] for cell in row]
    contract = contract_of(every)
    header = find_header(sheet, contract.headers)
    if header is None:
        message = "De rij met koppen is niet gevonden."
        hint = f"Deze koppen horen erin: {', '.join(contract.headers)}."
        return None, [Fault(message, hint, file, rule="kolommen")]
    reading = read_sheet(contract, sheet, header, codes)
    return (reading if reading.table is not None else None), [_told(fault, file) for fault in reading.faults]


def _told(fault: Fault, file: str) -> Fault:
    """A fault as it is said of a file that nobody exports."""
    is_another = fault.rule == "wijkcode" and file.endswith(POPULATION)
    return replace(fault, file=file, hint=_ANOTHER_WIJK if is_another else _HINTS.get(fault.rule, fault.hint))


def _of_the_map(reading: Reading) -> list[Fault]:
    return [Fault(*said, reading.where["file"], rule="kaart") for said in wijken.of_the_map(reading.rows)]


def _of_the_municipality(reading: Reading, known: list[str], municipality: str) -> list[Fault]:
    """Wijken of another municipality than params names; of more than one where no code is given."""
    file, own = reading.where["file"], municipality or _most(municipality_of([wijk]) for wijk in known)
    is_another = wijken.of_another(reading.rows, own)
    if not known or not is_another.all():
        hint = "Haal de rij weg, of herstel de code van de wijk."
        fault = Fault(f"{{wijk}} is geen wijk van {own}.", hint, column="wijk", rule="gemeente")
        return reading.breaches(is_another, fault)
    others = dutch.listing(sorted({municipality_of([wijk]) for wijk in known})[:_MOST_NAMED])
    message = f"Geen enkele wijk hoort bij {own}, de code in params/municipality.yml. Zij horen bij {others}."
    return [Fault(message, "Herstel die code, of zet hier de wijken van deze gemeente.", file, rule="gemeente")]


def _most(codes: Iterable[str]) -> str:
    return max(Counter(codes).items(), key=lambda counted: counted[1], default=("", 0))[0]


def _not_counted(people: Reading | None, known: list[str]) -> list[Fault]:
    """An error that names the wijken without a row: shares of all wijken would be too large."""
    absent = sorted(set(known) - set(people.rows.wijk)) if people else []
    if not people or not absent:
        return []
    more = [f"{len(absent) - _MOST_NAMED} andere"] if len(absent) > _MOST_NAMED else []
    message = f"Deze wijken ontbreken: {dutch.listing([*absent[:_MOST_NAMED], *more])}."
    return [Fault(message, "Zet elke wijk van wijken.csv erin.", people.where["file"], column="wijk", rule="wijken")]


def _as_csv(reading: Reading) -> bytes:
    """The table as plain CSV, with the columns that the file has: what is kept is what was checked."""
    return reading.rows[list(reading.places)].to_csv(index=False, lineterminator="\n").encode()
