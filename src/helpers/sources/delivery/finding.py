"""Which file of a folder is which export: known by its headers, its name is a hint."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

from helpers.door import files
from helpers.door.cells import Header, Sheet, find_header, fold
from helpers.door.persons import addresses, personal
from helpers.floor import dutch, paths
from helpers.floor.faults import AskedWrongly, BadInput, Fault
from helpers.floor.printable import printable
from helpers.sources.catalogue import contracts
from helpers.sources.contract import Contract
from helpers.sources.mapping import exports_file

MADE_UP_FILE = "VOORBEELDDATA.md"
_MADE_UP_WORD = "voorbeelddata"
READ = frozenset(
    {".csv", ".tsv", ".txt", ".gz", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet", ".json", ".geojson"}
)
_IGNORED = frozenset({".md", ".receipt"})  # the second is what fetch writes beside a file
PASSED_OVER = "overgeslagen"  # the rule of what was not read: `check` tells it, a report does not change by it
_LEAST_SHARE = 0.5


@dataclass(frozen=True)
class Found:
    """A sheet that holds an export, and the row where its headers stand."""

    contract: Contract
    sheet: Sheet
    header: Header

    @property
    def is_made_up(self) -> bool:
        """Whether a title row above the headers says so."""
        above = (cell for row in self.sheet.rows[: self.header.at] for cell in row)
        return any(_MADE_UP_WORD in cell.casefold() for cell in above)


def folder_of(delivery: str) -> Path:
    """The folder of "sample", "raw", or a path: from the home, else as given."""
    named = {"sample": paths.SAMPLE, "raw": paths.RAW}
    if delivery in named:
        return named[delivery]
    within = paths.HOME / delivery
    return within if within.is_dir() else Path(delivery)


Content = bytes | files.OnDisk


def gather(folder: Path) -> tuple[dict[str, Content], list[Fault]]:
    """The bytes of every file that may be an export, by its name as it can be shown, and what was passed over.

    A log is not held; its files count as one. Raises AskedWrongly when the folder is not there.
    """
    if not folder.is_dir():
        raise AskedWrongly(f"De map {folder} is er niet.", "Controleer de naam van de map.")
    contents: dict[str, Content] = {}
    faults: list[Fault] = []
    log: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.suffix.lower() in _IGNORED:
            continue
        if unfit := _unfit(path):
            faults.append(unfit)
        elif log_in(path.name):
            log.append(path)
        else:
            faults += _held(printable(path.name), partial(files.read_bytes, path, folder), contents)
    return contents, faults + (_held(_together(log), partial(files.on_disk, log, folder), contents) if log else [])


def _held(name: str, read: Callable[[], Content], contents: dict[str, Content]) -> list[Fault]:
    """Put a file among the others, or say why not."""
    try:
        contents[name] = read()
    except BadInput as error:
        return error.faults
    return []


def _unfit(path: Path) -> Fault | None:
    """Why a file is not opened."""
    if path.suffix.lower() not in READ:
        hint = "Lever CSV, Excel, Parquet of JSON." if not path.is_dir() else "Zet de bestanden zelf in de map."
        return Fault("Dit wordt niet gelezen.", hint, printable(path.name), rule=PASSED_OVER, level="warning")
    if addresses.is_in_file_name(path.stem):
        message = "De naam van dit bestand lijkt een adres of een postcode te bevatten."
        hint = "Geef het bestand een andere naam."
        return Fault(message, hint, f"{personal.MASK}{path.suffix}", rule="persoonsgegevens")
    return None


def log_in(file: str) -> Contract | None:
    """The export whose log is called so by params/exports.yml, as that log speaks it; None where it is no log."""
    own = hinted(file)
    return own if own and own.mapping and own.mapping.log else None


def of_log(log: files.OnDisk, file: str) -> Found:
    """The hours in a log, under the headers of our own contract. Raises BadInput with what stops it."""
    from helpers.sources.positions import hours  # only here: it imports Arrow and shapely

    contract = contracts()[exports_file.LOGGED]
    mapping = exports_file.own_contracts()[contract.dataset].mapping
    assert mapping  # it is what made this a log
    sheet = hours.sheet(log, file, contract, mapping, paths.REFERENCE)
    return Found(replace(contract, mapping=mapping), sheet, Header(0, sheet.rows[0], len(sheet.rows[0])))


def _together(log: list[Path]) -> str:
    """The one name of the files of a log."""
    first, *rest = (printable(path.name) for path in log)
    return f"{first} en {dutch.counted(len(rest), 'ander bestand', 'andere bestanden')}" if rest else first


def hinted(file: str) -> Contract | None:
    """The dataset whose own file is called so, else whose name the file carries; the longest when there are more."""
    for own in exports_file.own_contracts().values():
        if own.mapping and fnmatchcase(file.casefold(), own.mapping.file.casefold()):
            return own
    stem = fold(Path(file).stem)
    named = [contract for name, contract in contracts().items() if fold(name) in stem]
    return max(named, key=lambda contract: len(contract.dataset), default=None)


def recognise(sheets: list[Sheet], file: str) -> list[Found]:
    """The exports in a file: every sheet with all headers of one, else the sheet with most of them."""
    best = [found for sheet in sheets if (found := _best(sheet, hinted(file)))]
    complete = [found for found in best if share(found) == 1]
    return complete or sorted(best, key=share, reverse=True)[:1]


def as_dataset(contract: Contract, sheets: list[Sheet]) -> Found | None:
    """The sheet that holds this export, however little of it; None when no header of it stands anywhere."""
    headers = [(sheet, find_header(sheet, contract.headers)) for sheet in sheets]
    found = [Found(contract, sheet, header) for sheet, header in headers if header]
    return max(found, key=share, default=None)


def _best(sheet: Sheet, hint: Contract | None) -> Found | None:
    own = (one for one in exports_file.own_contracts().values() if not (one.mapping and one.mapping.log))
    known = [*contracts().values(), *own]
    candidates = [found for contract in known if (found := as_dataset(contract, [sheet]))]
    likely = [found for found in candidates if share(found) >= _LEAST_SHARE and _is_clear(found, hint)]
    return max(likely, key=lambda found: (share(found), found.contract is hint, found.header.found), default=None)


def _is_clear(found: Found, hint: Contract | None) -> bool:
    """One header alone says little, unless the municipality said that this file has it."""
    return found.header.found > 1 or (found.contract.mapping is not None and found.contract is hint)


def share(found: Found) -> float:
    """How many of the headers that the export needs stand in the sheet, from 0 to 1."""
    needed = {fold(column.header) for column in found.contract.columns if not column.is_optional}
    return len(needed & {fold(cell) for cell in found.header.cells}) / len(needed)
