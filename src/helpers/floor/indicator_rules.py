"""Rules of indicators.yml over more than one field. They look at the text, so that a wrong type hides none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from helpers.floor import model_faults
from helpers.floor.faults import Fault
from helpers.floor.typed_text import decimal, filled
from helpers.floor.yaml_text import Document, Place

_FILLED = ("goal", "text", "target_text", "name", "measure", "owner")
_MOST = {"percent": 100, "months": 12}

_PROMISES = ("targets", "planned_path")

_Found = tuple[Place, str, str]


def faults(document: Document, file: str) -> list[Fault]:
    """Every indicator that stands twice, is left open, or promises what cannot be."""
    found = [*_doubles(each(document)), *_of_each(each(document))]
    return [
        model_faults.fault_at(document, file, place, (message, hint), named(document, place))
        for place, message, hint in found
    ]


def named(document: Document, place: Place) -> str:
    """A place as a reader says it: "indicator BR-1-2, targets 2026"."""
    if len(place) < 2:
        return model_faults.named(place)
    _, number, *rest = place
    one = dict(each(document)).get(number, {})
    known = one.get("id")
    name = known if isinstance(known, str) and known else f"nummer {int(number) + 1}"
    return ", ".join(part for part in (f"indicator {name}", model_faults.named(rest)) if part)


def for_an_editor() -> list[dict[str, Any]]:
    """The same rules as JSON Schema, as far as that can say them."""
    limits = [
        {
            "if": {"properties": {"unit": {"const": unit}}, "required": ["unit"]},
            "then": {
                "properties": {name: {"patternProperties": {"": {"maximum": most}}} for name in _PROMISES}
            },
        }
        for unit, most in _MOST.items()
    ]
    is_promised = [{"properties": {name: {"minProperties": 1}}, "required": [name]} for name in _PROMISES]
    judged = {"operator": {"minLength": 1}, "kind": {"not": {"const": "no_target"}}}
    return [*limits, {"if": {"anyOf": is_promised}, "then": {"required": ["operator"], "properties": judged}}]


def each(document: Document) -> list[tuple[int, Mapping[str, Any]]]:
    """Every indicator of the file as it was typed, with its place in the list."""
    listed = document.content.get("indicators")
    listed = listed if isinstance(listed, list) else []
    return [(number, one) for number, one in enumerate(listed) if isinstance(one, dict)]


def _doubles(each: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[_Found]:
    seen: set[str] = set()
    for number, one in each:
        name = one.get("id")
        if isinstance(name, str) and name:
            if name in seen:
                yield ("indicators", number, "id"), f"“{name}” staat er twee keer.", "Geef elk een eigen id."
            seen.add(name)


def _of_each(each: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[_Found]:
    for number, one in each:
        place = ("indicators", number)
        for name in _FILLED:
            if isinstance(one.get(name), str) and (why := _refusal(one[name])):
                yield (*place, name), why, ""
        for name in _PROMISES:
            if isinstance(one.get(name), dict) and one[name]:
                yield from _promised(one, (*place, name))


def _promised(one: Mapping[str, Any], place: Place) -> Iterator[_Found]:
    if one.get("operator", "") == "":
        yield place, "Bij een streefwaarde of plan hoort een operator.", 'Schrijf operator: ">=" of "<=".'
    if one.get("kind") == "no_target":
        yield place, "Bij kind: no_target hoort geen streefwaarde of plan.", "Haal het weg."
    most = _MOST.get(str(one.get("unit")))
    for name, value in one[place[-1]].items():
        if most is not None and _number(value) > most:
            yield (*place, name), f"“{value}” is meer dan {most}.", f"De eenheid is {one['unit']}."


def _refusal(text: str) -> str:
    try:
        filled(text)
    except ValueError as wrong:
        return wrong.args[0]
    return ""


def _number(value: object) -> float:
    try:
        return decimal(value)
    except ValueError:
        return 0.0  # its type is refused elsewhere
