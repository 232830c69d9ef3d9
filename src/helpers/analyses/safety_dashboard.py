"""Which month of a wijk is out of its ordinary range, what was said and done before, and what there is to see."""

import pandas as pd

from helpers import disclosure
from helpers.floor.month import Month, months_up_to
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.months import all_reports, average, crimes, dashboards, hours, interventions, reports, waste_sites
from helpers.models import signals
from helpers.models.signals import log
from helpers.models.signals.by_chance import by_chance

SUBJECT = "safety_dashboard"
JUDGED = ("meldingen", "afvalwaarnemingen")
BESIDE = ("scanauto_inzet", "interventies", "misdrijven", "overlast")
MONTHS = 13


def analyse(delivery: Delivery) -> Result:
    """The last 13 months of every subject per wijk, the signals of this month and the last, and those that were said.

    The month is that of the delivery, or the last of its quarter. What is said of last month now stands beside what
    a dashboard said then. An export that is too strange to judge by gives no signal.
    """
    return disclosure.protected_result(SUBJECT, delivery, (*JUDGED, *BESIDE), lambda: _exact(delivery))


def _exact(delivery: Delivery) -> disclosure.Exact:
    month = delivery.month or Month.of(delivery.quarter.end)
    shown = months_up_to(month, MONTHS)
    series = _series(delivery, month)
    seen = tables.rows_of(series, period=[one.label for one in shown])
    wijken = delivery.areas.codes
    return disclosure.Exact(
        measures=[
            seen,
            all_reports.all_reports(tables.rows_of(seen, measure="monthly_reports")),
            _beside(delivery, shown),
            dashboards.monthly_dashboards(delivery.history.dashboards, [month.shift(-1)]),
        ],
        derived=[lambda told: average.average_wijk(told, len(wijken))],
        estimates=_signals(delivery, series, month),
    )


def _series(delivery: Delivery, month: Month) -> pd.DataFrame:
    """All months of what may be judged."""
    counted = [tables.measures()]
    if delivery.has("meldingen"):
        counted.append(reports.monthly_reports(delivery["meldingen"], month, delivery.areas.codes))
    if delivery.has("afvalwaarnemingen"):
        observations = delivery["afvalwaarnemingen"]
        counted.append(waste_sites.monthly_sites_seen(observations, month))
        counted.append(waste_sites.monthly_sites_out_of_norm(observations, month))
    return tables.stack(*counted)


def _beside(delivery: Delivery, months: list[Month]) -> pd.DataFrame:
    measures = {
        "scanauto_inzet": hours.monthly_hours,
        "misdrijven": crimes.monthly_crimes,
        "overlast": crimes.monthly_nuisance,
    }
    wijken = delivery.areas.codes
    counted = [measure(delivery[name], months, wijken) for name, measure in measures.items() if delivery.has(name)]
    return tables.stack(tables.measures(), *counted, *_interventions(delivery, months))


def _interventions(delivery: Delivery, months: list[Month]) -> list[pd.DataFrame]:
    """Of the municipality per month; of a wijk this month alone, and where they are many: months add up."""
    if not delivery.has("interventies"):
        return []
    registered = delivery["interventies"]
    in_wijk = interventions.interventions_in_wijk(registered, months[-1], delivery.areas.codes)
    return [interventions.monthly_interventions(registered, months), in_wijk]


def _signals(delivery: Delivery, series: pd.DataFrame, month: Month) -> list[pd.DataFrame]:
    asked, said = delivery.settings.municipality.signals, delivery.said_signals
    before = month.shift(-1)
    told = _trusted(delivery, series)
    now = signals.judged(told, month, asked)
    return [
        now,
        log.numbered(now, said, month),
        by_chance(now, month),
        signals.judged(told, before, asked),
        log.told(said, [before, month]),
    ]


def _trusted(delivery: Delivery, series: pd.DataFrame) -> pd.DataFrame:
    """The series of exports that nobody has to look into first."""
    held_back = delivery.held_back_of(*JUDGED)
    of_exports = {
        "meldingen": ["monthly_reports"],
        "afvalwaarnemingen": ["monthly_sites_seen", "monthly_sites_out_of_norm"],
    }
    trusted = [name for dataset, names in of_exports.items() if dataset not in held_back for name in names]
    return tables.rows_of(series, measure=trusted)
