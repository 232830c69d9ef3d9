"""Do enough of the inspected dealers comply with the Digital Buyers Register?"""

import pandas as pd

from helpers import disclosure
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.floor.shapes.words import unknown_of
from helpers.measures.dealers import compliance, reinspections, sectors
from helpers.models.dealers import all_dealers, differences, group_shares, selection, time_to_compliance
from helpers.models.indicators import unknown

SUBJECT = "dealer_compliance"
SOURCES = ("opkoper_controles", "opkopers")
SHARE = "compliant_dealers_percent"
DRAWN = "drawn_compliance_percent"
FIRST = "first_inspection_percent"


def analyse(delivery: Delivery) -> Result:
    """The fact about the inspected dealers, and what it says about all registered dealers."""
    return disclosure.protected_result(SUBJECT, delivery, SOURCES, lambda: _exact(delivery))


def first_inspection(delivery: Delivery) -> pd.DataFrame:
    """The row of the dealers at their first inspection, hidden where this chapter hides it: its sums stand here."""
    return tables.rows_of(analyse(delivery).measures, measure=FIRST, period=delivery.quarter.label)


def _exact(delivery: Delivery) -> disclosure.Exact:
    if not delivery.has("opkoper_controles"):
        return disclosure.Exact()
    once = delivery.last_yearly()
    return disclosure.Exact(
        measures=[*_counted(delivery), _once_a_year(delivery)],
        published=_counted(once) if once.quarter != delivery.quarter else [],
        models=[
            lambda shown: _all_dealers(delivery, shown),
            lambda shown: _of_groups(once, shown),
            lambda shown: unknown.told(shown, delivery.settings.indicators, delivery.quarter, _limits(delivery)),
        ],
    )


def _counted(delivery: Delivery) -> list[pd.DataFrame]:
    """What every edition tells of the dealers of its year so far."""
    counted = (
        compliance.compliant_dealers,
        compliance.first_inspection_compliance,
        compliance.compliance_by_reason,
        compliance.item_failures,
        compliance.empty_inspections,
        compliance.drawn_compliance,
    )
    inspected = [measure(delivery["opkoper_controles"], delivery.quarter) for measure in counted]
    return [*inspected, undecided(delivery), _registered(delivery)]


def undecided(delivery: Delivery) -> pd.DataFrame:
    """The inspected dealers of whom it is not known whether they comply, where that tells of no others."""
    inspections, quarter = delivery["opkoper_controles"], delivery.quarter
    headline = compliance.compliant_dealers(inspections, quarter)
    return disclosure.unknown_within(compliance.undecided_dealers(inspections, quarter), headline, _limits(delivery))


def _limits(delivery: Delivery) -> SmallNumbers:
    return delivery.settings.municipality.small_numbers


def _registered(delivery: Delivery) -> pd.DataFrame:
    if not delivery.has("opkopers"):
        return tables.measures()
    return compliance.registered_dealers(delivery["opkopers"], delivery.quarter)


def _once_a_year(delivery: Delivery) -> pd.DataFrame:
    """Sectors and what came after a failure: splits that successive quarters would give away."""
    inspections, quarter = delivery["opkoper_controles"], delivery.last_yearly().quarter
    counted = [reinspections.after_failure(inspections, quarter)]
    if quarter != delivery.quarter:
        # The headline of that year, published as well: what is hidden of the year may not follow from it.
        counted.append(compliance.compliant_dealers(inspections, quarter))
    if delivery.has("opkopers"):
        counted.append(sectors.compliance_by_sector(inspections, delivery["opkopers"], quarter))
    return tables.stack(*counted)


def _all_dealers(delivery: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    registered = tables.rows_of(shown, measure="registered_dealers")
    inspected = tables.the(shown, measure=SHARE, split="", period=delivery.quarter.label)
    if registered.empty or inspected.withheld:
        return tables.estimates()
    listed, limits = registered.value.item(), _limits(delivery)
    behind = None if registered.withheld.item() else limits.counts_behind(listed)
    unknown_ones = unknown.most(tables.the(shown, measure=unknown_of(SHARE)), limits, unknown.rest_of(inspected))
    pooled = all_dealers.share_of_all(inspected.numerator, inspected.denominator, listed, unknown_ones, behind)
    return tables.stack(pooled, _from_the_drawn(shown, listed, behind))


def _from_the_drawn(shown: pd.DataFrame, registered: float, behind: tuple[int, int] | None) -> pd.DataFrame:
    """What the dealers drawn by lot say of all: from protected counts, for an interval gives its counts away."""
    drawn = tables.the(shown, measure=DRAWN)
    cell = {name: drawn[name] for name in disclosure.CELL}
    at_random = selection.random_only(drawn.numerator, drawn.denominator, registered, behind, **cell)
    if not registered >= 1 or behind is None:
        return at_random
    # Not how many are still to be drawn: that would tell how many were.
    return tables.stack(at_random, selection.advice(behind[1]).assign(at=registered))


def _of_groups(once: Delivery, shown: pd.DataFrame) -> pd.DataFrame:
    """Items, sectors and what came after a failure: from protected rows only."""
    label, limits = once.quarter.label, _limits(once)
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
        group_shares.mended(after, limits.percent_base),
        curve,
        time_to_compliance.complied(curve),
    )
