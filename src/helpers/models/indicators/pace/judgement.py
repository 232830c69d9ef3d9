"""What a pace model gives: the year's end, the chance of the target, and which verdicts it may carry now."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.floor import dutch, targets
from helpers.floor.shapes import tables
from helpers.models.indicators.pace.year_end import LEVEL, YearEnd

MODEL = BASIS = "pace"
MIN_QUARTERS = 4
AT_MOST_UNTRIED = "Voor een doel van hooguit zoveel is het tempo niet beproefd."


@dataclass(frozen=True)
class Silence:
    """Why a verdict, or the chance itself, may not be said now: a Dutch sentence each; "" where it may."""

    on_course: str = ""
    behind: str = ""
    chance: str = ""

    @classmethod
    def of_all(cls, reason: str) -> Silence:
        """Neither verdict may be said, for one reason; the chance may."""
        return cls(reason, reason)


def history(quarters: int) -> dict[str, Any]:
    """The gate of every pace model: at least four quarters with a known value, this one included.

    >>> history(3)["rule"]
    'Voor een oordeel naar tempo zijn vier kwartalen nodig. Bekend zijn er 3.'
    """
    known = f"Bekend {'is' if quarters == 1 else 'zijn'} er {dutch.number(quarters)}."
    known = known if quarters else "Bekend is er nog geen."
    return gate("history", quarters, MIN_QUARTERS, f"Voor een oordeel naar tempo zijn vier kwartalen nodig. {known}")


def gate(term: str, seen: float, required: float, rule: str) -> dict[str, Any]:
    """A gate whose rule speaks only where it is not met."""
    is_met = seen >= required
    return tables.gate(term, seen, required, "" if is_met else rule, is_met=is_met)


def table(
    measure: str,
    unit: str,
    n: float,
    gates: Sequence[dict[str, Any]],
    *,
    year_end: dict[str, Any] | None = None,
    chance: float | None = None,
    silence: Silence | None = None,
) -> pd.DataFrame:
    """The estimate table of a pace model; what is None has no row."""
    rows = [*gates]
    rows += [year_end] if year_end else []
    if chance is not None:
        rows += [{"term": "reach_target", "role": "forecast", "estimate": chance, "unit": "probability"}]
    if silence is not None:
        reasons = {"on_course": silence.on_course, "behind": silence.behind, "chance": silence.chance}
        rows += [tables.gate(f"may_say_{word}", None, None, why, is_met=not why) for word, why in reasons.items()]
    filled = [{"unit": unit, "n": n, "basis": BASIS, **row} for row in rows]
    return tables.estimates(filled, model=MODEL, measure=measure)


def end_row(ahead: YearEnd, *, percent_of: float | None = None) -> dict[str, Any]:
    """The year's end with its 80% interval, as a count or in percent of a total."""
    low, middle, high = (one if percent_of is None else 100 * one / percent_of for one in ahead.interval())
    return {"term": "year_end", "role": "forecast", "estimate": middle, "low": low, "high": high, "level": LEVEL}


def needed(percent: float, units: int) -> int:
    """How many of the units make a percentage: 80% of 13 is 11, 80% of 10 is 8.

    >>> needed(80, 13), needed(80, 10), needed(0, 4)
    (11, 8, 0)
    """
    return math.ceil(units * percent / 100 - targets.TOLERANCE)


def whole_target(target: float, operator: str) -> int:
    """The whole number that meets a target: 3 for at least 2.5, 2 for at most 2.5.

    >>> whole_target(2.5, targets.AT_LEAST), whole_target(2.5, targets.AT_MOST)
    (3, 2)
    """
    if operator == targets.AT_MOST:
        return math.floor(target + targets.TOLERANCE)
    return math.ceil(target - targets.TOLERANCE)
