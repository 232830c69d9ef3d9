"""The form of MDTO-XML 1.0.1: the elements in their order, how often each comes, and what its text looks like."""

from __future__ import annotations

import os
import re
from xml.etree import ElementTree

from helpers.runner.archiving import mdto

MANY = 10**6
TEXT, DAY, MOMENT, COUNT = r"\S.*", r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d)?", r"\d+"
# By type the elements in their order: name, type or pattern of the text, at least, at most.
# From the schema of Nationaal Archief, version 1.0.1; those that stay out of what is written here are left out.
TYPES = {
    "MDTO": [("informatieobject", "informatieobject", 0, 1), ("bestand", "bestand", 0, 1)],
    "informatieobject": [
        ("identificatie", "identificatie", 1, MANY), ("naam", TEXT, 1, 1), ("aggregatieniveau", "begrip", 0, 1),
        ("classificatie", "begrip", 0, MANY), ("trefwoord", TEXT, 0, MANY), ("omschrijving", TEXT, 0, MANY),
        ("dekkingInTijd", "dekkingInTijd", 0, MANY), ("dekkingInRuimte", "verwijzing", 0, MANY),
        ("taal", "[a-z]{2}", 0, MANY), ("waardering", "begrip", 1, 1), ("informatiecategorie", "begrip", 0, 1),
        ("isOnderdeelVan", "verwijzing", 0, MANY), ("bevatOnderdeel", "verwijzing", 0, MANY),
        ("heeftRepresentatie", "verwijzing", 0, MANY), ("aanvullendeMetagegevens", "verwijzing", 0, MANY),
        ("archiefvormer", "verwijzing", 1, MANY), ("activiteit", "verwijzing", 0, 1),
        ("beperkingGebruik", "beperkingGebruik", 1, MANY),
    ],
    "bestand": [
        ("identificatie", "identificatie", 1, MANY), ("naam", TEXT, 1, 1), ("omvang", COUNT, 1, 1),
        ("bestandsformaat", "begrip", 1, 1), ("checksum", "checksum", 1, MANY), ("URLBestand", TEXT, 0, 1),
        ("isRepresentatieVan", "verwijzing", 1, 1),
    ],
    "identificatie": [("identificatieKenmerk", TEXT, 1, 1), ("identificatieBron", TEXT, 1, 1)],
    "verwijzing": [("verwijzingNaam", TEXT, 1, 1), ("verwijzingIdentificatie", "identificatie", 0, 1)],
    "begrip": [
        ("begripLabel", TEXT, 1, 1), ("begripCode", TEXT, 0, 1), ("begripBegrippenlijst", "verwijzing", 1, 1),
    ],
    "dekkingInTijd": [
        ("dekkingInTijdType", "begrip", 1, 1), ("dekkingInTijdBegindatum", DAY, 1, 1),
        ("dekkingInTijdEinddatum", DAY, 0, 1),
    ],
    "checksum": [
        ("checksumAlgoritme", "begrip", 1, 1), ("checksumWaarde", "[0-9a-f]{64}", 1, 1), ("checksumDatum", MOMENT, 1, 1),
    ],
    "beperkingGebruik": [
        ("beperkingGebruikType", "begrip", 1, 1), ("beperkingGebruikNadereBeschrijving", TEXT, 0, 1),
    ],
}  # fmt: skip


def misfits(element, kind="MDTO", at="MDTO"):
    """Where an element is not as its type asks."""
    allowed = TYPES[kind]
    names = [child.tag.removeprefix(f"{{{mdto.NAMESPACE}}}") for child in element]
    order = [name for name, *_ in allowed]
    found = [f"{at}: {name} hoort hier niet" for name in names if name not in order]
    if not found and names != sorted(names, key=order.index):
        found.append(f"{at}: volgorde {names}")
    for name, inside, least, most in allowed:
        children = [child for child, own in zip(element, names, strict=True) if own == name]
        if not least <= len(children) <= most:
            found.append(f"{at}: {len(children)} keer {name}")
        for child in children:
            if inside in TYPES:
                found += misfits(child, inside, f"{at}/{name}")
            elif len(child) or not re.fullmatch(inside, child.text or ""):
                found.append(f"{at}/{name}: {child.text!r}")
    return found


def fits(content):
    """The root of an XML that is as MDTO asks; by the schema itself too, where this computer has it."""
    root = ElementTree.fromstring(content)
    assert misfits(root) == []
    if schema := os.environ.get("HELPERS_MDTO_XSD"):
        from lxml import etree

        etree.XMLSchema(file=schema).assertValid(etree.fromstring(content))
    return root
