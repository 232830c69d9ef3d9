"""One value of a cell as the text that a Dutch reader would type."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

_HALF_SECOND = timedelta(microseconds=500_000)
_EXACT = 1e15
_SHOWN_DIGITS = 15  # what Excel itself shows: 0.1 + 0.2 stays 0,3


def cell_text(value: object) -> str:
    """One cell as text: dates as ISO, whole numbers without a comma, others with a decimal comma.

    >>> cell_text(132.0), cell_text(62.9), cell_text(date(2026, 3, 1)), cell_text(True)
    ('132', '62,9', '2026-03-01', 'waar')
    """
    return value if type(value) is str else _WRITERS.get(type(value), _other)(value)


def number_text(value: float, digits: int = _SHOWN_DIGITS) -> str:
    """A number in Dutch, without a power of ten."""
    if value.is_integer():
        # A number of more digits was rounded: written short, as Excel does, so that no code is read from it.
        return str(int(value)) if abs(value) < _EXACT else f"{value:.{_SHOWN_DIGITS - 1}E}".replace(".", ",")
    return decimal_text(Decimal(f"{value:.{digits}g}"))


def percent_text(share: float) -> str:
    """A share as the percentage that its cell shows, with all its digits.

    >>> percent_text(0.85), percent_text(0.285), percent_text(1.0)
    ('85%', '28,5%', '100%')
    """
    return decimal_text(Decimal(f"{share:.{_SHOWN_DIGITS}g}") * 100) + "%"


def decimal_text(value: Decimal) -> str:
    """An exact decimal in Dutch; never with three decimals, which could be read as thousands.

    >>> decimal_text(Decimal("7.000")), decimal_text(Decimal("1.125"))
    ('7', '1,1250')
    """
    whole, _, decimals = format(value, "f").partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals}{'0' * (len(decimals) == 3)}" if decimals else whole


def _moment(value: datetime) -> str:
    if value.microsecond:  # a serial number of Excel is rarely a whole second
        rounded = (value + _HALF_SECOND).replace(microsecond=0)
        # 23:59:59.997 is how SQL Server writes the end of a day: it never becomes the next
        value = rounded if rounded.day == value.day else value.replace(microsecond=0)
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")


def _clock(value: time) -> str:
    return value.isoformat(timespec="seconds")


def _duration(value: timedelta) -> str:
    return f"{number_text(value.total_seconds() / 3600)} uur"


def _boolean(value: bool) -> str:
    return "waar" if value else "onwaar"


def _other(value: object) -> str:
    return "" if value is None else str(value)


# Exports repeat their values: each distinct one is written once.
_WRITERS: dict[type, Callable[..., str]] = {
    bool: _boolean,
    int: str,
    float: lru_cache(100_000)(number_text),
    datetime: lru_cache(100_000)(_moment),
    date: lru_cache(100_000)(date.isoformat),
    time: _clock,
    timedelta: _duration,
    Decimal: decimal_text,
}


def texts(rows: list[list[object]]) -> list[list[str]]:
    """All cells as text, in the same list: two copies of a large table do not fit."""
    writers = _WRITERS
    for at, row in enumerate(rows):
        rows[at] = [cell if cell.__class__ is str else writers.get(cell.__class__, _other)(cell) for cell in row]
    return rows  # type: ignore[return-value]
