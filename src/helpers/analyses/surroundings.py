"""What the municipality does not steer and must know: what residents say, what the police register, how liveable."""

import pandas as pd

from helpers import disclosure
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.indicators import context
from helpers.measures.surroundings import liveability, police
from helpers.models.indicators import safety_outcome
from helpers.models.surroundings import survey_differences, yearly_change

SUBJECT = "surroundings"
INHABITANTS = "bevolking"  # shown nowhere by itself: without another export it stays unread
OF_POLICE = {"misdrijven": police.CRIMES, "overlast": police.NUISANCE}


def analyse(delivery: Delivery) -> Result:
    """What others measured, of each export that is there, and the changes and differences that can be told.

    Beside the municipality stand the country and the comparable municipalities of its params. Without any of those
    exports the result is empty. Nothing here is an indicator: no status, no cause.
    """
    is_there = any(delivery.has(name) for name in context.DATASETS)
    datasets = (*context.DATASETS, INHABITANTS) if is_there else context.DATASETS
    return disclosure.protected_result(SUBJECT, delivery, datasets, lambda: _exact(delivery))


def _exact(delivery: Delivery) -> disclosure.Exact:
    codes, quarter = delivery.areas.codes, delivery.quarter
    others = delivery.settings.municipality.comparable_codes
    people = delivery[INHABITANTS] if delivery.has(INHABITANTS) else None
    return disclosure.Exact(
        measures=[
            context.beside(delivery.tables, codes, quarter, comparable=others),
            *(
                police.per_year(delivery[name], subject, people, codes, others, quarter)
                for name, subject in OF_POLICE.items()
                if delivery.has(name)
            ),
            *(
                liveability.of_municipalities(delivery[name], codes, others, quarter)
                for name in ("leefbaarometer",)
                if delivery.has(name)
            ),
        ],
        models=[
            safety_outcome.outcomes,
            lambda shown: _survey_differences(delivery, shown),
            lambda shown: yearly_change.changes(shown, *(one.measure for one in OF_POLICE.values())),
        ],
    )


def _survey_differences(delivery: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    said = safety_outcome.outcomes(shown)
    return survey_differences.differences(said, delivery.settings.municipality.code)
