"""How far each wave of the survey tells wijken apart: what of a spread is chance, and what difference is not."""

import math

import pandas as pd

from helpers.displays.drawing.columns import Column, table
from helpers.displays.scan_car.cleanliness import CLEAN, waves_of
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

MODEL = "survey"
DATASET = "wijkatlas"
UNIT = "percentage_points"
PAIR, OF_ALL, RELIABILITY = "smallest_difference", "smallest_difference_of_all", "reliability"
_NAMES = {"period": "wave", "n": "respondents", "n_clusters": "wijken"}


def survey_precision(result: Result) -> Table | Text:
    """Per wave: who answered, how much of the spread between wijken is real, and what difference is visible."""
    waves = limits_of_waves(result)
    if waves.empty:
        return cannot_tell(result, "hoe precies de enquête per wijk is", DATASET)
    return table(
        "survey_precision",
        "Hoe precies elke meting de wijken uit elkaar houdt",
        waves.reset_index(),
        [
            Column("wave", "Meting"),
            Column("respondents", "Respondenten", decimals=0),
            Column("wijken", "Wijken", decimals=0),
            Column(RELIABILITY, "Spreiding boven toeval", written=lambda row: spread_in_words(row[RELIABILITY])),
            Column(PAIR, "Twee wijken, vooraf gekozen", UNIT, written=lambda row: _at_least(row[PAIR])),
            Column(OF_ALL, "Alle wijken, achteraf vergeleken", UNIT, written=lambda row: _at_least(row[OF_ALL])),
        ],
        notes=_notes(result),
        source=line(result, DATASET),
    )


def limits_of_waves(result: Result) -> pd.DataFrame:
    """By wave, in order of time: respondents, wijken, and each limit of the survey that is shown."""
    limits = rows_of(result.estimates, model=MODEL, role="limit", measure=CLEAN).rename(columns=_NAMES)
    shown = limits.assign(estimate=limits.estimate.where(limits.withheld == ""))
    each = shown.pivot(index="wave", columns="term", values="estimate")
    asked = shown.groupby("wave")[["respondents", "wijken"]].first()
    waves = [wave for wave in waves_of(result).period if wave in asked.index]
    return asked.join(each.reindex(columns=[RELIABILITY, PAIR, OF_ALL])).loc[waves]


def spread_in_words(percent: float) -> str:
    """How much of the spread between wijken is more than the chance of the sample, in words.

    >>> spread_in_words(56.9), spread_in_words(0.0), spread_in_words(float("nan"))
    ('meer dan de helft (57%)', 'niets te zien (0%)', 'te weinig wijken')
    """
    if math.isnan(percent):
        return "te weinig wijken"
    steps = {0.5: "niets te zien", 25: "een klein deel", 50: "minder dan de helft", 75: "meer dan de helft"}
    word = next((text for limit, text in steps.items() if percent < limit), "het grootste deel")
    return f"{word} ({dutch.quantity(percent, 'percent')})"


def beyond_chance(points: float) -> str:
    """The difference from which there is more than chance, rounded up: "19 procentpunt"."""
    return dutch.quantity(math.ceil(points), UNIT, 0)


def _at_least(points: float) -> str:
    return "te weinig wijken" if math.isnan(points) else f"vanaf {beyond_chance(points)}"


def _notes(result: Result) -> list[str]:
    assumed = result.settings.preregistration.design_effect
    return [
        "Spreiding boven toeval: het deel van de verschillen tussen wijken dat niet uit de steekproef komt.",
        f"De foutmarges rekenen met een ontwerpeffect van {dutch.number(assumed, 1)}. "
        "Dat is een aanname: de enquête noemt er geen.",
        f"{dutch.number(100 * assumed)} respondenten tellen daardoor als 100.",
    ]
