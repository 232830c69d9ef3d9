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
    unmet = (
        ahead[~ahead.is_met.fillna(True)].set_index("term").rule
    )  # a gate says whether it is met, a forecast nothing
    may_not = {word: unmet.get(f"may_say_{word}", "") for word in ("chance", "on_course", "behind")}
    chance = tables.rows_of(ahead, term="reach_target")
    is_told = len(chance) == 1 and not may_not["chance"]
    planned = tables.rows_of(ahead, term="path", level=0.9)
    return Outlook(
        chance=chance.estimate.item() if is_told else None,
        basis=chance.basis.item() if len(chance) else "",
        periods_left=len(planned) if is_told and chance.model.item() == "pacing" else None,
        is_too_young=bool(len(unmet.filter(["history"]))),
        no_forecast=" ".join(dict.fromkeys(unmet[~unmet.index.str.startswith("may_say_")])) or may_not["chance"],
        needed=" ".join(tables.rows_of(ahead, term="needed_per_period").rule),
        not_on_course=may_not["on_course"],
        not_behind=may_not["behind"],
        **_year_end(ahead),
    )


def _year_end(ahead: pd.DataFrame) -> dict[str, Any]:
    """The widest interval of the year's end."""
    found = tables.rows_of(ahead, term="year_end").sort_values("level", kind="stable")
    return {} if found.empty else {name: found[name].iloc[-1] for name in ("low", "high", "level", "unit")}


NOTHING = Outlook()
