"""Do enough elderly people follow the cyber-resilience training?"""

from __future__ import annotations

import pandas as pd

from helpers import disclosure
from helpers.floor import tables
from helpers.floor.delivery import Delivery, Result
from helpers.floor.quarter import Quarter, quarters_between
from helpers.measures import training
from helpers.models import pacing

SUBJECT = "cyber_training"
SEED = 200  # of the draws of the forecast: the same delivery gives the same page
SOURCES = ("cybertraining_deelnemers", "cybertraining_bijeenkomsten")


def analyse(delivery: Delivery) -> Result:
    """Different persons so far, per session and per wijk, and where the year may end."""
    if not delivery.has(*SOURCES):
        return disclosure.protected_result(SUBJECT, delivery, tables.measures(), tables.estimates(), SOURCES)
    arguments = _arguments(delivery)
    measured = tables.stack(
        *(
            training.elderly_trained(*_arguments(delivery.at(quarter)))
            for quarter in _quarters_of_year(delivery)
        ),
        training.new_elderly_per_session(*arguments),
        _per_wijk(delivery),
        training.cancelled_percent(delivery["cybertraining_bijeenkomsten"], delivery.quarter),
    )
    return disclosure.protected_result(SUBJECT, delivery, measured, forecast(delivery), SOURCES)


def _quarters_of_year(delivery: Delivery) -> list[Quarter]:
    return quarters_between(Quarter(delivery.quarter.year, 1), delivery.quarter)


def _per_wijk(delivery: Delivery) -> pd.DataFrame:
    # Once a year: the difference between two quarters would give a hidden count away.
    if delivery.quarter.number != delivery.settings.municipality.participants_per_wijk_in_quarter:
        return tables.measures()
    return training.elderly_by_wijk(*_arguments(delivery), delivery.areas.codes)


def forecast(delivery: Delivery) -> pd.DataFrame:
    """Where the year may end, from the sessions held and the sessions planned: an estimate table."""
    sessions = training.new_elderly_per_session(*_arguments(delivery))
    cancelled = training.cancelled_percent(delivery["cybertraining_bijeenkomsten"], delivery.quarter)
    promise = delivery.settings.of_measure("elderly_trained")
    return pacing.forecast(
        tables.rows_of(sessions, group="gehouden").value.tolist(),
        tables.rows_of(sessions, group="gepland").start.dt.strftime("%Y-%m-%d").tolist(),
        cancel_rate=cancelled.value.fillna(0).item() / 100,
        target=promise.target(delivery.quarter.year) if promise else None,
        seed=SEED,
    )


def _arguments(delivery: Delivery) -> tuple:
    return (
        delivery["cybertraining_deelnemers"],
        delivery["cybertraining_bijeenkomsten"],
        delivery.quarter,
        delivery.settings.municipality.elderly_from_age,
    )
