"""Do at least half of the inspected dealers comply with the Digital Buyers Register?"""

from __future__ import annotations

import pandas as pd

from helpers import disclosure
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.measures.dealers import compliance, reinspections, sectors
from helpers.models.dealers import all_dealers, differences, group_shares, selection, time_to_compliance

SUBJECT = "dealer_compliance"
SOURCES = ("opkoper_controles", "opkopers")
SHARE = "compliant_dealers_percent"
DRAWN = "drawn_compliance_percent"


def analyse(delivery: Delivery) -> Result:
    """The fact about the inspected dealers, and what it says about all registered dealers."""
    if not delivery.has("opkoper_controles"):
        return disclosure.protected_result(SUBJECT, delivery, tables.measures(), tables.estimates(), SOURCES)
    inspections, quarter = delivery["opkoper_controles"], delivery.quarter
    counted = (
        compliance.compliant_dealers,
        compliance.first_inspection_compliance,
        compliance.compliance_by_reason,
        compliance.drawn_compliance,
        compliance.item_failures,
        compliance.empty_inspections,
    )
    measured = tables.stack(*(measure(inspections, quarter) for measure in counted), _registered(delivery))
    measured = _drawn_unless_others_are_few(delivery, measured)
    every = tables.stack(measured, _once_a_year(delivery.last_yearly()))
    told = tables.stack(_all_dealers(delivery, measured), _of_groups(delivery, every))
    return disclosure.protected_result(SUBJECT, delivery, every, told, SOURCES)


def _registered(delivery: Delivery) -> pd.DataFrame:
    if not delivery.has("opkopers"):
        return tables.measures()
    return compliance.registered_dealers(delivery["opkopers"], delivery.quarter)


def _once_a_year(delivery: Delivery) -> pd.DataFrame:
    """Sectors and what came after a failure: splits that successive quarters would give away."""
    inspections, quarter = delivery["opkoper_controles"], delivery.quarter
    after = reinspections.after_failure(inspections, quarter)
    if not delivery.has("opkopers"):
        return after
    by_sector = sectors.compliance_by_sector(inspections, delivery["opkopers"], quarter)
    return tables.stack(after, by_sector)


def _drawn_unless_others_are_few(delivery: Delivery, measured: pd.DataFrame) -> pd.DataFrame:
    """`measured`, the drawn hidden where the headline less the drawn would tell of a few other dealers."""
    beside = compliance.drawn_beside_the_others(delivery["opkoper_controles"], delivery.quarter)
    shown = tables.rows_of(_protected(delivery, beside), group=compliance.DRAWN)
    if shown.withheld.eq(disclosure.SMALL).any():
        measured = measured.assign(withheld=measured.withheld.mask(measured.measure == DRAWN, "small"))
    return measured


def _all_dealers(delivery: Delivery, measured: pd.DataFrame) -> pd.DataFrame:
    registered = tables.rows_of(measured, measure="registered_dealers")
    inspected = tables.the(measured, measure=SHARE, split="")
    promise = delivery.settings.of_measure(SHARE)
    if registered.empty or inspected.withheld:
        return tables.estimates()
    target = promise.target(delivery.quarter.year) if promise else None
    listed = registered.value.item()
    pooled = all_dealers.share_of_all(
        inspected.numerator, inspected.denominator, listed, target_percent=target
    )
    # Who was inspected was not drawn by lot: what they say of the others holds on a condition only.
    pooled["role"] = pooled.role.replace("primary", "exploratory")
    return tables.stack(pooled, _drawn(delivery, measured, listed, target))


def _drawn(
    delivery: Delivery, measured: pd.DataFrame, registered: float, target: float | None
) -> pd.DataFrame:
    """What the dealers drawn by lot say of all: from protected counts, for an interval gives its counts away."""
    drawn = tables.the(_protected(delivery, measured), measure=DRAWN)
    cell = {name: drawn[name] for name in disclosure.CELL}
    counts = drawn.numerator, drawn.denominator, registered
    at_random = selection.random_only(*counts, target_percent=target, **cell)
    if not registered >= 1:
        return at_random
    advice = selection.advice(int(registered))
    # Not how many are still to be drawn: that would tell how many were.
    return tables.stack(at_random, tables.rows_of(advice, role="limit"))


def _of_groups(delivery: Delivery, measured: pd.DataFrame) -> pd.DataFrame:
    """Items, sectors and what came after a failure: from protected rows only."""
    once = delivery.last_yearly()
    label, limits = once.quarter.label, delivery.settings.municipality.small_numbers
    shown = _protected(delivery, measured)
    by_sector = tables.rows_of(shown, measure=sectors.SHARE, split="sector")
    by_sector = by_sector[by_sector.group != sectors.NO_SECTOR]
    after = tables.rows_of(shown, measure=reinspections.MEASURE, split="after_failure")
    register = once["opkopers"] if once.has("opkopers") else None
    cases = reinspections.days_to_compliance(once["opkoper_controles"], register, once.quarter)
    curve = time_to_compliance.time_to_event(
        cases.days, cases.is_event, measure="days_to_compliance", period=label, least=limits.hidden_below
    )
    return tables.stack(
        group_shares.intervals(tables.rows_of(shown, measure="item_met_percent")),
        group_shares.shrunken(by_sector),
        differences.any_difference(by_sector, measure=sectors.SHARE, split="sector", period=label),
        group_shares.failed(tables.rows_of(shown, measure=reinspections.MEASURE, split=""), limits),
        group_shares.mended(after, limits.percent_base),
        curve,
        time_to_compliance.complied(curve),
    )


def _protected(delivery: Delivery, measured: pd.DataFrame) -> pd.DataFrame:
    limits = delivery.settings.municipality.small_numbers
    return disclosure.protect(measured, tables.estimates(), limits)[0]
