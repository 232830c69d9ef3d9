"""What a pydantic model refuses in a params file, said in Dutch with the row."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from helpers.floor.faults import Fault, nearest
from helpers.floor.params.yaml_text import MOST_FAULTS, Document, Place
from helpers.floor.printable import printable

_OPTION = re.compile(r"'([^']+)'")
_LIST = ("Hier hoort een lijst.", "Schrijf die zoals [eerste, tweede].")
_NAMES = ("Hier horen namen met een dubbele punt.", "Schrijf die zoals {2026: 100}.")

_Told = tuple[str, str]
_Model = TypeVar("_Model", bound=BaseModel)


def checked(
    model: type[_Model],
    document: Document,
    file: str,
    shown: Callable[[Place], str] | None = None,
    unknown: str = "is geen bekende naam.",
) -> tuple[_Model | None, list[Fault]]:
    """The content as a model, or None with every fault. `shown` names a place, `unknown` a key too many."""
    try:
        return model.model_validate(document.content), []
    except ValidationError as error:
        found = error.errors(include_url=False)
    faults = []
    for one in found[:MOST_FAULTS]:
        place = tuple(part for part in one["loc"] if part != "[key]")
        if one["type"] == "extra_forbidden":
            told = _unknown(str(place[-1]), unknown, _fields(model, place[:-1]))
        else:
            told = _told(one, _field(model, place))
        faults.append(fault_at(document, file, place, told, (shown or named)(place), one["input"]))
    return None, [*faults, *untold(len(found), file)]


def untold(count: int, file: str) -> list[Fault]:
    """How many of so many faults are left out of the list; nothing when all are in it."""
    left = count - MOST_FAULTS
    said = f"Er zijn nog {left} fouten."
    return [Fault(said, "Herstel eerst de andere.", file, rule="params")] if left > 0 else []


def fault_at(document: Document, file: str, place: Place, told: _Told, column: str, value: object = "") -> Fault:
    """The fault of a value in the document, on its row."""
    shown = printable(str(value)) if not isinstance(value, list | dict) else ""
    return Fault(*told, file=file, row=document.row(place), column=printable(column), value=shown, rule="params")


def named(place: Iterable[str | int]) -> str:
    """A place as a reader says it.

    >>> named(("crucial_processes", 0))
    'crucial_processes 1'
    """
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in place)


def _unknown(name: str, unknown: str, known: Iterable[str]) -> _Told:
    known = list(known)
    hint = nearest(name, known) if len(name) <= 80 else ""
    return f"“{printable(name)}” {unknown}", hint or f"Er zijn: {', '.join(known)}."


def _told(error: Mapping[str, Any], field: Any) -> _Told:
    kind, limits = error["type"], error.get("ctx", {})
    value = "" if isinstance(error["input"], list | dict) else f"“{printable(str(error['input']))}”"
    if kind == "value_error":
        message, hint = (*limits["error"].args, "")[:2]
        return message, hint
    if kind == "literal_error":
        options = _OPTION.findall(limits["expected"])
        near = nearest(str(error["input"])[:80], options)
        return f"{value} is geen keuze.", f"{near} Kies uit: {', '.join(options)}.".strip()
    if kind == "string_pattern_mismatch":
        example = next(iter(getattr(field, "examples", None) or ()), "")
        return f"{value} heeft niet de juiste vorm.", f"Schrijf het zoals {example}." if example else ""
    return {
        "missing": (f"“{error['loc'][-1]}” ontbreekt.", "Voeg die regel toe."),
        "greater_than_equal": (f"{value} is te laag.", f"Het laagste is {limits.get('ge')}."),
        "less_than_equal": (f"{value} is te hoog.", f"Het hoogste is {limits.get('le')}."),
        "greater_than": (f"{value} is te laag.", f"Het moet meer zijn dan {limits.get('gt')}."),
        "less_than": (f"{value} is te hoog.", f"Het moet minder zijn dan {limits.get('lt')}."),
        "multiple_of": (f"{value} past niet.", f"Schrijf een veelvoud van {limits.get('multiple_of')}."),
        "too_short": ("Deze lijst is leeg.", "Zet er minstens één waarde in."),
        "list_type": _LIST,
        "tuple_type": _LIST,
        "dict_type": _NAMES,
        "model_type": _NAMES,
    }.get(kind, (f"{value or 'Dit'} past hier niet.", ""))


def _field(model: type[BaseModel], place: Place) -> Any:
    return _model_at(model, place[:-1]).model_fields.get(str(place[-1])) if place else None


def _fields(model: type[BaseModel], place: Place) -> Iterable[str]:
    return _model_at(model, place).model_fields


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel]:
    for part in place:
        field = model.model_fields.get(str(part))
        model = _model_in(field.annotation) or model if field else model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _model_in(one))), None)
