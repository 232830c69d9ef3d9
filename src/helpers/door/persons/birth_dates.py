"""Days on which a person may have been born, in texts that `legible` made plain."""

import re

FIRST_YEAR, LAST_YEAR = 1900, 2009

_MONTHS = "jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec"
_TIME = r"(?:[T ]\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?Z?)?"
_DAY_FIRST = r"\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?(?P<a>\d{4}|\d\d)"
_YEAR_FIRST = r"(?P<b>\d{4}) ?[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}"
_WITH_MONTH = rf"\d{{1,2}}[ -](?:{_MONTHS})[a-z]{{0,6}}\.?[ -](?P<c>\d{{4}}|\d\d)"
_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_DAY_MONTH = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])"
_DIGITS = rf"(?P<d>(?:19|20)\d\d){_MONTH_DAY}|{_DAY_MONTH}(?P<e>(?:19|20)\d\d)"
_DATE = re.compile(
    rf"(?<![\w.,-])(?:{_DAY_FIRST}|{_YEAR_FIRST}|{_WITH_MONTH}|{_DIGITS}){_TIME}(?![\w-])", re.IGNORECASE
)
_BORN = re.compile(
    r"(?<![^\W_])(?:geb(?:oren|oorte ?(?:datum|dag|jaar)|\.? ?dat(?:um|\.)?|\.|(?= ?:? ?\d))|date of birth|dob)"
    r"[^\d\n]{0,20}(?:\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{1,2} [a-z]{3,9}\.? \d{4}|(?:19|20)\d\d|\d{8})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TWO_DIGITS_ARE_LAST_CENTURY_FROM = 28


def has_birth_words(text: str) -> bool:
    """Whether a plain text says when someone was born.

    >>> [has_birth_words(text) for text in ("geb. 12-03-1950", "geboren in 1950", "gebouw 3", "geb. 3 is dicht")]
    [True, True, False, False]
    """
    return bool(_BORN.search(text))


def year_of_date(text: str) -> int | None:
    """The year of a text that is one day and nothing more; None for any other text.

    >>> year_of_date("12-03-1950"), year_of_date("3 mei 1950"), year_of_date("19500312"), year_of_date("2026-01")
    (1950, 1950, 1950, None)
    """
    match = _DATE.fullmatch(text)
    return _year(match) if match else None


def is_of_birth(year: int | None) -> bool:
    """Whether someone whom the suite counts may have been born in this year."""
    return year is not None and FIRST_YEAR <= year <= LAST_YEAR


def has_early_date(text: str) -> bool:
    """Whether a plain text holds a whole day in a year of birth.

    >>> has_early_date("op 12-03-1950 gemeld"), has_early_date("op 12-03-2026 gemeld")
    (True, False)
    """
    return any(is_of_birth(_year(match)) for match in _DATE.finditer(text))


def has_age_in_dates(text: str) -> bool:
    """Whether a text in a column of ages holds a day or is a year, so that it gives a birth away.

    >>> has_age_in_dates("1950"), has_age_in_dates("65-74")
    (True, False)
    """
    return bool(_YEAR.fullmatch(text) or _DATE.search(text))


def _year(match: re.Match[str]) -> int:
    text = next(group for group in match.group("a", "b", "c", "d", "e") if group)
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= _TWO_DIGITS_ARE_LAST_CENTURY_FROM else 2000)
