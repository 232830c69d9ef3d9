"""Does the scan car's work go with residents who call their neighbourhood clean?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from helpers import disclosure
from helpers.floor import tables
from helpers.floor.delivery import Delivery, Result
from helpers.measures import cleanliness, scan_car
from helpers.models import panel

SUBJECT = "scan_car_cleanliness"
SOURCES = ("scanauto_inzet", "wijkatlas")


def analyse(delivery: Delivery) -> Result:
    """The car's hours, what residents say per wijk and wave, and the association within wijken.

    Without the hours or without the survey the tables of that part stay empty, and there is no model.
    """
    hours, survey = _hours(delivery), _survey(delivery)
    has_both = delivery.has(*SOURCES)
    exposed = _exposure(delivery) if has_both else tables.measures()
    estimates = _association(survey, exposed) if has_both else tables.estimates()
    measured = tables.stack(hours, survey, exposed)
    return disclosure.protected_result(SUBJECT, delivery, measured, estimates, SOURCES)


def _hours(delivery: Delivery) -> pd.DataFrame:
    if not delivery.has("scanauto_inzet"):
        return tables.measures()
    shifts, quarter = delivery["scanauto_inzet"], delivery.quarter
    counted = (
        scan_car.scan_car_hours,
        scan_car.hours_by_purpose,
        scan_car.hours_per_month,
        scan_car.quarterly_hours,
    )
    per_wijk = scan_car.wijk_hours(shifts, quarter, delivery.areas.codes)
    return tables.stack(*(measure(shifts, quarter) for measure in counted), per_wijk)


def _survey(delivery: Delivery) -> pd.DataFrame:
    if not delivery.has("wijkatlas"):
        return tables.measures()
    waves, quarter = delivery["wijkatlas"], delivery.quarter
    return tables.stack(
        cleanliness.clean_percent(waves, quarter), cleanliness.lighting_percent(waves, quarter)
    )


def _exposure(delivery: Delivery) -> pd.DataFrame:
    started = delivery.settings.municipality.scan_car_started_on
    return scan_car.exposure(
        delivery["scanauto_inzet"],
        delivery["wijkatlas"],
        delivery.quarter,
        date.fromisoformat(started) if started else None,
    )


def _association(survey: pd.DataFrame, exposed: pd.DataFrame) -> pd.DataFrame:
    per_wijk = tables.rows_of(survey, area_level="wijk")
    return panel.within_wijk(
        tables.rows_of(per_wijk, measure="clean_percent"),
        exposed,
        placebo=tables.rows_of(per_wijk, measure="lighting_percent"),
    )
