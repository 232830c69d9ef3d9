"""Months and quarters from text: each becomes its first day."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from helpers.floor import dutch
from helpers.sources.cells.calendar_days import MONTH_NUMBERS, day, on_calendar
from helpers.sources.cells.cell_parser import Remark, Unreadable, quoted

_YEAR_MONTH = re.compile(r"(\d{4})(?: ?[-/] ?(\d{1,2})|mm?(\d{2})|(\d{2}))", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2}) ?[-/] ?(\d{4})", re.ASCII)
_NAMED = re.compile(r"([a-z]{3,9})\.?[ -]?(?:(\d{4})|['’]?([0-4]\d))", re.ASCII)
_YEAR_NAMED = re.compile(r"(\d{4})[ -]?([a-z]{3,9})\.?", re.ASCII)
_YEAR_QUARTER = re.compile(r"(\d{4}) ?-? ?(?:kwartaal ?|kw0?|[qk]0?)(\d)", re.ASCII)
_QUARTER_YEAR = re.compile(
    r"(?:kwartaal ?|kw ?|[qk])(\d)[ -/]?(\d{4})|(\d)(?:e|ste|de)? ?(?:kwartaal|kw\.?)[ ,]{0,2}(?:van )?(\d{4})",
    re.ASCII,
)
_HINT = "Schrijf een maand zoals 2026-01."
_PERIOD = re.compile(r"(\d{4})[-/ ]?(\d{1,2})", re.ASCII)
_WEEK = re.compile(r"\d{4}[- ]?(?:w|wk|week)[- ]?\d{1,2}|(?:w|wk|week)[- ]?\d{1,2}\b.*", re.ASCII)
_OF_WEEKS = "Zijn het jaren en weken? Tel dan per maand."
_QUARTERS, _MONTHS = 4, 12


def month(text: str) -> date:
    """The first day of a month from 2026-01, 01-2026, januari 2026, 2026MM01 or that day itself.

    Raises Unreadable.

    >>> month("2026-01") == month("jan 2026") == date(2026, 1, 1)
    True
    """
    plain = text.casefold()
    if match := _YEAR_MONTH.fullmatch(plain):
        return _first(text, match[1], match[2] or match[3] or match[4])
    if match := _MONTH_YEAR.fullmatch(plain):
        return _first(text, match[2], match[1])
    if (match := _NAMED.fullmatch(plain)) and match[1] in MONTH_NUMBERS:
        return _first(text, match[2] or f"20{match[3]}", MONTH_NUMBERS[match[1]])
    if (match := _YEAR_NAMED.fullmatch(plain)) and match[2] in MONTH_NUMBERS:
        return _first(text, match[1], MONTH_NUMBERS[match[2]])
    try:
        first = day(text)
    except Unreadable:
        first = None
    if first is None or first.day != 1:
        if _WEEK.fullmatch(plain):
            raise Unreadable(f"{quoted(text)} is een week, geen maand.", "Tel per maand, en schrijf die zoals 2026-01.")
        raise Unreadable(f"{quoted(text)} is geen maand.", _HINT)
    return first


def months(texts: Sequence[str]) -> tuple[Callable[[str], date], list[Remark]]:
    """How to read the months of a column with these different texts, and what to say of it.

    202601 may be a month or a week, 2026-1 a month or a quarter. A year that is over shows which: it goes on to 12,
    past it or to 4. Without such a year they are doubtful, and said to be.
    """
    parts = [(text, int(found[1]), int(found[2])) for text in texts if (found := _PERIOD.fullmatch(text))]
    newest = max((year for _, year, _ in parts), default=0)
    over = [number for _, year, number in parts if year < newest]
    if any(number > _MONTHS for *_, number in parts):
        return month, [Remark("Sommige perioden hebben een nummer boven 12.", _OF_WEEKS)]
    if set(over) == set(range(1, _QUARTERS + 1)) and max(number for *_, number in parts) <= _QUARTERS:
        message = "Geen enkel jaar gaat verder dan nummer 4: dit lijken kwartalen, geen maanden."
        return month, [Remark(message, "Lever de aantallen per maand.", "error")]
    bare = [text for text, *_ in parts if len(text) == len("202601") and not any(number > _QUARTERS for number in over)]
    if bare:
        other = "kwartaal" if not bare[0].isdecimal() else "week"
        message = f"{quoted(bare[0])} is gelezen als {_said(bare[0])}; het kan ook een {other} zijn."
        return month, [Remark(message, _HINT)]
    return month, []


def _said(text: str) -> str:
    with suppress(Unreadable):
        return dutch.month(month(text))
    return "maand"


def quarter(text: str) -> date:
    """The first day of a quarter from 1e kwartaal 2026, 2026-Q1, 2026K1, 2026KW01 and the like.

    Raises Unreadable.

    >>> quarter("2e kwartaal 2026") == quarter("2026-Q2") == quarter("2026KW02") == date(2026, 4, 1)
    True
    """
    plain = text.casefold()
    year, number = "", ""
    if match := _YEAR_QUARTER.fullmatch(plain):
        year, number = match[1], match[2]
    elif match := _QUARTER_YEAR.fullmatch(plain):
        number, year = match[1] or match[3], match[2] or match[4]
    if number not in ("1", "2", "3", "4"):
        raise Unreadable(f"{quoted(text)} is geen kwartaal.", "Schrijf een kwartaal zoals 2026-Q1.")
    return _first(text, year, int(number) * 3 - 2)


def _first(text: str, year: str, month: str | int) -> date:
    if not 1 <= int(month) <= 12:
        raise Unreadable(f"{quoted(text)} is geen maand: maand {int(month)} bestaat niet.", _HINT)
    return on_calendar(text, int(year), int(month), 1)
