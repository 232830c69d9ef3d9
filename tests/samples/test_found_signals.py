"""The signals that the dashboard would give on the sample: what is planted is found, and little else."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers.floor.areas import Areas
from helpers.floor.month import Month, months_up_to
from helpers.floor.params import settings as params
from helpers.floor.shapes import tables
from helpers.measures.months import reports, waste_sites
from helpers.models import signals
from helpers.samples.exports import afvalwaarnemingen, meldingen
from helpers.samples.truth import PLANTED_SIGNALS, Truth

AREAS = Areas.load()
NEWEST = Month(2026, 9)
PAST = next(one for one in PLANTED_SIGNALS if max(one.months) < "2026")
OF_KIND = {"waste": ("monthly_reports", "Zwerfvuil"), "lighting": ("monthly_reports", "Straatverlichting")}
OF_SITES = ("monthly_sites_out_of_norm", "")
PLANTED = [
    (month, (*OF_KIND.get(one.kind, OF_SITES), AREAS.codes[one.place]))
    for one in PLANTED_SIGNALS
    for month in one.months
]


def series_of(truth):
    """What the dashboard judges, from the made-up rows."""
    told = pd.DataFrame(meldingen.rows(truth, AREAS), columns=["month", "wijk", "category", "reports"])
    seen = afvalwaarnemingen.rows(truth, AREAS)
    seen = pd.DataFrame(seen, columns=["date", "wijk", "sites_seen", "sites_with_waste", "sites_out_of_norm"])
    return tables.stack(
        reports.monthly_reports(told.assign(month=pd.to_datetime(told.month)), NEWEST, AREAS.codes),
        waste_sites.monthly_sites_seen(seen.assign(date=pd.to_datetime(seen.date)), NEWEST),
        waste_sites.monthly_sites_out_of_norm(seen.assign(date=pd.to_datetime(seen.date)), NEWEST),
    )


def judged(series, month):
    return signals.judged(series, month, params.load().municipality.signals)


def out_of_range(found, term="month"):
    rows = tables.rows_of(found, term=term)
    return {(one.measure, one.group, one.area) for one in tables.each_row(rows[rows.is_met.fillna(False)])}


@pytest.fixture(scope="module")
def with_planted():
    return series_of(Truth())


@pytest.fixture(scope="module")
def last_year_without():
    series = series_of(Truth(planted_signals=()))
    return {month.label: judged(series, month) for month in months_up_to(NEWEST, 12)}


def test_every_planted_month_is_found(with_planted):
    found = {month: out_of_range(judged(with_planted, Month.parse(month))) for month, _ in PLANTED}
    assert [(month, series) for month, series in PLANTED if series not in found[month]] == []


def test_what_is_planted_twice_goes_on_and_nothing_else_does(with_planted):
    [twice] = [one for one in PLANTED_SIGNALS if one is not PAST and len(one.months) == 2]
    found = out_of_range(judged(with_planted, NEWEST), "persistent")
    assert found == {("monthly_reports", "Straatverlichting", AREAS.codes[twice.place])}


def test_without_what_is_planted_no_signal_goes_on_and_one_month_is_out_by_chance_as_often_as_promised(
    last_year_without,
):
    """Measured: 12 of 883 judged series and months, 1.4%; the newest month has one, "Overig" in WK191609 (32)."""
    assert [month for month, found in last_year_without.items() if out_of_range(found, "persistent")] == []
    assert [month for month, found in last_year_without.items() if out_of_range(found, "new_level")] == []
    all_ = pd.concat(last_year_without.values())
    asked = all_[(all_.term == "month") & all_.is_met.notna()]
    assert len(asked) > 800
    assert asked.is_met.mean() < 1 / 52
    assert out_of_range(last_year_without[NEWEST.label]) == {("monthly_reports", "Overig", AREAS.codes[8])}


def test_no_planted_month_is_out_of_its_range_without_what_is_planted(last_year_without):
    of_last_year = [(month, series) for month, series in PLANTED if month in last_year_without]
    assert len(of_last_year) == 4
    assert [one for one in of_last_year if one[1] in out_of_range(last_year_without[one[0]])] == []


def test_the_outbreak_of_last_year_changes_no_verdict_of_this_year(last_year_without):
    """Measured in June, a year after it: 7.0 expected instead of 6.0; without capping 8.4, and signals change."""
    series = series_of(replace(Truth(), planted_signals=(PAST,)))
    for month in (NEWEST.shift(-3), NEWEST.shift(-2), NEWEST):
        found, without = judged(series, month), last_year_without[month.label]
        assert out_of_range(found) == out_of_range(without)
        there = {"term": "month", "group": "Zwerfvuil", "area": AREAS.codes[PAST.place]}
        expected, ordinary = tables.the(found, **there).estimate, tables.the(without, **there).estimate
        assert expected == pytest.approx(ordinary, rel=0.25)
