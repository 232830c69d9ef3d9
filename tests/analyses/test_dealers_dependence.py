"""Which dealer stands in which hidden cell changes no byte of the chapters on dealers and indicators."""

from __future__ import annotations

from itertools import permutations

import pandas as pd
import pytest

import moving
from helpers import sources
from helpers.analyses import dealer_compliance, safety_indicators
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.dealers import compliance, reinspections
from helpers.measures.dealers.inspections import ITEMS, first_of_year, one_a_dealer, telling
from helpers.models.dealers.time_to_compliance import GRID_DAYS

YEARLY, LATER = Quarter(2025, 4), Quarter(2026, 3)
INSPECTIONS, REGISTER = "opkoper_controles", "opkopers"


@pytest.fixture(scope="module", params=[("ours", YEARLY), ("theirs", LATER)], ids=str)
def seen(request, sample):
    """A delivery at a quarter, with all that the chapters say of it, told when it is asked for."""
    whose, quarter = request.param
    if whose == "ours":
        return sample.at(quarter), {}
    return sources.open_delivery(str(request.getfixturevalue("delivery")), quarter.label), {}


def told(seen, stem=dealer_compliance.SUBJECT):
    """What a chapter says of the delivery as it is."""
    there, said = seen
    said[stem] = said.get(stem) or moving.analysed(stem, there)
    return said[stem]


def changed_pieces(seen, other, stem=dealer_compliance.SUBJECT):
    """The pieces that differ, by name: what differs is not printed."""
    return moving.differing(stem, told(seen, stem), moving.analysed(stem, other))


def shown_of(seen, **where):
    return tables.rows_of(told(seen).measures, **where)


def exchanged(table, column, one, other):
    """Two rows with the words of a column exchanged."""
    moved = table.copy()
    moved.loc[[one, other], column] = table.loc[[other, one], column].to_list()
    return moved


def test_a_dealer_of_another_hidden_sector(seen):
    there, _ = seen
    shown = shown_of(seen, measure="inspected_dealers", split="sector")
    last = one_a_dealer(telling(there[INSPECTIONS], there.last_yearly().quarter), keep="last")
    listed = there[REGISTER]
    counts = listed[listed.dealer.isin(last.dealer)].sector.value_counts()
    source, target = next(moving.hidden_pairs(shown, "group", counts))
    who = listed.index[listed.dealer.isin(last.dealer) & (listed.sector == source)][0]
    moved = listed.copy()
    moved.loc[who, "sector"] = target
    assert changed_pieces(seen, moving.changed(there, opkopers=moved)) == []


def test_a_dealer_inspected_for_another_hidden_reason(seen):
    there, _ = seen
    shown = shown_of(seen, measure="compliant_dealers_percent", split="reason")
    table = there[INSPECTIONS]
    last = one_a_dealer(telling(table, there.quarter), keep="last")
    hidden = set(shown.group[shown.withheld.isin(moving.HIDDEN)]) - {"hercontrole", compliance.DRAWN}
    pairs = [
        (one, last.index[last.reason == other][0])
        for reason, other in permutations(sorted(hidden), 2)
        for one in last.index[last.reason == reason]
    ]
    assert changed_pieces(seen, moving.changed(there, opkoper_controles=exchanged(table, "reason", *pairs[0]))) == []


def test_a_failure_of_another_item(seen):
    """At the last inspection another item was not met: how many fail which item is hidden or withdrawn."""
    there, _ = seen
    shown = shown_of(seen, measure="item_met_percent", split="item")
    assert shown.withheld.isin(moving.HIDDEN).all()
    table = there[INSPECTIONS]
    last = one_a_dealer(telling(table, there.quarter), keep="last")
    failed = last[(last[list(ITEMS)] == "nee").any(axis=1)].iloc[0]
    item = next(name for name in ITEMS if failed[name] == "nee")
    other = next(name for name in ITEMS if failed[name] == "ja")
    moved = table.copy()
    moved.loc[failed.name, [item, other]] = ["ja", "nee"]
    assert changed_pieces(seen, moving.changed(there, opkoper_controles=moved)) == []


def test_what_came_after_a_failure_of_another_dealer(seen):
    """A dealer inspected again without being in order exchanges that inspection with one who was not."""
    there, _ = seen
    quarter, table = there.last_yearly().quarter, there[INSPECTIONS]
    after = shown_of(seen, measure="dealers_after_failure", split="after_failure").set_index("group").withheld
    first = first_of_year(table, quarter)
    failed = first[(first[list(ITEMS)] == "nee").any(axis=1)]
    again = reinspections.after_failure(table, quarter).set_index("group").value
    if not {"again_failed", "not_again"} <= set(after.index[after.isin(moving.HIDDEN)]) or not again["not_again"]:
        pytest.skip("no two hidden outcomes with a dealer in each")
    of_year = table[table.date.dt.year == quarter.year]
    once = failed[failed.dealer.map(of_year.dealer.value_counts()) == 1]
    rows = of_year[of_year.dealer.isin(failed.dealer) & ~of_year.index.isin(failed.index)]
    bad = rows[(rows[list(ITEMS)] == "nee").any(axis=1) & (rows.dealer.map(rows.dealer.value_counts()) == 1)]
    if once.empty or bad.empty:
        pytest.skip("nobody was inspected again once without being in order")
    moved = table.copy()
    moved.loc[bad.index[0], "dealer"] = once.iloc[0].dealer
    moved.loc[bad.index[0], "date"] = max(bad.iloc[0].date, once.iloc[0].date + pd.Timedelta(days=1))
    assert changed_pieces(seen, moving.changed(there, opkoper_controles=moved)) == []


def test_a_day_of_an_inspection_within_its_stretch(seen):
    """The inspection that saw a dealer comply was a day earlier: no curve and no count tells the day."""
    there, _ = seen
    quarter, table = there.last_yearly().quarter, there[INSPECTIONS]
    cases = reinspections.days_to_compliance(table, there[REGISTER], quarter)
    days = sorted(set(cases.days[cases.is_event & (cases.days % GRID_DAYS > 1)]))
    again = table[(table.reason == "hercontrole") & (table.date <= pd.Timestamp(quarter.end))]
    for at in again.index:
        moved = table.copy()
        moved.loc[at, "date"] -= pd.Timedelta(days=1)
        after = reinspections.days_to_compliance(moved, there[REGISTER], quarter)
        if sorted(cases.days) != sorted(after.days) and set(cases.days) - set(after.days) <= set(days):
            break
    assert changed_pieces(seen, moving.changed(there, opkoper_controles=moved)) == []


def test_a_form_left_incomplete_where_the_rest_of_the_headline_is_small(seen):
    """Of those who do not comply one is unknown: withdrawn, so that neither a status nor a sentence tells."""
    there, _ = seen
    headline = compliance.compliant_dealers(there[INSPECTIONS], there.quarter).iloc[0]
    assert headline.denominator - headline.numerator < 10
    table = there[INSPECTIONS]
    last = one_a_dealer(telling(table, there.quarter), keep="last")
    failed = last[(last[list(ITEMS)] == "nee").any(axis=1)]
    # Who failed at a re-inspection alone: a first failure counts elsewhere too.
    failed = failed[failed.reason == "hercontrole"]
    if failed.empty:
        pytest.skip("nobody failed at a re-inspection at last")
    unmet = [name for name in ITEMS if failed.iloc[0][name] == "nee"]
    moved = table.copy()
    moved.loc[failed.index[0], unmet] = None
    other = moving.changed(there, opkoper_controles=moved)
    assert changed_pieces(seen, other) == changed_pieces(seen, other, safety_indicators.SUBJECT) == []


def test_urgent_action_applied_once_more_in_another_month(seen):
    there, _ = seen
    months = there["bestuursdwang"]
    ours = months[(months.month.dt.year == there.quarter.year) & (months.applied > months.effective)]
    if len(ours) < 2:
        pytest.skip("no two months with room")
    moved = months.copy()
    moved.loc[ours.index[0], "applied"] -= 1
    applied = months.loc[ours.index[0], "applied"]
    assert applied > 0
    shown = tables.rows_of(told(seen, safety_indicators.SUBJECT).measures, measure="urgent_applied")
    if not shown.withheld.isin(moving.HIDDEN).all():
        pytest.skip("how often it was applied is shown")
    assert changed_pieces(seen, moving.changed(there, bestuursdwang=moved), safety_indicators.SUBJECT) == []
