"""What a pseudonym looks like, and what is more likely a name."""

import re
from collections import Counter
from collections.abc import Iterable

from helpers.door.persons import birth_dates
from helpers.door.persons.legible import plain_lines
from helpers.sources.cells.cell_parser import MISSING_SIGNS, NO_VALUE

_NAME_AND_DIGITS = re.compile(r"(?P<name>[A-ZÀ-Þ][a-zß-ÿ]{2,})[-_.]?(?P<digits>\d{1,4})")
_FEWEST_NAMES = 3


def odd(texts: Iterable[str]) -> set[str]:
    """The texts in a column of pseudonyms that are none.

    A pseudonym has no space inside, at least one digit, and is no day of birth. "Jansen1950" is odd when no
    other begins with "Jansen"; "Jansen1", "Bakker2" are when three different names stand so.

    >>> sorted(odd(["P0001", "a3f9c2", "Kees", "P 2", "12-03-1950", "Jansen1950", "n.v.t."]))
    ['12-03-1950', 'Jansen1950', 'Kees', 'P 2']
    """
    distinct = list(dict.fromkeys(texts))
    lines = dict(zip(distinct, plain_lines(distinct), strict=True))
    names = {text: match for text, line in lines.items() if (match := _NAME_AND_DIGITS.fullmatch(line))}
    begins = Counter(match["name"] for match in names.values())
    alone = {text for text, match in names.items() if begins[match["name"]] == 1}
    with_year = {text for text in alone if len(names[text]["digits"]) == 4 and _is_birth_year(names[text])}
    named = alone if len(alone) >= _FEWEST_NAMES else with_year
    return named | {text for text, line in lines.items() if _is_odd(line)}


def _is_odd(line: str) -> bool:
    if line.casefold() in MISSING_SIGNS | NO_VALUE or line.casefold().startswith("totaal"):
        return False
    has_digit = any(sign.isdecimal() for sign in line)
    return " " in line or not has_digit or birth_dates.is_of_birth(birth_dates.year_of_date(line))


def _is_birth_year(match: re.Match[str]) -> bool:
    return birth_dates.is_of_birth(int(match["digits"]))
