"""The id of an indicator: free text of the municipality, such as 3.1.2 or V 4a, that is safe wherever it stands."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from helpers.floor.params.typed_text import NOTHING, Text

LONGEST = 20
_LETTER = "0-9A-Za-zÀ-ÖØ-öø-ÿ"
# No sign that a file name, a sheet, a cell of a CSV or the YAML of the commentary takes for something else, and no
# day, which a workbook writes as one.
PATTERN = rf"^(?!.*  )(?!\d{{4}}-\d\d-\d\d$)[{_LETTER}]([{_LETTER} ._()-]{{0,{LONGEST - 2}}}[{_LETTER})])?$"


def indicator_id(text: str) -> str:
    """The id as it was typed. Raises ValueError, which never repeats the text.

    >>> indicator_id("V 4a")
    'V 4a'
    """
    if not is_id(text):
        signs = "Gebruik letters, cijfers, spaties, punten, streepjes of haakjes; begin met een letter of cijfer."
        raise ValueError("Dit is geen nummer van een indicator.", f"{signs} Hooguit {LONGEST} tekens.")
    return text


def is_id(text: str) -> bool:
    """Whether a text can be the id of an indicator.

    >>> [is_id(text) for text in ("VE-3-10", "=1", "VE/1", " V", "")]
    [True, False, False, False, False]
    """
    return bool(re.fullmatch(PATTERN, text)) and text not in NOTHING


def without_case(text: str) -> str:
    """What two ids have in common that only differ in capitals: file names and sheets do not tell them apart."""
    return text.casefold()


IndicatorId = Annotated[
    Text, AfterValidator(indicator_id), Field(json_schema_extra={"pattern": PATTERN, "examples": ["VE-1-4", "3.1.2"]})
]
