"""The params of a new home, out of those of this one: every choice keeps its explanation, what is another's is marked.

What only a municipality can say (its budget, its owners, its plans) stays as an example, and says so.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from helpers.floor import paths
from helpers.floor.params import budget_years, settings
from helpers.floor.params.fetch_sources import FILE as SOURCES
from helpers.floor.params.plain_text import read_text
from helpers.floor.params.settings import PREREGISTRATION, Settings
from helpers.floor.params.yaml_edit import quoted, with_values
from helpers.floor.params.yaml_text import Place, document_of
from helpers.sources import contracts
from helpers.sources.mapping import exports_file

EXAMPLE = "Voorbeeld: "  # before words that are those of another municipality
TO_FILL_IN = "Afdeling (nog in te vullen)"
_WORDS, _ALSO = ("goal", "text", "target_text"), ("name", "not_counted", "other_reading")
_EMPTY = ("planned_path", "planned_sessions")
_ABOUT = """# De indicatoren van {name}. Nog een voorbeeld, met teksten en streefwaarden van een andere gemeente.
# Neem ze over uit uw eigen begroting en haal "{example}" dan weg. Schrap wat u de raad niet hebt beloofd.
# Zet hier de bron van text en target_text neer: het adres van uw begroting.
"""


def texts(code: str, name: str, today: date, params: Path = paths.PARAMS) -> dict[str, str]:
    """Every file of params for a municipality, by its name in that folder. Raises BadInput on params with faults."""
    own = settings.load(params)
    made = {
        "municipality.yml": _municipality(read_text(params / "municipality.yml"), code, name),
        budget_years.FIRST: _indicators(read_text(params / budget_years.FIRST), own, name),
        exports_file.FILE: _exports(read_text(params / exports_file.FILE)),
        SOURCES: _of_code(_sources(read_text(params / SOURCES)), own.municipality.code, code),
    }
    if own.preregistered:
        made[PREREGISTRATION] = _preregistration(read_text(params / PREREGISTRATION), code, today)
    plain = [f"{notebook.stem}.yml" for notebook in sorted(paths.NOTEBOOKS.glob("*.ipynb"))]
    plain += [f"schema/{file.name}" for file in sorted((params / "schema").glob("*.json"))]
    return made | {file: (params / file).read_text("utf-8") for file in plain}


def _municipality(text: str, code: str, name: str) -> str:
    values: dict[Place, str] = {("code",): code, ("name",): quoted(name)}
    there = document_of(text, "").content
    if "scan_car_started_on" in there:
        values[("scan_car_started_on",)] = '""'
    if "comparable_municipalities" in there:
        values[("comparable_municipalities",)] = "[]"
    values |= {("archive", key): '""' for key in there.get("archive") or {}}  # what another archivist decided
    return with_values(text, values)


def _indicators(text: str, own: Settings, name: str) -> str:
    values: dict[Place, str] = {}
    for number, one in enumerate(document_of(text, "").content["indicators"]):
        for key in (*_WORDS, *_ALSO):
            if words := one.get(key):
                words = words.replace(own.municipality.name, name)
                is_marked = key in _ALSO or words.startswith(EXAMPLE)
                values["indicators", number, key] = quoted(words if is_marked else EXAMPLE + words)
        values["indicators", number, "owner"] = TO_FILL_IN
        values |= {("indicators", number, key): "{}" for key in _EMPTY if key in one}
    return _with_header(with_values(text, values), _ABOUT.format(name=name, example=EXAMPLE.strip()))


def _with_header(text: str, about: str) -> str:
    """With other first lines of comment, behind that of the schema and before the first that is empty."""
    lines = text.splitlines(keepends=True)
    first = next((at for at, line in enumerate(lines) if "yaml-language-server" not in line), 0)
    last = next((at for at, line in enumerate(lines) if at >= first and not line.strip(" #\r\n")), first)
    is_comment = all(line.startswith("#") for line in lines[first:last])
    return "".join([*lines[:first], about, *lines[last if is_comment else first :]])


def _exports(text: str) -> str:
    """With the rules of public sources alone: those of own files are another's."""
    known = document_of(text, "").content
    others = [name for name in known if name in contracts() and not contracts()[name].is_optional]
    for name in others:
        text = re.sub(rf"(?m)^{re.escape(name)}:.*\n(?:(?:[ \t].*)?\n)*", "", text)
    return text


def _sources(text: str) -> str:
    """With the public sources alone, all off: where another's registers lie is its own."""
    for name in document_of(text, "").content.get("sources") or {}:
        if name in contracts() and not contracts()[name].is_optional:
            text = re.sub(rf"(?m)^  {re.escape(name)}:.*\n(?:(?:   .*)?\n)*", "", text)
    return re.sub(r"(?m)^(\s+is_on:) true\b", r"\1 false", text)


def _of_code(text: str, old: str, code: str) -> str:
    return re.sub(rf"\b(GM|WK|BU){old[2:]}", rf"\g<1>{code[2:]}", text)


def _preregistration(text: str, code: str, today: date) -> str:
    there = document_of(text, "").content
    values = {
        "registered_on": today.isoformat(),
        "changes": "{}",
        "method_breaks": "[]",
        "seed": str(int(code[2:])),
        "plan_hours_per_quarter": "0",
        "plan_first_quarter": '""',
    }
    return with_values(text, {(key,): value for key, value in values.items() if key in there})
