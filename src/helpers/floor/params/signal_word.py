"""What an owner says of one signal of the dashboard: whether it is explained, and how."""

import re
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from helpers.floor import regions
from helpers.floor.month import Month
from helpers.floor.params.explanation import LONGEST_TEXT, owner_text
from helpers.floor.params.typed_text import Text, YesNo

YES_NO = ("ja", "nee")
_PATTERN = r"^S[0-9]{4}-(0[1-9]|1[0-2])-[1-9][0-9]*$"
_WIJK = f"^({regions.WIJK})?$"


@dataclass(frozen=True)
class SignalWord:
    """The word on one signal: `explained` is ja or nee, and a sentence tells by what or why not.

    A number alone does not tell which signal: another delivery gives the same. `wijk` is "" for the whole municipality
    and `category` for what has none. A word from before its series was kept has no `measure`, and is about none.
    """

    number: str
    wijk: str = ""
    measure: str = ""
    category: str = ""
    is_made_up: bool = False
    explained: str = ""
    explanation: str = ""

    @property
    def about(self) -> "SignalWord":
        """The signal, without what is said of it: by this a word is found again."""
        return replace(self, explained="", explanation="")

    @property
    def month(self) -> Month:
        """The month that the signal is about.

        >>> SignalWord("S2026-10-3").month.label
        '2026-10'
        """
        return Month.parse(self.number[1:8])


def signal_number(text: str) -> str:
    """A number as a dashboard gives it. Raises ValueError, which never repeats the text."""
    if not is_number(text):
        raise ValueError("Dit is geen nummer van een signaal.", "Schrijf het zoals S2026-10-3.")
    return text


def is_number(text: str) -> bool:
    """Whether a text can be the number of a signal.

    >>> [is_number(text) for text in ("S2026-10-3", "S2026-13-1", "2026-10-3")]
    [True, False, False]
    """
    return bool(re.fullmatch(_PATTERN, text, re.ASCII))


def yes_no(text: str) -> str:
    """Ja or nee. Raises ValueError, which never repeats the text.

    >>> yes_no("Ja")
    'ja'
    """
    if text.casefold() not in YES_NO:
        raise ValueError("Hier hoort ja of nee.", "Kies een van de twee.")
    return text.casefold()


def wijk_or_nothing(text: str) -> str:
    """The code of a wijk, or "". Raises ValueError, which never repeats the text.

    >>> wijk_or_nothing("WK123406")
    'WK123406'
    """
    if not re.fullmatch(_WIJK, text, re.ASCII):
        raise ValueError("Dit is geen code van een wijk.", "Schrijf haar zoals WK123406.")
    return text


class TypedWord(BaseModel):
    """The same as a file of commentary holds it."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        title="Signaal",
        json_schema_extra={"description": "Wat de eigenaar over één signaal van het dashboard zegt."},
    )

    number: Annotated[Text, AfterValidator(signal_number)] = Field(
        title="Signaal", description="Het nummer van het signaal.", json_schema_extra={"pattern": _PATTERN}
    )
    wijk: Annotated[Text, AfterValidator(wijk_or_nothing)] = Field(
        "", description="De wijk van het signaal; leeg voor de hele gemeente.", json_schema_extra={"pattern": _WIJK}
    )
    measure: Text = Field("", description="De telling van het signaal, zoals het logboek haar noemt.")
    category: Text = Field("", description="De categorie van het signaal; leeg als de telling er geen heeft.")
    is_made_up: YesNo = Field(False, description="Of het dashboard over voorbeelddata ging.")
    explained: Annotated[Text, AfterValidator(yes_no)] = Field(
        title="Verklaard", description="Is er een verklaring? Kies ja of nee.", json_schema_extra={"enum": [*YES_NO]}
    )
    explanation: Annotated[Text, AfterValidator(owner_text)] = Field(
        title="Uitleg",
        description="Wat is de verklaring, of waarom is die er niet? Eén zin is genoeg.",
        json_schema_extra={"maxLength": LONGEST_TEXT, "pattern": r"\S"},
    )
