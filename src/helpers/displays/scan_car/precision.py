"""How far each wave of the survey tells wijken apart: what of a spread is chance, and what difference is not."""

from __future__ import annotations

import math

import pandas as pd

from helpers.displays.drawing.cells import data
from helpers.displays.scan_car.cleanliness import CLEAN, known_waves
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

MODEL = "survey"
DATASET = "wijkatlas"
UNIT = "percentage_points"
PAIR, OF_ALL, RELIABILITY = "smallest_difference", "smallest_difference_of_all", "reliability"


def survey_precision(result: Result) -> Table | Text:
    """Per wave: who answered, how much of the spread between wijken is real, and what difference is visible."""
    limits = rows_of(result.estimates, model=MODEL, role="limit", measure=CLEAN)
    waves = [wave for wave in known_waves(result) if wave in set(limits.period)]
    if not waves:
        return cannot_tell(result, "hoe precies de enquête per wijk is", DATASET)
    terms = (RELIABILITY, PAIR, OF_ALL)
    found = {wave: {term: limit(result, wave, term) for term in terms} for wave in waves}
    return Table(
        "survey_precision",
        "Hoe precies elke meting de wijken uit elkaar houdt",
        [
            "Meting",
            "Respondenten",
            "Wijken",
            "Spreiding boven toeval",
            "Verschil tussen twee wijken",
            "Verschil bij alle wijken",
        ],
        [
            [
                Cell(wave),
                Cell(dutch.number(_first(of, "n")), "number"),
                Cell(dutch.number(_first(of, "n_clusters")), "number"),
                Cell(reliability_said(estimate_of(of[RELIABILITY]))),
                Cell(_at_least(of[PAIR]), "number"),
                Cell(_at_least(of[OF_ALL]), "number"),
            ]
            for wave, of in found.items()
        ],
        notes=_notes(result),
        source=line(result, DATASET),
        data=data(
            ["wave", "respondents", "wijken", *terms],
            [
                [wave, _first(of, "n"), _first(of, "n_clusters"), *(estimate_of(of[term]) for term in terms)]
                for wave, of in found.items()
            ],
        ),
    )


def reliability_said(percent: float) -> str:
    """How much of the spread between wijken is more than the chance of the sample, in words.

    >>> reliability_said(56.9), reliability_said(0.0), reliability_said(float("nan"))
    ('meer dan de helft (57%)', 'niets te zien (0%)', 'te weinig wijken')
    """
    if math.isnan(percent):
        return "te weinig wijken"
    steps = (
        (0.5, "niets te zien"),
        (25, "een klein deel"),
        (50, "minder dan de helft"),
        (75, "meer dan de helft"),
    )
    word = next((text for limit, text in steps if percent < limit), "het grootste deel")
    return f"{word} ({dutch.quantity(percent, 'percent')})"


def limit(result: Result, wave: str, term: str) -> pd.Series | None:
    """The row of estimates with a limit of a wave; None where there is none."""
    found = rows_of(result.estimates, model=MODEL, role="limit", measure=CLEAN, period=wave, term=term)
    return None if found.empty else found.iloc[0]


def estimate_of(one: pd.Series | None) -> float:
    """The estimate of a row; NaN where there is none, or none to show."""
    return float(one.estimate) if one is not None and one.withheld == "" else math.nan


def _first(of: dict[str, pd.Series | None], column: str) -> float:
    known = [one[column] for one in of.values() if one is not None]
    return float(known[0]) if known else math.nan


def _at_least(one: pd.Series | None) -> str:
    points = estimate_of(one)
    return "te weinig wijken" if math.isnan(points) else f"vanaf {dutch.quantity(math.ceil(points), UNIT, 0)}"


def _notes(result: Result) -> list[str]:
    assumed = result.settings.preregistration.design_effect
    return [
        "Spreiding boven toeval: het deel van de verschillen tussen wijken dat niet uit de steekproef komt.",
        "Kijk naar “twee wijken” als u die twee vooraf koos.",
        "Wie achteraf de uitersten kiest, heeft het grotere verschil van “alle wijken” nodig.",
        f"De foutmarges rekenen met een ontwerpeffect van {dutch.number(assumed, 1)}. "
        "Dat is een aanname: de enquête noemt er geen.",
        f"{dutch.number(100 * assumed)} respondenten tellen daardoor als 100.",
    ]
