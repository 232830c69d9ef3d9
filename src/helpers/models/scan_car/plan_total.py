"""The hours that a proposal shares out: how many, where that number comes from, and whether it is enough."""

import math
from dataclasses import dataclass

import pandas as pd

from helpers.floor import dutch
from helpers.floor.params.preregistration import Preregistration
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables

MODEL, TERM = "deployment", "plan_total"
QUARTERS_A_YEAR = 4
PARTS = 4  # hours are planned in quarters of an hour


@dataclass(frozen=True)
class Total:
    """`hours` of one quarter, in whole quarters of an hour, NaN where none is known; `said` is its origin, in Dutch."""

    hours: float
    said: str


def total(hours: pd.DataFrame, quarter: Quarter, laid_down: Preregistration, target: float | None) -> Total:
    """The total of the quarter after `quarter`: as laid down, else a fourth of the year's target, else as last driven.

    Args:
        hours: measure table of the hours per wijk and quarter.
        target: hours of the year that the next quarter lies in; None or 0 where the council set none.

    >>> total(tables.measures(), Quarter(2026, 3), Preregistration(), 1500.0)
    Total(hours=375.0, said='Het totaal van 375 uur is een kwart van de streefwaarde van 1.500 uur.')
    """
    if laid_down.plan_hours_per_quarter:
        return _said(laid_down.plan_hours_per_quarter, "is vooraf vastgelegd")
    if target:
        return _said(target / QUARTERS_A_YEAR, f"is een kwart van de streefwaarde van {_text(target)}")
    driven = tables.rows_of(hours, area_level="wijk", period=quarter.label, withheld="").value.sum()
    return _said(float(driven), f"is dat van het {quarter.in_dutch}")


def least(wijken: int, laid_down: Preregistration) -> float:
    """The hours with which every wijk of a pair can get a step fewer; a wijk without a pair needs none.

    >>> [least(wijken, Preregistration()) for wijken in (2, 13, 48)]
    [16.0, 96.0, 384.0]
    """
    return laid_down.plan_step_hours * (wijken - wijken % 2)


def judged(found: Total, wijken: int, laid_down: Preregistration) -> pd.DataFrame:
    """One row: the total (estimate) beside what it must be at least (low), is_met, and the sentence that says so.

    How to read it: where is_met is no, there is no proposal, and the rule says why.

    >>> judged(Total(375.0, ""), 48, Preregistration()).rule.item()
    'Voor een loting tussen 48 wijken is 375 uur te weinig. Nodig is minstens 384 uur.'
    """
    needed, is_met, rule = least(wijken, laid_down), True, found.said
    if wijken < 2:
        is_met, rule = False, "Met één wijk valt er niets te loten: een loting vergelijkt wijken met elkaar."
    elif not found.hours > 0:
        is_met, rule = False, "Over hoeveel uur de loting gaat, is niet bekend."
    elif found.hours < needed:
        is_met = False
        rule = f"Voor een loting tussen {wijken} wijken is {_text(found.hours)} te weinig."
        rule += f" Nodig is minstens {_text(needed)}."
    row = {"term": TERM, "role": "limit", "unit": "hours", "estimate": found.hours, "low": needed}
    return tables.estimates([row | {"is_met": is_met, "rule": rule}], model=MODEL)


def _said(hours: float, origin: str) -> Total:
    whole = math.floor(hours * PARTS + 1e-9) / PARTS  # never above the total that is named
    return Total(whole, f"Het totaal van {_text(whole)} {origin}.")


def _text(hours: float) -> str:
    return dutch.quantity(hours, "hours", 0 if float(hours).is_integer() else 2)
