"""A delivery: every export of a folder, read, checked against each other, and frozen once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from helpers.door.files import sha256
from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly, BadInput, Fault, UserFault
from helpers.floor.params.settings import Settings
from helpers.floor.params.settings import load as load_settings
from helpers.floor.shapes.export import Export
from helpers.sources import period
from helpers.sources.catalogue import contract_of, contracts
from helpers.sources.delivery import candidates, finding, inhabitants, needed
from helpers.sources.delivery.finding import Found
from helpers.sources.delivery.not_delivered import NotDelivered
from helpers.sources.earlier import update_log
from helpers.sources.mapping.own_reading import read_any
from helpers.sources.reference.reading import areas_in
from helpers.sources.rules import crosschecks, params_beside_tables, regions, series, spellings, wholeness, wijk_names
from helpers.sources.sheets.reading import Reading


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
            raise AskedWrongly(f"Geef een reden waarom {dataset} ontbreekt.", f'Zoals: {dataset}="systeem vervangen".')
    return {dataset: missing[dataset].strip() for dataset in sorted(missing)}


def read_folder(
    folder: Path,
    areas: Areas,
    missing: Mapping[str, str] | None = None,
    not_delivered: NotDelivered = NotDelivered(),  # noqa: B008  # it is frozen
) -> Contents:
    """Read and check every export of a folder; all faults of all files at once, none raised.

    Raises BadInput when params, which the exports are laid beside, cannot be read.
    """
    contents, faults = finding.gather(folder)
    is_made_up = (folder / finding.MADE_UP_FILE).is_file()
    return read_contents(contents, faults, areas, reasons(missing), is_made_up, not_delivered)


def read_contents(
    contents: Mapping[str, finding.Content],
    faults: Iterable[Fault],
    areas: Areas,
    missing: dict[str, str],
    is_made_up: bool,
    not_delivered: NotDelivered,
) -> Contents:
    """Read the bytes of files, by name; `faults` are those that were met before."""
    settings = load_settings(paths.PARAMS)
    found, met, broken = candidates.find(contents)
    broken |= {candidates.hinted(fault.file) for fault in faults}
    is_made_up = is_made_up or any(one.is_made_up for several in found.values() for one in several)
    found, passed_over = _asked(found, needed.read(settings))
    faults = [*faults, *met, *passed_over]
    if update_log.DATASET not in {*found, *missing}:
        log, damaged = not_delivered.stand_in(is_made_up)
        contents, found = {**contents, **log}, {**found, **candidates.find(log)[0]}
        faults, broken = [*faults, *damaged], broken | {candidates.hinted(fault.file) for fault in damaged}
    readings = {
        dataset: read_any(one[0].contract, one[0].sheet, one[0].header, areas.codes)
        for dataset, one in found.items()
        if len(one) == 1 and dataset not in missing
    }
    readings, respelled = spellings.agreed(readings)
    faults += respelled
    for dataset, reading in readings.items():
        faults += _of_dataset(
            dataset, [*reading.faults, *_of_the_table(reading, areas, settings.municipality.comparable_codes)]
        )
    tables = {dataset: reading.table for dataset, reading in readings.items() if reading.table is not None}
    exports = [_export(readings[dataset], contents) for dataset in tables]
    absent = [name for name in _needed(tables, settings) if name not in {*found, *broken, *missing}]
    missing = {**missing, **not_delivered.reasons(sorted(absent))}
    faults += _absent(found, broken, missing, _needed(tables, settings))
    beside = params_beside_tables.Inputs(settings, inhabitants.with_delivered(areas, tables), tables)
    faults += [*wholeness.check(readings, areas), *crosschecks.check(readings)]
    faults += params_beside_tables.check(beside, paths.PARAMS)
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
    found, faults = candidates.only_sheet(contract_of(dataset), Path(path))
    if found is None:
        return None, faults
    areas = areas or areas_in(paths.REFERENCE)
    reading = read_any(found.contract, found.sheet, found.header, areas.codes)
    return reading.table, [
        *faults,
        *_of_dataset(dataset, [*reading.faults, *_of_the_table(reading, areas, _comparable())]),
    ]


def _comparable() -> list[str]:
    """The municipalities to compare with, by code; none where params cannot be read, which `check` tells."""
    try:
        return load_settings(paths.PARAMS).municipality.comparable_codes
    except UserFault:
        return []


def _of_the_table(reading: Reading, areas: Areas, comparable: Collection[str]) -> list[Fault]:
    """What shows only in a table as a whole."""
    of_areas = [*wijk_names.faults(reading, areas), *regions.faults(reading, areas, comparable)]
    return [*of_areas, *series.faults(reading)]


def _of_dataset(dataset: str, faults: Iterable[Fault]) -> list[Fault]:
    """The faults, each of those that hold a judgement back with the export that it is about."""
    return [replace(fault, dataset=dataset) if fault.holds_back else fault for fault in faults]


def _asked(found: dict[str, list[Found]], asked: Collection[str]) -> tuple[dict[str, list[Found]], list[Fault]]:
    """What is read of what was found: not what nothing needs, of which a warning says so. Context is always read."""
    needless = [name for name in found if name not in asked and not contracts()[name].is_optional]
    faults = [
        Fault(
            f"“{contracts()[name].title}” is voor geen indicator en geen hoofdstuk nodig, en is niet gelezen.",
            "Haal het bestand weg, of zet het hoofdstuk weer aan in params/municipality.yml.",
            one.sheet.file,
            rule=finding.PASSED_OVER,
            level="warning",
        )
        for name in needless
        for one in found[name]
    ]
    return {name: several for name, several in found.items() if name not in needless}, faults


def _needed(tables: Mapping[str, pd.DataFrame], settings: Settings) -> frozenset[str]:
    """What a report on the newest quarter needs; where no quarter is complete, what the first budget needs."""
    try:
        return needed.in_year(settings, period.newest_complete(tables, settings).year)
    except AskedWrongly:
        return needed.in_year(settings, 0)


def _absent(
    found: dict[str, list[Found]], broken: set[str], missing: Mapping[str, str], asked: Collection[str]
) -> list[Fault]:
    faults = []
    for dataset, contract in contracts().items():
        sheets = [one.sheet for one in found.get(dataset, [])]
        here = [" blad ".join(filter(None, (sheet.file, sheet.name))) for sheet in sheets]
        if dataset in missing:
            message = f"“{contract.title}” is er wel, maar blijft buiten beschouwing: {missing[dataset]}."
            faults += [Fault(message, file=one.file, rule="ontbreekt", level="warning") for one in sheets]
        elif len(here) > 1:
            message = f"“{contract.title}” staat in {' en in '.join(here)}."
            faults.append(Fault(message, "Laat er één staan.", found[dataset][1].sheet.file, rule="dubbele export"))
        elif not here and dataset not in broken and dataset in asked:
            hint = f'Zet het bestand in de map, of geef een reden: --missing {dataset}="…".'
            faults.append(Fault(f"De export “{contract.title}” ontbreekt.", hint, dataset, rule="ontbreekt"))
    return faults


def _export(reading: Reading, contents: Mapping[str, finding.Content]) -> Export:
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
        reading.rules,
    )
