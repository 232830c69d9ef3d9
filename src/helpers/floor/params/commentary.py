"""What owners write about their indicators in one quarter: the shape of it, and what a text may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from helpers.floor.faults import Fault
from helpers.floor.params.explanation import Explanation
from helpers.floor.params.model_faults import checked, fault_at, named
from helpers.floor.params.plain_text import invisible
from helpers.floor.params.typed_text import Text, day_or_nothing
from helpers.floor.params.yaml_text import Document, Place
from helpers.floor.quarter import Quarter

LONGEST_TEXT = 600  # characters of one field; a page of management has no room for more
LAST_YEARS_AHEAD = 5
TEXTS = ("cause", "consequence", "measure")
_NUMBER = r"[A-Z]{2}-[0-9]-[0-9]"
_FORMULA = re.compile(r"[=@]|[+-](?! )")
_MARKUP = re.compile(r"<\s*[a-zA-Z/!?]")
_DAY = r"^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$"


def owner_text(text: str) -> str:
    """One text of an owner on one line, with single spaces. Raises ValueError, which never repeats the text.

    >>> owner_text("  Er vielen twee\\n sessies uit. ")
    'Er vielen twee sessies uit.'
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not line:
        raise ValueError("Hier ontbreekt een tekst.", "Vul het veld in, of maak de hele rij leeg.")
    if sign := invisible(line):
        raise ValueError(f"De tekst bevat een onzichtbaar teken ({sign}).", "Typ de tekst opnieuw.")
    if _FORMULA.match(line):
        raise ValueError("De tekst begint als een formule.", "Begin met een letter.")
    if not any(sign.isalpha() for sign in line):
        raise ValueError("Hier hoort een zin te staan, geen getal of datum.", "Schrijf het in woorden.")
    if _MARKUP.search(line):
        raise ValueError("De tekst bevat opmaak, zoals <b>.", "Schrijf gewone tekst.")
    if len(line) > LONGEST_TEXT:
        raise ValueError(f"De tekst heeft {len(line)} tekens.", f"Maak er hooguit {LONGEST_TEXT} van.")
    return line


def _indicator_number(text: str) -> str:
    if not re.fullmatch(_NUMBER, text):
        raise ValueError("Dit is geen nummer van een indicator.", "Schrijf het zoals VE-1-4.")
    return text


def _day_or_nothing(text: str) -> str:
    try:
        return day_or_nothing(text)
    except ValueError:  # its words repeat the text
        raise ValueError("Dit is geen dag.", "Schrijf een dag zoals 2026-12-31, of laat leeg.") from None


_OwnerText = Annotated[
    Text, AfterValidator(owner_text), Field(json_schema_extra={"maxLength": LONGEST_TEXT, "pattern": r"\S"})
]


class OwnersWords(BaseModel):
    """What one owner wrote about one indicator."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Toelichting",
        json_schema_extra={"description": "Wat de eigenaar over één indicator schrijft."},
    )

    id: Annotated[
        Text, AfterValidator(_indicator_number), Field(json_schema_extra={"pattern": f"^{_NUMBER}$"})
    ] = Field(examples=["VE-1-4"], description="Het nummer van de indicator, zoals VE-1-4.")
    cause: _OwnerText = Field(description="De oorzaak: waardoor staat de indicator er zo voor?")
    consequence: _OwnerText = Field(description="Het gevolg: wat betekent dit voor inwoners of gemeente?")
    measure: _OwnerText = Field(description="De maatregel: wat doet de eigenaar eraan?")
    promised_on: Annotated[Text, AfterValidator(_day_or_nothing)] = Field(
        "",
        description="De dag waarop de maatregel klaar is, zoals 2026-12-31. Leeg: geen dag beloofd.",
        json_schema_extra={"pattern": _DAY},
    )

    @property
    def explanation(self) -> Explanation:
        promised_on = date.fromisoformat(self.promised_on) if self.promised_on else None
        return Explanation(self.id, self.cause, self.consequence, self.measure, promised_on)


class Commentary(BaseModel):
    """What a file of commentary holds."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Toelichtingen",
        json_schema_extra={"description": "Wat de eigenaren over één kwartaal schrijven."},
    )

    explanations: tuple[OwnersWords, ...] = Field(description="Eén toelichting per indicator.")


def explanations(
    document: Document,
    file: str,
    quarter: Quarter,
    known: Collection[str] | None,
    shown: Callable[[Place], str] = named,
) -> tuple[tuple[Explanation, ...], list[Fault]]:
    """The explanations of a document, or none with every fault; no fault repeats what an owner wrote.

    `known` are the indicators of the municipality, None when they cannot be told; `shown` names a place.
    """
    found, faults = checked(Commentary, document, file, shown)
    for place, told in _rules(document, quarter, known):
        faults.append(fault_at(document, file, place, told, shown(place)))
    if found is None or faults:
        return (), sorted((replace(one, value="") for one in faults), key=lambda one: one.row or 0)
    return tuple(one.explanation for one in found.explanations), []


def each(document: Document) -> list[tuple[int, Mapping[str, Any]]]:
    """Every explanation of the document as it was typed, with its place in the list."""
    listed = document.content.get("explanations")
    typed = enumerate(listed if isinstance(listed, list) else [])
    return [(at, one) for at, one in typed if isinstance(one, dict)]


def _rules(
    document: Document, quarter: Quarter, known: Collection[str] | None
) -> Iterator[tuple[Place, tuple[str, str]]]:
    """What is wrong over more than one field; looks at the text, so that a wrong type hides none."""
    seen: set[str] = set()
    for at, one in each(document):
        number = str(one.get("id", ""))
        if re.fullmatch(_NUMBER, number):
            if number in seen:
                yield ("explanations", at, "id"), (f"{number} staat er twee keer.", "Haal er een weg.")
            if known is not None and number not in known:
                yield ("explanations", at, "id"), (f"{number} is geen indicator van deze gemeente.", "")
            seen.add(number)
        if told := _untimely(str(one.get("promised_on", "")), quarter):
            yield ("explanations", at, "promised_on"), told


def _untimely(text: str, quarter: Quarter) -> tuple[str, str] | None:
    """Why a promised day cannot be, which is nearly always a year typed wrong."""
    try:
        promised_on = date.fromisoformat(day_or_nothing(text))
    except ValueError:  # empty, or refused by its own field
        return None
    last_year = quarter.year + LAST_YEARS_AHEAD
    if promised_on <= quarter.end:
        return "De beloofde dag ligt niet na het kwartaal.", "Controleer het jaar."
    if promised_on.year > last_year:
        return f"De beloofde dag ligt na {last_year}.", "Controleer het jaar."
    return None
