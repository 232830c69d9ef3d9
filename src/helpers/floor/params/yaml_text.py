"""YAML in which every scalar is text, so that `no`, `0363` and `12:30` stay what was typed.

PyYAML gives events and nothing more: it makes no objects and follows no references, and what is nested too
deep is refused before anything recurses.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from helpers.floor.faults import BadInput, Fault
from helpers.floor.params.plain_text import invisible, read_text
from helpers.floor.printable import printable

DEEPEST = 20
MOST_VALUES = 20_000
MOST_FAULTS = 100
_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # in C where PyYAML was built with it
_LOOK = "Kijk naar inspringing, dubbele punt en aanhalingstekens."
_MERGE = "<<"

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """What a file holds, and the row on which each value stands: `rows[("targets", "2026")]`."""

    content: dict[str, Any]
    rows: dict[Place, int]

    def row(self, place: Place) -> int | None:
        """The row of a value, else of the nearest thing around it."""
        around = (place[:length] for length in range(len(place), 0, -1))
        return next((self.rows[one] for one in around if one in self.rows), None)


class _Stop(Exception):
    """A fault after which the rest cannot be read."""

    def __init__(self, message: str, hint: str = "", row: int | None = None) -> None:
        super().__init__(message)
        self.fault = Fault(message, hint, row=row, rule="yaml")


def read_yaml(file: Path) -> dict[str, Any]:
    """Read a mapping from a UTF-8 YAML file; every scalar as text. Raises BadInput with the rows."""
    return read_document(file).content


def read_document(file: Path) -> Document:
    """The same, with the row of every value. Raises BadInput; a file that is not there is one too."""
    return document_of(read_text(file), file.name)


def document_of(text: str, name: str) -> Document:
    """The same of a text; `name` is that of its file. Raises BadInput."""
    reader = _Reader(text)
    try:
        document = reader.document()
    except _Stop as stop:
        reader.faults.append(stop.fault)
    if reader.faults:
        raise BadInput([replace(fault, file=printable(name)) for fault in reader.faults])
    return document


class _Reader:
    """One pass over the events of a text; `faults` gathers what can be told together."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._events = _events(text)
        self._rows: dict[Place, int] = {}
        self._values = 0

    def document(self) -> Document:
        content: Any = ""
        is_begun = False
        for event in self._events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if is_begun:
                raise _Stop("Hier begint een tweede document.", "Haal de regel met --- weg.", _row(event))
            if event.version or event.tags:
                raise _Stop("Een regel met % mag niet.", "Haal de regel weg.", _row(event))
            is_begun = True
            content = self._value(next(self._events), ())
        if not content:
            raise _Stop("Het bestand is leeg.", "Vul het in, of zet het bestand terug.")
        if not isinstance(content, dict):
            raise _Stop("Bovenaan horen namen met een dubbele punt te staan.", row=1)
        return Document(content, self._rows)

    def _value(self, event: yaml.Event, place: Place) -> Any:
        row = _row(event)
        self._rows.setdefault(place, row)
        self._values += 1
        if self._values > MOST_VALUES:
            raise _Stop("Het bestand heeft te veel waarden.", "Laat weg wat er niet hoort.", row)
        if len(place) >= DEEPEST:
            raise _Stop(f"Hier is meer dan {DEEPEST} keer genest.", "Tel de haakjes na.", row)
        self._refuse_marks(event, row)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        return self._scalar(event, row)

    def _mapping(self, place: Place) -> dict[str, Any]:
        content: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            name, row = self._name(event), _row(event)
            if name in content:
                self._tell(f"“{printable(name)}” staat er twee keer.", "Haal er een weg.", row)
            self._rows[*place, name] = row
            content[name] = self._value(next(self._events), (*place, name))
        return content

    def _sequence(self, place: Place) -> list[Any]:
        content: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            content.append(self._value(event, (*place, len(content))))
        return content

    def _name(self, event: yaml.Event) -> str:
        row = _row(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _Stop("Voor de dubbele punt hoort één naam, geen lijst of verwijzing.", row=row)
        self._refuse_marks(event, row)
        if event.value == _MERGE:
            self._tell("Samenvoegen (<<) mag niet.", "Schrijf de waarden uit.", row)
        if not event.value:
            self._tell("Voor de dubbele punt ontbreekt een naam.", _LOOK, row)
        return self._scalar(event, row)

    def _scalar(self, event: yaml.Event, row: int) -> str:
        value = getattr(event, "value", "")  # an alias has none
        if sign := invisible(value):  # written as an escape such as "\e"
            self._tell(f"Deze waarde bevat een onzichtbaar teken ({sign}).", "Haal het weg.", row)
        return value

    def _refuse_marks(self, event: yaml.Event, row: int) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._tell("Een verwijzing (*) mag niet.", "Schrijf de waarde uit.", row)
        elif getattr(event, "anchor", None):
            self._tell("Een anker (&) mag niet.", "Schrijf de waarde uit.", row)
        if getattr(event, "tag", None):
            self._tell("Een type (!) mag niet.", "Haal het uitroepteken en het type weg.", row)

    def _tell(self, message: str, hint: str, row: int) -> None:
        self.faults.append(Fault(message, hint, row=row, rule="yaml"))
        if len(self.faults) >= MOST_FAULTS:
            raise _Stop("Er zijn nog meer fouten.", "Herstel eerst deze.")


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_PARSER)
    except yaml.MarkedYAMLError as error:
        raise _in_dutch(error) from None
    except (yaml.YAMLError, ValueError, OverflowError):  # an escape that is no character
        raise _Stop("Dit is geen geldige YAML.", _LOOK) from None


def _in_dutch(error: yaml.MarkedYAMLError) -> _Stop:
    around, here = (mark.line + 1 if mark else None for mark in (error.context_mark, error.problem_mark))
    context, problem = str(error.context), str(error.problem)
    if "escape" in problem or "hex" in problem:
        hint = "Schrijf / in plaats van \\, of gebruik enkele aanhalingstekens."
        return _Stop("Na \\ staat hier iets wat niet kan.", hint, here)
    if "quoted scalar" in context and "end of stream" in problem:
        return _Stop("Het aanhalingsteken van deze regel sluit niet.", _LOOK, around)
    if "flow" in context:
        return _Stop("Het haakje van deze regel sluit niet goed.", "Tel de haakjes en komma’s na.", around)
    return _Stop("Deze regel is geen geldige YAML.", _LOOK, here)


def _row(event: yaml.Event) -> int:
    return int(event.start_mark.line) + 1
