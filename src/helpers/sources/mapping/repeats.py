"""Single events that stand there more than once: two alike may be two, a whole list again is pasted twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpers.floor import dutch
from helpers.floor.faults import Fault

RULE = "dubbel"
_BLOCK = 10  # rows that follow each other as the first ones of the file do
_LEAST_DIFFERENT = 3  # of them


def faults(rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> Iterator[Fault]:
    """What is said of rows that are alike in every cell, read or not; `numbers` are those of Excel.

    >>> [fault.message for fault in faults([["1-1-2026", "lamp"]] * 2, [2, 3])]
    ['1 rij is in alle cellen gelijk aan een eerdere rij. Zij telt mee.']
    """
    filled = [(tuple(row), number) for row, number in zip(rows, numbers, strict=True) if any(row)]
    events = [event for event, _ in filled]
    again = len(events) - len(set(events))
    if not again:
        return
    if at := _begins_again(events):
        message = f"Vanaf rij {filled[at][1]} begint de lijst opnieuw, met dezelfde rijen als bovenaan."
        hint = "De export lijkt onder zichzelf geplakt. Lever elke rij één keer."
        yield Fault(message, hint, row=filled[at][1], rule=RULE)
        return
    count = dutch.counted(again, "rij is", "rijen zijn")
    fate = "Zij tellen mee." if again > 1 else "Zij telt mee."
    message = f"{count} in alle cellen gelijk aan een eerdere rij. {fate}"
    yield Fault(message, "Controleer of de export rijen dubbel heeft.", rule=RULE, level="warning")


def _begins_again(events: list[tuple[str, ...]]) -> int:
    """Where the first rows stand again in their order; 0 when they do not."""
    first = events[:_BLOCK]
    if len(events) < 2 * _BLOCK or len(set(first)) < _LEAST_DIFFERENT:
        return 0
    starts = (at for at in range(_BLOCK, len(events) - _BLOCK + 1) if events[at] == first[0])
    return next((at for at in starts if events[at : at + _BLOCK] == first), 0)
