"""Does the scan car's work go with residents who call their neighbourhood clean?"""

from datetime import date

import pandas as pd

from helpers import disclosure
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.scan_car import cleanliness, driven_hours
from helpers.models.scan_car import association, differences, plan_total, proposal, quarterly_outcomes, survey_waves

SUBJECT = "scan_car_cleanliness"
SOURCES = ("scanauto_inzet", "wijkatlas")
BESIDE = ("afvalwaarnemingen", "meldingen")


def analyse(delivery: Delivery) -> Result:
    """The car's hours, what residents say per wijk and wave, the association within wijken, and a plan.

    Beside it the quarterly outcomes: waste sites out of norm and litter reports. Without the hours or
    without the survey the tables of that part stay empty, and there is no model.
    """
    return disclosure.protected_result(SUBJECT, delivery, (*SOURCES, *BESIDE), lambda: _exact(delivery))


def _exact(delivery: Delivery) -> disclosure.Exact:
    hours, survey, beside = _hours(delivery), surveyed(delivery), _beside(delivery)
    exposed = _exposure(delivery) if delivery.has(*SOURCES) else tables.measures()
    # What rests on the survey follows from the shares that are shown: a fit of all would tell of the hidden ones.
    return disclosure.Exact(
        measures=[hours, survey, exposed, beside],
        derived=[
            lambda shown: _planned(delivery, hours, _said(shown)),
            lambda shown: differences.between_waves(_said(shown), exposed),
        ],
        estimates=[_quarterly(delivery, beside, hours), _found_by_plan(delivery, hours, beside)],
        models=[
            lambda shown: _association(delivery, _said(shown), exposed),
            lambda shown: _waves(delivery, _said(shown)),
        ],
    )


def _said(shown: pd.DataFrame) -> pd.DataFrame:
    """The survey, as it is shown."""
    return tables.rows_of(shown, counted="respondent")


def _hours(delivery: Delivery) -> pd.DataFrame:
    if not delivery.has("scanauto_inzet"):
        return tables.measures()
    shifts, quarter = delivery["scanauto_inzet"], delivery.quarter
    counted = (
        driven_hours.scan_car_hours,
        driven_hours.hours_by_purpose,
        driven_hours.hours_per_month,
        driven_hours.hours_so_far,
        driven_hours.quarterly_hours,
        driven_hours.hours_per_week,
    )
    codes = delivery.areas.codes
    return tables.stack(
        *(measure(shifts, quarter) for measure in counted),
        driven_hours.wijk_hours(shifts, quarter, codes),
        driven_hours.wijk_hours_per_week(shifts, quarter, codes),
        driven_hours.hours_per_1000(shifts, quarter, inhabitants(delivery)),
        driven_hours.hours_per_hectare(shifts, quarter, _hectares(delivery)),
        driven_hours.wijk_hours_per_quarter(shifts, quarter, codes, started_on(delivery)),
    )


def surveyed(delivery: Delivery) -> pd.DataFrame:
    """What residents said per wijk and wave: a measure table, not yet protected; empty without the survey."""
    if not delivery.has("wijkatlas"):
        return tables.measures()
    waves, quarter = delivery["wijkatlas"], delivery.quarter
    both = tables.stack(cleanliness.clean_percent(waves, quarter), cleanliness.lighting_percent(waves, quarter))
    return cleanliness.in_series(both, delivery.settings.preregistration.method_breaks)


def _beside(delivery: Delivery) -> pd.DataFrame:
    """The quarterly outcomes, and the reports that the car cannot touch."""
    quarter, measured = delivery.quarter, [tables.measures()]
    if delivery.has("afvalwaarnemingen"):
        measured.append(cleanliness.sites_out_of_norm(delivery["afvalwaarnemingen"], quarter))
    if delivery.has("meldingen"):
        kinds = delivery.settings.municipality.report_categories.by_kind
        reports = (delivery["meldingen"], quarter, inhabitants(delivery), kinds)
        measured.append(cleanliness.litter_reports(*reports))
        measured.append(cleanliness.lighting_reports(*reports))
    return tables.stack(*measured)


def _planned(delivery: Delivery, hours: pd.DataFrame, survey: pd.DataFrame) -> pd.DataFrame:
    driven = tables.rows_of(hours, measure="wijk_quarter_hours")
    scores = tables.rows_of(survey, measure="clean_percent")
    laid_down = delivery.settings.preregistration
    shared = _plan_total(delivery, hours).hours
    plan = proposal.plan(driven, scores, inhabitants(delivery), delivery.quarter, laid_down, shared)
    return tables.stack(plan, differences.by_lot(plan))


def _plan_total(delivery: Delivery, hours: pd.DataFrame) -> plan_total.Total:
    """The hours of the next quarter, of which the target may lie in another year."""
    settings, driven = delivery.settings, tables.rows_of(hours, measure="wijk_quarter_hours")
    promise = settings.of_measure("scan_car_hours")
    target = promise.target(delivery.quarter.next.year) if promise else None
    return plan_total.total(driven, delivery.quarter, settings.preregistration, target)


def _found_by_plan(delivery: Delivery, hours: pd.DataFrame, beside: pd.DataFrame) -> pd.DataFrame:
    """Whether there is a plan, and what it would find: in the survey, and in each outcome of every quarter."""
    settings, wijken = delivery.settings, len(delivery.areas.codes)
    laid_down = settings.preregistration
    enough = plan_total.judged(_plan_total(delivery, hours), wijken, laid_down)
    counted = [tables.rows_of(beside, measure=name) for name in quarterly_outcomes.OUTCOMES]
    return tables.stack(
        enough,
        proposal.detectable(wijken, laid_down, settings.municipality.survey_every_years),
        *(proposal.detectable_in_counts(one, laid_down) for one in counted),
    )


def inhabitants(delivery: Delivery) -> dict[str, float]:
    """How many live in each wijk."""
    table = delivery.areas.table
    return dict(zip(table.wijk, table.inhabitants, strict=True))


def _hectares(delivery: Delivery) -> dict[str, float]:
    table = delivery.areas.table
    return dict(zip(table.wijk, table.hectares, strict=True))


def _exposure(delivery: Delivery) -> pd.DataFrame:
    shifts, waves = delivery["scanauto_inzet"], delivery["wijkatlas"]
    return driven_hours.exposure(shifts, waves, delivery.quarter, started_on(delivery))


def started_on(delivery: Delivery) -> date | None:
    """The day on which the scan car began; None where params do not say it."""
    started = delivery.settings.municipality.scan_car_started_on
    return date.fromisoformat(started) if started else None


def _association(delivery: Delivery, survey: pd.DataFrame, exposed: pd.DataFrame) -> pd.DataFrame:
    if not delivery.has(*SOURCES):
        return tables.estimates()
    per_wijk = tables.rows_of(survey, area_level="wijk")
    clean = tables.rows_of(per_wijk, measure="clean_percent")
    lamps = tables.rows_of(per_wijk, measure="lighting_percent")
    plan = delivery.settings.preregistration
    found = association.within_wijk(clean, exposed, placebo=lamps, plan=plan)
    moved = differences.without_each_wijk(found)
    return tables.stack(found, moved, association.shapes(clean, exposed), association.started(clean, exposed))


def _quarterly(delivery: Delivery, beside: pd.DataFrame, hours: pd.DataFrame) -> pd.DataFrame:
    if not delivery.has("scanauto_inzet"):
        return tables.estimates()
    plan = delivery.settings.preregistration
    driven = tables.rows_of(hours, measure="wijk_quarter_hours")
    estimated = [tables.estimates()]
    if delivery.has("afvalwaarnemingen"):
        sites = tables.rows_of(beside, measure="sites_out_of_norm_percent")
        estimated.append(quarterly_outcomes.sites(sites, driven, plan))
    if delivery.has("meldingen"):
        litter = tables.rows_of(beside, measure="litter_reports_per_1000")
        lamps = tables.rows_of(beside, measure="lighting_reports_per_1000")
        estimated.append(quarterly_outcomes.reports(litter, driven, plan))
        estimated.append(quarterly_outcomes.reports(lamps, driven, plan, "placebo"))
    return quarterly_outcomes.judged(tables.stack(*estimated), plan)


def _waves(delivery: Delivery, survey: pd.DataFrame) -> pd.DataFrame:
    """How far a wave of the survey tells wijken apart."""
    plan = delivery.settings.preregistration
    base = delivery.settings.municipality.small_numbers.survey_base
    return survey_waves.intervals(survey, design_effect=plan.design_effect, survey_base=base, level=plan.level)
