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
_LIST, _MADE_UP, _SIGNALS = "explanations", "made_up", "signals"
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
    made_up: tuple[Typed, ...] = Field((), description="Hetzelfde bij een rapport over voorbeelddata.")
    signals: tuple[TypedWord, ...] = Field((), description="Per signaal van het dashboard of het is verklaard.")


def read_quarter(params: Path, quarter: Quarter, is_made_up: bool = False) -> Said:
    """What owners wrote about one quarter of real data, or of made-up data; () where there is no file.

    Neither ever sees what was written about the other. Raises BadInput with every fault of that file, and on a file
    that no quarter would read.
    """
    found = _held(params, quarter)
    return _said(found.made_up if is_made_up else found.explanations)


def read_words(params: Path, quarter: Quarter) -> Words:
    """What owners said of the signals of a quarter; () where there is no file. Raises as `read_quarter` does."""
    return tuple(SignalWord(**dict(one)) for one in _held(params, quarter).signals)


def _held(params: Path, quarter: Quarter) -> Commentary:
    """All that the file of a quarter holds. Raises BadInput."""
    file = file_of(params, quarter)
    faults = [*_misnamed(params), *(check(file, params)[1] if file.is_file() else [])]
    if any(fault.level == "error" for fault in faults):
        raise BadInput(faults)
    found = checked(Commentary, read_document(file), file.name)[0] if file.is_file() else None
    return found or Commentary(explanations=())


def _said(typed: Iterable[Any]) -> Said:
    return tuple(Explanation(**dict(one)) for one in typed)


def check_folder(params: Path) -> list[Fault]:
    """Every fault of every file of commentary, and a warning on what is not read."""
    files = [file for file in _files(params) if _is_of_a_quarter(file)]
    return [*(fault for file in files for fault in check(file, params)[1]), *_misnamed(params)]


def check(file: Path, params: Path) -> tuple[Said, list[Fault]]:
    """One file of commentary, wherever it stands: its explanations of real data, or none with every fault."""
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
    """The explanations of real data in a document, or none with every fault of all of it.

    No fault repeats what an owner wrote.

    `known` are the indicators of the municipality, None when they cannot be told.
    """
    misfits = [one for listed in (_LIST, _MADE_UP) for one in _misfits(listed, document, quarter, known)]
    found, faults = checked(Commentary, document, file)
    told_already = {(fault.row, fault.column, fault.message) for fault in faults}
    for place, rule, told in (*misfits, *_misfits_of_words(document, quarter)):
        fault = replace(fault_at(document, file, place, told, named(place)), rule=rule)
        if (fault.row, fault.column, fault.message) not in told_already:
            faults.append(fault)
    if found is None or faults:
        return (), sorted((replace(one, value="") for one in faults), key=lambda one: one.row or 0)
    return _said(found.explanations), []


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


def as_yaml(said: Iterable[Explanation], words: Iterable[SignalWord] = (), made_up: Iterable[Explanation] = ()) -> str:
    """Explanations of real and of made-up data and words on signals as the text of their file; read, it is the same.

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
    lists: dict[str, Iterable[Explanation | SignalWord]] = {_LIST: said, _MADE_UP: made_up, _SIGNALS: words}
    lines = [FIRST_LINE, ""]
    for name, listed in lists.items():
        entries = [line for one in listed for line in _entry({key: told for key, told in asdict(one).items() if told})]
        if entries or name == _LIST:
            lines += [f"{name}:", *entries] if entries else [f"{name}: []"]
    return "\n".join(lines) + "\n"


def _entry(given: Mapping[str, Any]) -> list[str]:
    # A text of JSON is one of YAML too, whatever signs an owner types.
    is_json = {name: name in _WRITTEN or isinstance(value, bool) for name, value in given.items()}
    texts = {name: json.dumps(text, ensure_ascii=False) if is_json[name] else text for name, text in given.items()}
    return [f"{'    ' if at else '  - '}{name}: {text}" for at, (name, text) in enumerate(texts.items())]


def _each(listed: Any) -> dict[int, dict[str, str]]:
    """The fields of every explanation as they were typed, by place in the list."""
    typed: Iterable[tuple[int, Any]] = enumerate(listed if isinstance(listed, list) else [])
    return {at: {name: str(one.get(name, "")) for name in FIELDS} for at, one in typed if isinstance(one, dict)}


def _misfits(
    name_of_list: str, document: Document, quarter: Quarter, known: Collection[str] | None
) -> Iterator[tuple[Place, str, tuple[str, str]]]:
    """Where a rule is broken, its name, and what to say; looks at the text, so that a wrong type hides none."""
    each = _each(document.content.get(name_of_list))
    table = pd.DataFrame(list(each.values()), index=list(each), columns=list(FIELDS), dtype="str")
    table["promised_on"] = pd.to_datetime(table.promised_on, format="%Y-%m-%d", errors="coerce")
    for at in table.index[table.id.duplicated() & (table.id != "")]:
        yield (name_of_list, at, "id"), "params", ("Deze indicator staat er twee keer.", "Haal er een weg.")
    for at, one in each.items():
        if not any(one[name] for name in ANSWERS):
            told = "Hier staat geen toelichting en geen oordeel.", "Vul aan, of haal het weg."
            yield (name_of_list, at, "id"), "params", told
    for rule in commentary_contract.rules(quarter, known):
        for at in table.index[rule.check(table)]:
            yield (name_of_list, at, rule.column), "params", (rule.message, rule.hint)
    for at, one in each.items():
        for name in TEXTS:
            for told in persons.alarms(one[name]):
                yield (name_of_list, at, name), persons.RULE, told


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
