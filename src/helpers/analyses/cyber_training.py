"""Do enough elderly people follow the cyber-resilience training?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import disclosure
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.training import attendance, marks, participants, reach
from helpers.models.indicators import forecasts
from helpers.models.training import before_after, reach_gap
from helpers.models.training import reach as reach_model
from helpers.models.training.session_plan import sessions_left

SUBJECT = "cyber_training"
SEED = 200  # of the draws of the forecast: the same delivery gives the same page
SOURCES = ("cybertraining_deelnemers", "cybertraining_bijeenkomsten")


def analyse(delivery: Delivery) -> Result:
    """Different persons so far, per session and per wijk, and where the year may end."""
    if not delivery.has(*SOURCES):
        return disclosure.protected_result(SUBJECT, delivery, tables.measures(), tables.estimates(), SOURCES)
    arguments = _arguments(delivery)
    measured = tables.stack(
        *(participants.elderly_trained(*_arguments(delivery.at(quarter))) for quarter in _quarters(delivery)),
        _per_session(delivery),
        _per_wijk(delivery),
        participants.cancelled_percent(delivery["cybertraining_bijeenkomsten"], delivery.quarter),
        attendance.session_counts(delivery["cybertraining_bijeenkomsten"], delivery.quarter),
        attendance.funnel(*arguments, delivery.settings.municipality.small_numbers),
        attendance.returning(*_arguments(delivery.last_yearly())),
        _marks(delivery),
    )
    reachable = _reachable(delivery)
    estimated = tables.stack(
        forecast(delivery), _before_and_after(delivery), _reach(delivery, measured, reachable)
    )
    measured = tables.stack(measured, *reachable.values())
    return disclosure.protected_result(SUBJECT, delivery, measured, estimated, SOURCES)


def _quarters(delivery: Delivery) -> list[Quarter]:
    """The quarters of the year so far, and the one whose splits are shown: its total guards what is hidden."""
    of_year = quarters_between(Quarter(delivery.quarter.year, 1), delivery.quarter)
    yearly = delivery.last_yearly().quarter
    return of_year if yearly in of_year else [yearly, *of_year]


def _per_session(delivery: Delivery) -> pd.DataFrame:
    """New elderly per session, hidden where the growth of the headline in a quarter would tell a small one."""
    found = participants.new_elderly_per_session(*_arguments(delivery))
    held = found[found.group == "gehouden"]
    quarters = held.start.dt.to_period("Q").astype(str)
    # The quarters as tables of their own: each headline less the one before is a published total.
    cells = held.assign(group=held.period, period=quarters)
    totals = cells.groupby("period", as_index=False).value.sum()
    guarded = tables.stack(
        cells,
        tables.measures(
            totals.to_dict("records"), measure="new_elderly", area_level="municipality", counted="person"
        ),
    )
    shown, _ = disclosure.protect(guarded, tables.estimates(), delivery.settings.municipality.small_numbers)
    hidden = shown.group[shown.withheld == disclosure.SMALL]
    found["withheld"] = found.withheld.mask(found.period.isin(hidden[hidden != ""]), disclosure.SMALL)
    return found


def _as_told(delivery: Delivery, sessions: pd.DataFrame) -> list[int]:
    """New elderly per held session, made of what is shown alone: the rounded counts, and the hidden ones alike.

    Together they are the headline, which is exact. A forecast of the counts themselves would give a hidden
    one away: its draws can be repeated, and fit few counts.
    """
    limits = delivery.settings.municipality.small_numbers
    shown, _ = disclosure.protect(sessions, tables.estimates(), limits)
    held = sessions.group == "gehouden"
    headline, told = sessions.value[held].sum(), shown.value[held]
    if not headline:
        return [0] * len(told)
    rest = (headline - told.sum()) / max(told.isna().sum(), 1)
    running = told.fillna(max(rest, 1)).cumsum()
    whole = (running * headline / running.iloc[-1]).round()
    return np.diff(whole, prepend=0).astype(int).tolist()


def _per_wijk(delivery: Delivery) -> pd.DataFrame:
    return participants.elderly_by_wijk(*_arguments(delivery.last_yearly()), delivery.areas.codes)


def _reachable(delivery: Delivery) -> dict[str, pd.DataFrame]:
    """The elderly inhabitants of each wijk, and where it lies on the axes that there are figures of."""
    own, areas = delivery.settings.municipality, delivery.areas
    return {
        "population": reach.elderly_population(areas.population, areas.codes, own.code, own.elderly_from_age),
        "venue_distance": reach.venue_distance(
            delivery["cybertraining_bijeenkomsten"], areas.table, delivery.last_yearly().quarter
        ),
    }


def _reach(delivery: Delivery, measured: pd.DataFrame, reachable: dict[str, pd.DataFrame]) -> pd.DataFrame:
    # From protected counts: the limits of chance and the gaps would otherwise give a hidden count away.
    limits, label = delivery.settings.municipality.small_numbers, delivery.last_yearly().quarter.label
    shown, _ = disclosure.protect(measured, tables.estimates(), limits)
    counts = tables.rows_of(shown, measure="elderly_trained", period=label)
    people = reachable.get("population", tables.measures())
    if people.empty:
        return tables.estimates()
    declared = delivery.settings.preregistration.fairness_axes
    reached = reach_model.per_wijk(counts, people, label)
    return tables.stack(
        reached,
        reach_model.typical_limit(reached),
        reach_gap.of_axes(reach_model.cells(counts, people), reachable, declared, label),
    )


def _marks(delivery: Delivery) -> pd.DataFrame:
    """Protected already: the exact number of pairs is needed to hide groups, and goes no further."""
    limits = delivery.settings.municipality.small_numbers
    table = marks.before_and_after(*_arguments(delivery.last_yearly()), limits)
    shown, _ = disclosure.protect(table, tables.estimates(), limits)
    return shown[shown.split != ""]


def _before_and_after(delivery: Delivery) -> pd.DataFrame:
    pairs = marks.first_pairs(*_arguments(delivery.last_yearly()))
    limits = delivery.settings.municipality.small_numbers
    return before_after.estimates(pairs, _marks(delivery), limits, SEED)


def forecast(delivery: Delivery) -> pd.DataFrame:
    """Where the year may end, from the sessions held and the sessions planned: an estimate table.

    Sessions are planned in the export; a later quarter that it does not hold yet has those of params.
    """
    sessions = _per_session(delivery)
    listed = tables.rows_of(sessions, group="gepland").start.dt.strftime("%Y-%m-%d")
    cancelled = participants.cancelled_percent(delivery["cybertraining_bijeenkomsten"], delivery.quarter)
    promise = delivery.settings.of_measure("elderly_trained")
    return forecasts.forecast(
        _as_told(delivery, sessions),
        sessions_left(listed.tolist(), promise.planned_sessions if promise else {}, delivery.quarter),
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
