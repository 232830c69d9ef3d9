"""A delivery: every export of a folder, read, checked against each other, and frozen once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.door import files, opening
from helpers.door.cells import fold
from helpers.door.files import sha256
from helpers.floor import dutch, paths
from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly, BadInput, Fault
from helpers.floor.params.settings import load as load_settings
from helpers.floor.shapes.delivery import Export
from helpers.sources.catalogue import contract_of, contracts
from helpers.sources.contract import Contract
from helpers.sources.delivery import finding, period
from helpers.sources.delivery.finding import Found
from helpers.sources.rules import crosschecks, params_beside_tables, series, wijk_names
from helpers.sources.sheets import persons
from helpers.sources.sheets.reading import Reading, read_sheet


@dataclass(frozen=True)
class Contents:
    """What a folder holds: the tables that were read, what is missing and why, and every fault."""

    tables: dict[str, pd.DataFrame]
    exports: tuple[Export, ...]
    missing: dict[str, str]
    faults: tuple[Fault, ...]
    is_made_up: bool


def reasons(missing: Mapping[str, str] | None) -> dict[str, str]:
    """The reasons for what is missing, by name. Raises AskedWrongly on an unknown name or no reason."""
    missing = missing or {}
    for dataset, reason in missing.items():
        contract_of(dataset)
        if not reason.strip():
            raise AskedWrongly(
                f"Geef een reden waarom {dataset} ontbreekt.",
                f'Zoals: {dataset}="systeem vervangen".',
            )
    return {dataset: missing[dataset].strip() for dataset in sorted(missing)}


def read_folder(folder: Path, wijken: list[str], missing: Mapping[str, str] | None = None) -> Contents:
    """Read and check every export of a folder; all faults of all files at once, none raised.

    Raises BadInput when params, which the exports are laid beside, cannot be read.
    """
    contents, faults = finding.gather(folder)
    is_made_up = (folder / finding.MADE_UP_FILE).is_file()
    return read_contents(contents, faults, wijken, reasons(missing), is_made_up)


def read_contents(
    contents: Mapping[str, bytes],
    faults: Iterable[Fault],
    wijken: list[str],
    missing: dict[str, str],
    is_made_up: bool,
) -> Contents:
    """Read the bytes of files, by name; `faults` are those that were met before."""
    found, met, broken = _find(contents)
    faults = [*faults, *met, *_absent(found, broken | {_hint(fault.file) for fault in faults}, missing)]
    readings = {
        dataset: read_sheet(one[0].contract, one[0].sheet, one[0].header, wijken)
        for dataset, one in found.items()
        if len(one) == 1 and dataset not in missing
    }
    areas = Areas.load(paths.REFERENCE)
    for reading in readings.values():
        faults += [*reading.faults, *_of_the_table(reading, areas)]
    tables = {dataset: reading.table for dataset, reading in readings.items() if reading.table is not None}
    exports = [_export(readings[dataset], contents) for dataset in tables]
    is_made_up = is_made_up or any(one.is_made_up for several in found.values() for one in several)
    beside = params_beside_tables.Inputs(load_settings(paths.PARAMS), areas, tables)
    faults += [*crosschecks.check(readings), *params_beside_tables.check(beside, paths.PARAMS)]
    return Contents(tables, tuple(exports), missing, tuple(faults), is_made_up)


def read(dataset: str, path: Path | str, areas: Areas | None = None) -> pd.DataFrame:
    """One file as the typed table of one export. Raises BadInput with all of its faults."""
    table, faults = read_with_faults(dataset, path, areas)
    if table is None or any(fault.level == "error" for fault in faults):
        raise BadInput(faults)
    return table


def read_with_faults(
    dataset: str, path: Path | str, areas: Areas | None = None
) -> tuple[pd.DataFrame | None, list[Fault]]:
    """One file as the table of one export, None when it cannot be read; every error and warning of it.

    The rules of the table itself are held, those between tables are not. Raises AskedWrongly when there is
    no such dataset.
    """
    found, faults = only_sheet(contract_of(dataset), Path(path))
    if found is None:
        return None, faults
    areas = areas or Areas.load(paths.REFERENCE)
    reading = read_sheet(found.contract, found.sheet, found.header, areas.codes)
    return reading.table, [*faults, *reading.faults, *_of_the_table(reading, areas)]


def only_sheet(contract: Contract, path: Path) -> tuple[Found | None, list[Fault]]:
    """The one sheet of a file that holds what a contract asks, None when there is no such sheet or there are more.

    The faults are those of the file and of its other sheets, not yet of the sheet itself.
    """
    try:
        sheets = opening.sheets(files.read_bytes(path), path.name)
    except BadInput as error:
        return None, list(error.faults)
    candidates = _of(contract, sheets)
    found, faults = _visible(candidates)
    if not found:
        return None, [_without_headers(path.name, contract.headers)]
    if len(found) > 1:
        return None, [*faults, _double(contract, found)]
    return found[0], [*faults, *_beside(sheets, candidates)]


def _of_the_table(reading: Reading, areas: Areas) -> list[Fault]:
    """What shows only in a table as a whole."""
    return [*wijk_names.faults(reading, areas), *series.faults(reading)]


def _of(contract: Contract, sheets: list[finding.Sheet]) -> list[Found]:
    """Every sheet with all headers of the export, else the one with most of them."""
    found = [one for sheet in sheets if (one := finding.as_dataset(contract, [sheet]))]
    complete = [one for one in found if _is_complete(one)]
    best = finding.as_dataset(contract, sheets)
    return complete or ([best] if best else [])


def _is_complete(found: Found) -> bool:
    needed = {fold(column.header) for column in found.contract.columns if not column.is_optional}
    return needed <= {fold(cell) for cell in found.header.cells}


def _visible(found: list[Found]) -> tuple[list[Found], list[Fault]]:
    """The sheets of one export in one file, without hidden ones when a visible one has it too, and a warning."""
    visible = [one for one in found if not one.sheet.is_hidden]
    faults = [_hidden(one, is_read=not visible) for one in found if one.sheet.is_hidden]
    return visible or found, faults


def _hidden(found: Found, *, is_read: bool) -> Fault:
    said = "het is wel gelezen" if is_read else "het is niet gelezen, het zichtbare blad wel"
    message = f"“{found.contract.title}” staat op een verborgen blad; {said}."
    where: dict[str, Any] = {"file": found.sheet.file, "sheet": found.sheet.name}
    return Fault(
        message, "Haal het blad weg of maak het zichtbaar.", rule="verborgen blad", level="warning", **where
    )


def _beside(sheets: list[finding.Sheet], found: list[Found]) -> list[Fault]:
    """What is on the sheets of a workbook that hold no export: personal data, or that they are hidden."""
    faults = []
    for sheet in sheets:
        if any(sheet is one.sheet for one in found) or not any(any(row) for row in sheet.rows):
            continue
        faults += persons.on_another_sheet(sheet)
        if sheet.is_hidden:
            where: dict[str, Any] = {"file": sheet.file, "sheet": sheet.name, "rule": "verborgen blad"}
            message = "Dit blad is verborgen; het is niet gelezen."
            faults.append(Fault(message, "Haal het weg.", level="warning", **where))
    return faults


def _double(contract: Contract, found: list[Found]) -> Fault:
    names = dutch.listing([f"“{one.sheet.name}”" for one in found])
    count = "twee" if len(found) == 2 else str(len(found))
    message = f"“{contract.title}” staat op {count} bladen: {names}."
    return Fault(message, "Laat er één staan.", found[0].sheet.file, rule="dubbele export")


def _find(contents: Mapping[str, bytes]) -> tuple[dict[str, list[Found]], list[Fault], set[str]]:
    found: dict[str, list[Found]] = {}
    faults: list[Fault] = []
    broken: set[str] = set()
    for file, content in contents.items():
        try:
            sheets = opening.sheets(content, file)
        except BadInput as error:
            faults += error.faults
            broken.add(_hint(file))
            continue
        here = finding.recognise(sheets, file)
        faults += _beside(sheets, here)
        if not here:
            faults.append(_unrecognised(file))
            broken.add(_hint(file))
        for dataset in {one.contract.dataset: one for one in here}:
            kept, hidden = _visible([one for one in here if one.contract.dataset == dataset])
            found.setdefault(dataset, []).extend(kept)
            faults += hidden
    return found, faults, broken


def _absent(found: dict[str, list[Found]], broken: set[str], missing: Mapping[str, str]) -> list[Fault]:
    faults = []
    for dataset, contract in contracts().items():
        sheets = [one.sheet for one in found.get(dataset, [])]
        here = [" blad ".join(filter(None, (sheet.file, sheet.name))) for sheet in sheets]
        if dataset in missing:
            message = f"“{contract.title}” is er wel, maar blijft buiten beschouwing: {missing[dataset]}."
            faults += [Fault(message, file=one.file, rule="ontbreekt", level="warning") for one in sheets]
        elif len(here) > 1:
            message = f"“{contract.title}” staat in {' en in '.join(here)}."
            faults.append(
                Fault(message, "Laat er één staan.", found[dataset][1].sheet.file, rule="dubbele export"),
            )
        elif not here and dataset not in broken:
            hint = f'Zet het bestand in de map, of geef een reden: --missing {dataset}="…".'
            faults.append(Fault(f"De export “{contract.title}” ontbreekt.", hint, dataset, rule="ontbreekt"))
    return faults


def _export(reading: Reading, contents: Mapping[str, bytes]) -> Export:
    contract, file = reading.contract, reading.where["file"]
    first, last = period.span(contract, reading.rows)
    return Export(
        contract.dataset,
        file,
        sha256(contents[file]),
        len(reading.rows),
        first,
        last,
        reading.left_out,
        period.gaps(contract, reading.rows),
    )


def _hint(file: str) -> str:
    contract = finding.hinted(file)
    return contract.dataset if contract else ""


def _unrecognised(file: str) -> Fault:
    contract = finding.hinted(file)
    if contract:
        return _without_headers(file, contract.headers)
    message = "Dit bestand hoort bij geen enkele export en is niet gelezen."
    return Fault(message, "Controleer de koppen.", file, rule="kolommen", level="warning")


def _without_headers(file: str, headers: list[str]) -> Fault:
    hint = f"Deze koppen horen erin: {', '.join(headers)}."
    return Fault("De rij met koppen is niet gevonden.", hint, file, rule="kolommen")
