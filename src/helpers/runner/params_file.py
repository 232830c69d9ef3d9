"""`params/<notebook>.yml`: what a notebook is given, held to the types of its parameters cell."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from helpers.floor.faults import BadInput, Fault, nearest
from helpers.floor.yaml_text import read_yaml
from helpers.runner import parameters
from helpers.runner.notebooks import Notebook
from helpers.runner.parameters import Parameter

_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)


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
    if not file.is_file():
        return parameters.values(declared, {})
    return parameters.values(declared, _checked(declared, read_yaml(file), file))


def _checked(declared: Sequence[Parameter], content: Mapping[str, Any], file: Path) -> dict[str, Any]:
    from pydantic import ValidationError

    try:
        model = model_of(declared).model_validate(content)
    except ValidationError as error:
        found = error.errors()
    else:
        return model.model_dump(exclude_unset=True)
    names = [one.name for one in declared]
    rows = _rows(file)
    raise BadInput([_fault(one, names, file.name, rows) for one in found])


def model_of(declared: Sequence[Parameter]) -> type:
    """A strict pydantic model of the parameters; it takes text, as `read_yaml` gives it, and nothing else.

    >>> model_of([Parameter("level", float, 0.95, "")]).model_validate({"level": "0.9"}).level
    0.9
    """
    from pydantic import BeforeValidator, ConfigDict, create_model

    fields: dict[str, Any] = {
        one.name: (Annotated[one.type, BeforeValidator(_READERS[one.type])], one.default) for one in declared
    }
    return create_model("Parameters", __config__=ConfigDict(extra="forbid", strict=True), **fields)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("Hier hoort één waarde, geen lijst.")
    return value


def _whole(value: object) -> int:
    if not _WHOLE.fullmatch(_text(value)):
        raise ValueError(f"“{value}” is geen geheel getal.")
    return int(str(value))


def _decimal(value: object) -> float:
    if not _DECIMAL.fullmatch(_text(value)) or not math.isfinite(float(str(value))):
        raise ValueError(f"“{value}” is geen getal. Schrijf een punt als decimaalteken.")
    return float(str(value))


def _yes_no(value: object) -> bool:
    if _text(value) not in ("true", "false"):
        raise ValueError(f"“{value}” is geen ja of nee. Schrijf true of false.")
    return value == "true"


_READERS: dict[type, Callable[[object], Any]] = {str: _text, int: _whole, float: _decimal, bool: _yes_no}


def _fault(error: Mapping[str, Any], names: Sequence[str], file: str, rows: Mapping[str, int]) -> Fault:
    name = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        hint = nearest(name, names) or f"Er zijn: {', '.join(names)}."
        return Fault(f"“{name}” is geen parameter van dit notebook.", hint, file, row=rows.get(name))
    message = str(error["msg"]).removeprefix("Value error, ")
    return Fault(f"{name}: {message}", "", file, row=rows.get(name), value=str(error["input"])[:80])


def _rows(file: Path) -> dict[str, int]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return {line.partition(":")[0].strip(" \"'"): row for row, line in enumerate(lines, 1) if ":" in line}
