"""What a reader of seven editions and of every dashboard between them has in hand: protected rows; and the truth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from unittest.mock import patch

import pandas as pd

from helpers.analyses import (
    cyber_training,
    dealer_compliance,
    safety_dashboard,
    safety_indicators,
    scan_car_cleanliness,
    wijk_profile,
)
from helpers.disclosure import results
from helpers.disclosure.defence import Component
from helpers.floor.month import Month
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables, words
from helpers.floor.shapes.delivery import Delivery
from helpers.measures.dealers import compliance, reinspections, sectors
from helpers.measures.indicators import dashboard, enforcement, unknowns
from helpers.measures.months import interventions as of_months
from helpers.measures.profile import interventions
from helpers.measures.scan_car import cleanliness
from helpers.measures.training import attendance, marks, participants

ABOUT_PERSONS = (
    *("cybertraining_deelnemers", "cybertraining_bijeenkomsten", "opkopers", "opkoper_controles"),
    *("interventies", "bestuursdwang", "crisisrollen", "bodycams", "rolbewustzijn"),
)
CHAPTERS = (cyber_training, dealer_compliance, safety_indicators)
NO_LIMITS = SmallNumbers.model_construct(hidden_below=-(10**9), percent_base=0, survey_base=0, rounded_to=-(10**9))


def published(delivery: Delivery, quarters: Sequence[Quarter]) -> pd.DataFrame:
    """The protected measure rows about persons, dealers, respondents and interventions, of every edition, once."""
    # The page per wijk protects all wijken together and takes out one: all of them at once.
    all_at_once = patch.object(wijk_profile.disclosure, "of_wijk", lambda result, wijk: result)
    # What an edition says of earlier quarters are headlines: from the last one on its own they are all there.
    this_alone = patch.object(safety_indicators, "QUARTERS_BACK", 0)
    with _without_models(), all_at_once:
        with this_alone:
            found = [_rows(delivery.at(quarter)) for quarter in quarters[:-1]]
        found.append(_rows(delivery.at(quarters[-1])))
        surveyed = scan_car_cleanliness.analyse(delivery.at(quarters[-1])).measures  # each wave once is enough
    found.append(tables.rows_of(surveyed, counted="respondent"))
    return pd.concat(found, ignore_index=True).drop_duplicates(ignore_index=True)


def _rows(delivery: Delivery) -> pd.DataFrame:
    about_persons, acted = _only(delivery, ABOUT_PERSONS), _only(delivery, ["interventies"])
    results_of = [chapter.analyse(about_persons) for chapter in CHAPTERS]
    results_of.append(wijk_profile.analyse(acted, "first"))
    results_of += [safety_dashboard.analyse(replace(acted, month=month)) for month in _months(delivery.quarter)]
    every = pd.concat([result.measures for result in results_of], ignore_index=True)
    is_made_of_shown = every.measure.str.endswith("_average_wijk")
    # Staff is not protected (docs/disclosure.md).
    return every[~every.counted.isin([*words.HARMLESS, "member", "staff", "boa"]) & ~is_made_of_shown]


def _only(delivery: Delivery, names: Collection[str]) -> Delivery:
    """Without the exports that are about nobody, which cost half of the time and hide nothing."""
    return replace(delivery, tables={name: table for name, table in delivery.tables.items() if name in names})


def _months(quarter: Quarter) -> list[Month]:
    last = Month.of(quarter.end)
    return [last.shift(-back) for back in (2, 1, 0)]


@contextmanager
def _without_models() -> Iterator[None]:
    """Estimates are made of protected rows or hidden with them; without them a chapter takes a third of the time.

    As in an edition, what one chapter takes of another is made once; and the same cells are defended once.
    """
    protected, kept, defend, defended = results._protected, {}, Component.defend, {}

    def measures_alone(delivery: Delivery, exact: results.Exact) -> results.Protected:
        return protected(delivery, replace(exact, estimates=(), models=()))

    def once(subject: str, delivery: Delivery, make: Callable[[], results.Protected]) -> results.Protected:
        key = subject, delivery.quarter, delivery.month
        if key not in kept:
            kept[key] = make()
        return kept[key]

    def defend_once(component: Component) -> None:
        sums = tuple((tuple(link.weights.items()), link.outside, link.is_guarded) for link in component.links)
        key = tuple(component.cells), sums
        if key not in defended:
            defend(component)
            defended[key] = component.hidden, component.withdrawn
        component.hidden, component.withdrawn = map(set, defended[key])

    with (
        patch.object(results, "_protected", measures_alone),
        patch.object(results, "kept_tables", once),
        patch.object(Component, "defend", defend_once),
    ):
        yield


def exact(delivery: Delivery, quarters: Iterable[Quarter]) -> pd.DataFrame:
    """The same rows as they are: nothing hidden, nothing rounded."""
    found = [one for quarter in quarters for one in _exact(delivery.at(quarter)) if len(one)]
    return tables.stack(*found).drop_duplicates(ignore_index=True)


def _exact(d: Delivery) -> Iterator[pd.DataFrame]:
    codes, quarter, once = d.areas.codes, d.quarter, d.last_yearly().quarter
    if d.has(*cyber_training.SOURCES):
        now, yearly = cyber_training.year_of(d), cyber_training.year_of(d.last_yearly())
        yield from (participants.elderly_trained(cyber_training.year_of(d.at(one))) for one in (quarter, once))
        yield participants.of_unknown_age(now)
        yield participants.of_unknown_home(yearly)
        yield participants.new_elderly_per_session(now)
        yield participants.elderly_by_wijk(yearly, codes)
        yield attendance.funnel(yearly, NO_LIMITS)
        yield attendance.seen_before(yearly)
        yield marks.before_and_after(yearly)
    if d.has("opkoper_controles"):
        yield from _of_dealers(d["opkoper_controles"], d, once)
    if d.has("interventies"):
        done, months = d["interventies"], _months(quarter)
        yield from (dashboard.dashboard_interventions(done, one) for one in (quarter, once))
        yield dashboard.interventions_by_signal(done, quarter, d.said_signals.number)
        yield interventions.interventions(done, once, codes)
        yield of_months.monthly_interventions(done, [Month.of(quarter.end).shift(-back) for back in range(15)])
        yield from (of_months.interventions_in_wijk(done, month, codes) for month in months)
    if d.has("wijkatlas"):
        yield cleanliness.clean_percent(d["wijkatlas"], quarter)
        yield cleanliness.lighting_percent(d["wijkatlas"], quarter)
    if d.has("bestuursdwang"):
        yield enforcement.urgent_enforcement(d["bestuursdwang"], quarter)
        yield enforcement.enforcement_chain(d["bestuursdwang"], quarter)
    if d.has("crisisrollen"):
        yield unknowns.members(d["crisisrollen"], quarter)


def _of_dealers(inspections: pd.DataFrame, d: Delivery, once: Quarter) -> Iterator[pd.DataFrame]:
    quarter = d.quarter
    for one in (quarter, once):
        yield compliance.compliant_dealers(inspections, one)
    yield compliance.undecided_dealers(inspections, quarter)
    yield compliance.first_inspection_compliance(inspections, quarter)
    yield compliance.compliance_by_reason(inspections, quarter)
    yield compliance.item_failures(inspections, quarter)
    yield compliance.empty_inspections(inspections, quarter)
    yield compliance.drawn_compliance(inspections, quarter)
    yield reinspections.after_failure(inspections, once)
    if d.has("opkopers"):
        yield compliance.registered_dealers(d["opkopers"], quarter)
        yield sectors.compliance_by_sector(inspections, d["opkopers"], once)
