"""How does one wijk stand: who lives there, what was promised, what residents say and what is counted?"""

import pandas as pd

from helpers import disclosure
from helpers.analyses import scan_car_cleanliness
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.profile import inhabitants, milestones
from helpers.measures.training import reach
from helpers.models.profile import residents
from helpers.models.scan_car import survey_waves

SUBJECT = "wijk_profile"
SOURCES = ("wijkveiligheidsscans", "wijkatlas")


def analyse(delivery: Delivery, wijk: str) -> Result:
    """The rows of one wijk, out of those of all wijken: counted once, protected together, and kept.

    `wijk` is a code of data/reference, or "first". Raises AskedWrongly where there is no such wijk.
    """
    every = disclosure.protected_result(SUBJECT, delivery, SOURCES, lambda: _exact(delivery))
    return disclosure.of_wijk(every, delivery.areas.chosen(wijk))


def _exact(delivery: Delivery) -> disclosure.Exact:
    return disclosure.Exact(
        measures=[*_people(delivery), *_milestones(delivery), _said(delivery)],
        models=[lambda shown: _beside_others(delivery, shown)],
    )


def _people(delivery: Delivery) -> list[pd.DataFrame]:
    own, areas = delivery.settings.municipality, delivery.areas
    elderly = reach.elderly_population(areas.population, areas.codes, own.code, own.elderly_from_age)
    return [inhabitants.inhabitants(areas.table), elderly]


def _milestones(delivery: Delivery) -> list[pd.DataFrame]:
    if not delivery.has("wijkveiligheidsscans"):
        return []
    return [milestones.milestones(delivery["wijkveiligheidsscans"], delivery.quarter, delivery.areas.codes)]


def _said(delivery: Delivery) -> pd.DataFrame:
    return tables.rows_of(scan_car_cleanliness.surveyed(delivery), measure="clean_percent")


def _beside_others(delivery: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    """From protected shares: a difference may not give a hidden one away."""
    survey = tables.rows_of(shown, measure="clean_percent")
    plan, base = delivery.settings.preregistration, delivery.settings.municipality.small_numbers.survey_base
    intervals = survey_waves.intervals(survey, design_effect=plan.design_effect, survey_base=base, level=plan.level)
    return tables.stack(intervals, residents.residents(intervals, survey))
