"""How earlier forecasts did: the Brier score, the words, and how often the intervals held."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch, verdicts
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.statistics.domain import Numbers

MODEL = "scoring"
MIN_FORECASTS = 5
BEFOREHAND, HINDSIGHT = "beforehand", "hindsight"
GUESSING = 0.25  # the Brier score of always saying one half
# The chances that go with a word (floor/verdicts.py): the word itself may have been withheld.
_CHANCES = {
    "op koers": "een kans van 8 op 10 of meer",
    "onzeker": "een kans tussen 2 en 8 op 10",
    "achter": "een kans van 2 op 10 of minder",
}
# What a case is: one forecast whose outcome is known.
CASE_COLUMNS = (
    "indicator_id", "measure", "quarter", "year", "is_hindsight", "basis",
    "chance", "low", "middle", "high", "level", "unit", "value", "is_met",
)  # fmt: skip


def brier(chance: Numbers, is_met: Numbers) -> float:
    """The mean squared difference between a chance and what happened: 0 is perfect, 0.25 is guessing.

    Args: chance, each 0 to 1; is_met, what happened, as many. Raises ValueError on none, on other lengths
    and on a chance outside 0 to 1. Brier's own score of two classes is twice as large.
    Source: Brier 1950, Monthly Weather Review 78:1; Gneiting & Raftery 2007, JASA 102:359.

    >>> round(brier([0.1, 0.9, 0.8, 0.3], [False, True, True, False]), 4)
    0.0375
    """
    said, happened = np.asarray(chance, dtype=float), np.asarray(is_met, dtype=float)
    if said.size == 0 or said.shape != happened.shape:
        raise ValueError("a score needs as many outcomes as chances, and at least one")
    if not ((said >= 0) & (said <= 1)).all() or not np.isin(happened, (0, 1)).all():
        raise ValueError("a chance lies between 0 and 1, and an outcome is yes or no")
    return float(np.mean((said - happened) ** 2))


def made(quarter: Quarter, is_hindsight: bool) -> pd.DataFrame:
    """Whether the forecasts of a quarter were made before what came after it was known: one gate row."""
    rule = "Deze verwachtingen zijn achteraf gemaakt: de gegevens van latere kwartalen waren er al."
    gate = tables.gate("made_beforehand", None, None, rule if is_hindsight else "", is_met=not is_hindsight)
    return tables.estimates([gate], model=MODEL, period=quarter.label)


def unknown(n: int) -> pd.DataFrame:
    """How many forecasts came due without a known outcome: one row, none where there are none."""
    if not n:
        return tables.estimates()
    verb = "is" if n == 1 else "zijn"
    told = dutch.counted(n, "eerdere verwachting", "eerdere verwachtingen")
    rule = f"{told} {verb} niet te toetsen: het getal eind december is niet bekend."
    return tables.estimates([{"term": "unknown", "role": "limit", "estimate": n, "rule": rule}], model=MODEL)


def scores(cases: pd.DataFrame) -> pd.DataFrame:
    """Per year and basis how its forecasts did, those with hindsight apart: an estimate table.

    Args: cases, one forecast with its outcome a row, with CASE_COLUMNS.
    How to read it: period is the year, group is "beforehand" or "hindsight", basis is what the forecasts rest
    on. Rows of role forecast: one a forecast (term the id of its indicator, estimate the chance, at the value in
    the end, is_met). Rows came_true and
    inside: estimate of n forecasts came true, ended inside their interval of that level. Row calibration: per
    word (verdict) how many of n were met, at the mean chance. Row brier only where the gate scored is met: at
    least five forecasts. A forecast came true when what it held to be more likely happened. Forecasts of one
    indicator in one year hang together, so there are no intervals.
    """
    rows = [row | {"basis": basis}
            for (year, is_hindsight, basis), same in cases.groupby(["year", "is_hindsight", "basis"])
            for row in _of_year(same, str(year), HINDSIGHT if is_hindsight else BEFOREHAND)]  # fmt: skip
    return tables.estimates(rows, model=MODEL)


def _of_year(cases: pd.DataFrame, year: str, made: str) -> list[dict[str, Any]]:
    n, is_met, level = len(cases), cases.is_met.astype(bool), float(cases.level.max())
    word = cases.chance.map(verdicts.by_chance)
    n_true = int(((cases.chance > 0.5) == is_met).sum())
    n_inside = int(((cases.low <= cases.value) & (cases.value <= cases.high)).sum())
    about = {"split": "made", "group": made, "period": year, "n": n, "unit": "count", "role": "primary"}
    rows = [
        about | _gate(n),
        about | {"term": "came_true", "estimate": n_true, "rule": _came_true(n, n_true, year)},
        about | {"term": "inside", "estimate": n_inside, "level": level, "rule": _inside(n, n_inside, level)},
    ]
    rows += [about | one for one in _calibration(cases.chance, is_met, word)]
    if n >= MIN_FORECASTS:
        score = brier(cases.chance, is_met)
        shown, guessing = dutch.number(score, 2), dutch.number(GUESSING, 2)
        rule = f"De Brierscore is {shown}: 0 is volmaakt en {guessing} is raden."
        rows.append(about | {"term": "brier", "estimate": score, "unit": "probability", "rule": rule})
    return rows + [_outcome(one, made) for one in tables.each_row(cases)]


def _gate(n: int) -> dict[str, Any]:
    there = "Er is er 1." if n == 1 else f"Er zijn er {n}."
    rule = f"Voor een score zijn minstens {MIN_FORECASTS} verwachtingen nodig. {there}"
    return tables.gate("scored", n, MIN_FORECASTS, rule)


def _calibration(chance: pd.Series, is_met: pd.Series, word: pd.Series) -> list[dict[str, Any]]:
    rows = []
    for verdict in (one for one in verdicts.VERDICTS if (word == one).any()):
        n, n_met = int((word == verdict).sum()), int(is_met[word == verdict].sum())
        mean = float(chance[word == verdict].mean())
        verb = "hoorde" if n == 1 else "hoorden"
        how_many = dutch.counted(n, "verwachting", "verwachtingen")
        said = f"Bij {_CHANCES[verdict]} {verb} {how_many}; de streefwaarde is {_times_met(n, n_met)}."
        row = {"term": "calibration", "verdict": verdict, "estimate": n_met, "n": n, "at": mean}
        rows.append(row | {"rule": said})
    return rows


def _times_met(n: int, n_met: int) -> str:
    if n == 1:
        return "gehaald" if n_met else "niet gehaald"
    return f"{n_met} keer gehaald" if n_met else "geen enkele keer gehaald"


def _came_true(n: int, n_true: int, year: str) -> str:
    if n == 1:
        return f"De ene verwachting in {year} kwam {'' if n_true else 'niet '}uit."
    if n_true in (0, n):
        return f"Van de {n} verwachtingen in {year} {'kwam geen enkele uit' if not n_true else 'kwamen alle uit'}."
    return f"Van de {n} verwachtingen in {year} {'kwam' if n_true == 1 else 'kwamen'} er {n_true} uit."


def _inside(n: int, n_inside: int, level: float) -> str:
    expected = f"het verwachte bereik ({dutch.quantity(100 * level, 'percent')} kans)"
    if n == 1:
        return f"De stand eind december lag {'in' if n_inside else 'buiten'} {expected}."
    return f"De stand eind december lag {n_inside} van de {n} keer in {expected}."


def _outcome(one: Any, made: str) -> dict[str, Any]:
    return {
        "term": one.indicator_id, "role": "forecast", "measure": one.measure, "split": "made", "group": made,
        "period": one.quarter, "estimate": one.chance, "at": one.value, "low": one.low, "high": one.high,
        "level": one.level, "unit": one.unit, "is_met": bool(one.is_met), "verdict": verdicts.by_chance(one.chance),
    }  # fmt: skip
