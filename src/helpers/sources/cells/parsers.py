"""Each kind of cell: from the text of one cell to a typed value, or a Dutch refusal."""

import re
from collections.abc import Iterable
from dataclasses import replace

from helpers.door.cells import fold
from helpers.floor.faults import nearest
from helpers.floor.regions import BUURT, wijk_of
from helpers.sources.cells import calendar_days, calendar_months, codes, numbers
from helpers.sources.cells.cell_parser import BLANK_SIGNS, MISSING_SIGNS, Parser, Unreadable, quoted


def choice(*options: str, also: dict[str, str] | None = None, missing: Iterable[str] = MISSING_SIGNS) -> Parser:
    """One of a few Dutch words, in any case and with any accents; `also` maps other spellings to a word.

    >>> choice("gehouden", "gepland").read(" Gehouden ")
    'gehouden'
    """
    words = {fold(word): word for word in options} | {fold(k): v for k, v in (also or {}).items()}

    def parse(text: str) -> str:
        if fold(text) not in words or _DOUBTFUL.search(text):
            message = f"{quoted(text)} is geen van: {', '.join(options)}."
            raise Unreadable(message, lambda: _nearest(text, options) or "Kies een van deze woorden.")
        return words[fold(text)]

    return Parser("keuze", "str", parse, frozenset(missing), options)


# A sign that may change what is meant, such as in "adequaat?"; a dot or a hyphen does not.
_DOUBTFUL = re.compile(r"[^\w\s.\-'’\u0300-\u036f]")
_LONGEST_WORD = 100  # characters: what is longer resembles no word


def _nearest(text: str, known: Iterable[str]) -> str:
    return nearest(text[:_LONGEST_WORD], known)


_YES = frozenset({"ja", "j", "1", "waar", "true", "yes", "y"})
_NO = frozenset({"nee", "n", "0", "onwaar", "false", "no"})


def _yes_or_no(text: str) -> bool:
    if text.casefold() in _YES | _NO:
        return text.casefold() in _YES
    raise Unreadable(f"{quoted(text)} is geen ja of nee.", "Schrijf ja of nee.")


_BETWEEN = re.compile(r"(\d{1,3})(?:jaar)?(-|–|—|t/m|totenmet|tot)(\d{1,3})", re.ASCII)
_FROM = re.compile(r"(\d{1,3})(?:\+|(?:jaar)?(?:en|of)ouder)|(?:>=|≥|vanaf)(\d{1,3})", re.ASCII)
_BELOW = re.compile(r"(?:<|jongerdan|tot)(\d{1,3})", re.ASCII)
_OLDEST = 130


def _age_band(text: str) -> tuple[int, int | None]:
    """The youngest and the oldest age of a band; None where it has no end."""
    band = text.casefold().replace(" ", "").removesuffix("jaar")
    if match := _FROM.fullmatch(band):
        return int(match[1] or match[2]), None
    if match := _BELOW.fullmatch(band):
        return 0, int(match[1]) - 1
    match = _BETWEEN.fullmatch(band)
    low, high = (int(match[1]), int(match[3]) - (match[2] == "tot")) if match else (1, 0)
    if not low <= high <= _OLDEST:
        # never the text itself: a birth date may stand there
        raise Unreadable("Hier staat geen leeftijdsklasse.", "Schrijf een klasse zoals 65-74, 85+ of <65.")
    return low, high


_NEIGHBOURHOOD = re.compile(BUURT, re.ASCII)


def wijk(codes: Iterable[str]) -> Parser:
    """A code of one of these wijken; case and spaces do not count.

    >>> wijk(["WK000001"]).read("wk 0000 01")
    'WK000001'
    """
    known = {code.upper(): code for code in codes}

    def parse(text: str) -> str:
        code = text.upper().replace(" ", "")
        # ASCII, for K of kelvin and К of Cyrillic look the same
        if code in known and text.isascii():
            return known[code]
        message = f"{quoted(text)} is geen wijk van deze gemeente."
        if _NEIGHBOURHOOD.fullmatch(code) and wijk_of(code) in known:
            raise Unreadable(f"{quoted(text)} is een buurt van {wijk_of(code)}.", "Vul de code van de wijk in.")
        if not text.isascii():
            message = f"In {quoted(text)} staat een teken dat alleen op een gewone letter of cijfer lijkt."
        raise Unreadable(message, lambda: _nearest_wijk(code, list(known.values())))

    return Parser("wijkcode", "str", parse)


def _nearest_wijk(code: str, known: list[str]) -> str:
    ending = [one for one in known if len(code) > 1 and one.endswith(code)]
    if len(ending) == 1:
        return f"Bedoelde u {ending[0]}?"
    return _nearest(code, known) or "De codes staan in data/reference/wijken.csv."


text = Parser("tekst", "str", str, BLANK_SIGNS)
code = Parser("code", "str", codes.code, for_column=codes.codes)
signal = Parser("nummer", "str", codes.signal)
decimal = Parser("getal", "float64", numbers.decimal, for_column=numbers.decimals)
whole = Parser("heel getal", "Int64", numbers.whole, for_column=numbers.wholes)
percent = Parser("percentage", "float64", numbers.percent, for_column=numbers.percents)
day = Parser("datum", "datetime64[us]", calendar_days.day, for_column=calendar_days.days)
# A day that is empty until it comes: of what is done, and of what ends.
done_day, end_day = replace(day, not_yet="warning"), replace(day, not_yet="error")
month = Parser("maand", "datetime64[us]", calendar_months.month, for_column=calendar_months.months)
quarter = Parser("kwartaal", "datetime64[us]", calendar_months.quarter)
yes_no = Parser("ja of nee", "boolean", _yes_or_no)
age_band = Parser("leeftijdsklasse", "Int64", _age_band, is_private=True, parts=("low", "high"))
# The real codes are known only when the areas of the municipality are; reading puts them in.
wijk_code = Parser("wijkcode", "str", codes.code)
item = choice(
    "ja",
    "nee",
    "nvt",
    also={"n.v.t.": "nvt", "j": "ja", "n": "nee", "1": "ja", "0": "nee"},
    missing=("", ".", "-", "–", "—", "onbekend", "niet bekend", "?"),
)
