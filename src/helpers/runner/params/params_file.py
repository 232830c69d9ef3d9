"""`params/<notebook>.yml`: what a notebook is given, held to the types of its parameters cell."""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model

from helpers.floor import paths
from helpers.floor.faults import BadInput, Fault
from helpers.floor.params import model_faults
from helpers.floor.params.typed_text import NOTHING, QUARTER_PATTERN, Decimal, Text, Whole, YesNo, quarter
from helpers.floor.params.yaml_text import Document, read_document
from helpers.floor.printable import printable
from helpers.floor.quarter import NEWEST
from helpers.runner.notebooks import parameters
from helpers.runner.notebooks.chapters import Notebook
from helpers.runner.notebooks.parameters import Parameter

NAMED_FOLDERS = ("sample", "raw")
_LONGEST = 200  # characters of a folder; some systems take no path over 260
_ELSEWHERE = (
    (re.compile(r"\\"), "bevat een \\", "Schrijf / tussen twee mappen."),
    (re.compile(r":"), "is een schijf of een webadres", ""),
    (re.compile(r"^[/~]"), "is een plek buiten het project", ""),
    (re.compile(r"(^|/)[. ]{2,}(/|$)"), "verlaat het project", ""),
    (re.compile(r"[<>|*?\"`$%;\t\r\n]"), "bevat een teken dat niet in een map hoort", ""),
)
_INSIDE = "Schrijf sample, raw of een map in het project; een andere map geeft u met --data."
_INSIDE_PATTERN = r"^(?![/~])(?!(.*/)?[. ]{2,}(/|$))(?! *$)[^\\:<>|*?\"`$%;\t\r\n]+$"


def resolve_all(notebooks: Iterable[Notebook], folder: Path) -> dict[str, dict[str, Any]]:
    """For every notebook (by name) all its parameters with their values.

    Raises BadInput with the faults of all notebooks and all files at once.
    """
    resolved: dict[str, dict[str, Any]] = {}
    faults: list[Fault] = []
    for notebook in notebooks:
        try:
            resolved[notebook.stem] = resolve(notebook, folder)
        except BadInput as error:
            faults += error.faults
    if faults:
        raise BadInput(faults)
    return resolved


def resolve(notebook: Notebook, folder: Path) -> dict[str, Any]:
    """The parameters of one notebook: its defaults, with what its file in `folder` says instead.

    A notebook without a file runs on its defaults. Raises BadInput: unknown names, wrong types.
    """
    declared = parameters.declared(notebook)
    file = folder / f"{notebook.stem}.yml"
    if not os.path.lexists(file):
        return parameters.values(declared, {})
    given, faults = read_values(parameters.in_file(notebook), read_document(file), file.name)
    if faults:
        raise BadInput(faults)
    return parameters.values(declared, given)


def read_values(declared: Sequence[Parameter], document: Document, file: str) -> tuple[dict[str, Any], list[Fault]]:
    """The values that a file gives, each with the type of its parameter; or none, with every fault."""
    unknown = "is geen parameter van dit notebook."
    found, faults = model_faults.checked(model_of(declared), document, file, unknown=unknown)
    return (found.model_dump(exclude_unset=True) if found else {}), faults


def model_of(declared: Sequence[Parameter], title: str = "Parameters") -> type[BaseModel]:
    """A strict pydantic model of the parameters; it takes text, as `read_yaml` gives it.

    >>> model_of([Parameter("level", float, 0.95, "")]).model_validate({"level": "0.9"}).level
    0.9
    """
    fields: dict[str, Any] = {
        one.name: (_GIVEN.get(one.name, _TYPES[one.type]), Field(one.default, description=one.help or one.name))
        for one in declared
    }
    return create_model("Parameters", __config__=ConfigDict(extra="forbid", title=title), **fields)


def quarter_or_newest(text: str) -> str:
    """A quarter such as 2026-Q3, or newest. Raises ValueError.

    >>> quarter_or_newest("newest")
    'newest'
    """
    if text == NEWEST:
        return text
    try:
        return quarter(text)
    except ValueError as wrong:
        message, hint = wrong.args
        raise ValueError(message, f"{hint} Of schrijf {NEWEST}.") from None


def folder_inside(text: str) -> str:
    """The sample, raw, or a folder that stays inside the project. Raises ValueError.

    >>> folder_inside("data/raw")
    'data/raw'
    """
    if text.strip() in NOTHING:
        raise ValueError("Hier ontbreekt een waarde.", _INSIDE)
    for form, why, hint in _ELSEWHERE:
        if form.search(text):
            raise ValueError(f"“{printable(text)}” {why}.", hint or _INSIDE)
    if len(text) > _LONGEST:
        raise ValueError(f"“{printable(text)}” is te lang voor een map.", _INSIDE)
    if not _stays(paths.HOME / text):
        raise ValueError(f"“{printable(text)}” is een verwijzing naar buiten het project.", _INSIDE)
    return text


def _stays(folder: Path) -> bool:
    try:
        return folder.resolve().is_relative_to(paths.HOME)
    except (OSError, RuntimeError, ValueError):  # links in a circle, or a name that cannot be
        return False


def _as_text(pattern: str, *checks: Any) -> Any:
    return Annotated[Text, *map(AfterValidator, checks), Field(json_schema_extra={"pattern": pattern})]


_TYPES: dict[type, Any] = {str: Text, int: Whole, float: Decimal, bool: YesNo}
# What the batch gives to every notebook is known by its name; its type alone would take any text.
_GIVEN: dict[str, Any] = {
    "quarter": _as_text(rf"^({NEWEST}|{QUARTER_PATTERN})$", quarter_or_newest),
    "delivery": _as_text(_INSIDE_PATTERN, folder_inside),
}
