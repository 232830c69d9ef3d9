"""The day of a moment: the time behind it is cut off, and a moment of another zone becomes the day that it was here."""

import re
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_HERE = ZoneInfo("Europe/Amsterdam")
_TIME = re.compile(
    r"(?:[ t]|, )(?P<hour>[01]?\d|2[0-3]|24(?=[:.]00(?:[:.]00(?:[.,]0+)?)?(?: ?uur)?$))[:.](?P<minute>[0-5]\d)"
    r"(?:[:.](?P<second>[0-5]\d)(?:[.,]\d+)?)?(?: ?(?P<half>[ap]m|uur))?"
    r"(?: ?(?P<zone>z|utc|gmt|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})))?",
    re.ASCII,
)


def cut(plain: str) -> tuple[str, re.Match[str] | None]:
    """The date before a time, and the time; the whole text and None where there is no time.

    A day ends at 24:00, which is no moment of the next.

    >>> [cut(text)[0] for text in ("31-03-2026 23:59:59.997", "31-03-2026 24:00:00", "31-03-2026")]
    ['31-03-2026', '31-03-2026', '31-03-2026']
    """
    at = plain.find(":")
    start = plain.rfind(" " if " " in plain[:at] else "t", 0, at) if at > 0 else -1
    time = _TIME.fullmatch(plain, start) if start > 0 else None
    return (plain[:start].rstrip(","), time) if time else (plain, None)


def here(day: date, time: re.Match[str] | None) -> date:
    """The day in the Netherlands of a time on this day in its own zone; a time without a zone is one of here.

    >>> here(date(2026, 3, 31), cut("2026-03-31t22:30:00z")[1])
    datetime.date(2026, 4, 1)
    """
    if time is None or time["zone"] is None:
        return day
    east = timedelta(hours=int(time["hours"] or 0), minutes=int(time["minutes"] or 0))
    zone = timezone(-east if time["sign"] == "-" else east)
    hour, minute, second = (int(time[part] or 0) for part in ("hour", "minute", "second"))
    if time["half"] in ("am", "pm"):
        hour = hour % 12 + 12 * (time["half"] == "pm")
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    return (midnight + timedelta(hours=hour, minutes=minute, seconds=second)).astimezone(_HERE).date()
