"""A delivery: every export of a folder, read, checked against each other, and frozen once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.door.files import sha256
from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.delivery import Export
from helpers.floor.faults import AskedWrongly, BadInput, Fault
from helpers.sources import crosschecks, finding, period
from helpers.sources.catalogue import contract_of, contracts
from helpers.sources.finding import Found
from helpers.sources.reading import Reading, read_sheet


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
    for dataset, reason in (missing or {}).items():
        contract_of(dataset)
        if not reason.strip():
            raise AskedWrongly(
                f"Geef een reden waarom {dataset} ontbreekt.",
                f'Zoals: {dataset}="systeem vervangen".',
            )
    return {dataset: missing[dataset].strip() for dataset in sorted(missing or {})}


def read_folder(folder: Path, wijken: list[str], missing: Mapping[str, str] | None = None) -> Contents:
    """Read and check every export of a folder; all faults of all files at once, none raised."""
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
    for reading in readings.values():
        faults += reading.faults
    tables = {dataset: reading.table for dataset, reading in readings.items() if reading.table is not None}
    exports = [_export(readings[dataset], contents) for dataset in tables]
    is_made_up = is_made_up or any(one.is_made_up for several in found.values() for one in several)
    return Contents(tables, tuple(exports), missing, (*faults, *crosschecks.check(readings)), is_made_up)


def read(dataset: str, path: Path | str, areas: Areas | None = None) -> pd.DataFrame:
    """One file as the typed table of one export. Raises BadInput with all of its faults."""
    contract, path = contract_of(dataset), Path(path)
    sheets = finding.sheets_of(finding.files.read_bytes(path), path.name)
    found = finding.as_dataset(contract, sheets)
    if found is None:
        raise BadInput([_without_headers(path.name, contract.headers)])
    reading = read_sheet(contract, found.sheet, found.header, (areas or Areas.load(paths.REFERENCE)).codes)
    if any(fault.level == "error" for fault in reading.faults) or reading.table is None:
        raise BadInput(reading.faults)
    return reading.table


def _find(contents: Mapping[str, bytes]) -> tuple[dict[str, list[Found]], list[Fault], set[str]]:
    found: dict[str, list[Found]] = {}
    faults: list[Fault] = []
    broken: set[str] = set()
    for file, content in contents.items():
        try:
            here = finding.recognise(finding.sheets_of(content, file), file)
        except BadInput as error:
            faults += error.faults
            broken.add(_hint(file))
            continue
        if not here:
            faults.append(_unrecognised(file))
            broken.add(_hint(file))
        for one in here:
            found.setdefault(one.contract.dataset, []).append(one)
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
    first, last = period.span(contract, reading.table)
    return Export(
        contract.dataset,
        contract.title,
        file,
        sha256(contents[file]),
        len(reading.table),
        first,
        last,
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
