"""Whether a file is a log of the scan car: positions with a moment, of which the hours are still to be made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from helpers.floor.faults import AskedWrongly
from helpers.sources.connecting import likeness
from helpers.sources.connecting.matching import LEAST_SHARE, Matching
from helpers.sources.connecting.questions import Choice, Question

if TYPE_CHECKING:
    from helpers.sources.connecting.drafting import Draft

KEY = "stilte"
HOURS = "hours"
_OF_LOG = ("date", "wijk", "vehicle", "purpose")
_GAP_MINUTES = 5
_LEAST_A_DAY = 20  # rows: no car has so many shifts
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}")


def is_log(matching: Matching) -> bool:
    """Whether each row is a moment, many a day, in an export of hours that the file does not have."""
    columns = {one.column.name: one for one in matching.matches}
    hours, date = columns.get(HOURS), columns.get("date")
    if hours is None or date is None or date.best is None:
        return False
    if hours.best and hours.best.nearness >= likeness.NEAR and hours.best.form.share >= LEAST_SHARE:
        return False
    texts = list(date.best.own.filled)
    timed = [text for text in texts if _TIME.search(text)]
    days = {_TIME.split(text)[0] for text in texts}
    return len(timed) > len(texts) / 2 and date.best.own.filled.total() >= _LEAST_A_DAY * len(days)


def of_log(matching: Matching) -> Matching:
    """The columns that a log has: the rest is made from it."""
    return replace(matching, matches=tuple(one for one in matching.matches if one.column.name in _OF_LOG))


def put(made: Draft, decided: Mapping[str, Any]) -> None:
    """Put in a draft that the file is a log, and ask after what silence the car was away."""
    text = "Dit is een log met posities. Na hoeveel minuten zonder positie is de auto weg?"
    question = Question(KEY, text, (), "Die tijd telt dan niet mee. Typ minuten.", str(_GAP_MINUTES), partial(_minutes))
    known = made.rules.longest_gap_minutes if made.rules else 0
    minutes = decided.get(KEY, known) if known else made.ask(question, decided)
    made.parts["log"] = {"longest_gap_minutes": str(minutes or _GAP_MINUTES)}
    made.choices.append(Choice("(stilte)", f"{minutes or _GAP_MINUTES} minuten", question))


def _minutes(answer: str) -> int:
    found = re.fullmatch(r"([1-9]\d{0,2}) ?(?:m|min|minuut|minuten)?\.?", answer or str(_GAP_MINUTES), re.ASCII)
    if not found:
        raise AskedWrongly("Dit is geen aantal minuten.", f"Typ bijvoorbeeld {_GAP_MINUTES}.")
    return int(found[1])
