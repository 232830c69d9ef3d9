"""What the status of an indicator needs to know of the rest of the year."""

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.floor import verdicts
from helpers.floor.shapes import tables


@dataclass(frozen=True)
class Outlook:
    """What a forecast says of the year's end; without one, nothing.

    `chance` that the target is met, None where none may be said; `basis`, what that rests on, a key of
    verdicts.BASES; `periods_left` that are planned, None where not known; `low`, `high`, `level` and `unit` of the
    year's end; `is_too_young`, whether there is too little history for a judgement. Dutch sentences, "" where nothing
    is to be said: `no_forecast`, why there is no chance; `needed`, what the target asks of the rest of the year;
    `not_on_course` and `not_behind`, why the model may not carry that word now.
    """

    chance: float | None = None
    basis: str = ""
    periods_left: int | None = None
    low: float = math.nan
    high: float = math.nan
    level: float = math.nan
    unit: str = ""
    is_too_young: bool = False
    no_forecast: str = ""
    needed: str = ""
    not_on_course: str = ""
    not_behind: str = ""

    @property
    def verdict(self) -> str:
        """The word that goes with the chance; "onzeker" where the model may not carry it.

        >>> Outlook(chance=0.9).verdict, Outlook(chance=0.9, not_on_course="Te vroeg.").verdict
        ('op koers', 'onzeker')
        """
        return verdicts.UNCERTAIN if self.chance is None or self.silence else verdicts.by_chance(self.chance)

    @property
    def silence(self) -> str:
        """Why the word that goes with the chance may not be said; "" where it may."""
        if self.chance is None:
            return self.no_forecast
        return {"op koers": self.not_on_course, "achter": self.not_behind}.get(verdicts.by_chance(self.chance), "")


def of_forecast(ahead: pd.DataFrame) -> Outlook:
    """The outlook in a table of `forecasts` or `pace`; an empty table gives an empty outlook.

    >>> gate = {"role": "gate", "is_met": False, "rule": "Er is geen planning."}
    >>> of_forecast(tables.estimates([gate])).no_forecast
    'Er is geen planning.'
    """
    rows = list(tables.each_row(ahead))
    unmet = {row.term: row.rule for row in rows if pd.notna(row.is_met) and not row.is_met}
    may_not = {word: unmet.get(f"may_say_{word}", "") for word in ("chance", "on_course", "behind")}
    chance = next((row for row in rows if row.term == "reach_target"), None)
    told = None if may_not["chance"] else chance
    planned = [row for row in rows if row.term == "path" and row.level == 0.9]
    reasons = [rule for term, rule in unmet.items() if not term.startswith("may_say_")]
    return Outlook(
        chance=told.estimate if told else None,
        basis=chance.basis if chance else "",
        periods_left=len(planned) if told and told.model == "pacing" else None,
        is_too_young="history" in unmet,
        no_forecast=" ".join(dict.fromkeys(reasons)) or may_not["chance"],
        needed=" ".join(row.rule for row in rows if row.term == "needed_per_period"),
        not_on_course=may_not["on_course"],
        not_behind=may_not["behind"],
        **_year_end([row for row in rows if row.term == "year_end"]),
    )


def _year_end(ends: list[Any]) -> dict[str, Any]:
    """The widest interval of the year's end."""
    if not ends:
        return {}
    widest = max(reversed(ends), key=lambda row: row.level)
    return {name: getattr(widest, name) for name in ("low", "high", "level", "unit")}


NOTHING = Outlook()
