"""All indicators: their value per quarter and their status on the quarter's last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from helpers import disclosure
from helpers.analyses import cyber_training
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures import days
from helpers.measures.dealers import compliance
from helpers.measures.indicators import crisis_organisation, dashboard, enforcement, wijk_safety
from helpers.measures.scan_car import driven_hours
from helpers.measures.training import participants
from helpers.models.indicators import change, forecasts, status
from helpers.models.statistics import season

SUBJECT = "safety_indicators"
QUARTERS_BACK = 7
SEED = 80  # of the draws of a forecast: the same delivery gives the same page

Calculation = Callable[[Delivery, Quarter], pd.DataFrame]
CALCULATIONS: dict[str, Calculation] = {
    "crisis_agreements_percent": lambda d, q: crisis_organisation.crisis_agreements(
        d["crisisafspraken"], q, d.settings.municipality.crucial_processes
    ),
    "crisis_protocols_percent": lambda d, q: crisis_organisation.crisis_protocols(d["crisisprotocollen"], q),
    "crisis_protocols_by_date_percent": lambda d, q: crisis_organisation.protocols_by_date(
        d["crisisprotocollen"], q
    ),
    "local_exercises": lambda d, q: crisis_organisation.local_exercises(d["crisisoefeningen"], q),
    "trained_members_percent": lambda d, q: crisis_organisation.trained_members(d["crisisrollen"], q),
    "role_awareness_percent": lambda d, q: crisis_organisation.role_awareness(d["rolbewustzijn"], q),
    "adequate_exercises": lambda d, q: crisis_organisation.adequate_exercises(d["crisisoefeningen"], q),
    "scanned_wijken_percent": lambda d, q: wijk_safety.scanned_wijken(
        d["wijkveiligheidsscans"], q, d.areas.codes
    ),
    "consulted_wijken_percent": lambda d, q: wijk_safety.consulted_wijken(
        d["wijkveiligheidsscans"], q, d.areas.codes
    ),
    "planned_wijken_percent": lambda d, q: wijk_safety.planned_wijken(
        d["wijkveiligheidsscans"], q, d.areas.codes
    ),
    "data_driven_plans_percent": lambda d, q: wijk_safety.data_driven_plans(d["wijkveiligheidsscans"], q),
    "elderly_trained": lambda d, q: participants.elderly_trained(
        d["cybertraining_deelnemers"],
        d["cybertraining_bijeenkomsten"],
        q,
        d.settings.municipality.elderly_from_age,
    ),
    "scan_car_hours": lambda d, q: driven_hours.scan_car_hours(d["scanauto_inzet"], q),
    "urgent_enforcement_percent": lambda d, q: enforcement.urgent_enforcement(d["bestuursdwang"], q),
    "bodycam_percent": lambda d, q: enforcement.bodycams(d["bodycams"], q),
    "compliant_dealers_percent": lambda d, q: compliance.compliant_dealers(d["opkoper_controles"], q),
    "first_inspection_percent": lambda d, q: compliance.first_inspection_compliance(
        d["opkoper_controles"], q
    ),
    "dashboard_months": lambda d, q: dashboard.dashboard_months(d["dashboard_updates"], q),
    "dashboard_interventions": lambda d, q: dashboard.dashboard_interventions(d["interventies"], q),
}
# Exports that have a row in every quarter, with the column of its day: without one they are older than the
# quarter. Not the registers, whose dates say what was done, and not exercises or inspections, which may rest.
STEADY = {
    "rolbewustzijn": "counted_on",
    "bodycams": "counted_on",
    "scanauto_inzet": "date",
    "interventies": "date",
    "dashboard_updates": "date",
    "bestuursdwang": "month",
}
STANDS_FOR_MORE = ("compliant_dealers_percent",)  # the inspected dealers, seen as all dealers


def analyse(delivery: Delivery) -> Result:
    """Every indicator for the quarter and up to seven before it, with the status and the changes of each.

    Values of earlier quarters are recomputed from this delivery. A value is missing where an export is
    missing, or where a log had not begun.
    """
    quarters = quarters_between(delivery.quarter.shift(-QUARTERS_BACK), delivery.quarter)
    measured = tables.stack(
        *(value(delivery, one, quarter) for quarter in quarters for one in delivery.settings.indicators)
    )
    estimated = tables.stack(statuses(delivery, measured), changes(delivery, measured))
    return disclosure.protected_result(SUBJECT, delivery, measured, estimated, delivery.settings.sources)


def value(delivery: Delivery, indicator: Indicator, quarter: Quarter) -> pd.DataFrame:
    """One indicator in one quarter: a measure table of one row."""
    if not delivery.has(*indicator.sources):
        return _missing(indicator, quarter)
    return CALCULATIONS[indicator.measure](delivery, quarter)


def other_readings(delivery: Delivery) -> pd.DataFrame:
    """The indicators whose promise can be read in another way, counted that way; one row each."""
    promised = [one for one in delivery.settings.indicators if one.other_measure]
    counted = [one.model_copy(update={"measure": one.other_measure}) for one in promised]
    return tables.stack(tables.measures(), *(value(delivery, one, delivery.quarter) for one in counted))


def statuses(delivery: Delivery, measured: pd.DataFrame) -> pd.DataFrame:
    """The status of every indicator on the quarter's last day: an estimate table, one row each."""
    now = tables.rows_of(measured, period=delivery.quarter.label)
    return tables.stack(
        *(
            status.status(
                one,
                tables.the(now, measure=one.measure),
                delivery.quarter,
                **_ahead(delivery, one),
                missing=_reason(delivery, one),
                known_until=_known_until(delivery, one),
            )
            for one in delivery.settings.indicators
        )
    )


def changes(delivery: Delivery, measured: pd.DataFrame) -> pd.DataFrame:
    """What changed in every indicator, from protected values: a change may not give a hidden value away."""
    small_numbers = delivery.settings.municipality.small_numbers
    return change.changes(
        delivery.settings.indicators,
        disclosure.protect(measured, tables.estimates(), small_numbers)[0],
        delivery.quarter,
        delivery.history.before(delivery.quarter).values,
        stands_for_more=STANDS_FOR_MORE,
    )


def forecast(delivery: Delivery, indicator: Indicator) -> pd.DataFrame:
    """Where the year may end for an indicator that a model can look ahead for; an empty table otherwise."""
    is_open = delivery.has(*indicator.sources) and not delivery.quarter.is_last_of_year
    if not is_open or indicator.measure not in FORECASTS:
        return tables.estimates()
    return FORECASTS[indicator.measure](delivery, indicator)


def _interventions_ahead(delivery: Delivery, indicator: Indicator) -> pd.DataFrame:
    months, weights = _months(dashboard.interventions_per_month, delivery, indicator)
    return forecasts.forecast(
        months.value.dropna().tolist(),
        _months_left(delivery.quarter),
        cancel_rate=0.0,
        target=indicator.target(delivery.quarter.year),
        operator=indicator.operator,
        seed=SEED,
        measure=indicator.measure,
        unit="count",
        nouns=("maand", "maanden"),
        season=weights,
    )


def _hours_ahead(delivery: Delivery, indicator: Indicator) -> pd.DataFrame:
    months, weights = _months(driven_hours.hours_per_month, delivery, indicator)
    return forecasts.forecast_amount(
        months.value.dropna().tolist(),
        _months_left(delivery.quarter),
        target=indicator.target(delivery.quarter.year),
        operator=indicator.operator,
        season=weights,
        seed=SEED,
    )


def _months(
    per_month: Callable[[pd.DataFrame, Quarter], pd.DataFrame], delivery: Delivery, indicator: Indicator
) -> tuple[pd.DataFrame, season.Season]:
    """The months of this year up to the date, and the season that last year or the plan gives them."""
    table, quarter = delivery[indicator.sources[0]], delivery.quarter
    months, last_year = per_month(table, quarter), per_month(table, Quarter(quarter.year - 1, 4))
    return months, season.of_year(months, last_year, indicator.planned_path, quarter)


FORECASTS: dict[str, Callable[[Delivery, Indicator], pd.DataFrame]] = {
    "elderly_trained": lambda delivery, _: cyber_training.forecast(delivery),
    "scan_car_hours": _hours_ahead,
    "dashboard_interventions": _interventions_ahead,
}


def _months_left(quarter: Quarter) -> list[str]:
    return [f"{month:%Y-%m-%d}" for month in pd.date_range(quarter.next.start, quarter.year_end, freq="MS")]


def _ahead(delivery: Delivery, indicator: Indicator) -> dict:
    """What the status needs to know of the rest of the year: the chance, and how many periods are left."""
    ahead = forecast(delivery, indicator)
    chance = tables.rows_of(ahead, term="reach_target").estimate
    periods = tables.rows_of(ahead, term="path", level=0.9)
    unmet = ahead[(ahead.role == "gate") & ~ahead.is_met.fillna(False)]
    return {
        "forecast": chance.item() if len(chance) else None,
        "periods_left": len(periods) if len(chance) else None,
        "no_forecast": " ".join(unmet.rule),
    }


def _known_until(delivery: Delivery, indicator: Indicator) -> date | None:
    """The last day that an export with rows in every quarter knows of; None for the others."""
    steady = [name for name in indicator.sources if name in STEADY and delivery.has(name)]
    last = [days.last_day(delivery[name][STEADY[name]], delivery.quarter) for name in steady]
    return min((day for day in last if day is not None), default=None)


def _missing(indicator: Indicator, quarter: Quarter) -> pd.DataFrame:
    return tables.measures(
        [
            {
                "measure": indicator.measure,
                "area_level": "municipality",
                "period": quarter.label,
                "start": quarter.year_start,
                "end": quarter.end,
                "unit": indicator.unit,
                "withheld": "missing",
            }
        ]
    )


def _reason(delivery: Delivery, indicator: Indicator) -> str:
    return " ".join(delivery.missing[source] for source in indicator.sources if source in delivery.missing)
