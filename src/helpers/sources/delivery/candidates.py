"""Which sheets of which files may be an export, and what is said of those that are not."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from helpers.door import files, opening
from helpers.door.cells import Sheet, fold
from helpers.floor import dutch
from helpers.floor.faults import BadInput, Fault
from helpers.sources.cells.cell_parser import shown
from helpers.sources.contract import Contract
from helpers.sources.delivery import finding
from helpers.sources.delivery.finding import Found
from helpers.sources.mapping import exports_file
from helpers.sources.sheets import persons


def only_sheet(contract: Contract, path: Path) -> tuple[Found | None, list[Fault]]:
    """The one sheet of a file that holds what a contract asks, None when there is no such sheet or there are more.

    The faults are those of the file and of its other sheets, not yet of the sheet itself.
    """
    try:
        if finding.log_in(path.name):
            return finding.of_log(files.on_disk([path]), path.name), []
        sheets = _sheets(files.read_bytes(path), path.name)
    except BadInput as error:
        return None, list(error.faults)
    candidates = _of(contract, sheets)
    found, faults = _visible(candidates)
    if not found:
        return None, [_without_headers(path.name, (_own(contract) or contract).headers)]
    if len(found) > 1:
        return None, [*faults, _double(contract, found)]
    return found[0], [*faults, *_beside(sheets, candidates)]


def find(contents: Mapping[str, finding.Content]) -> tuple[dict[str, list[Found]], list[Fault], set[str]]:
    """The sheets of each export in these files, the faults of the others, and the exports that cannot be read."""
    found: dict[str, list[Found]] = {}
    faults: list[Fault] = []
    broken: set[str] = set()
    for file, content in contents.items():
        try:
            here, beside = _exports(content, file)
        except BadInput as error:
            faults += error.faults
            broken.add(exports_file.LOGGED if isinstance(content, files.OnDisk) else hinted(file))
            continue
        faults += beside
        if not here:
            faults.append(_unrecognised(file))
            broken.add(hinted(file))
        for dataset in {one.contract.dataset: one for one in here}:
            kept, hidden = _visible([one for one in here if one.contract.dataset == dataset])
            found.setdefault(dataset, []).extend(kept)
            faults += hidden
    return found, faults, broken


def _sheets(content: bytes, file: str) -> list[Sheet]:
    """The sheets of a file; a name of a sheet that looks personal is masked from here on. Raises BadInput."""
    try:
        return [replace(sheet, name=shown(sheet.name) or sheet.name) for sheet in opening.sheets(content, file)]
    except BadInput as error:
        raise BadInput([replace(fault, sheet=shown(fault.sheet)) for fault in error.faults]) from None


def _exports(content: finding.Content, file: str) -> tuple[list[Found], list[Fault]]:
    """The exports in a file, and what is said of its other sheets. Raises BadInput when it cannot be read."""
    if isinstance(content, files.OnDisk):
        return [finding.of_log(content, file)], []
    sheets = _sheets(content, file)
    here = finding.recognise(sheets, file)
    return here, _beside(sheets, here)


def _of(contract: Contract, sheets: list[Sheet]) -> list[Found]:
    """Every sheet with all headers of the export, the file's own or ours, else the one with most of them.

    Where both are there whole, the form that knows more of the headers counts.
    """
    forms = [*filter(None, [_own(contract)]), contract]
    by_form = [[one for sheet in sheets if (one := finding.as_dataset(form, [sheet]))] for form in forms]
    complete = [[one for one in found if _is_complete(one)] for found in by_form]
    if any(complete):
        return max(complete, key=lambda found: max((one.header.found for one in found), default=0))
    best = max(filter(None, (finding.as_dataset(form, sheets) for form in forms)), key=finding.share, default=None)
    return [best] if best else []


def _own(contract: Contract) -> Contract | None:
    """The same export as the municipality's own file speaks it, where params/exports.yml knows one."""
    return exports_file.own_contracts().get(contract.dataset)


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
    return Fault(message, "Haal het blad weg of maak het zichtbaar.", rule="verborgen blad", level="warning", **where)


def _beside(sheets: list[Sheet], found: list[Found]) -> list[Fault]:
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


def hinted(file: str) -> str:
    """The export that the name of a file hints at; "" for none."""
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
