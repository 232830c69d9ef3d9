"""Five waves of the survey: how clean follows the hours that the scan car made; lighting does not."""

from datetime import date

import numpy as np

from helpers.floor.areas import Areas
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.exports import scanauto_inzet
from helpers.samples.truth import CELL_NOISE_POINTS, CLEAN_BASE_PERCENT, RESPONDENTS_BELOW_50, Truth, planted_wijk

FILE = "wijkatlas.xlsx"
HEADER = (
    "Meting",
    "Veldwerk van",
    "Veldwerk tot",
    "Wijkcode",
    "Wijk",
    "Respondenten",
    "% buurt is schoon",
    "% tevreden over straatverlichting",
)
GUIDE = [
    ["Wijkatlas, tweejaarlijks bewonersonderzoek"],
    ["Percentages van respondenten die het eens zijn met de stelling"],
    ["Voorbeelddata"],
]
CLEAN_BY_WAVE = (-2.5, -1.5, 0.0, 1.5, 2.5)
LIGHTING_BY_WAVE = (1.0, -0.5, 0.0, 0.5, -1.0)


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: a guide sheet first, title rows above the header, a total row below."""
    rows = cells(truth, areas)
    total = [None, None, None, None, "Gemeente", sum(row[5] for row in rows), None, None]
    table = [["Wijkatlas: leefbaarheid per wijk"], ["Voorbeelddata"], [], HEADER, *rows, total]
    return forms.excel_file({"Leeswijzer": GUIDE, "Buurt is schoon": table})


def cells(truth: Truth, areas: Areas) -> list[tuple]:
    """One row a wijk and wave; the percentages are what the asked residents said."""
    random = stream(truth, "wijkatlas")
    hours = scanauto_inzet.hours(truth, areas)
    clean_by_wijk = _around_zero(2.5, len(areas.codes), random)
    lighting_by_wijk = _around_zero(3.0, len(areas.codes), random)
    small = (int(RESPONDENTS_BELOW_50[0]), planted_wijk(areas.codes, RESPONDENTS_BELOW_50[1]))
    rows = []
    for at, wave in enumerate(timeline.WAVES):
        window = timeline.exposure_window(wave)
        for place, wijk in enumerate(areas.codes):
            tens = (hours[window, wijk] - truth.hours_per_wijk) / 10
            clean = CLEAN_BASE_PERCENT + clean_by_wijk[place] + CLEAN_BY_WAVE[at]
            lighting = 66 + lighting_by_wijk[place] + LIGHTING_BY_WAVE[at]
            clean += truth.clean_points_per_10_hours * tens
            lighting += truth.lighting_points_per_10_hours * tens
            asked = _respondents(random, is_small=(wave, wijk) == small)
            said = [_percent(asked, share, random) for share in (clean, lighting)]
            fieldwork = (date(wave, 3, 1), date(wave, 4, 30))
            rows.append((str(wave), *fieldwork, wijk, areas.name(wijk), asked, *said))
    return rows


def _around_zero(spread: float, count: int, random: np.random.Generator) -> np.ndarray:
    drawn = random.normal(0.0, spread, count)
    return drawn - drawn.mean()


def _respondents(random: np.random.Generator, is_small: bool) -> int:
    asked = int(random.integers(140, 201))
    return 45 if is_small else asked


def _percent(asked: int, expected: float, random: np.random.Generator) -> float:
    share = (expected + random.normal(0.0, CELL_NOISE_POINTS)) / 100
    return round(100 * int(random.binomial(asked, min(max(share, 0.02), 0.98))) / asked, 1)
