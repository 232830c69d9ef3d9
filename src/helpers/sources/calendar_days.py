"""Days and months from text, as Dutch people and their systems write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from helpers.sources.cell_parser import Unreadable, quoted

_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_MIDNIGHT = re.compile(r"[ T]00:00(:00)?(\.0+)?$", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}", re.ASCII)
_DATE_HINT = "Schrijf een datum zoals 31-12-2026 of 2026-12-31."


def day(text: str) -> date:
    """A day from 31-12-2026, 2026-12-31 or Excel's own count of days. Raises Unreadable.

    >>> day("31-12-2026"), day("46387")
    (datetime.date(2026, 12, 31), datetime.date(2026, 12, 31))
    """
    plain = _MIDNIGHT.sub("", text)
    if match := _DAY_FIRST.fullmatch(plain):
        return _on_calendar(text, match[3], match[2], match[1])
    if match := _YEAR_FIRST.fullmatch(plain):
        return _on_calendar(text, match[1], match[2], match[3])
    if _SERIAL.fullmatch(plain):
        return date(1899, 12, 30) + timedelta(days=int(plain))
    raise Unreadable(f"{quoted(text)} is geen datum.", _DATE_HINT)


def _on_calendar(text: str, y: str, m: str, d: str) -> date:
    try:
        value = date(int(y), int(m), int(d))
    except ValueError:
        raise Unreadable(f"{quoted(text)} staat niet op de kalender.", _DATE_HINT) from None
    if not 1900 <= value.year <= 2100:
        raise Unreadable(f"{quoted(text)} ligt buiten 1900 tot en met 2100.", _DATE_HINT)
    return value


_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_FULL_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_YEAR_MONTH = re.compile(r"(\d{4})[-/]?(\d{2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/](\d{4})", re.ASCII)
_NAMED_MONTH = re.compile(r"([a-z]+)\.?[ -](\d{4})", re.ASCII)
_MONTH_HINT = "Schrijf een maand zoals 2026-01."


def month(text: str) -> date:
    """The first day of a month from 2026-01, 01-2026, januari 2026 or that day itself. Raises Unreadable.

    >>> month("2026-01") == month("jan 2026") == date(2026, 1, 1)
    True
    """
    if match := _YEAR_MONTH.fullmatch(text):
        return _on_calendar(text, match[1], match[2], "1")
    if match := _MONTH_YEAR.fullmatch(text):
        return _on_calendar(text, match[2], match[1], "1")
    if match := _NAMED_MONTH.fullmatch(text.casefold()):
        for names in (_MONTHS, _FULL_MONTHS):
            if match[1] in names:
                return _on_calendar(text, match[2], str(names.index(match[1]) + 1), "1")
    try:
        first = day(text)
    except Unreadable:
        first = None
    if first is None or first.day != 1:
        raise Unreadable(f"{quoted(text)} is geen maand.", _MONTH_HINT)
    return first
