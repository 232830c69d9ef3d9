"""The rules for an own file as an entry of params/exports.yml: what changes there, and the new text."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path

import yaml

from helpers.floor.faults import BadInput, Fault
from helpers.floor.params.export_mapping import ExportMapping
from helpers.floor.params.plain_text import read_text
from helpers.floor.params.yaml_edit import with_entry
from helpers.floor.params.yaml_text import document_of
from helpers.sources.mapping import exports_file

_MARK = "\ufeff".encode()
_NEW = """\
# yaml-language-server: $schema=schema/exports.schema.json
# Hoe uw eigen bestanden de tabellen van de exports worden. Zie docs/aansluiten.md.
"""
_ORDER = ("from", "headers", "units", "values", "area", "constants", "rows", "not_rows", "per", "not_read", "log")
_WIDEST = 10_000  # signs: no value goes on on the next line


@dataclass(frozen=True)
class Entry:
    """One entry as it will stand in the file: the bytes before and after, and the lines that change."""

    file: Path
    before: bytes
    after: bytes
    is_new: bool
    difference: tuple[str, ...]


def entry(folder: Path, dataset: str, mapping: ExportMapping) -> Entry:
    """The entry for an export in exports.yml of a folder; every other entry stays as it is, to the byte.

    Raises BadInput where the file cannot be read, or cannot be changed without touching more.
    """
    file = folder / exports_file.FILE
    before = file.read_bytes() if os.path.lexists(file) and read_text(file) is not None else b""
    mark = _MARK if before.startswith(_MARK) else b""
    text = before.removeprefix(_MARK).decode() or _NEW
    known = _known(text)
    old, new = (_block(dataset, one) if one else "" for one in (known.get(dataset), mapping))
    changed = text if old == new else _spliced(text, dataset, new)
    _refuse_broken(changed, {**known, dataset: mapping})
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    difference = tuple(line for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@")
    after = mark + changed.encode() if changed != text else before
    return Entry(file, before, after, dataset not in known, difference)


def _known(text: str) -> dict[str, ExportMapping]:
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return {}
    found, faults = exports_file.check(document_of(text, exports_file.FILE), exports_file.FILE)
    if faults:
        raise BadInput(faults)
    return found


def _block(dataset: str, mapping: ExportMapping) -> str:
    written = mapping.as_written()
    ordered = {name: written[name] for name in _ORDER if written.get(name)}
    return str(yaml.safe_dump({dataset: ordered}, allow_unicode=True, sort_keys=False, width=_WIDEST))


def _spliced(text: str, dataset: str, block: str) -> str:
    try:
        return with_entry(text, dataset, block)
    except KeyError:
        raise _kept(f"De regels van {dataset} zijn hier niet in te voegen.") from None


def _refuse_broken(text: str, wanted: dict[str, ExportMapping]) -> None:
    """What was written must read back as it was meant, and all others as they were."""
    if {name: one.as_written() for name, one in _known(text).items()} != {
        name: _plain(one) for name, one in wanted.items()
    }:
        raise _kept("De nieuwe regels zouden niet terug te lezen zijn.")


def _plain(mapping: ExportMapping) -> dict[str, object]:
    return {name: one for name, one in mapping.as_written().items() if one}


def _kept(message: str) -> BadInput:
    hint = "Zet elke export op een eigen regel, met de regels eronder."
    return BadInput([Fault(message, hint, exports_file.FILE, rule="yaml")])
