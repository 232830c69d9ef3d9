"""What is out of its ordinary range this month, what was done with the signals of last month, and where."""

from helpers import disclosure
from helpers.floor.month import Month, months_up_to
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.months import average, crimes, hours, interventions

SUBJECT = "safety_dashboard"
JUDGED = ("meldingen", "afvalwaarnemingen")
BESIDE = ("scanauto_inzet", "interventies", "misdrijven", "overlast")
SHOWN = 13  # months


def analyse(delivery: Delivery) -> Result:
    return disclosure.protected_result(SUBJECT, delivery, (*JUDGED, *BESIDE), lambda: _exact(delivery))


def _exact(delivery: Delivery) -> disclosure.Exact:
    month = delivery.month or Month.of(delivery.quarter.end)
    months, wijken = months_up_to(month, SHOWN), delivery.areas.codes
    counted = {
        "scanauto_inzet": hours.monthly_hours,
        "interventies": interventions.monthly_interventions,
        "misdrijven": crimes.monthly_crimes,
        "overlast": crimes.monthly_nuisance,
    }
    beside = [count(delivery[name], months, wijken) for name, count in counted.items() if delivery.has(name)]
    return disclosure.Exact(measures=beside, derived=[lambda shown: average.average_wijk(shown, len(wijken))])
