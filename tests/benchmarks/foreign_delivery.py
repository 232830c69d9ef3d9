"""Any delivery in our headers turned into one in foreign headers, units, words and events, with the exports.yml that
reads it. It is made from the typed tables, so that any delivery that was read can be given in another form.

All of it is made up. Persons, postcodes and points in it are canaries: what `CANARY` finds may stand nowhere after reading.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import foreign_cells as cells
import foreign_files as files
import foreign_places as places
import pandas as pd
import yaml

from helpers.floor.areas import Areas
from helpers.sources import contracts

PERSON, MAILBOX, ADDRESS, KEY = "Zwaluwstaart", "zwaluwstaart@", "Zwaluwstaartlaan", "ZWS-"
CANARY = re.compile(rf"(?i:{PERSON}|{MAILBOX}|{ADDRESS})|{KEY}\d|{places.CANARY}")
_OTHER_STATUS_EACH = 40  # rows to one that may not count
Beside = Callable[[int, random.Random], str]


def _person(at: int, chance: random.Random) -> str:
    return f"{chance.choice('ABCDEHJ')}. {PERSON}"


def _mailbox(at: int, chance: random.Random) -> str:
    return f"{chance.choice('abcdehj')}.{MAILBOX}voorbeeld{at % 97}.example"


def _description(at: int, chance: random.Random) -> str:
    return f"Gezien bij {ADDRESS} {at % 90 + 1}, bel {_person(at, chance)}"


def _key(at: int, chance: random.Random) -> str:
    return f"{KEY}{at:05}"


def team(at: int, chance: random.Random) -> str:
    return chance.choice(["Noord", "Zuid"])


NOT_READ: Mapping[str, Beside] = {
    "Chauffeur": _person, "Naam": _person, "E-mail": _mailbox, "Eigenaar": _person, "Omschrijving": _description,
    "Dossiersleutel": _key, "Melder": _person,
}  # fmt: skip


@dataclass(frozen=True)
class Form:
    """How one export looks in a foreign system: its file, its own headers, its cells, and the rules that read it.

    `own` are the own headers by name of the column, two for a point; a column without one is not in the file.
    """

    file: str
    own: Mapping[str, str | tuple[str, str]]
    write: files.Write
    cells: Mapping[str, cells.Cells] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)  # by header of the contract, as in exports.yml
    beside: Mapping[str, Beside] = field(default_factory=dict)
    status: tuple[str, str] = ("", "")  # of rows that count, and of rows that do not
    events: Callable[[pd.DataFrame, random.Random], pd.DataFrame] | None = None


def make(tables: Mapping[str, pd.DataFrame], areas: Areas, folder: Path, forms: Mapping[str, Form]) -> str:
    """Write every export in its foreign form into the folder. The text of the exports.yml that reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    rules = {}
    for dataset, form in forms.items():
        chance = random.Random(f"foreign {dataset}")
        table = form.events(tables[dataset], chance) if form.events else tables[dataset]
        form.write(folder / form.file, _arranged(_columns(dataset, table, form, areas, chance), chance))
        rules[dataset] = _rules(dataset, form, areas, tables[dataset])
    written_out = json.loads(json.dumps(rules))  # nothing twice the same object, of which YAML would make a reference
    return yaml.safe_dump(written_out, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110)


def reference(areas: Areas, folder: Path) -> None:
    """What the places ask of a reference folder: made-up postcodes, and square borders."""
    places.write_postcodes(areas, folder / "postcodes.csv")
    (folder / "wijkgrenzen.geojson").write_text(json.dumps(places.squares(areas)), "utf-8")


def _columns(
    dataset: str, table: pd.DataFrame, form: Form, areas: Areas, chance: random.Random
) -> dict[str, list[Any]]:
    """The cells of each column under its own header, those of no rule and the rows of another status among them."""
    found: dict[str, list[Any]] = {}
    for name, own in form.own.items():
        write = form.cells.get(name, cells.plain)
        series = table[name] if name in table else table[[f"{name}_low", f"{name}_high"]]
        written = write(series, cells.Given(areas, chance))
        found |= dict(zip(own, zip(*written, strict=True), strict=True)) if isinstance(own, tuple) else {own: written}
    found |= {header: [make(at, chance) for at in range(len(table))] for header, make in form.beside.items()}
    for header in form.rules.get("not_read", ()):
        found[header] = [NOT_READ[header](at, chance) for at in range(len(table))]
    if not form.status[0]:
        return {header: list(values) for header, values in found.items()}
    again = [at for at in range(len(table)) if chance.random() < 1 / _OTHER_STATUS_EACH] or [0]
    found = {header: [*values, *(values[at] for at in again)] for header, values in found.items()}
    (header,) = form.rules["rows"]
    found[header] = [form.status[0]] * len(table) + [form.status[1]] * len(again)
    return found


def _arranged(columns: Mapping[str, list[Any]], chance: random.Random) -> list[list[Any]]:
    """The rows with their headers, the columns in an order of their own."""
    headers = chance.sample(list(columns), len(columns))
    return [headers, *map(list, zip(*(columns[header] for header in headers), strict=True))]


def _rules(dataset: str, form: Form, areas: Areas, table: pd.DataFrame) -> dict[str, Any]:
    contract = contracts()[dataset]
    headers = {contract.column(name).header: _as_yaml(own) for name, own in form.own.items()}
    rest = {part: rule(areas, table) if callable(rule) else rule for part, rule in form.rules.items()}
    return {"from": Path(form.file).stem + "*", "headers": headers, **rest}


def _as_yaml(own: str | tuple[str, str]) -> str | Sequence[str]:
    return own if isinstance(own, str) else list(own)
