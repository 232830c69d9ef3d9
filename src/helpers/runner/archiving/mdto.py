"""Metadata by MDTO 1.0.1 (Nationaal Archief): one XML for the edition, and one for each of its files.

What a program cannot know, such as the valuation by a selection list, comes from `archive` in the params of the
municipality; what is not there is told as not decided.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

from helpers.floor.params.archive_terms import ArchiveTerms
from helpers.floor.quarter import Quarter
from helpers.runner.archiving import formats

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
_SCHEMA_PLACE = f"{NAMESPACE} https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SOURCE = "Kwartaalrapportage Veiligheid"  # what gives the numbers by which an edition is known
_NOT_DECIDED = "Niet vastgesteld"
_NO_LIST = "Geen: de archivaris vult dit in"
Part = tuple[str, "str | Sequence[Part]"]  # name of an element, and its text or what is in it


@dataclass(frozen=True)
class About:
    """Whose edition it is, which, and what the archivist decided."""

    municipality: str
    code: str
    quarter: Quarter
    edition: int
    kind: str
    is_made_up: bool = False
    built_at: str = ""
    terms: ArchiveTerms = field(default_factory=ArchiveTerms)

    @property
    def number(self) -> str:
        """By which the edition is known."""
        return f"{self.code}-{self.quarter.label}-editie-{self.edition}"

    @property
    def name(self) -> str:
        made_up = ", over voorbeelddata" if self.is_made_up else ""
        return f"{_SOURCE}, {self.quarter.in_dutch}, editie {self.edition} ({self.kind}{made_up})"

    @property
    def summed_at(self) -> str:
        """The moment that is told of the sums: that of making where it was given, else the end of the quarter.

        A clock would make every copy another file.
        """
        try:
            moment = datetime.fromisoformat(self.built_at)
        except ValueError:
            moment = datetime.combine(self.quarter.end, datetime.min.time())
        return moment.isoformat(timespec="seconds")


def of_edition(about: About, names: Sequence[str]) -> bytes:
    """The XML of the edition as one information object, with these files as what it consists of."""
    terms, began = about.terms, date(about.quarter.year, 3 * about.quarter.number - 2, 1)
    creator = (terms.creator_id, terms.creator_source) if terms.creator_id else (about.code, "CBS")
    valuation = _term(terms.valuation or _NOT_DECIDED, terms.valuation_list or _NO_LIST, terms.valuation_code)
    restriction = _term(terms.restriction or _NOT_DECIDED, terms.restriction_list or _NO_LIST)
    return _as_bytes(
        "informatieobject",
        [
            ("identificatie", _identified(about.number)),
            ("naam", about.name),
            ("aggregatieniveau", _term("Archiefstuk", "Begrippenlijst Aggregatieniveaus MDTO")),
            (
                "dekkingInTijd",
                [
                    ("dekkingInTijdType", _term("Rapportageperiode", _SOURCE)),
                    ("dekkingInTijdBegindatum", began.isoformat()),
                    ("dekkingInTijdEinddatum", about.quarter.end.isoformat()),
                ],
            ),
            ("dekkingInRuimte", _reference(f"Gemeente {about.municipality}", about.code, "CBS")),
            ("taal", "nl"),
            ("waardering", valuation),
            *(("heeftRepresentatie", _reference(name, f"{about.number}/{name}", _SOURCE)) for name in names),
            ("archiefvormer", _reference(f"Gemeente {about.municipality}", *creator)),
            ("beperkingGebruik", [("beperkingGebruikType", restriction)]),
        ],
    )


def of_file(about: About, name: str, content: bytes) -> bytes:
    """The XML of one file: its size, its format, its SHA-256, and the edition that it belongs to."""
    label, code = formats.of(name, content)
    return _as_bytes(
        "bestand",
        [
            ("identificatie", _identified(f"{about.number}/{name}")),
            ("naam", PurePosixPath(name).name),
            ("omvang", str(len(content))),
            ("bestandsformaat", _term(label, "PRONOM-register", code)),
            (
                "checksum",
                [
                    ("checksumAlgoritme", _term("SHA-256", "Begrippenlijst ChecksumAlgoritme MDTO")),
                    ("checksumWaarde", hashlib.sha256(content).hexdigest()),
                    ("checksumDatum", about.summed_at),
                ],
            ),
            ("isRepresentatieVan", _reference(about.name, about.number, _SOURCE)),
        ],
    )


def _identified(number: str, source: str = _SOURCE) -> Sequence[Part]:
    return [("identificatieKenmerk", number), ("identificatieBron", source)]


def _reference(name: str, number: str, source: str) -> Sequence[Part]:
    return [("verwijzingNaam", name), ("verwijzingIdentificatie", _identified(number, source))]


def _term(label: str, listed_in: str, code: str = "") -> Sequence[Part]:
    return [
        ("begripLabel", label),
        *([("begripCode", code)] if code else []),
        ("begripBegrippenlijst", [("verwijzingNaam", listed_in)]),
    ]


def _as_bytes(kind: str, parts: Sequence[Part]) -> bytes:
    root = ElementTree.Element("MDTO", {"xmlns": NAMESPACE, "xmlns:xsi": _XSI, "xsi:schemaLocation": _SCHEMA_PLACE})
    _add(root, (kind, parts))
    ElementTree.indent(root)
    written: Any = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ElementTree.Element, part: Part) -> None:
    name, inside = part
    element = ElementTree.SubElement(parent, name)
    if isinstance(inside, str):
        element.text = inside
        return
    for one in inside:
        _add(element, one)
