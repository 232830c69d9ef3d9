"""The texts of params/exports.yml: they are kept and told again, so none may be of a person or of one place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from helpers.door.persons import personal
from helpers.door.persons.personal import Look
from helpers.floor.faults import Fault
from helpers.floor.params.export_mapping import PRIVATE_AREAS
from helpers.floor.params.model_faults import fault_at, named
from helpers.floor.params.yaml_text import Document, Place
from helpers.sources.catalogue import contracts
from helpers.sources.cells import parsers

_WORDS = Look(names=personal.LISTED, may_hold_dates=True)
_PLACES = Look(names=personal.TITLED, may_hold_dates=True)  # many a buurt is called after a person
_TOLD = "Dit bestand wordt bewaard en verteld."
_HINT = "Haal deze tekst weg. Kies rijen en woorden die niet over een persoon gaan."


def faults(document: Document, file: str) -> list[Fault]:
    """An error for every text that looks personal, on its row, and for words of a postcode or a point. None is shown.

    It looks at all that the file holds, also where no rule belongs: a later fault would repeat it.
    """
    return [
        fault_at(document, file, at, (f"{message} {_TOLD}", _HINT), named(part for part in at if not _kinds(part)))
        for at, message in [*_personal(document.content, ()), *_of_private_areas(document.content)]
    ]


def _personal(content: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Every name and value that looks personal, with the place where it stands."""
    if isinstance(content, list):
        content = dict(enumerate(content))
    if not isinstance(content, Mapping):
        if kinds := _kinds(content, _look(place)):
            yield place, _said(kinds)
        return
    for name, value in content.items():
        if kinds := _kinds(name, _look((*place, name))):
            yield (*place, name), _said(kinds)
        yield from _personal(value, (*place, name))


def _kinds(text: object, look: Look = _WORDS) -> list[str]:
    """The kinds of personal data in one text; one number of nine digits is judged as under a header that names BSNs."""
    return list(personal.found([text], personal.BSN, look)) if isinstance(text, str) else []


def _said(kinds: list[str]) -> str:
    return f"Hier lijkt een {kinds[0]} te staan."


def _look(place: Place) -> Look:
    dataset, part, header = (*place, "", "", "")[:3]
    is_word = part in ("values", "constants") and len(place) > 2
    return _PLACES if is_word and header in _wijken(str(dataset)) else _WORDS


def _wijken(dataset: str) -> set[str]:
    """The headers of an export under which a wijk stands."""
    contract = contracts().get(dataset)
    return {one.header for one in contract.columns if one.parser is parsers.wijk_code} if contract else set()


def _of_private_areas(content: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    for dataset, entry in content.items():
        area, values = (entry.get(part) if isinstance(entry, Mapping) else None for part in ("area", "values"))
        if isinstance(area, Mapping) and isinstance(values, Mapping):
            for header in values:
                if area.get(header) in PRIVATE_AREAS:
                    yield (dataset, "values", header), "Een postcode of punt hoort niet in dit bestand."
