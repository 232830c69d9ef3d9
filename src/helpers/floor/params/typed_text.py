"""What a typed word is as a number, a yes or no, or a day: one reading, or a refusal in Dutch.

The words are those of YAML 1.2, so `no`, `0363`, `12:30` and `1_000` never become something else. What has
its type already stays as it is. A refusal is a ValueError of a message and a hint.
"""

import math
import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from helpers.floor.faults import AskedWrongly
from helpers.floor.month import Month
from helpers.floor.printable import printable
from helpers.floor.quarter import Quarter

QUARTER_PATTERN = r"(199[0-9]|20[0-9]{2}|2100)-Q[1-4]"  # what `quarter` takes, for an editor
NOTHING = ("", "~", "null", "Null", "NULL")
_WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d{1,15}(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_LEADING_ZERO = re.compile(r"[+-]?0\d+", re.ASCII)
_DUTCH_DECIMAL = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+", re.ASCII)
_YEAR = re.compile(r"(?<!\d)20\d\d", re.ASCII)
_NUMBER = re.compile(r"(?<!\d)[1-4](?!\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def one_value(value: object) -> str:
    """Text as it is. Raises ValueError on a list or a mapping."""
    if isinstance(value, list | dict):
        raise ValueError("Hier hoort één waarde, geen lijst.", "")
    return str(value)


def whole(value: object) -> int:
    """A whole number. Raises ValueError with what to write instead.

    >>> whole("65")
    65
    """
    text = one_value(value)
    if not _WHOLE.fullmatch(text):
        raise ValueError(_is_no(text, "geheel getal"), "Schrijf alleen cijfers, zoals 65.")
    if _LEADING_ZERO.fullmatch(text):
        raise ValueError(f"“{text}” begint met een nul.", f"Schrijf {int(text)}.")
    return int(text)


def decimal(value: object) -> float:
    """A number with a point. Raises ValueError, also on 1.500, which a Dutch reader takes for 1500.

    >>> decimal("2.5")
    2.5
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    text = one_value(value)
    if not _DECIMAL.fullmatch(text) or not math.isfinite(float(text)):
        is_dutch = _DUTCH_DECIMAL.fullmatch(text)
        hint = "Schrijf een punt als decimaalteken." if is_dutch else "Schrijf alleen cijfers, zoals 1500 of 2.5."
        raise ValueError(_is_no(text, "getal"), hint)
    if _LEADING_ZERO.match(text):
        raise ValueError(f"“{text}” begint met een nul.", "Laat die nul weg.")
    if _THOUSANDS.fullmatch(text):
        large, small = text.replace(".", ""), text.rstrip("0").rstrip(".")
        plain = f"{text}0" if small == text else small
        raise ValueError(f"“{text}” kan {large} zijn, of {small}.", f"Schrijf {large} of {plain}.")
    return float(text)


def yes_no(value: object) -> bool:
    """true or false, and no other word. Raises ValueError.

    >>> yes_no("true")
    True
    """
    if value in (True, False, "true", "false"):
        return value in (True, "true")
    raise ValueError(_is_no(one_value(value), "ja of nee"), "Schrijf true of false.")


def filled(text: str) -> str:
    """Text with a letter in it, and not the word of YAML for nothing. Raises ValueError."""
    if text in NOTHING or not any(sign.isalpha() for sign in text):
        raise ValueError("Hier hoort tekst te staan.", "")
    return text


def day_or_nothing(text: str) -> str:
    """A day such as 2017-01-02, or "". Raises ValueError.

    >>> day_or_nothing("2017-01-02")
    '2017-01-02'
    """
    try:
        is_day = bool(_DAY.fullmatch(text)) and 1990 <= date.fromisoformat(text).year <= 2100
    except ValueError:  # the form of a day, but no day of the calendar
        is_day = False
    if text and not is_day:
        raise ValueError(_is_no(text, "dag"), "Schrijf een dag zoals 2017-01-02, of laat leeg.")
    return text


def quarter(text: str) -> str:
    """A quarter such as 2026-Q3 and no other form. Raises ValueError, with the quarter that may be meant.

    >>> quarter("2026-Q3")
    '2026-Q3'
    """
    try:
        return Quarter.parse(text).label
    except AskedWrongly as wrong:
        years, numbers = _YEAR.findall(text[:60]), _NUMBER.findall(text[:60])
        if ".." in text:
            hint = "Een reeks mag hier niet; die geeft u met --quarter."
        elif len(years) == len(numbers) == 1:
            hint = f"Bedoelde u {years[0]}-Q{numbers[0]}?"
        else:
            hint = wrong.hint
        raise ValueError(_is_no(text, "kwartaal"), hint) from None


def month(text: str) -> str:
    """A month such as 2026-04 and no other form. Raises ValueError.

    >>> month("2026-04")
    '2026-04'
    """
    try:
        return Month.parse(text).label
    except AskedWrongly as wrong:
        raise ValueError(_is_no(text, "maand"), wrong.hint) from None


def quarter_or_nothing(text: str) -> str:
    """A quarter such as 2026-Q3, or "". Raises ValueError.

    >>> quarter_or_nothing("")
    ''
    """
    return quarter(text) if text else text


def without_doubles(texts: Sequence[str]) -> Sequence[str]:
    """A list in which nothing stands twice. Raises ValueError."""
    doubles = [text for place, text in enumerate(texts) if text in texts[:place]]
    if doubles:
        raise ValueError(f"“{printable(doubles[0])}” staat er twee keer.", "Haal er een weg.")
    return texts


def _is_no(text: str, wanted: str) -> str:
    if not text:
        return "Hier ontbreekt een waarde."
    return f"“{printable(text)}” is geen {wanted}."


Whole = Annotated[int, BeforeValidator(whole)]
Decimal = Annotated[float, BeforeValidator(decimal)]
YesNo = Annotated[bool, BeforeValidator(yes_no)]
Text = Annotated[str, BeforeValidator(one_value)]
FilledText = Annotated[Text, AfterValidator(filled), Field(json_schema_extra={"pattern": r"\S"})]
Names = Annotated[list[FilledText], Field(json_schema_extra={"uniqueItems": True}), AfterValidator(without_doubles)]
