"""What stands behind the figures of all chapters: exports, how fresh they are, and what stays hidden."""

import pandas as pd

from helpers import disclosure
from helpers.analyses import cyber_training, data_quality, dealer_compliance, safety_indicators, scan_car_cleanliness
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.indicators.counting import counting_rules
from helpers.models.indicators import counting

SUBJECT = "about_the_figures"


def analyse(delivery: Delivery) -> Result:
    """The exports of all chapters with their last day, how each measure counts, and how many figures are hidden.

    Read `hidden_figures` as k of n figures about groups of persons, dealers or respondents.
    """
    own = delivery.settings.municipality
    return disclosure.extended(
        data_quality.analyse(delivery),
        SUBJECT,
        measures=[safety_indicators.other_readings(delivery), _hidden(delivery)],
        estimates=[counting.rules(counting_rules(own.elderly_from_age, own.crucial_processes))],
    )


def _hidden(delivery: Delivery) -> pd.DataFrame:
    chapters = {
        scan_car_cleanliness.SUBJECT: scan_car_cleanliness.surveyed(delivery),
        cyber_training.SUBJECT: cyber_training.analyse(delivery).measures,
        dealer_compliance.SUBJECT: dealer_compliance.analyse(delivery).measures,
    }
    limits = delivery.settings.municipality.small_numbers
    return disclosure.hidden_figures(chapters, delivery.quarter.label, limits)
