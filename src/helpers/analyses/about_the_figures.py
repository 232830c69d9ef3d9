"""What stands behind the figures of all chapters: exports, how fresh they are, and what stays hidden."""

from collections.abc import Callable

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
    own = delivery.settings.municipality
    chapters: dict[str, Callable[[], pd.DataFrame]] = {
        scan_car_cleanliness.SUBJECT: lambda: scan_car_cleanliness.analyse(delivery).measures,
        cyber_training.SUBJECT: lambda: cyber_training.analyse(delivery).measures,
        dealer_compliance.SUBJECT: lambda: dealer_compliance.analyse(delivery).measures,
    }
    shown = {name: counted() for name, counted in chapters.items() if name not in own.chapters_left_out}
    return disclosure.hidden_figures(shown, delivery.quarter.label, delivery.settings.by_measure)
