"""params/exports.yml: per export the rules for an own file, held to the contract they are about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, create_model
from pydantic.config import JsonDict

from helpers.door.cells import fold
from helpers.floor import dutch, paths
from helpers.floor.faults import BadInput, Fault, nearest
from helpers.floor.params.export_mapping import POINTS, ExportMapping
from helpers.floor.params.model_faults import checked, fault_at
from helpers.floor.params.plain_text import read_text
from helpers.floor.params.yaml_text import Document, Place, document_of
from helpers.sources.catalogue import contracts
from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import Unreadable
from helpers.sources.contract import Column, Contract
from helpers.sources.mapping import own_contract, own_parsers, own_texts

FILE = "exports.yml"
LOGGED = "scanauto_inzet"  # the export that a log of positions can give
_Told = tuple[Place, str, str]
_SUPPOSED: ContextVar[Mapping[str, ExportMapping]] = ContextVar("supposed", default={})  # noqa: B039 - never changed


@contextmanager
def supposing(dataset: str, mapping: ExportMapping) -> Iterator[None]:
    """As long as it lasts files are read as if these rules stood in exports.yml: a trial before they are written."""
    token = _SUPPOSED.set({dataset: mapping})
    try:
        yield
    finally:
        _SUPPOSED.reset(token)


def model() -> type[BaseModel]:
    """What exports.yml may hold: for each export, if any, one mapping."""
    fields: dict[str, tuple[object, None]] = {name: (ExportMapping, None) for name in contracts()}
    told: JsonDict = {"description": "Hoe uw eigen bestanden de tabellen van de exports worden."}
    config = ConfigDict(extra="forbid", frozen=True, title="Eigen bestanden", json_schema_extra=told)
    return create_model("Exports", __config__=config, **fields)  # type: ignore[call-overload]


def own_contracts(folder: Path | None = None) -> dict[str, Contract]:
    """The contract of each export that has a mapping, as the own file speaks it; none without exports.yml.

    `folder` is params/ where it is not given.
    Raises BadInput with every fault of the file.
    """
    file = (folder or paths.PARAMS) / FILE
    written = _of_text(read_text(file)) if os.path.lexists(file) else {}
    supposed = {name: own_contract.own_contract(contracts()[name], one) for name, one in _SUPPOSED.get().items()}
    return {**written, **supposed}


@lru_cache(maxsize=8)
def _of_text(text: str) -> dict[str, Contract]:
    found, faults = check(document_of(text, FILE), FILE)
    if faults:
        raise BadInput(faults)
    return {name: own_contract.own_contract(contracts()[name], mapping) for name, mapping in found.items()}


def check(document: Document, file: str) -> tuple[dict[str, ExportMapping], list[Fault]]:
    """The mapping of each export, and every fault of the file; of personal texts nothing else, and no word of them."""
    if personal := own_texts.faults(document, file):
        return {}, personal
    found, faults = checked(model(), document, file, unknown="is geen bekende export of regel.")
    if found is None:
        return {}, faults
    mappings = {name: one for name in contracts() if isinstance(one := getattr(found, name), ExportMapping)}
    for name, mapping in mappings.items():
        for place, message, hint in _unfit(contracts()[name], mapping):
            at: Place = (name, *place)
            faults.append(fault_at(document, file, at, (message, hint), " ".join(map(str, at))))
    return mappings, faults


def _unfit(contract: Contract, mapping: ExportMapping) -> Iterator[_Told]:
    """Each rule that the contract has no use for, with its place in the entry."""
    columns = {column.header: column for column in contract.columns}
    for part in ("headers", "units", "values", "area", "constants"):
        for header in getattr(mapping, part):
            if header not in columns:
                hint = nearest(header[:80], columns) or f"Er zijn: {dutch.listing(list(columns))}."
                yield (part, header), f"“{header}” is geen kolom van {contract.dataset}.", hint
    if any(
        header not in columns for part in ("units", "values", "area", "constants") for header in getattr(mapping, part)
    ):
        return
    yield from _units(columns, mapping)
    yield from _areas(columns, mapping)
    yield from _contents(columns, mapping)
    yield from _doubles(columns, mapping)
    yield from _log(contract, mapping)
    if mapping.per and own_contract.month_of(contract) is None:
        message = f"{contract.dataset} heeft geen maanden, dus is er niets per maand te tellen."
        yield ("per",), message, "Haal deze regel weg."


def _units(columns: Mapping[str, Column], mapping: ExportMapping) -> Iterator[_Told]:
    for header, unit in mapping.units.items():
        kind = columns[header].parser.kind
        fits = own_parsers.SHARES if kind == "percentage" else own_parsers.TIMES if kind == "uren" else ()
        if unit not in fits:
            hint = f"Kies uit: {', '.join(fits)}." if fits else "Haal deze regel weg."
            yield ("units", header), f"De eenheid {unit} past niet bij {header} ({kind}).", hint


def _areas(columns: Mapping[str, Column], mapping: ExportMapping) -> Iterator[_Told]:
    for header, form in mapping.area.items():
        if columns[header].parser is not parsers.wijk_code:
            yield ("area", header), f"{header} is geen wijk.", "area past alleen bij een kolom met een wijkcode."
        elif header in mapping.constants:
            yield ("area", header), f"{header} is in alle rijen gelijk en volgt nergens uit.", "Haal deze regel weg."
        elif len(mapping.headers.get(header, ())) == 2 and form not in POINTS:
            hint = f"Twee koppen horen bij {' of '.join(POINTS)}."
            yield ("area", header), f"{form} staat in één kolom, niet in twee.", hint
    for header, own in mapping.headers.items():
        if len(own) == 2 and mapping.area.get(header) not in POINTS:
            yield (
                ("headers", header),
                f"{header} heeft hier één kop, geen twee.",
                f"Noem één kop, of zet bij area: {POINTS[0]}.",
            )


def _contents(columns: Mapping[str, Column], mapping: ExportMapping) -> Iterator[_Told]:
    """A value that the contract cannot read, given for all rows or as the meaning of an own word."""
    for header, text in mapping.constants.items():
        if header in mapping.headers:
            yield ("constants", header), f"{header} heeft al een kop in uw bestand.", "Kies een van de twee."
        if not own_parsers.cell(text) and columns[header].is_required:
            yield ("constants", header), f"{header} moet in elke rij een waarde hebben.", "Vul hier de waarde in."
        yield from _refused(columns[header], text, ("constants", header))
    for header, words in mapping.values.items():
        is_event_count = bool(mapping.per) and columns[header].is_additive
        for own, meant in words.items():
            parser = parsers.yes_no if is_event_count else columns[header].parser
            yield from _refused(columns[header], meant, ("values", header, own), parser)


def _log(contract: Contract, mapping: ExportMapping) -> Iterator[_Told]:
    """What a log lacks, or has too many."""
    if mapping.log is None:
        return
    if contract.dataset != LOGGED:
        yield ("log",), f"{contract.dataset} is niet uit een log te halen.", f"Dat kan alleen bij {LOGGED}."
    if not mapping.file:
        yield ("log",), "Een log wordt aan zijn naam herkend.", "Zet bij from hoe het heet, zoals scanlog*.csv."
    for header, form in mapping.area.items():
        if form in POINTS and len(mapping.headers.get(header, ())) != 2:
            yield ("area", header), "Het punt staat in een log in twee kolommen.", "Schrijf [Lengte, Breedte]."
    for part in ("per", "units"):
        if getattr(mapping, part):
            yield (part,), "Een log heeft geen eenheid en geen maanden.", "Haal deze regel weg."


def _refused(column: Column, text: str, place: Place, parser: parsers.Parser | None = None) -> Iterator[_Told]:
    try:
        (parser or column.parser).read(own_parsers.cell(text))
    except Unreadable as error:
        yield place, error.message, error.hint


def _doubles(columns: Mapping[str, Column], mapping: ExportMapping) -> Iterator[_Told]:
    """An own header that two rules want for different things; one whose words are renamed may be read again."""
    named = {*mapping.headers, *mapping.constants}
    ours = (one for one in columns.values() if one.header not in named and not one.is_optional)
    taken = {fold(one.header): one.header for one in ours if not (mapping.log or (mapping.per and one.is_additive))}
    for header, own in mapping.headers.items():
        for one in own:
            if fold(one) in taken and header not in mapping.values:
                yield ("headers", header), f"“{one}” hoort al bij {taken[fold(one)]}.", "Kies één kolom per kop."
            taken.setdefault(fold(one), header)
    for one in mapping.not_read:
        if fold(one) in taken:
            message = f"“{one}” wordt gelezen als {taken[fold(one)]}, en staat ook bij not_read."
            yield ("not_read",), message, "Kies een van de twee."
