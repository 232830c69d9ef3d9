"""The owners' commentary per quarter: `params/commentary/<quarter>.yml`, checked before any of it is shown."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import BaseModel, Field

from helpers.floor import home
from helpers.floor.faults import AskedWrongly, BadInput, Fault
from helpers.floor.month import Month
from helpers.floor.params import budget_years, indicator_rules
from helpers.floor.params.explanation import ANSWERS, FIELDS, TEXTS, Explanation, Typed
from helpers.floor.params.model_faults import checked, fault_at, named
from helpers.floor.params.signal_word import SignalWord, TypedWord, is_number
from helpers.floor.params.yaml_text import Document, Place, read_document
from helpers.floor.printable import printable
from helpers.floor.quarter import Quarter
from helpers.sources import commentary_contract
from helpers.sources.sheets import persons

FOLDER = "commentary"
FIRST_LINE = "# yaml-language-server: $schema=../schema/commentary.schema.json"
_LIST, _SIGNALS = "explanations", "signals"
_WRITTEN = (*TEXTS, "category", "explanation")
_ABOUT_SIGNAL = ("number", "wijk", "measure", "category", "is_made_up")
_READ = (".yml", ".yaml")
_IGNORED = (".md",)

Said = tuple[Explanation, ...]
Words = tuple[SignalWord, ...]
_ABOUT = {"description": "Wat de eigenaren over één kwartaal schrijven."}


class Commentary(BaseModel, extra="forbid", frozen=True, title="Toelichtingen", json_schema_extra=_ABOUT):
    """What a file of commentary holds."""

    explanations: tuple[Typed, ...] = Field(
        description="Per indicator de toelichting, het oordeel van de eigenaar, of beide."
    )
    signals: tuple[TypedWord, ...] = Field((), description="Per signaal van het dashboard of het is verklaard.")


def read_quarter(params: Path, quarter: Quarter) -> Said:
    """What owners wrote about one quarter; () where there is no file.

    Raises BadInput with every fault of that file, and on a file that no quarter would read.
    """
    file = file_of(params, quarter)
    said, faults = check(file, params) if file.is_file() else ((), [])
    faults = [*_misnamed(params), *faults]
    if any(fault.level == "error" for fault in faults):
        raise BadInput(faults)
    return said


def read_words(params: Path, quarter: Quarter) -> Words:
    """What owners said of the signals of a quarter; () where there is no file. Raises as `read_quarter` does."""
    read_quarter(params, quarter)
    file = file_of(params, quarter)
    if not file.is_file():
        return ()
    found, _ = checked(Commentary, read_document(file), file.name)
    return tuple(SignalWord(**dict(one)) for one in found.signals) if found else ()


def check_folder(params: Path) -> list[Fault]:
    """Every fault of every file of commentary, and a warning on what is not read."""
    files = [file for file in _files(params) if _is_of_a_quarter(file)]
    return [*(fault for file in files for fault in check(file, params)[1]), *_misnamed(params)]


def check(file: Path, params: Path) -> tuple[Said, list[Fault]]:
    """One file of commentary, wherever it stands: its explanations, or none with every fault."""
    name = f"{FOLDER}/{printable(file.name)}"
    try:
        quarter = Quarter.parse(file.stem)
        document = read_document(file)
    except AskedWrongly as wrong:
        return (), [Fault("De naam van het bestand is geen kwartaal.", wrong.hint, name, rule="bestand")]
    except BadInput as error:
        return (), [replace(fault, file=name) for fault in error.faults]
    return explanations(document, name, quarter, known_indicators(params, quarter))


def explanations(
    document: Document, file: str, quarter: Quarter, known: Collection[str] | None
) -> tuple[Said, list[Fault]]:
    """The explanations of a document, or none with every fault; no fault repeats what an owner wrote.

    `known` are the indicators of the municipality, None when they cannot be told.
    """
    found, faults = checked(Commentary, document, file)
    told_already = {(fault.row, fault.column, fault.message) for fault in faults}
    for place, rule, told in (*_misfits(_each(document), quarter, known), *_misfits_of_words(document, quarter)):
        fault = replace(fault_at(document, file, place, told, named(place)), rule=rule)
        if (fault.row, fault.column, fault.message) not in told_already:
            faults.append(fault)
    if found is None or faults:
        return (), sorted((replace(one, value="") for one in faults), key=lambda one: one.row or 0)
    return tuple(Explanation(**dict(one)) for one in found.explanations), []


def known_indicators(params: Path, quarter: Quarter) -> frozenset[str] | None:
    """The numbers of the indicators in the year of a quarter; None when their own file cannot be read."""
    try:
        listed = indicator_rules.each(read_document(budget_years.file_for(params, quarter.year)))
    except BadInput:
        return None
    return frozenset(str(one["id"]) for _, one in listed if "id" in one)


def file_of(params: Path, quarter: Quarter) -> Path:
    """Where the commentary on a quarter stands."""
    return params / FOLDER / f"{quarter.label}.yml"


def name_of(quarter: Quarter) -> str:
    """What a fault calls that file."""
    return f"{FOLDER}/{quarter.label}.yml"


def as_yaml(said: Iterable[Explanation], words: Iterable[SignalWord] = ()) -> str:
    """Explanations and words on signals as the text of their file; reading it gives the same.

    >>> print(as_yaml([Explanation("VE-1-4", "Te weinig 'sessies'", "B", "C")]))
    # yaml-language-server: $schema=../schema/commentary.schema.json
    <BLANKLINE>
    explanations:
      - id: VE-1-4
        cause: "Te weinig 'sessies'"
        consequence: "B"
        measure: "C"
    <BLANKLINE>
    """
    explained = [_entry({name: getattr(one, name) for name in FIELDS if getattr(one, name)}) for one in said]
    told = [_entry({name: value for name, value in asdict(one).items() if value}) for one in words]
    lines = [FIRST_LINE, "", f"{_LIST}:" if explained else f"{_LIST}: []"]
    lines += [line for entry in explained for line in entry]
    lines += [f"{_SIGNALS}:", *(line for entry in told for line in entry)] if told else []
    return "\n".join(lines) + "\n"


def _entry(given: Mapping[str, Any]) -> list[str]:
    # A text of JSON is one of YAML too, whatever signs an owner types.
    is_json = {name: name in _WRITTEN or isinstance(value, bool) for name, value in given.items()}
    texts = {name: json.dumps(text, ensure_ascii=False) if is_json[name] else text for name, text in given.items()}
    return [f"{'    ' if at else '  - '}{name}: {text}" for at, (name, text) in enumerate(texts.items())]


def _each(document: Document) -> dict[int, dict[str, str]]:
    """The fields of every explanation as they were typed, by place in the list."""
    listed = document.content.get(_LIST)
    typed: Iterable[tuple[int, Any]] = enumerate(listed if isinstance(listed, list) else [])
    return {at: {name: str(one.get(name, "")) for name in FIELDS} for at, one in typed if isinstance(one, dict)}


def _misfits(
    each: Mapping[int, Mapping[str, str]], quarter: Quarter, known: Collection[str] | None
) -> Iterator[tuple[Place, str, tuple[str, str]]]:
    """Where a rule is broken, its name, and what to say; looks at the text, so that a wrong type hides none."""
    table = pd.DataFrame(list(each.values()), index=list(each), columns=list(FIELDS), dtype="str")
    table["promised_on"] = pd.to_datetime(table.promised_on, format="%Y-%m-%d", errors="coerce")
    for at in table.index[table.id.duplicated() & (table.id != "")]:
        yield (_LIST, at, "id"), "params", ("Deze indicator staat er twee keer.", "Haal er een weg.")
    for at, one in each.items():
        if not any(one[name] for name in ANSWERS):
            told = "Hier staat geen toelichting en geen oordeel.", "Vul aan, of haal het weg."
            yield (_LIST, at, "id"), "params", told
    for rule in commentary_contract.rules(quarter, known):
        for at in table.index[rule.check(table)]:
            yield (_LIST, at, rule.column), "params", (rule.message, rule.hint)
    for at, one in each.items():
        for name in TEXTS:
            for told in persons.alarms(one[name]):
                yield (_LIST, at, name), persons.RULE, told


def _misfits_of_words(document: Document, quarter: Quarter) -> Iterator[tuple[Place, str, tuple[str, str]]]:
    """Where a rule of the words on signals is broken, its name, and what to say."""
    listed = document.content.get(_SIGNALS)
    each = {at: one for at, one in enumerate(listed if isinstance(listed, list) else []) if isinstance(one, dict)}
    seen: set[tuple[str, ...]] = set()
    for at, one in each.items():
        number = str(one.get("number", ""))
        about = tuple(str(one.get(name, "")) for name in _ABOUT_SIGNAL)
        if about in seen:
            yield (_SIGNALS, at, "number"), "params", ("Dit signaal staat er twee keer.", "Haal er een weg.")
        seen.add(about)
        if is_number(number) and Month.parse(number[1:8]).quarter != quarter:
            told = f"Dit signaal is niet van {quarter.label}.", "Zet het in het bestand van zijn eigen kwartaal."
            yield (_SIGNALS, at, "number"), "params", told
        for told in persons.alarms(str(one.get("explanation", ""))):
            yield (_SIGNALS, at, "explanation"), persons.RULE, told


def _files(params: Path) -> list[Path]:
    folder = params / FOLDER
    if not folder.is_dir():
        return []
    return sorted(file for file in folder.iterdir() if not file.name.startswith((".", "~$")))


def _misnamed(params: Path) -> Iterator[Fault]:
    for file in _files(params):
        name = f"{FOLDER}/{printable(file.name)}"
        if file.suffix in _READ and not _is_of_a_quarter(file):
            message = "Dit bestand heeft geen kwartaal als naam, dus het wordt niet gelezen."
            yield Fault(message, "Noem het zoals 2026-Q3.yml.", name, rule="bestand")
        elif file.suffix not in (*_READ, *_IGNORED):
            hint = f"Een ingevuld formulier leest u in met: {home.command('commentary --form BESTAND')}."
            yield Fault("Dit bestand wordt niet gelezen.", hint, name, rule="bestand", level="warning")


def _is_of_a_quarter(file: Path) -> bool:
    try:
        Quarter.parse(file.stem)
    except AskedWrongly:
        return False
    return file.suffix == ".yml"
