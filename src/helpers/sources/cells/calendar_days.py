"""Days from text, as Dutch people and their systems write them."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from helpers.floor import dutch
from helpers.sources.cells import moments
from helpers.sources.cells.cell_parser import Remark, Unreadable, quoted

_DAY_FIRST = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})", re.ASCII)
_IN_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NAMED = re.compile(r"(\d{1,2})[ -]?([a-z]{3,9})\.?[ -]?(\d{4})", re.ASCII)
_SERIAL = re.compile(r"([2-7]\d{4})([.,]\d+)?", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2} ?[-/. ] ?(\d{1,2}|[a-z]{3,9}\.?) ?[-/. ] ?['’]?\d{2}", re.ASCII)
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)?", re.ASCII)
_WEEKDAYS = [
    ("ma", "maandag", "mon", "monday"),
    ("di", "dinsdag", "tue", "tuesday"),
    ("wo", "woensdag", "wed", "wednesday"),
    ("do", "donderdag", "thu", "thursday"),
    ("vr", "vrijdag", "fri", "friday"),
    ("za", "zaterdag", "sat", "saturday"),
    ("zo", "zondag", "sun", "sunday"),
]
_WEEKDAY = re.compile(rf"({'|'.join(name for names in _WEEKDAYS for name in names)})[.,]? (?=\d)")
_MONTHS = [
    "jan januari january",
    "feb februari february febr",
    "mrt maart mar march",
    "apr april",
    "mei may",
    "jun juni june",
    "jul juli july",
    "aug augustus august",
    "sep sept september",
    "okt oktober oct october",
    "nov november",
    "dec december",
]
MONTH_NUMBERS = {name: at + 1 for at, names in enumerate(_MONTHS) for name in names.split()}
_EXCEL_START, _EXCEL_START_1904 = date(1899, 12, 30), date(1904, 1, 1)
_HINT = "Schrijf een datum zoals 31-12-2026 of 2026-12-31."
# So many different days that all fit as a month are no accident; of two kinds together fewer are enough.
_SLIP = 5  # dates with the day first for each with the month first: that one is then a slip of the pen
_LEAST_SLASHED, _LEAST_TYPED, _LEAST_OF_EXCEL = 8, 3, 5


def day(text: str) -> date:
    """A day from 31-12-2026, 2026-12-31, 31 december 2026, Excel's own count of days and the like.

    Raises Unreadable.

    >>> day("31-12-2026"), day("46387"), day("do 31 dec. 2026")
    (datetime.date(2026, 12, 31), datetime.date(2026, 12, 31), datetime.date(2026, 12, 31))
    """
    if stamp := _STAMP.fullmatch(text):  # what systems write, read fast
        return _of_stamp(stamp[1])
    plain, time = moments.cut(text.casefold())
    _refuse_english(plain, time, text)
    weekday = _WEEKDAY.match(plain)
    if not weekday:
        return moments.here(_day(plain, text), time)
    value = _day(plain[weekday.end() :], text)
    if weekday[1] not in _WEEKDAYS[value.weekday()]:
        message = f"{quoted(text)} klopt niet: {dutch.day(value)} is een {_WEEKDAYS[value.weekday()][1]}."
        raise Unreadable(message, "Controleer de dag en de datum.")
    return moments.here(value, time)


def from_1904(text: str) -> str:
    """A day that Excel counts from 1904, as text; any other text as it is.

    >>> from_1904("44650"), from_1904("31-03-2026")
    ('2026-03-31', '31-03-2026')
    """
    serial = _SERIAL.fullmatch(text.strip())
    return (_EXCEL_START_1904 + timedelta(days=int(serial[1]))).isoformat() if serial else text


def days(texts: Sequence[str]) -> tuple[Callable[[str], date], list[Remark]]:
    """How to read the days of a column with these different texts, and what to say of the column.

    A date such as 03/04/2026 is refused where another date in that form has its month first.
    """
    parts = {text: found for text in texts if (found := _parts(text))}
    swapped = _month_first(parts)
    unclear = {text for text, (first, sign, second) in parts.items() if sign in swapped and _is_unclear(first, second)}
    if not unclear:
        return day, _perhaps_swapped(texts, parts)

    def read(text: str) -> date:
        if text not in unclear:
            return day(text)
        example = quoted(swapped[parts[text][1]])
        message = f"{quoted(text)} kan dag-maand of maand-dag zijn: in {example} staat de maand voorop."
        raise Unreadable(message, "Schrijf elke datum als dag-maand-jaar, of als 2026-12-31.")

    return read, []


def _month_first(parts: dict[str, tuple[int, str, int]]) -> dict[str, str]:
    """By sign, an example of a date that can only have its month first, unless nearly all show the day first."""
    examples = {sign: text for text, (first, sign, second) in parts.items() if first <= 12 < second <= 31}
    month_first = Counter(sign for first, sign, second in parts.values() if first <= 12 < second <= 31)
    day_first = Counter(sign for first, sign, second in parts.values() if second <= 12 < first <= 31)
    return {sign: text for sign, text in examples.items() if day_first[sign] < _SLIP * month_first[sign]}


def on_calendar(text: str, year: int, month: int, day: int) -> date:
    """The day with these numbers. Raises Unreadable, naming `text`, when there is none or it is far off."""
    if not 1900 <= year <= 2100:
        raise Unreadable(f"{quoted(text)} ligt buiten 1900 tot en met 2100.", _HINT)
    if not 1 <= month <= 12:
        hint = "De dag komt eerst, dan de maand: 31-12-2026." if month <= 31 and day <= 12 else _HINT
        raise Unreadable(f"{quoted(text)} staat niet op de kalender: maand {month} bestaat niet.", hint)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = dutch.month(date(year, month, 1))
        raise Unreadable(f"{quoted(text)} staat niet op de kalender: {name} heeft {last} dagen.", _HINT)
    return date(year, month, day)


def _day(plain: str, text: str) -> date:
    if match := _DAY_FIRST.fullmatch(plain):
        return on_calendar(text, int(match[4]), int(match[3]), int(match[1]))
    if match := _YEAR_FIRST.fullmatch(plain):
        return on_calendar(text, int(match[1]), int(match[3]), int(match[4]))
    if match := _IN_DIGITS.fullmatch(plain):
        return on_calendar(text, int(match[1]), int(match[2]), int(match[3]))
    if match := _SERIAL.fullmatch(plain):
        value = _EXCEL_START + timedelta(days=int(match[1]))
        return on_calendar(text, value.year, value.month, value.day)
    if (match := _NAMED.fullmatch(plain)) and match[2] in MONTH_NUMBERS:
        return on_calendar(text, int(match[3]), MONTH_NUMBERS[match[2]], int(match[1]))
    if _SHORT_YEAR.fullmatch(plain):
        raise Unreadable(f"{quoted(text)} heeft een jaar van twee cijfers.", _HINT)
    raise Unreadable(f"{quoted(text)} is geen datum.", _HINT)


def _refuse_english(plain: str, time: re.Match[str] | None, text: str) -> None:
    match = _DAY_FIRST.fullmatch(plain)
    if match and time and time["half"] in ("am", "pm") and _is_unclear(int(match[1]), int(match[3])):
        message = f"{quoted(text)} komt uit een Engelstalig systeem: de maand kan voorop staan."
        raise Unreadable(message, "Lever de datum als 2026-12-31.")


@lru_cache(maxsize=50_000)
def _of_stamp(text: str) -> date:
    return on_calendar(text, int(text[:4]), int(text[5:7]), int(text[8:]))


def _parts(text: str) -> tuple[int, str, int] | None:
    """The first number, the sign and the second number of a date that ends with its year."""
    if _STAMP.fullmatch(text):
        return None
    match = _DAY_FIRST.fullmatch(moments.cut(text.casefold())[0])
    return (int(match[1]), match[2], int(match[3])) if match else None


def _is_unclear(first: int, second: int) -> bool:
    return first <= 12 and second <= 12 and first != second


def _perhaps_swapped(texts: Sequence[str], parts: dict[str, tuple[int, str, int]]) -> list[Remark]:
    """A warning when every date with / fits month-first as well."""
    slashed = {(first, second) for first, sign, second in parts.values() if sign == "/"}
    firsts, seconds = {first for first, _ in slashed}, {second for _, second in slashed}
    if len(slashed) >= _LEAST_SLASHED and max(firsts | seconds) <= 12 and firsts != {1}:
        message = "Alle datums met “/” kunnen dag-maand of maand-dag zijn; ze zijn gelezen als dag-maand."
        return [Remark(message, "Controleer of het systeem de dag voorop zet.")]
    return _half_swapped(texts, parts)


def _half_swapped(texts: Sequence[str], parts: dict[str, tuple[int, str, int]]) -> list[Remark]:
    """An error when an Excel that is not Dutch took 3-4-2026 for 4 March and left 25-4-2026 as text."""
    if len(parts) < _LEAST_TYPED or min(first for first, *_ in parts.values()) <= 12:
        return []
    others = set()
    for text in set(texts) - parts.keys():
        with suppress(Unreadable):
            others.add(day(text).day)
    if len(others) < _LEAST_OF_EXCEL or max(others) > 12:
        return []
    message = "Excel lijkt bij een deel van de datums dag en maand te hebben verwisseld: "
    message += "alleen datums na de 12e staan er als tekst."
    return [Remark(message, "Open de export met de landinstelling Nederlands en bewaar haar opnieuw.", "error")]
