"""All indicators: their value per quarter and their status on the quarter's last day."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from helpers import disclosure
from helpers.analyses import cyber_training, dealer_compliance, scan_car_cleanliness
from helpers.floor.params.settings import Indicator
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures import days, figures
from helpers.measures.dealers import compliance
from helpers.measures.indicators import context as by_others
from helpers.measures.indicators import counting, crisis_organisation, dashboard, enforcement, unknowns, wijk_safety
from helpers.measures.scan_car import driven_hours
from helpers.measures.training import participants
from helpers.models.indicators import change, clean_share, course, forecasts, gap, held_back, outlook, status, unknown
from helpers.models.indicators import counting as said_of_counting
from helpers.models.indicators import safety_outcome as said_of_safety
from helpers.models.indicators.pace import own_pace
from helpers.models.statistics import season

SUBJECT = "safety_indicators"
SAFETY_SURVEY = "veiligheidsmonitor"  # may be absent
QUARTERS_BACK = 11  # two whole years and where they began, which the pace is read from
SEED = 80  # of the draws of a forecast: the same delivery gives the same page

CALCULATIONS: dict[str, Callable[[Delivery, Quarter], pd.DataFrame]] = {
    "crisis_agreements_percent": lambda d, q: crisis_organisation.crisis_agreements(
        d["crisisafspraken"], q, d.settings.municipality.crucial_processes
    ),
    "register_agreements_percent": lambda d, q: crisis_organisation.register_agreements(
        d["crisisafspraken"], q, d.settings.municipality.crucial_processes
    ),
    "crisis_protocols_percent": lambda d, q: crisis_organisation.crisis_protocols(d["crisisprotocollen"], q),
    "crisis_protocols_by_date_percent": lambda d, q: crisis_organisation.protocols_by_date(d["crisisprotocollen"], q),
    "local_exercises": lambda d, q: crisis_organisation.local_exercises(d["crisisoefeningen"], q),
    "trained_members_percent": lambda d, q: crisis_organisation.trained_members(d["crisisrollen"], q),
    "role_awareness_percent": lambda d, q: crisis_organisation.role_awareness(d["rolbewustzijn"], q),
    "adequate_exercises": lambda d, q: crisis_organisation.adequate_exercises(d["crisisoefeningen"], q),
    "scanned_wijken_percent": lambda d, q: wijk_safety.scanned_wijken(d["wijkveiligheidsscans"], q, d.areas.codes),
    "consulted_wijken_percent": lambda d, q: wijk_safety.consulted_wijken(d["wijkveiligheidsscans"], q, d.areas.codes),
    "planned_wijken_percent": lambda d, q: wijk_safety.planned_wijken(d["wijkveiligheidsscans"], q, d.areas.codes),
    "data_driven_plans_percent": lambda d, q: wijk_safety.data_driven_plans(d["wijkveiligheidsscans"], q),
    "elderly_trained": lambda d, q: participants.elderly_trained(cyber_training.year_of(d.at(q))),
    "scan_car_hours": lambda d, q: driven_hours.scan_car_hours(d["scanauto_inzet"], q),
    "urgent_enforcement_percent": lambda d, q: enforcement.urgent_enforcement(d["bestuursdwang"], q),
    "bodycam_percent": lambda d, q: enforcement.bodycams(d["bodycams"], q),
    "compliant_dealers_percent": lambda d, q: compliance.compliant_dealers(d["opkoper_controles"], q),
    "first_inspection_percent": lambda d, q: dealer_compliance.first_inspection(d.at(q)),
    "dashboard_months": lambda d, q: dashboard.dashboard_months(d["dashboard_updates"], q),
    "dashboard_interventions": lambda d, q: dashboard.dashboard_interventions(d["interventies"], q),
}
# What else an export tells in this quarter: the units that are open, and how a count is made up.
BESIDE: dict[str, Callable[[Delivery], pd.DataFrame]] = {
    "crisisafspraken": lambda d: crisis_organisation.open_processes(
        d["crisisafspraken"], d.quarter, d.settings.municipality.crucial_processes
    ),
    "crisisprotocollen": lambda d: crisis_organisation.open_protocols(d["crisisprotocollen"], d.quarter),
    "wijkveiligheidsscans": lambda d: wijk_safety.open_wijken(d["wijkveiligheidsscans"], d.quarter, d.areas.codes),
    "dashboard_updates": lambda d: dashboard.months_without_update(d["dashboard_updates"], d.quarter),
    "bestuursdwang": lambda d: enforcement.enforcement_chain(d["bestuursdwang"], d.quarter),
    "interventies": lambda d: dashboard.interventions_by_signal(d["interventies"], d.quarter, d.said_signals.number),
}
# What is neither yes nor no of an indicator: the row beside its own.
LEFT_OPEN: dict[str, Callable[[Delivery], pd.DataFrame]] = {
    "crisis_agreements_percent": lambda d: unknowns.agreements(
        d["crisisafspraken"], d.quarter, d.settings.municipality.crucial_processes
    ),
    "crisis_protocols_percent": lambda d: unknowns.protocols(d["crisisprotocollen"], d.quarter),
    "trained_members_percent": lambda d: unknowns.members(d["crisisrollen"], d.quarter),
    "scanned_wijken_percent": lambda d: unknowns.scans(d["wijkveiligheidsscans"], d.quarter, d.areas.codes),
    "consulted_wijken_percent": lambda d: unknowns.meetings(d["wijkveiligheidsscans"], d.quarter, d.areas.codes),
    "planned_wijken_percent": lambda d: unknowns.plans(d["wijkveiligheidsscans"], d.quarter, d.areas.codes),
    "data_driven_plans_percent": lambda d: unknowns.data_driven(d["wijkveiligheidsscans"], d.quarter),
    "elderly_trained": lambda d: participants.of_unknown_age(cyber_training.year_of(d)),
    "compliant_dealers_percent": dealer_compliance.undecided,
}


def analyse(delivery: Delivery) -> Result:
    """Every indicator for the quarter and up to eleven before it, with the status and the changes of each.

    Values of earlier quarters are recomputed from this delivery. A value is missing where an export is
    missing, or where a log had not begun. Beside the quarter: other readings, what is open by name, the chain of
    enforcement and what residents say of their neighbourhood.
    """
    datasets = {*delivery.settings.sources, "wijkatlas", SAFETY_SURVEY}
    result = disclosure.protected_result(SUBJECT, delivery, datasets, lambda: _exact(delivery))
    return disclosure.with_explanations(result, delivery)


def _exact(delivery: Delivery) -> disclosure.Exact:
    quarters = quarters_between(delivery.quarter.shift(-QUARTERS_BACK), delivery.quarter)
    return disclosure.Exact(
        measures=[
            *(value(delivery, one, at) for at in quarters for one in delivery.settings.by_measure.values()),
            *beside(delivery),
        ],
        models=[
            lambda shown: statuses(delivery, shown),
            lambda shown: changes(delivery, shown),
            lambda shown: said_of_counting.reasons(shown, counting.why_unknown),
            lambda shown: _outcome(delivery, shown),
            said_of_safety.outcomes,
            lambda shown: gap.gaps(_told(delivery), shown, delivery.quarter),
            lambda shown: unknown.told(shown, delivery.settings.indicators, delivery.quarter, _limits(delivery)),
        ],
    )


def beside(delivery: Delivery) -> list[pd.DataFrame]:
    """What stands beside the indicators in this quarter; the survey with all its wijken, which guard each other."""
    survey = tables.rows_of(scan_car_cleanliness.surveyed(delivery), measure=clean_share.MEASURE)
    others = by_others.beside(delivery.tables, delivery.areas.codes, delivery.quarter, [SAFETY_SURVEY])
    told = [tell(delivery) for dataset, tell in BESIDE.items() if delivery.has(dataset)]
    counted = [measure for measure, one in delivery.settings.by_measure.items() if delivery.has(*one.sources)]
    left_open = [LEFT_OPEN[measure](delivery) for measure in counted if measure in LEFT_OPEN]
    return [other_readings(delivery), *told, survey, others, *left_open]


def _outcome(delivery: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    """The share that calls the neighbourhood clean, from the protected survey."""
    plan, wijken = delivery.settings.preregistration, len(delivery.areas.codes)
    return clean_share.clean_share(shown, wijken, design_effect=plan.design_effect, level=plan.level)


def value(delivery: Delivery, indicator: Indicator, quarter: Quarter) -> pd.DataFrame:
    """One indicator in one quarter: a measure table of one row."""
    if not delivery.has(*indicator.sources):
        return figures.unknown(indicator.measure, indicator.unit, quarter)
    return CALCULATIONS[indicator.measure](delivery, quarter)


def other_readings(delivery: Delivery) -> pd.DataFrame:
    """What the indicators give whose promise can be read in another way; one row each, but for what is one itself."""
    own = delivery.settings.by_measure
    others = {other: one for one in delivery.settings.indicators if (other := one.other_measure) and other not in own}
    counted = [one.model_copy(update={"measure": other}) for other, one in others.items()]
    return tables.stack(tables.measures(), *(value(delivery, one, delivery.quarter) for one in counted))


def statuses(delivery: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    """The status of every indicator on the quarter's last day: an estimate table, one row each."""
    now = tables.rows_of(shown, period=delivery.quarter.label)
    rows = [(one, tables.the(now, measure=one.measure)) for one in delivery.settings.indicators]
    judged = tables.stack(*(_status(delivery, indicator, row, shown) for indicator, row in rows))
    known = unknown.without_verdict(judged, now, delivery.settings.indicators, delivery.quarter, _limits(delivery))
    return held_back.by_exports(known, delivery.settings.indicators, delivery.held_back_of(*delivery.settings.sources))


def _limits(delivery: Delivery) -> SmallNumbers:
    return delivery.settings.municipality.small_numbers


def _status(delivery: Delivery, indicator: Indicator, row: pd.Series, shown: pd.DataFrame) -> pd.DataFrame:
    so_far = course_of(delivery, indicator, shown)
    return status.status(
        indicator,
        row,
        delivery.quarter,
        ahead=outlook.of_forecast(forecast(delivery, indicator, so_far)),
        course=so_far,
        missing=delivery.why_missing(*indicator.sources) or counting.no_value_rule(row),
        known_until=_known_until(delivery, indicator),
    )


def course_of(delivery: Delivery, indicator: Indicator, shown: pd.DataFrame) -> course.Course:
    """Where an indicator stood, from protected measures: a pace may not give a hidden value away."""
    return course.of_measures(shown, indicator, delivery.quarter, delivery.comparable_values)


def changes(delivery: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    """What changed in every indicator, from protected values: a change may not give a hidden value away."""
    return change.changes(_told(delivery), shown, delivery.quarter, delivery.comparable_values)


def _told(delivery: Delivery) -> list[Indicator]:
    """The indicators of which a change or a gap may be told: not where a strange export would be what changed."""
    return [one for one in delivery.settings.indicators if not delivery.held_back_of(*one.sources)]


def forecast(delivery: Delivery, indicator: Indicator, so_far: course.Course) -> pd.DataFrame:
    """Where the year may end for an indicator, on planned periods or else on its own pace; empty without a model."""
    is_open = delivery.has(*indicator.sources) and not delivery.quarter.is_last_of_year
    if not is_open:
        return tables.estimates()
    if indicator.measure in FORECASTS:
        return FORECASTS[indicator.measure](delivery, indicator)
    return own_pace.forecast(so_far)


def _interventions_ahead(delivery: Delivery, indicator: Indicator) -> pd.DataFrame:
    months, weights = _months(dashboard.interventions_per_month, delivery, indicator)
    return forecasts.forecast(
        months.value.dropna().tolist(),
        days.months_left(delivery.quarter),
        cancel_rate=0.0,
        target=indicator.target(delivery.quarter.year),
        operator=indicator.operator,
        seed=SEED,
        measure=indicator.measure,
        unit="count",
        nouns=("maand", "maanden"),
        season=weights,
        known_per=3,
    )


def _hours_ahead(delivery: Delivery, indicator: Indicator) -> pd.DataFrame:
    months, weights = _months(driven_hours.hours_per_month, delivery, indicator)
    return forecasts.forecast_amount(
        months.value.dropna().tolist(),
        days.months_left(delivery.quarter),
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
    months, last_year = per_month(table, quarter), per_month(table, Quarter(quarter.year_before.year, 4))
    return months, season.of_year(months, last_year, indicator.planned_path, quarter)


FORECASTS: dict[str, Callable[[Delivery, Indicator], pd.DataFrame]] = {
    "elderly_trained": cyber_training.forecast,
    "scan_car_hours": _hours_ahead,
    "dashboard_interventions": _interventions_ahead,
}


def _known_until(delivery: Delivery, indicator: Indicator) -> date | None:
    """The last day that an export with rows in every quarter knows of; None for the others."""
    described = {name: delivery.descriptions[name] for name in indicator.sources if delivery.has(name)}
    steady = {name: one.day for name, one in described.items() if SUBJECT in one.judged_in}
    last = [days.last_day(delivery[name][day], delivery.quarter) for name, day in steady.items()]
    return min((day for day in last if day is not None), default=None)
