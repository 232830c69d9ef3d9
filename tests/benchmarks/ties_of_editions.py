"""What ties the published figures of several editions: sums, parts, chains and what grows, in the plainest way.

Written apart from `disclosure.linked`: where the two differ, one is wrong.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

import numpy as np
import pandas as pd
from reader_of_editions import Reader

from helpers.floor.quarter import Quarter

GROWING = ("training_funnel", "empty_inspections", "first_inspection_percent", "drawn_compliance_percent",
           "violations", "urgent_possible", "urgent_applied", "urgent_effective")  # fmt: skip


def reader_of(
    rows: pd.DataFrame, truth: pd.DataFrame, exempt: Collection[str] | None, *, is_insider: bool = False
) -> Reader:
    """Who has read these rows, and knows what ties them."""
    reader = Reader(rows, truth, exempt, is_insider=is_insider)
    for tie in (_training, _sessions, _marks, _dealers, _sectors, _interventions, _enforcement, _survey, _growth):
        tie(reader)
    return reader


def total(measure: str, period: str) -> str:
    return f"{measure}||||{period}"


def before(quarter: str) -> str:
    return Quarter.parse(quarter).previous.label


def _training(r: Reader) -> None:
    """Homes and earlier years each add up to the headline; steps contain one another."""
    for period in r.periods("elderly_trained"):
        headline = total("elderly_trained", period)
        if not r.has(headline):
            continue
        homes = r.where(measure="elderly_trained", area_level="wijk", period=period)
        unknown = r.where(measure="elderly_home_unknown", period=period)
        if homes and unknown:
            r.equal([r.of(name) for name in (*homes, *unknown)], [r.of(headline)])
        earlier = r.where(measure="elderly_seen_before", split="earlier_year", period=period)
        _added_up(r, earlier, headline)
        if r.has(total("elderly_seen_before", period)):
            r.equal([r.of(total("elderly_seen_before", period))], [r.of(headline)])
        _steps(r, period, headline)


def _steps(r: Reader, period: str, headline: str) -> None:
    registered, came = (f"training_funnel||step|{group}|{period}" for group in ("registrations", "attendances"))
    unknown = f"elderly_trained_unknown||unknown|unknown|{period}"
    if r.has(came, unknown):
        r.unprinted(f"attendances of others {period}", [r.of(came)], [r.of(headline), r.of(unknown)])
    if r.has(registered, came):  # more may come than registered
        r.unprinted(f"stayed away {period}", [r.of(registered)], [r.of(came)], least=-np.inf)


def _sessions(r: Reader) -> None:
    """The new elderly of the sessions held in a quarter are what the headline grew."""
    held = r.rows[(r.rows.measure == "new_elderly") & (r.rows.group == "gehouden")]
    for quarter, several in held.groupby(held.start.dt.to_period("Q").astype(str)):
        label = f"{quarter[:4]}-{quarter[4:]}"
        now, was = total("elderly_trained", label), total("elderly_trained", before(label))
        if r.has(now) and (label.endswith("Q1") or r.has(was)):
            earlier = [] if label.endswith("Q1") else [r.of(was)]
            r.equal([*(r.of(name) for name in several.name), *earlier], [r.of(now)])


def _marks(r: Reader) -> None:
    """Pairs are those that responded; they went up, stayed or fell, and were sufficient before and after or not."""
    for period in r.periods("mark_response_percent"):
        response, headline = f"mark_response_percent||marks|both|{period}", total("elderly_trained", period)
        pairs = {f"{response}:met": 1}
        if r.has(headline):
            r.equal([r.of(response)], [r.of(headline)])
        changes = r.where(measure="mark_change_percent", split="mark_change", period=period)
        if len(changes) == 3:
            r.equal([{f"{name}:met": 1} for name in changes], [pairs])
        moments = {one: f"mark_sufficient_percent||moment|{one}|{period}" for one in ("voor", "na")}
        for name in (*changes, *moments.values()):
            if r.has(name):
                r.equal([r.of(name)], [pairs])
        four = {g: f"mark_sufficient_change||sufficient|{g}|{period}" for g in (
            "werd voldoende", "werd onvoldoende", "bleef voldoende", "bleef onvoldoende")}  # fmt: skip
        if r.has(*four.values()):
            r.equal([r.of(name) for name in four.values()], [pairs])
            stayed = r.of(four["bleef voldoende"])
            for moment, group in (("voor", "werd onvoldoende"), ("na", "werd voldoende")):
                if r.has(moments[moment]):
                    r.equal([stayed, r.of(four[group])], [{f"{moments[moment]}:met": 1}])


def _dealers(r: Reader) -> None:
    """Reasons add up to the headline; what an item failed is no more than what failed in all, and no less together."""
    for period in r.periods("compliant_dealers_percent"):
        headline, unknown = (
            total("compliant_dealers_percent", period),
            f"compliant_dealers_percent_unknown||unknown|unknown|{period}",
        )
        if not r.has(headline):
            continue
        met, rest = {f"{headline}:met": 1}, {f"{headline}:rest": 1}
        failed = [rest]
        if r.has(unknown):
            failed_name = f"failing dealers {period}"
            r.known.figure(failed_name, 0, np.inf)
            r.equal([{failed_name: 1}, r.of(unknown)], [rest])
            failed = [{failed_name: 1}]
        groups = r.where(measure="compliant_dealers_percent", split="reason", period=period)
        if groups:
            r.equal([{f"{name}:met": 1} for name in groups], [met])
            r.equal([{f"{name}:rest": 1} for name in groups], [rest])
        items = r.where(measure="item_met_percent", period=period)
        for name in items:
            r.at_least(failed, [{f"{name}:rest": 1}])
            r.at_least([r.of(headline)], [r.of(name)])
        if len(items) == 7:
            r.at_least([{f"{name}:rest": 1} for name in items], failed)
        _first(r, period, headline)


def _first(r: Reader, period: str, headline: str) -> None:
    first, drawn = total("first_inspection_percent", period), f"drawn_compliance_percent||reason|steekproef|{period}"
    after = total("dealers_after_failure", period)
    if r.has(first):
        r.unprinted(f"inspected again alone {period}", [r.of(headline)], [r.of(first)])
    if r.has(first, drawn):
        r.unprinted(f"not drawn {period}", [r.of(first)], [r.of(drawn)])
    if r.has(first, after):
        r.unprinted(f"undecided at first {period}", [{f"{first}:rest": 1}], [r.of(after)])
    groups = r.where(measure="dealers_after_failure", split="after_failure", period=period)
    if groups and r.has(after):
        r.equal([r.of(name) for name in groups], [r.of(after)])


def _sectors(r: Reader) -> None:
    for period in r.periods("sector_compliance_percent"):
        headline = total("compliant_dealers_percent", period)
        shares = r.where(measure="sector_compliance_percent", split="sector", period=period)
        if not r.has(headline):
            continue
        for part in ("met", "rest"):
            if shares:
                r.equal([{f"{name}:{part}": 1} for name in shares], [{f"{headline}:{part}": 1}])
            if r.has(total("sector_compliance_percent", period)):
                whole = {f"{total('sector_compliance_percent', period)}:{part}": 1}
                r.equal([whole], [{f"{headline}:{part}": 1}])
        if r.has(total("inspected_dealers", period)):
            r.equal([r.of(total("inspected_dealers", period))], [r.of(headline)])
        for name in shares:
            count = name.replace("sector_compliance_percent", "inspected_dealers")
            if r.has(count):
                r.equal([r.of(name)], [r.of(count)])


def _interventions(r: Reader) -> None:
    """Wijken add up to the municipality and months to the year; what the dashboard led to is a part."""
    for period in r.periods("wijk_interventions"):
        whole, by_dashboard = total("wijk_interventions", period), total("dashboard_interventions", period)
        wijken = r.where(measure="wijk_interventions", area_level="wijk", period=period)
        _added_up(r, wijken, whole)
        for name in (whole, *wijken):
            measure = "interventions_in_wijk" if name in wijken else "monthly_interventions"
            months = [f"{measure}|{name.split('|')[1]}|||{period[:4]}-{month:02}" for month in range(1, 13)]
            _added_up(r, months, name)
        if r.has(whole, by_dashboard):
            r.unprinted(f"not by dashboard {period}", [r.of(whole)], [r.of(by_dashboard)])
    for month in r.periods("interventions_in_wijk"):
        _added_up(r, r.where(measure="interventions_in_wijk", period=month), total("monthly_interventions", month))
    for period in r.periods("interventions_by_signal"):
        groups = r.where(measure="interventions_by_signal", split="signal", period=period)
        _added_up(r, groups, total("dashboard_interventions", period))


def _added_up(r: Reader, parts: list[str], whole: str) -> None:
    if parts and r.has(whole, *parts):
        r.equal([r.of(name) for name in parts], [r.of(whole)])


def _enforcement(r: Reader) -> None:
    for period in r.periods("urgent_possible"):
        headline = total("urgent_enforcement_percent", period)
        chain = [
            total(name, period) for name in ("violations", "urgent_possible", "urgent_applied", "urgent_effective")
        ]
        if not r.has(*chain):
            continue
        for more, less in pairwise(chain):
            r.unprinted(f"{more} less {less}", [r.of(more)], [r.of(less)])
        if r.has(headline):
            r.equal([r.of(chain[1])], [r.of(headline)])
            r.equal([r.of(chain[3])], [{f"{headline}:met": 1}])
    for period in r.periods("trained_members_percent"):
        unknown, headline = (
            f"trained_members_percent_unknown||unknown|unknown|{period}",
            total("trained_members_percent", period),
        )
        if r.has(unknown, headline):
            r.at_least([{f"{headline}:rest": 1}], [r.of(unknown)])


def _survey(r: Reader) -> None:
    """Wijken add up to all respondents, who answered both questions."""
    for wave in r.periods("clean_percent"):
        for measure in ("clean_percent", "lighting_percent"):
            wijken, whole = r.where(measure=measure, area_level="wijk", period=wave), total(measure, wave)
            if wijken and r.has(whole):
                r.equal([r.of(name) for name in wijken], [r.of(whole)])
                r.equal([{f"{name}:met": 1} for name in wijken], [{f"{whole}:met": 1}])
        for name in r.where(measure="clean_percent", area_level="wijk", period=wave):
            other = name.replace("clean_percent", "lighting_percent")
            if r.has(other):
                r.equal([r.of(name)], [r.of(other)])


def _growth(r: Reader) -> None:
    """What is counted from 1 January never falls within the year; what it grew by is printed nowhere."""
    for name in r.rows.name[r.rows.measure.isin(GROWING)]:
        stem, _, period = name.rpartition("|")
        if period.endswith("Q1") or not r.has(f"{stem}|{before(period)}"):
            continue
        was = f"{stem}|{before(period)}"
        for part in (":met", ":rest") if r.is_share[name] else ("",):
            r.unprinted(f"growth {name}{part}", [{name + part: 1}], [{was + part: 1}])
