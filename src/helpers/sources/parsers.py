"""Each kind of cell: from the text of one cell to a typed value, or a Dutch refusal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpers.door.cells import fold
from helpers.floor.faults import nearest
from helpers.sources import calendar_days
from helpers.sources.cell_parser import BLANK_SIGNS, CBS_SIGNS, MISSING_SIGNS, Parser, Unreadable, quoted

_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}([. ]\d{3})+(,\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d{1,15}(,\d+)?", re.ASCII)
_POINT = re.compile(r"[+-]?\d{1,15}\.\d+", re.ASCII)


def _decimal(text: str) -> float:
    plain = text.replace("−", "-")
    if _THOUSANDS.fullmatch(plain):
        return float(re.sub("[. ]", "", plain).replace(",", "."))
    if _COMMA.fullmatch(plain) or _POINT.fullmatch(plain):
        return float(plain.replace(",", "."))
    raise Unreadable(f"{quoted(text)} is geen getal.", "Schrijf een getal zoals 12 of 1.234,5.")


def _whole(text: str) -> int:
    value = _decimal(text)
    if not value.is_integer():
        raise Unreadable(
            f"{quoted(text)} is geen heel getal.",
            "Schrijf een aantal zonder cijfers achter de komma.",
        )
    return int(value)


def _percent(text: str) -> float:
    return _decimal(text.removesuffix("%").rstrip())


def choice(
    *options: str, also: dict[str, str] | None = None, missing: Iterable[str] = MISSING_SIGNS
) -> Parser:
    """One of a few Dutch words, in any case and with any accents; `also` maps other spellings to a word.

    >>> choice("gehouden", "gepland").read(" Gehouden ")
    'gehouden'
    """
    words = {fold(word): word for word in options} | {fold(k): v for k, v in (also or {}).items()}

    def parse(text: str) -> str:
        if fold(text) not in words:
            hint = nearest(text, options) or "Kies een van deze woorden."
            raise Unreadable(f"{quoted(text)} is geen van: {', '.join(options)}.", hint)
        return words[fold(text)]

    return Parser("keuze", "str", parse, frozenset(missing), options)


_YES = frozenset({"ja", "j", "1", "waar", "true"})
_NO = frozenset({"nee", "n", "0", "onwaar", "false"})


def _yes_or_no(text: str) -> bool:
    if text.casefold() in _YES | _NO:
        return text.casefold() in _YES
    raise Unreadable(f"{quoted(text)} is geen ja of nee.", "Schrijf ja of nee.")


_BAND = re.compile(r"\d{1,3}-\d{1,3}|\d{1,3}\+|<\d{1,3}", re.ASCII)


def _age_band(text: str) -> str:
    band = text.replace("–", "-").replace(" ", "")
    if not _BAND.fullmatch(band):
        raise Unreadable(
            f"{quoted(text)} is geen leeftijdsklasse.",
            "Schrijf een klasse zoals 65-74, 85+ of <65.",
        )
    return band


def wijk(codes: Iterable[str]) -> Parser:
    """A code of one of these wijken; upper case, spaces round it do not count."""
    known = {code.upper(): code for code in codes}

    def parse(text: str) -> str:
        if text.upper() not in known:
            hint = nearest(text, known.values()) or "De codes staan in data/reference/wijken.csv."
            raise Unreadable(f"{quoted(text)} is geen wijk van deze gemeente.", hint)
        return known[text.upper()]

    return Parser("wijkcode", "str", parse)


text = Parser("tekst", "str", str, BLANK_SIGNS)
code = Parser("code", "str", str)
decimal = Parser("getal", "float64", _decimal, MISSING_SIGNS | CBS_SIGNS)
whole = Parser("heel getal", "Int64", _whole, MISSING_SIGNS | CBS_SIGNS)
percent = Parser("percentage", "float64", _percent, MISSING_SIGNS | CBS_SIGNS)
day = Parser("datum", "datetime64[us]", calendar_days.day)
month = Parser("maand", "datetime64[us]", calendar_days.month)
yes_no = Parser("ja of nee", "boolean", _yes_or_no)
age_band = Parser("leeftijdsklasse", "str", _age_band)
# The real codes are known only when the areas of the municipality are; reading puts them in.
wijk_code = Parser("wijkcode", "str", str)
item = choice(
    "ja",
    "nee",
    "nvt",
    also={"n.v.t.": "nvt", "j": "ja", "n": "nee", "1": "ja", "0": "nee"},
    missing=("", ".", "-", "–", "onbekend"),
)
