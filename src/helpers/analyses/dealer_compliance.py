"""Do at least half of the inspected dealers comply with the Digital Buyers Register?"""

from __future__ import annotations

import pandas as pd

from helpers import disclosure
from helpers.floor import tables
from helpers.floor.delivery import Delivery, Result
from helpers.measures import dealers
from helpers.models import finite_population, selection

SUBJECT = "dealer_compliance"
SOURCES = ("opkoper_controles", "opkopers")


def analyse(delivery: Delivery) -> Result:
    """The fact about the inspected dealers, and what it says about all registered dealers."""
    if not delivery.has("opkoper_controles"):
        return disclosure.protected_result(SUBJECT, delivery, tables.measures(), tables.estimates(), SOURCES)
    inspections, quarter = delivery["opkoper_controles"], delivery.quarter
    counted = (
        dealers.compliant_dealers,
        dealers.first_inspection_compliance,
        dealers.compliance_by_reason,
        dealers.drawn_compliance,
        dealers.item_failures,
        dealers.empty_inspections,
    )
    measured = tables.stack(*(measure(inspections, quarter) for measure in counted), _registered(delivery))
    return disclosure.protected_result(SUBJECT, delivery, measured, _all_dealers(delivery, measured), SOURCES)


def _registered(delivery: Delivery) -> pd.DataFrame:
    if not delivery.has("opkopers"):
        return tables.measures()
    return dealers.registered_dealers(delivery["opkopers"], delivery.quarter)


def _all_dealers(delivery: Delivery, measured: pd.DataFrame) -> pd.DataFrame:
    registered = tables.rows_of(measured, measure="registered_dealers")
    inspected = tables.the(measured, measure="compliant_dealers_percent", split="")
    promise = delivery.settings.of_measure("compliant_dealers_percent")
    if registered.empty or inspected.withheld:
        return tables.estimates()
    target = promise.target(delivery.quarter.year) if promise else None
    listed = registered.value.item()
    pooled = finite_population.share_of_all(
        inspected.numerator, inspected.denominator, listed, target_percent=target
    )
    # Who was inspected was not drawn by lot: what they say of the others holds on a condition only.
    pooled["role"] = pooled.role.replace("primary", "exploratory")
    return tables.stack(pooled, _drawn(delivery, measured, listed, target))


def _drawn(
    delivery: Delivery, measured: pd.DataFrame, registered: float, target: float | None
) -> pd.DataFrame:
    """What the dealers drawn by lot say of all: from protected counts, for an interval gives its counts away."""
    limits = delivery.settings.municipality.small_numbers
    shown, _ = disclosure.protect(measured, tables.estimates(), limits)
    drawn = tables.the(shown, measure="drawn_compliance_percent")
    cell = {name: drawn[name] for name in ("measure", "area", "split", "group", "period")}
    counts = drawn.numerator, drawn.denominator, registered
    at_random = selection.random_only(*counts, target_percent=target, **cell)
    if not registered >= 1:
        return at_random
    advice = selection.advice(int(registered))
    # Not how many are still to be drawn: that would tell how many were.
    return tables.stack(at_random, tables.rows_of(advice, role="limit"))
