"""What the municipality does not steer and must know: what residents say, what the police register, how liveable."""

import pandas as pd

from helpers import disclosure
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.indicators import context
from helpers.models.indicators import safety_outcome
from helpers.models.surroundings import survey_differences

SUBJECT = "surroundings"
INHABITANTS = "bevolking"  # shown nowhere by itself: without another export it stays unread


def analyse(delivery: Delivery) -> Result:
    """What others measured, of each export that is there, and the differences that chance alone does not give.

    Without any of those exports the result is empty. Nothing here is an indicator: no status, no cause.
    """
    is_there = any(delivery.has(name) for name in context.DATASETS)
    datasets = (*context.DATASETS, INHABITANTS) if is_there else context.DATASETS
    return disclosure.protected_result(SUBJECT, delivery, datasets, lambda: _exact(delivery))


def _exact(delivery: Delivery) -> disclosure.Exact:
    return disclosure.Exact(
        measures=[context.beside(delivery.tables, delivery.areas.codes, delivery.quarter)],
        models=[safety_outcome.outcomes, lambda shown: _survey_differences(delivery, shown)],
    )


def _survey_differences(delivery: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    said = safety_outcome.outcomes(shown)
    return survey_differences.differences(said, delivery.settings.municipality.code)
