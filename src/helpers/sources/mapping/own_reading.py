"""A sheet with own headers, read to the same table and under the same rules as one with ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from helpers.door.cells import Header, Sheet
from helpers.floor import dutch
from helpers.floor.faults import BadInput, Fault
from helpers.floor.params.export_mapping import PRIVATE_AREAS, ExportMapping
from helpers.sources.catalogue import contract_of
from helpers.sources.contract import Contract
from helpers.sources.mapping import chosen_words, events, own_contract, own_parsers, own_rows, telling
from helpers.sources.mapping.own_rows import OwnRows
from helpers.sources.sheets.reading import Reading, read_sheet

OUTSIDE, CHOSEN, UNIT = "buiten de gemeente", "gekozen rijen", "eenheid"
_USUAL_HOURS = (0.5, 24)  # the middle one of a column


def read_any(contract: Contract, sheet: Sheet, header: Header, wijken: list[str]) -> Reading:
    """The table of a sheet, by our headers or, where the contract has a mapping, by the file's own."""
    if contract.mapping is None:
        return read_sheet(contract, sheet, header, wijken)
    if contract.mapping.log:  # its hours are a sheet with our headers already
        rules = tuple(telling.sentences(contract.mapping))
        return replace(read_sheet(contract_of(contract.dataset), sheet, header, wijken), rules=rules)
    try:
        return _read_own(contract, contract.mapping, sheet, header, wijken)
    except BadInput as error:  # no borders or postcodes: said beside the faults of all other files
        return Reading(contract, None, [], tuple(error.faults), {"file": sheet.file, "sheet": sheet.name})


def _read_own(contract: Contract, mapping: ExportMapping, sheet: Sheet, header: Header, wijken: list[str]) -> Reading:
    original = contract_of(contract.dataset)
    rows = own_rows.prepared(contract, mapping, sheet, header)
    reading = read_sheet(_with_places(contract, mapping, header, rows), rows.sheet, rows.header, wijken)
    faults = [*reading.faults, *_of_choice(rows, mapping, reading), *_of_places(rows, reading)]
    faults += _of_units(mapping, original, reading)
    faults += [replace(fault, **reading.where) for fault in rows.repeats]
    left_out = reading.left_out
    if mapping.per and any(fault.level == "error" for fault in faults):
        reading = replace(reading, table=None)  # of single events no rule of the table can be asked
    elif mapping.per:
        faults += events.parts_of_months(original, reading)
        reading = read_sheet(original, *events.counted(original, reading, wijken), wijken)
        faults += reading.faults
    return replace(
        reading, faults=tuple(faults), left_out=left_out, rules=tuple(telling.sentences(_used(mapping, header)))
    )


def _used(mapping: ExportMapping, header: Header) -> ExportMapping:
    """The rules without a constant for a column that the file has."""
    needed = {name: value for name, value in mapping.constants.items() if not header.places(name)}
    return mapping.model_copy(update={"constants": needed})


def _with_places(contract: Contract, mapping: ExportMapping, header: Header, rows: OwnRows) -> Contract:
    """The contract that reads the sheet as prepared: a place becomes its wijk, what was asked besides is gone."""
    of_table = own_contract.of_table(contract, header)
    columns = list(of_table.columns)
    for at, column in enumerate(columns):
        forms = [form for name, form in mapping.area.items() if mapping.own_header(name) == column.header]
        if forms:
            is_private = forms[0] in PRIVATE_AREAS
            hint = "" if is_private else f"Of noem de wijk bij values van {contract.dataset} in params/exports.yml."
            parser = own_parsers.by_place(rows.places, is_private, hint)
            columns[at] = replace(column, parser=parser, is_required=column.is_required and bool(rows.places))
    return replace(of_table, columns=tuple(columns))


def _of_choice(rows: OwnRows, mapping: ExportMapping, reading: Reading) -> Iterable[Fault]:
    """A warning that counts the rows that were not chosen, and one of each word that chooses none."""
    for said in rows.absent:
        yield replace(_counting(said, CHOSEN, "een woord dat geen rij kiest", reading), hint=chosen_words.HINT)
    if rows.not_selected:
        said = f"door de waarde bij {dutch.listing(list(mapping.choosing))}"
        count = dutch.counted(rows.not_selected, "rij telt", "rijen tellen")
        yield _counting(f"{count} niet mee {said}.", CHOSEN, f"rijen die niet meetellen {said}", reading)


def _of_units(mapping: ExportMapping, original: Contract, reading: Reading) -> Iterable[Fault]:
    """A warning where hours in another unit become odd; `cells.hours` judges those that are hours already."""
    names = {one.header: one.name for one in original.columns}
    for header, unit in mapping.units.items():
        if unit not in own_parsers.TIMES or unit == "hours" or reading.table is None:
            continue
        hours = reading.table[names[header]]
        middle, (low, high) = hours[hours > 0].median(), _USUAL_HOURS
        if middle < low or middle > high:
            said = f"de middelste waarde van {mapping.own_header(header)} is {dutch.number(middle, 2)} uur."
            fault = _counting(f"De eenheid klopt misschien niet: {said}", UNIT, "de eenheid van een kolom", reading)
            yield replace(fault, hint=f"Bij units staat {unit}. Kijk of uw bestand die eenheid heeft.")


def _of_places(rows: OwnRows, reading: Reading) -> Iterable[Fault]:
    """A warning that counts the rows outside the municipality, without a place, or on a border of two wijken."""
    for state, (said, fate) in _SAID.items():
        if not rows.seen[state] or (state == "missing" and not rows.left_out[state]):
            continue
        count = dutch.counted(rows.seen[state], "rij heeft", "rijen hebben")
        percent = 100 * rows.seen[state] / rows.seen.total()
        share = dutch.quantity(percent, "percent") if percent >= 1 else "minder dan 1%"
        fate = fate if state == "border" or rows.left_out[state] else "De wijk blijft leeg."
        about = "rijen zonder plek" if state == "missing" else f"rijen met {said}"
        yield _counting(f"{count} {said} ({share}). {fate}", OUTSIDE, about, reading)


_SAID = {
    "outside": ("een plek buiten de gemeente", "Dat telt niet mee."),
    "missing": ("geen plek", "Dat telt niet mee."),
    "border": (
        "een plek in meer dan één wijk",
        "Dat telt mee in één daarvan; bij een postcode waar de meeste adressen liggen.",
    ),
}


def _counting(message: str, rule: str, about: str, reading: Reading) -> Fault:
    """A warning with a count; where rows are persons or dealers, a page that is published says it without."""
    published = message if reading.contract.counted == "row" else about
    return Fault(message, rule=rule, level="warning", about=published, **reading.where)
