"""The notations of StatLine: codes of regions, codes of periods, and kinds of crime and nuisance by their number.

Keys are padded with spaces, and titles of regions are cut off at 40 characters: so a region is its code, and a
name is refused. What a cell holds is normalised, so that the same region or period has one spelling.
"""

import re
from calendar import monthrange
from datetime import date

from helpers.floor.regions import BUURT, COUNTRY, WIJK
from helpers.sources.cells.calendar_months import month, quarter
from helpers.sources.cells.cell_parser import Parser, Unreadable, quoted

ALL_KINDS = "0.0.0"
_REGION = re.compile(rf"GM\d{{4}}|{WIJK}|{BUURT}|(?!GM|WK|BU)[A-Z]{{2}}\d{{2}}", re.ASCII)
_YEAR = re.compile(r"(\d{4})(?:JJ00)?", re.ASCII | re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4}) (\d)e kwartaal", re.ASCII | re.IGNORECASE)
_NUMBERED = re.compile(r"(\d\.\d{1,2}\.\d{1,2})(?: .*)?", re.ASCII)
_OLDEST, _LATEST = 1900, 2100


def _region(text: str) -> str:
    code = text.upper().replace(" ", "")
    if code == "NEDERLAND" or (code.startswith("NL") and _REGION.fullmatch(code)):
        return COUNTRY
    if not _REGION.fullmatch(code):
        hint = "Lever de code, zoals GM1234, WK123456 of BU12345678. Een naam telt niet: StatLine kort namen in."
        raise Unreadable(f"{quoted(text)} is geen gebiedscode van het CBS.", hint)
    return code


def _period(text: str) -> tuple[date, date]:
    """The first and the last day of a year, a quarter or a month; an asterisk says that it is provisional."""
    plain = text.rstrip("*").rstrip()
    if match := _YEAR.fullmatch(plain):
        if not _OLDEST <= int(match[1]) <= _LATEST:
            raise Unreadable(f"{quoted(text)} is geen jaar.", _HINT)
        return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    if match := _YEAR_FIRST.fullmatch(plain):
        plain = f"{match[2]}e kwartaal {match[1]}"
    for read, months in ((quarter, 3), (month, 1)):
        try:
            first = read(plain)
        except Unreadable:
            continue
        last = first.month + months - 1
        return first, date(first.year, last, monthrange(first.year, last)[1])
    raise Unreadable(f"{quoted(text)} is geen periode.", _HINT)


_HINT = "Schrijf een jaar, kwartaal of maand, zoals 2026JJ00, 2026KW01 of 2026MM01."


def _crime(text: str) -> str:
    if text.casefold().startswith("totaal"):
        return ALL_KINDS
    match = _NUMBERED.fullmatch(text)
    if not match:
        raise Unreadable(f"{quoted(text)} is geen soort misdrijf.", "Lever het nummer van de politie, zoals 1.1.1.")
    return match[1]


def _nuisance(text: str) -> str:
    match = _NUMBERED.fullmatch(text)
    return ALL_KINDS if text.casefold().startswith("totaal") else match[1] if match else text


_MARGINS = {"MW": "waarde", "MOG": "ondergrens", "MBG": "bovengrens"}  # keys such as MOG0095: of a 95% interval
_MARGIN_KEY = re.compile(r"(MW|MOG|MBG)\d{3,5}", re.ASCII | re.IGNORECASE)


def _margin(text: str) -> str:
    if match := _MARGIN_KEY.fullmatch(text):
        return _MARGINS[match[1].upper()]
    first = text.casefold().split()[0]
    if first not in _MARGINS.values():
        raise Unreadable(f"{quoted(text)} is geen van: {', '.join(_MARGINS.values())}.", "Kies een van deze woorden.")
    return first


# "tekst" and "code" are the kinds in which a long label such as "Totaal misdrijven" is a name, and no total row.
region = Parser("gebiedscode", "str", _region)
period = Parser("periode", "datetime64[us]", _period, parts=("start", "end"))
crime = Parser("code", "str", _crime)
nuisance = Parser("code", "str", _nuisance)
margin = Parser("keuze", "str", _margin, choices=tuple(_MARGINS.values()))
