"""The rules for an own file, told back in Dutch: one sentence each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.door.cells import fold
from helpers.floor import dutch
from helpers.floor.params.export_mapping import ExportMapping
from helpers.sources.mapping.own_parsers import cell

_UNITS = {
    "hours": "in uren",
    "minutes": "in minuten; 60 minuten zijn één uur",
    "days": "als deel van een dag; een dag is 24 uur",
    "hh:mm": "in uren en minuten, zoals 4:30",
    "percent": "in procenten",
    "fraction": "als breuk; 0,85 is 85 procent",
}
_AREAS = {
    "code": "de code van de wijk",
    "buurtcode": "de code van de buurt",
    "name": "de naam van de wijk of buurt",
    "postcode": "de postcode, die niet wordt bewaard",
    "point_rd": "het punt in RD, dat niet wordt bewaard",
    "point_wgs84": "het punt in graden, dat niet wordt bewaard",
}


_UNDER_OWN_HEADERS = "Gelezen onder eigen koppen"


def sentences(mapping: ExportMapping) -> list[str]:
    """What is done to an own file, each rule a sentence.

    >>> sentences(ExportMapping(headers={"Boa's": "Aantal"}, rows={"Team": ["Boa"]}))
    ["Gelezen onder eigen koppen: Aantal als Boa's.", 'Alleen rijen met Team “Boa” tellen mee.']
    """
    told = _headers(mapping)
    told += [f"{mapping.own_header(name)} staat {_UNITS[unit]}." for name, unit in mapping.units.items()]
    told += [_words(mapping, name) for name in mapping.values]
    told += [f"{name} volgt uit {_AREAS[form]} ({_own(mapping, name)})." for name, form in mapping.area.items()]
    told += [f"{name} {_constant(value)}." for name, value in mapping.constants.items()]
    told += [f"Alleen rijen met {_named(mapping.rows)} tellen mee."] if mapping.rows else []
    told += [f"Rijen met {_named(mapping.not_rows)} tellen niet mee."] if mapping.not_rows else []
    told += ["Elke rij is één gebeurtenis; ze zijn geteld per maand."] if mapping.per else []
    if mapping.log:
        gap = dutch.counted(mapping.log.longest_gap_minutes, "minuut", "minuten")
        told.append(f"Elke rij is één positie: de tijd tot de volgende telt, als die hooguit {gap} duurt.")
    if mapping.not_read:
        told.append(f"Niet gelezen en niet bewaard: {dutch.listing(mapping.not_read)}.")
    return told


def of_column(mapping: ExportMapping, name: str) -> str:
    """What is done to one column of the export, "" where its cells are read as they are."""
    parts = ("units", "values", "area", "constants")
    own = {part: {name: rule} for part in parts if (rule := getattr(mapping, part).get(name)) is not None}
    told = ExportMapping(headers={name: mapping.headers[name]} if name in mapping.headers else {}, **own)
    return " ".join(one for one in sentences(told) if not one.startswith(_UNDER_OWN_HEADERS))


def _own(mapping: ExportMapping, name: str) -> str:
    return dutch.listing(list(mapping.headers.get(name, (name,))))


def _headers(mapping: ExportMapping) -> list[str]:
    others = [
        f"{_own(mapping, name)} als {name}"
        for name, own in mapping.headers.items()
        if name not in mapping.area and [fold(one) for one in own] != [fold(name)]
    ]
    return [f"{_UNDER_OWN_HEADERS}: {dutch.listing(others)}."] if others else []


def _constant(value: str) -> str:
    return f"is in alle rijen {value}" if cell(value) else "staat niet in het bestand en is onbekend"


def _words(mapping: ExportMapping, name: str) -> str:
    by_meaning: dict[str, list[str]] = {}
    for own, meant in mapping.values[name].items():
        by_meaning.setdefault(meant, []).append(own)
    read = [f"{dutch.listing(own)} als {cell(meant) or 'onbekend'}" for meant, own in by_meaning.items()]
    return f"In {_own(mapping, name)} is gelezen: {'; '.join(read)}."


def _named(rows: Mapping[str, Sequence[str]]) -> str:
    return dutch.listing([f"{own} {dutch.listing([f'“{text}”' for text in texts])}" for own, texts in rows.items()])
