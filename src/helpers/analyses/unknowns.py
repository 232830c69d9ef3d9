"""What is neither yes nor no of each indicator: the row beside its own, of the quarter."""

from collections.abc import Callable

import pandas as pd

from helpers.analyses import cyber_training
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery
from helpers.measures.dealers import compliance
from helpers.measures.indicators import unknowns
from helpers.measures.training import participants
from helpers.models.indicators import unknown

COUNTS: dict[str, Callable[[Delivery], pd.DataFrame]] = {
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
    "compliant_dealers_percent": lambda d: compliance.undecided_dealers(d["opkoper_controles"], d.quarter),
}


def beside(delivery: Delivery, indicator: Indicator) -> pd.DataFrame:
    """The row of `measures.unknown` beside an indicator; no row where nothing of it can be left open."""
    if indicator.measure not in COUNTS or not delivery.has(*indicator.sources):
        return tables.measures()
    return COUNTS[indicator.measure](delivery)


def told(delivery: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    """How far the value of each indicator may lie for what is unknown, from protected measures."""
    settings = delivery.settings
    return unknown.told(shown, settings.indicators, delivery.quarter, settings.municipality.small_numbers)
