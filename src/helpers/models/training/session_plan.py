"""The sessions still to come: those that are listed, and those that were promised for later."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from helpers.floor.quarter import Quarter, quarters_between


def sessions_left(listed: Sequence[str], promised: Mapping[str, int], quarter: Quarter) -> list[str]:
    """The ISO dates of the sessions left in the year, in order of time.

    Args:
        listed: the dates of the sessions that the export has as planned.
        promised: how many sessions are planned in a quarter, by label.

    A quarter after this one in which the export lists no session gets the promised number, spread evenly
    over it; where the export lists any, the export holds. What was promised for this quarter is past.

    >>> sessions_left(["2026-07-02"], {"2026-Q3": 9, "2026-Q4": 2}, Quarter(2026, 2))
    ['2026-07-02', '2026-10-24', '2026-12-09']
    """
    later = quarters_between(quarter.next, Quarter(quarter.year, 4))
    has_listed = {Quarter.of(date.fromisoformat(day)) for day in listed}
    added = [day for one in later if one not in has_listed for day in _spread(one, promised.get(one.label, 0))]
    return sorted([*listed, *added])


def _spread(quarter: Quarter, sessions: int) -> list[str]:
    """Each in the middle of its own equal part of the quarter."""
    days = (quarter.next.start - quarter.start).days
    return [(quarter.start + timedelta(days=int(days * (at + 0.5) / sessions))).isoformat() for at in range(sessions)]
