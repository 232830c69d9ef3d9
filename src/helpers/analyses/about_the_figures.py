"""What stands behind the figures of all chapters: exports, how fresh they are, and what stays hidden."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from helpers import disclosure
from helpers.analyses import (
    cyber_training,
    data_quality,
    dealer_compliance,
    safety_indicators,
    scan_car_cleanliness,
)
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result

SUBJECT = "about_the_figures"


def analyse(delivery: Delivery) -> Result:
    """The exports of all chapters with their last day, and per chapter how many figures are hidden.

    Read `hidden_figures` as k of n figures about groups of persons, dealers or respondents.
    """
    result = replace(data_quality.analyse(delivery), subject=SUBJECT)
    other = safety_indicators.other_readings(delivery)
    return replace(result, measures=tables.stack(result.measures, other, _hidden(delivery)))


def _hidden(delivery: Delivery) -> pd.DataFrame:
    survey, _ = disclosure.protect(
        scan_car_cleanliness.surveyed(delivery),
        tables.estimates(),
        delivery.settings.municipality.small_numbers,
    )
    shown = {
        scan_car_cleanliness.SUBJECT: survey,
        cyber_training.SUBJECT: cyber_training.analyse(delivery).measures,
        dealer_compliance.SUBJECT: dealer_compliance.analyse(delivery).measures,
    }
    about = {"area_level": "municipality", "split": "chapter", "unit": "count", "counted": "figure"}
    return tables.measures(
        [{"group": subject, **disclosure.hidden_of(table)} for subject, table in shown.items()],
        measure="hidden_figures",
        period=delivery.quarter.label,
        **about,
    )
