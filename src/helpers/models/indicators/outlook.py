"""What the status of an indicator needs to know of the rest of the year."""

from dataclasses import dataclass

import pandas as pd

from helpers.floor.shapes import tables


@dataclass(frozen=True)
class Outlook:
    """The chance that the target is met, None without a forecast, the periods left, and why there is no forecast.

    `basis` is what the chance rests on, a key of verdicts.BASES.
    """

    chance: float | None = None
    periods_left: int | None = None
    no_forecast: str = ""
    basis: str = ""


def of_forecast(ahead: pd.DataFrame) -> Outlook:
    """The outlook in a table of `forecasts`; an empty table gives an empty outlook.

    >>> gate = {"role": "gate", "is_met": False, "rule": "Er is geen planning."}
    >>> of_forecast(tables.estimates([gate])).no_forecast
    'Er is geen planning.'
    """
    unmet = ahead[~ahead.is_met.fillna(True)]  # a gate says whether it is met, a forecast nothing
    why_none = " ".join(unmet.rule)
    chance = tables.rows_of(ahead, term="reach_target")
    if chance.empty:
        return Outlook(no_forecast=why_none)
    periods_left = len(tables.rows_of(ahead, term="path", level=0.9))
    return Outlook(chance.estimate.item(), periods_left, why_none, chance.basis.item())
