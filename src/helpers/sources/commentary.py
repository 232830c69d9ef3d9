"""The owners' commentary per quarter: `params/commentary/<quarter>.yml`, checked before any of it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from helpers.door.persons import personal
from helpers.floor.faults import AskedWrongly, BadInput, Fault
from helpers.floor.params import commentary, indicator_rules
from helpers.floor.params.explanation import Explanation
from helpers.floor.params.model_faults import fault_at, named
from helpers.floor.params.yaml_text import Document, Place, read_document
from helpers.floor.printable import printable
from helpers.floor.quarter import Quarter

FOLDER = "commentary"
FIRST_LINE = "# yaml-language-server: $schema=../schema/commentary.schema.json"
_HINT = "Schrijf over de zaak, niet over een persoon."
_LOOK = personal.Look(names=personal.LISTED, may_hold_dates=True)
_READ = (".yml", ".yaml")
_IGNORED = (".md",)

Said = tuple[Explanation, ...]


def read_folder(params: Path) -> dict[str, Said]:
    """What owners explained, by the label of the quarter; {} where there is no commentary.

    Raises BadInput with every fault of every file.
    """
    quarters = list(_quarters(params))
    return dict(zip((one.label for one in quarters), _read(params, quarters), strict=True))


def read_quarter(params: Path, quarter: Quarter) -> Said:
    """What owners explained in one quarter; () where there is no file.

    Raises BadInput with every fault of that file, and on a file that no quarter would read.
    """
    (said,) = _read(params, [quarter])
    return said


def _read(params: Path, quarters: Iterable[Quarter]) -> list[Said]:
    files = [file_of(params, quarter) for quarter in quarters]
    checks = [check(file, params) if file.is_file() else ((), []) for file in files]
    faults = [*_misnamed(params), *(fault for _, told in checks for fault in told)]
    if any(fault.level == "error" for fault in faults):
        raise BadInput(faults)
    return [said for said, _ in checks]


def check_folder(params: Path) -> list[Fault]:
    """Every fault of every file of commentary, and a warning on what is not read."""
    found = [fault for quarter in _quarters(params) for fault in check(file_of(params, quarter), params)[1]]
    return [*found, *_misnamed(params)]


def check(file: Path, params: Path) -> tuple[Said, list[Fault]]:
    """One file of commentary, wherever it stands: its explanations, or none with every fault."""
    name = f"{FOLDER}/{printable(file.name)}"
    try:
        quarter = Quarter.parse(file.stem)
    except AskedWrongly as wrong:
        return (), [Fault("De naam van het bestand is geen kwartaal.", wrong.hint, name, rule="bestand")]
    try:
        document = read_document(file)
    except BadInput as error:
        return (), [replace(fault, file=name) for fault in error.faults]
    return checked(document, name, quarter, known_indicators(params))


def checked(
    document: Document,
    file: str,
    quarter: Quarter,
    known: Collection[str] | None,
    shown: Callable[[Place], str] = named,
) -> tuple[Said, list[Fault]]:
    """The explanations of a document, held to their shape and free of personal data; else every fault."""
    said, faults = commentary.explanations(document, file, quarter, known, shown)
    faults = [*faults, *_personal(document, file, shown)]
    return (() if faults else said), sorted(faults, key=lambda fault: fault.row or 0)


def known_indicators(params: Path) -> frozenset[str] | None:
    """The numbers of the municipality's indicators; None when their own file cannot be read."""
    try:
        listed = indicator_rules.each(read_document(params / "indicators.yml"))
    except BadInput:
        return None
    return frozenset(str(one["id"]) for _, one in listed if "id" in one)


def file_of(params: Path, quarter: Quarter) -> Path:
    """Where the commentary on a quarter stands."""
    return params / FOLDER / f"{quarter.label}.yml"


def as_yaml(said: Iterable[Explanation]) -> str:
    """Explanations as the text of their file; reading it gives the same explanations.

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
    lines = [FIRST_LINE, "", "explanations:"]
    for one in said:
        lines.append(f"  - id: {one.id}")
        # A text of JSON is one of YAML too, whatever signs an owner types.
        lines += [f"    {name}: {json.dumps(text, ensure_ascii=False)}" for name, text in _texts(one).items()]
        lines += [f"    promised_on: {one.promised_on}"] if one.promised_on else []
    return "\n".join(lines) + "\n"


def _texts(one: Explanation) -> dict[str, str]:
    return {name: getattr(one, name) for name in commentary.TEXTS}


def _personal(document: Document, file: str, shown: Callable[[Place], str]) -> Iterator[Fault]:
    for at, one in commentary.each(document):
        for name, kind in _kinds(one):
            place = ("explanations", at, name)
            told = (f"De tekst lijkt een {kind} te bevatten.", _HINT)
            yield replace(fault_at(document, file, place, told, shown(place)), rule="persoonsgegevens")


def _kinds(one: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name in commentary.TEXTS:
        text = str(one.get(name, ""))
        kinds = list(personal.found([text], look=_LOOK))
        # A single number is judged more strictly than a column of them.
        if not kinds and len(text) <= commentary.LONGEST_TEXT and personal.masked(text) != text:
            kinds = ["persoonsgegeven"]
        yield from ((name, kind) for kind in kinds)


def _files(params: Path) -> list[Path]:
    folder = params / FOLDER
    if not folder.is_dir():
        return []
    return sorted(file for file in folder.iterdir() if not file.name.startswith((".", "~$")))


def _quarters(params: Path) -> Iterator[Quarter]:
    for file in _files(params):
        if file.suffix == ".yml" and _is_quarter(file.stem):
            yield Quarter.parse(file.stem)


def _misnamed(params: Path) -> Iterator[Fault]:
    for file in _files(params):
        name = f"{FOLDER}/{printable(file.name)}"
        if file.suffix in _READ and not (file.suffix == ".yml" and _is_quarter(file.stem)):
            message = "Dit bestand heeft geen kwartaal als naam, dus het wordt niet gelezen."
            yield Fault(message, "Noem het zoals 2026-Q3.yml.", name, rule="bestand")
        elif file.suffix not in (*_READ, *_IGNORED):
            hint = "Een ingevuld formulier leest u in met: python run.py commentary --form BESTAND."
            yield Fault("Dit bestand wordt niet gelezen.", hint, name, rule="bestand", level="warning")


def _is_quarter(text: str) -> bool:
    try:
        Quarter.parse(text)
    except AskedWrongly:
        return False
    return True
