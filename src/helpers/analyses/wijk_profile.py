"""How does one wijk stand: who lives there, what was promised, what residents say and what is counted?"""

from collections.abc import Callable

import pandas as pd

from helpers import disclosure
from helpers.analyses import scan_car_cleanliness
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.indicators import context as by_others
from helpers.measures.indicators import dashboard
from helpers.measures.profile import inhabitants, interventions, milestones, police, reports
from helpers.measures.scan_car import cleanliness, driven_hours
from helpers.measures.training import reach
from helpers.models.profile import counts, residents
from helpers.models.scan_car import survey_waves

SUBJECT = "wijk_profile"
OF_OTHERS = ("misdrijven", "overlast", "leefbaarometer", "bevolking")  # each may be absent
LIVEABILITY = ("lowest_liveability_class", "highest_liveability_class")


def analyse(delivery: Delivery, wijk: str) -> Result:
    """The rows of one wijk, out of those of all wijken: counted once, protected together, and kept.

    `wijk` is a code of data/reference, or "first". Without an export the rows of its block are not there. Raises
    AskedWrongly where there is no such wijk.
    """
    every = disclosure.protected_result(SUBJECT, delivery, (*COUNTED, *OF_OTHERS), lambda: _exact(delivery))
    return disclosure.of_wijk(every, delivery.areas.chosen(wijk))


def _exact(delivery: Delivery) -> disclosure.Exact:
    counted = [made(delivery) for dataset, made in COUNTED.items() if delivery.has(dataset)]
    return disclosure.Exact(
        measures=[*_people(delivery), *counted, *_of_others(delivery)],
        published=_promised(delivery),
        models=[
            lambda shown: _said_beside_others(delivery, shown),
            lambda shown: counts.in_the_street(shown, delivery.quarter),
            counts.by_the_police,
        ],
    )


def _people(delivery: Delivery) -> list[pd.DataFrame]:
    own, areas = delivery.settings.municipality, delivery.areas
    elderly = reach.elderly_population(areas.population, areas.codes, own.code, own.elderly_from_age)
    people = inhabitants.inhabitants(areas.table)
    return [people, elderly, inhabitants.elderly_share(people, elderly)]


def _said(delivery: Delivery) -> pd.DataFrame:
    return tables.rows_of(scan_car_cleanliness.surveyed(delivery), measure="clean_percent")


def _hours(delivery: Delivery) -> pd.DataFrame:
    shifts, quarter, codes = delivery["scanauto_inzet"], delivery.quarter, delivery.areas.codes
    started_on = scan_car_cleanliness.started_on(delivery)
    return driven_hours.wijk_hours_per_quarter(shifts, quarter, codes, started_on)


def _interventions(delivery: Delivery) -> pd.DataFrame:
    """Of the year whose splits are shown: the same figures until the next."""
    quarter = delivery.last_yearly().quarter
    return interventions.interventions(delivery["interventies"], quarter, delivery.areas.codes)


def _promised(delivery: Delivery) -> list[pd.DataFrame]:
    """The headline of that year: the interventions that the dashboard led to are a part of all."""
    if not delivery.has("interventies"):
        return []
    return [dashboard.dashboard_interventions(delivery["interventies"], delivery.last_yearly().quarter)]


def _reports(delivery: Delivery) -> pd.DataFrame:
    kinds, living = delivery.settings.municipality.report_categories.by_kind, scan_car_cleanliness.inhabitants(delivery)
    rates = cleanliness.litter_reports(delivery["meldingen"], delivery.quarter, living, kinds)
    return reports.waste_reports(tables.rows_of(rates, area=delivery.areas.codes))


COUNTED: dict[str, Callable[[Delivery], pd.DataFrame]] = {
    "wijkveiligheidsscans": lambda d: milestones.milestones(d["wijkveiligheidsscans"], d.quarter, d.areas.codes),
    "wijkatlas": _said,
    "scanauto_inzet": _hours,
    "interventies": _interventions,
    "afvalwaarnemingen": lambda d: cleanliness.sites_out_of_norm(d["afvalwaarnemingen"], d.quarter),
    "meldingen": _reports,
}


def _of_others(delivery: Delivery) -> list[pd.DataFrame]:
    """What the police and the ministry publish, and the buurten where hardly anybody lives, which are named."""
    quarter, codes = delivery.quarter, delivery.areas.codes
    yearly = {"misdrijven": police.wijk_crimes_per_year, "overlast": police.wijk_nuisance_per_year}
    counted = [made(delivery[name], codes, quarter) for name, made in yearly.items() if delivery.has(name)]
    beside = by_others.beside(delivery.tables, codes, quarter)
    shops = tables.rows_of(beside, measure="wijk_crimes", split="buurt")
    return [*counted, shops, tables.rows_of(beside, measure=LIVEABILITY)]


def _said_beside_others(delivery: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    """From protected shares: a difference may not give a hidden one away."""
    survey = tables.rows_of(shown, measure="clean_percent")
    plan, base = delivery.settings.preregistration, delivery.settings.municipality.small_numbers.survey_base
    intervals = survey_waves.intervals(survey, design_effect=plan.design_effect, survey_base=base, level=plan.level)
    return tables.stack(intervals, residents.residents(intervals, survey))
