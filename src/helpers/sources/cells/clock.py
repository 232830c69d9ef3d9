"""Times of day from text, as Dutch people and Excel write them."""

import re

from helpers.sources.cells.cell_parser import Parser, Unreadable, quoted

_DAY_BEFORE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})[ T]", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.u](\d{2})([:.]\d{2}(\.0+)?)?( ?(uur|u))?", re.ASCII | re.IGNORECASE)
# Excel keeps a time as a part of a day: 0,354166667 is half past eight.
_SHARE_OF_DAY = re.compile(r"0?([,.]\d{3,}|,\d+)|0", re.ASCII)
_MINUTES_A_DAY = 1440
_HINT = "Schrijf een tijd zoals 08:30."


def time_of_day(text: str) -> str:
    """A time as 08:30, from 8:30, 8.30 uur, 8u30 or Excel's part of a day. Raises Unreadable.

    >>> time_of_day("8.30 uur"), time_of_day("0,354166667"), time_of_day("24:00")
    ('08:30', '08:30', '24:00')
    """
    plain = _DAY_BEFORE.sub("", text, count=1)
    if match := _CLOCK.fullmatch(plain):
        return _on_clock(text, int(match[1]) * 60 + int(match[2]), int(match[2]))
    if _SHARE_OF_DAY.fullmatch(plain):
        return _on_clock(text, round(float(plain.replace(",", ".")) * _MINUTES_A_DAY), 0)
    raise Unreadable(f"{quoted(text)} is geen tijd.", _HINT)


def _on_clock(text: str, minutes: int, past_hour: int) -> str:
    if minutes > _MINUTES_A_DAY or past_hour > 59:
        raise Unreadable(f"{quoted(text)} staat niet op de klok.", _HINT)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


clock = Parser("tijd", "str", time_of_day)
