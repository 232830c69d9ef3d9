"""The days the made-up exports speak of."""

from datetime import date, timedelta

from helpers.floor.quarter import Quarter, quarters_between

FIRST_SCAN_CAR = Quarter(2017, 1)
FIRST = Quarter(2023, 1)
SAMPLE = Quarter(2026, 3)  # the last of the bundled sample, which what is planted refers to
LAST = SAMPLE  # the last that is made; a test may ask for more, with the same rows before it
WAVES = (2018, 2020, 2022, 2024, 2026)


def quarters(first: Quarter = FIRST) -> list[Quarter]:
    """Every quarter up to the last that is made."""
    return quarters_between(first, LAST)


def months(first: Quarter = FIRST) -> list[date]:
    """The first day of every month up to the end of the last quarter."""
    return [date(q.year, q.start.month + i, 1) for q in quarters(first) for i in range(3)]


def days(first: date, last: date) -> list[date]:
    """Every day from first to last, both included."""
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def working_days(first: date, last: date) -> list[date]:
    """Monday to Friday."""
    return [day for day in days(first, last) if day.weekday() < 5]


def exposure_window(wave: int) -> Quarter:
    """The last quarter that ended before the fieldwork of March and April.

    >>> exposure_window(2026).label
    '2025-Q4'
    """
    return Quarter.of(date(wave, 3, 1)).previous
