"""What an owner writes about one indicator: the one list of its fields, and what each of them may hold.

The columns of the form and their contract, the file of commentary, its schema and the page follow from that list.
An owner may explain the indicator, judge it, or do both.
"""

import re
import unicodedata
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Annotated, Any, get_type_hints

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model
from pydantic.config import JsonDict

from helpers.floor.params.indicator_id import IndicatorId
from helpers.floor.params.plain_text import invisible
from helpers.floor.params.typed_text import Text, day_or_nothing, one_value
from helpers.floor.quarter import Quarter
from helpers.floor.verdicts import NO_JUDGEMENT, VERDICTS

LONGEST_TEXT = 600  # characters of one field; a page of management has no room for more
JUDGEMENTS = tuple(word for word in VERDICTS if word != NO_JUDGEMENT)  # that an owner may give: no judgement is a blank
_OVER, _FAILED = "gehaald", "niet gehaald"  # what can be said of a year that is over
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


def judgements(quarter: Quarter) -> tuple[str, ...]:
    """The words that can be true on the last day of a quarter.

    >>> judgements(Quarter(2026, 4))
    ('gehaald', 'niet gehaald')
    """
    if quarter.is_last_of_year:
        return _OVER, _FAILED
    return tuple(word for word in JUDGEMENTS if word != _FAILED)


def owner_judgement(text: str) -> str:
    """A word of a status, or "". Raises ValueError, which never repeats the text."""
    if text and text not in JUDGEMENTS:
        raise ValueError("Dit is geen oordeel dat een eigenaar kan geven.", f"Kies uit: {', '.join(JUDGEMENTS)}.")
    return text


def _day(value: object) -> date | None:
    try:
        text = day_or_nothing(one_value(value))
    except ValueError:  # its words repeat the text
        raise ValueError("Dit is geen dag.", "Schrijf een dag zoals 2026-12-31, of laat leeg.") from None
    return date.fromisoformat(text) if text else None


_OwnerText = Annotated[
    Text, AfterValidator(owner_text), Field(json_schema_extra={"maxLength": LONGEST_TEXT, "pattern": r"\S"})
]
_Day = Annotated[
    date | None,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": _DAY, "examples": ["2026-12-31"]}),
    Field(json_schema_extra={"default": ""}),
]


_Judgement = Annotated[
    Text, AfterValidator(owner_judgement), Field(json_schema_extra={"enum": ["", *JUDGEMENTS], "default": ""})
]


def _asks(header: str, question: str) -> Any:
    return Field(title=header, description=question)


@dataclass(frozen=True)
class Explanation:
    """What an owner wrote about one indicator; each field with its header on the form and what it asks."""

    id: Annotated[IndicatorId, _asks("Nummer", "Het nummer van de indicator.")]
    cause: Annotated[_OwnerText, _asks("Oorzaak", "Waardoor staat de indicator er zo voor?")] = ""
    consequence: Annotated[_OwnerText, _asks("Gevolg", "Wat betekent dat voor inwoners of voor de gemeente?")] = ""
    measure: Annotated[_OwnerText, _asks("Maatregel", "Wat doet u eraan?")] = ""
    promised_on: Annotated[
        _Day, _asks("Beloofd op", "Op welke dag is de maatregel klaar? Leeg mag, als er geen dag is.")
    ] = None
    judgement: Annotated[
        _Judgement, _asks("Oordeel eigenaar", "Hoe staat de indicator er volgens u voor? Kies een woord uit de lijst.")
    ] = ""
    reason: Annotated[_OwnerText, _asks("Reden van het oordeel", "Waarom denkt u dat? Eén zin is genoeg.")] = ""

    @property
    def is_explained(self) -> bool:
        """Whether it explains the indicator; a judgement alone explains nothing."""
        return bool(self.cause)


_TYPES = get_type_hints(Explanation, include_extras=True)
# The same fields as a model, which holds what a file says to their types; `Explanation` itself takes anything.
_MODEL_FIELDS: dict[str, Any] = {
    one.name: (_TYPES[one.name], ... if one.default is MISSING else one.default) for one in fields(Explanation)
}
EXPLAINED = ("cause", "consequence", "measure")  # together or not at all; a promised day belongs to them
JUDGED = ("judgement", "reason")
_TOGETHER: JsonDict = {
    "dependencies": {
        **{name: [one for one in EXPLAINED if one != name] for name in EXPLAINED},
        "promised_on": list(EXPLAINED),
        "reason": ["judgement"],
    },
    "anyOf": [{"required": ["cause"]}, {"required": ["judgement"]}],
}
Typed = create_model(
    "Explanation",
    __config__=ConfigDict(extra="forbid", frozen=True, title="Toelichting", json_schema_extra=_TOGETHER),
    __doc__="Wat de eigenaar over één indicator schrijft.",
    **_MODEL_FIELDS,
)
FIELDS = Typed.model_fields
ANSWERS = tuple(name for name in FIELDS if name != "id")
DAYS = ("promised_on",)
CHOICES = ("judgement",)
TEXTS = tuple(name for name in ANSWERS if name not in (*DAYS, *CHOICES))
