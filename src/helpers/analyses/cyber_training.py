"""Do enough elderly people follow the cyber-resilience training?"""

import pandas as pd

from helpers import disclosure
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.training import attendance, marks, participants, reach, registered_crime
from helpers.measures.training.year import TrainingYear
from helpers.models.indicators import forecasts, unknown
from helpers.models.training import before_after, reach_gap
from helpers.models.training import reach as reach_model
from helpers.models.training.session_plan import sessions_left

SUBJECT = "cyber_training"
SEED = 200  # of the draws of the forecast: the same delivery gives the same page
SOURCES = ("cybertraining_deelnemers", "cybertraining_bijeenkomsten")
CRIMES = "misdrijven"  # may be absent


def analyse(delivery: Delivery) -> Result:
    """Different persons so far, per session and per wijk, where the year may end, and crime beside it."""
    return disclosure.protected_result(SUBJECT, delivery, (*SOURCES, CRIMES), lambda: _exact(delivery))


def forecast(delivery: Delivery, promise: Indicator | None) -> pd.DataFrame:
    """Where the year may end for a promise, from the sessions held and the sessions planned: an estimate table.

    Sessions are planned in the export; a later quarter that it does not hold yet has those of params.
    """
    return _forecast(delivery, participants.new_elderly_per_session(year_of(delivery)), promise)


def year_of(delivery: Delivery) -> TrainingYear:
    """The training of the year up to the delivery's quarter."""
    people, sessions = (delivery[name] for name in SOURCES)
    return TrainingYear(people, sessions, delivery.quarter, delivery.settings.municipality.elderly_from_age)


def _exact(delivery: Delivery) -> disclosure.Exact:
    if not delivery.has(*SOURCES):
        return disclosure.Exact()
    years = {quarter: year_of(delivery.at(quarter)) for quarter in _quarters(delivery)}
    now, yearly = years[delivery.quarter], years[delivery.last_yearly().quarter]
    limits, codes = delivery.settings.municipality.small_numbers, delivery.areas.codes
    sessions, places = participants.new_elderly_per_session(now), _places(delivery)
    return disclosure.Exact(
        measures=[
            *(participants.elderly_trained(year) for year in years.values()),
            participants.of_unknown_age(now),
            participants.of_unknown_home(yearly),
            sessions,
            participants.elderly_by_wijk(yearly, codes),
            participants.cancelled_percent(now.sessions, now.quarter),
            attendance.funnel(yearly, limits),
            attendance.seen_before(yearly),
            marks.before_and_after(yearly),
            *places.values(),
            *([_online_crime(delivery)] if delivery.has(CRIMES) else []),
        ],
        published=[] if yearly is now else [participants.of_unknown_age(yearly)],
        estimates=[_forecast(delivery, sessions, delivery.settings.of_measure("elderly_trained"))],
        models=[
            lambda shown: before_after.estimates(marks.first_pairs(yearly), shown, limits, SEED),
            lambda shown: _reach(delivery, shown, places),
            lambda shown: unknown.told(shown, delivery.settings.indicators, delivery.quarter, limits),
        ],
    )


def _online_crime(delivery: Delivery) -> pd.DataFrame:
    return registered_crime.online_crime(delivery[CRIMES], delivery.areas.codes, delivery.quarter)


def _quarters(delivery: Delivery) -> list[Quarter]:
    """The quarters of the year so far, and the one whose splits are shown: its total guards what is hidden."""
    of_year = quarters_between(Quarter(delivery.quarter.year, 1), delivery.quarter)
    yearly = delivery.last_yearly().quarter
    return of_year if yearly in of_year else [yearly, *of_year]


def _forecast(delivery: Delivery, sessions: pd.DataFrame, promise: Indicator | None) -> pd.DataFrame:
    quarter = delivery.quarter
    planned = promise.planned_sessions if promise else {}
    return forecasts.forecast(
        disclosure.told_counts(sessions, delivery.settings.municipality.small_numbers),
        sessions_left(participants.planned_days(sessions), planned, quarter),
        cancel_rate=participants.cancel_rate(delivery["cybertraining_bijeenkomsten"], quarter),
        target=promise.target(quarter.year) if promise else None,
        operator=promise.operator if promise else "",
        seed=SEED,
    )


def _places(delivery: Delivery) -> dict[str, pd.DataFrame]:
    """The elderly inhabitants of each wijk, and where it lies on the axes that there are figures of."""
    municipality, areas = delivery.settings.municipality, delivery.areas
    return {
        "population": reach.elderly_population(
            areas.population, areas.codes, municipality.code, municipality.elderly_from_age
        ),
        "venue_distance": reach.venue_distance(
            delivery["cybertraining_bijeenkomsten"], areas.table, delivery.last_yearly().quarter
        ),
    }


def _reach(delivery: Delivery, shown: pd.DataFrame, places: dict[str, pd.DataFrame]) -> pd.DataFrame:
    # From protected counts: the limits of chance and the gaps would otherwise give a hidden count away.
    people, label = places["population"], delivery.last_yearly().quarter.label
    if people.empty:
        return tables.estimates()
    counts = tables.rows_of(shown, measure="elderly_trained", period=label)
    declared = delivery.settings.preregistration.fairness_axes
    reached = reach_model.per_wijk(counts, people, label)
    return tables.stack(
        reached,
        reach_model.typical_limit(reached),
        reach_gap.of_axes(reach_model.cells(counts, people), places, declared, label),
    )
