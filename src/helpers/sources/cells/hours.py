"""Hours from text, also as hours and minutes; a column that counts parts of a day or minutes is refused."""

import re
from collections.abc import Callable, Sequence

from helpers.floor import dutch
from helpers.sources.cells import numbers
from helpers.sources.cells.cell_parser import Parser, Remark, Unreadable, quoted

_CLOCK = re.compile(r"(\d{1,3})(?: ?(?:u|h|uur|:) ?)(\d{2})(?::(\d{2})(?:[.,]0+)?)?(?: ?(?:m|min|u|h|uur))?", re.ASCII)
_WITH_UNIT = re.compile(r"(.*\d) ?(?:uur|uren|u|h)\.?", re.ASCII)
_MOMENT = re.compile(r"(18|19)\d\d-\d\d-\d\d \d\d:\d\d:\d\d", re.ASCII)
_FRACTION = re.compile(r"\d+[.,](\d{1,2})", re.ASCII)
_MINUTES_A_DAY, _HOURS_A_DAY, _MINUTES = 1440, 24, 60
_STEP = 5  # minutes: shifts are planned so
_NEAR = 0.1  # minutes: what four decimals of a day can lose
_SHORT_DECIMALS = 3  # nobody types more in hours
_QUARTERS, _TELLING = frozenset({"00", "15", "30", "45"}), frozenset({"15", "45"})
_LEAST_CLOCKED = 3
_HINT = "Schrijf uren zoals 4,5 of 4:30. Van een deel van een dag maakt u uren met maal 24 en de opmaak Getal."


def hours(texts: Sequence[str]) -> tuple[Callable[[str], float | None], list[Remark]]:
    """How to read the hours of a column with these different texts, and what to say of it.

    >>> read, _ = hours(["4:30", "3u15", "4,5 uur", "2"])
    >>> [read(text) for text in ("4:30", "3u15", "4,5 uur", "2")]
    [4.5, 3.25, 4.5, 2.0]
    """
    bare = {text: _without_unit(text) for text in texts if not _CLOCK.fullmatch(text.casefold())}
    of_decimals, remarks = numbers.decimals(list(bare.values()))

    def read(text: str) -> float | None:
        plain = text.casefold()
        if clock := _CLOCK.fullmatch(plain):
            return _of_clock(text, clock)
        if _MOMENT.fullmatch(plain):
            raise Unreadable(f"{quoted(text)} is een tijdstip, geen aantal uren.", _HINT)
        return of_decimals(bare.get(text) or _without_unit(text))

    plain_numbers = [text for text in texts if bare.get(text) == text.casefold() and numbers.form(text)]
    return read, [*remarks, *_of_numbers({text: read(text) or 0.0 for text in plain_numbers if _is_read(read, text)})]


def hour(text: str) -> float | None:
    """A number of hours that stands alone. None for a sign of CBS; raises Unreadable."""
    return hours([text])[0](text)


def _is_read(read: Callable[[str], float | None], text: str) -> bool:
    try:
        return read(text) is not None
    except Unreadable:
        return False


def _without_unit(text: str) -> str:
    plain = text.casefold()
    return found[1] if (found := _WITH_UNIT.fullmatch(plain)) else plain


def _of_clock(text: str, clock: re.Match[str]) -> float:
    minutes, seconds = int(clock[2]), int(clock[3] or 0)
    if minutes >= _MINUTES or seconds >= _MINUTES:
        raise Unreadable(f"{quoted(text)} heeft meer dan 59 minuten of seconden.", _HINT)
    return int(clock[1]) + minutes / _MINUTES + seconds / _MINUTES**2


def _of_numbers(values: dict[str, float]) -> list[Remark]:
    """What the plain numbers of a column show to be: parts of a day, minutes, or hours and minutes with a point."""
    parts = [text for text, value in values.items() if _is_part_of_day(text, value)]
    if parts and max(values.values()) <= 1:
        message = f"Alle uren zijn 1 of minder, zoals {quoted(parts[0])}: dit lijken delen van een dag."
        return [Remark(message, _HINT, "error")]
    if values and 2 * sum(value > _HOURS_A_DAY for value in values.values()) > len(values):
        return [Remark("De meeste uren zijn meer dan 24: dit lijken minuten.", "Lever uren, zoals 4,5.", "error")]
    behind = {text: found[1].ljust(2, "0") for text in values if (found := _FRACTION.fullmatch(text))}
    clocked = [text for text, digits in behind.items() if digits != "00"]
    if len(clocked) >= _LEAST_CLOCKED and _TELLING & set(behind.values()) and set(behind.values()) <= _QUARTERS:
        message = f"Achter de komma staat alleen 15, 30 of 45, zoals in {quoted(clocked[0])}: dit lijken minuten."
        return [Remark(message, "Schrijf vier uur en een kwartier als 4,25 of 4:15.", "error")]
    return [_doubted(text, values[text]) for text in parts]


def _doubted(text: str, value: float) -> Remark:
    minutes, of_day = dutch.number(value * _MINUTES), dutch.number(value * _HOURS_A_DAY, 2)
    message = f"{quoted(text)} uur is {minutes} minuten; als deel van een dag is het {of_day} uur."
    return Remark(message, _HINT, text=text)


def _is_part_of_day(text: str, value: float) -> bool:
    """Whether a number below 1 is a round time as part of a day, and no hours that anyone would type."""
    if not 0 < value < 1:
        return False
    of_day = value * _MINUTES_A_DAY
    is_round = abs(of_day - _STEP * round(of_day / _STEP)) <= _NEAR
    minutes = value * _MINUTES
    has_long_tail = len(text.partition(",")[2] or text.partition(".")[2]) > _SHORT_DECIMALS
    return is_round and (has_long_tail or abs(minutes - round(minutes)) > _NEAR)


number_of_hours = Parser("uren", "float64", hour, for_column=hours)
