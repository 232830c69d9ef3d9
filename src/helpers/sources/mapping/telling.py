"""The rules for an own file, told back in Dutch: one sentence each."""

from __future__ import annotations

from helpers.door.cells import fold
from helpers.floor import dutch
from helpers.floor.params.export_mapping import ExportMapping

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
    "name": "de naam van de wijk",
    "postcode": "de postcode, die niet wordt bewaard",
    "point_rd": "het punt in RD, dat niet wordt bewaard",
    "point_wgs84": "het punt in graden, dat niet wordt bewaard",
}


def sentences(mapping: ExportMapping) -> list[str]:
    """What is done to an own file, each rule a sentence.

    >>> sentences(ExportMapping(headers={"Boa's": "Aantal"}, rows={"Team": ["Boa"]}))
    ["Gelezen onder eigen koppen: Aantal als Boa's.", 'Alleen rijen met Team “Boa” tellen mee.']
    """
    told = _headers(mapping)
    told += [f"{mapping.own_header(name)} staat {_UNITS[unit]}." for name, unit in mapping.units.items()]
    told += [_words(mapping, name) for name in mapping.values]
    told += [f"{name} volgt uit {_AREAS[form]} ({_own(mapping, name)})." for name, form in mapping.area.items()]
    told += [f"{name} is in alle rijen {value}." for name, value in mapping.constants.items()]
    told += [f"Alleen rijen met {_chosen(mapping)} tellen mee."] if mapping.rows else []
    told += ["Elke rij is één gebeurtenis; ze zijn geteld per maand."] if mapping.per else []
    if mapping.log:
        gap = dutch.counted(mapping.log.longest_gap_minutes, "minuut", "minuten")
        told.append(f"Elke rij is één positie: de tijd tot de volgende telt, als die hooguit {gap} duurt.")
    if mapping.not_read:
        told.append(f"Niet gelezen en niet bewaard: {dutch.listing(mapping.not_read)}.")
    return told


def _own(mapping: ExportMapping, name: str) -> str:
    return dutch.listing(list(mapping.headers.get(name, (name,))))


def _headers(mapping: ExportMapping) -> list[str]:
    others = [
        f"{_own(mapping, name)} als {name}"
        for name, own in mapping.headers.items()
        if name not in mapping.area and [fold(one) for one in own] != [fold(name)]
    ]
    return [f"Gelezen onder eigen koppen: {dutch.listing(others)}."] if others else []


def _words(mapping: ExportMapping, name: str) -> str:
    by_meaning: dict[str, list[str]] = {}
    for own, meant in mapping.values[name].items():
        by_meaning.setdefault(meant, []).append(own)
    read = [f"{dutch.listing(own)} als {meant or 'onbekend'}" for meant, own in by_meaning.items()]
    return f"In {_own(mapping, name)} is gelezen: {'; '.join(read)}."


def _chosen(mapping: ExportMapping) -> str:
    return dutch.listing(
        [f"{own} {dutch.listing([f'“{text}”' for text in kept])}" for own, kept in mapping.rows.items()]
    )
