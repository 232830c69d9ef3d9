import pandas as pd
import pytest

from helpers.analyses import management_summary, safety_indicators
from helpers.floor import settings, tables
from helpers.floor.quarter import Quarter


def test_every_indicator_has_a_calculation_and_every_calculation_an_indicator():
    named = {indicator.measure for indicator in settings.load().indicators}
    assert named == set(safety_indicators.CALCULATIONS)


def test_each_indicator_has_one_status_and_a_value_for_eight_quarters(sample):
    result = safety_indicators.analyse(sample)
    ids = [indicator.id for indicator in sample.settings.indicators]
    assert tables.rows_of(result.estimates, role="status").term.tolist() == ids
    assert result.measures.groupby("measure").period.nunique().eq(8).all()


@pytest.mark.parametrize(
    ("dataset", "indicators"),
    [
        ("bodycams", {"VE-2-3"}),
        ("crisisoefeningen", {"BR-1-3", "VE-1-5"}),
        ("cybertraining_bijeenkomsten", {"VE-1-4"}),
        ("wijkveiligheidsscans", {"VE-1-1", "VE-1-2", "VE-1-3", "VE-3-2"}),
    ],
)
def test_a_missing_export_gives_its_indicators_no_judgement_and_the_reason(
    sample, without, dataset, indicators
):
    result = safety_indicators.analyse(without(sample, dataset))
    told = result.estimates[result.estimates.rule.str.contains("Het register was in onderhoud.")]
    assert set(told.term) == indicators
    assert set(told.verdict) == {"geen oordeel"}
    values = result.measures[result.measures.withheld == "missing"].measure
    assert {i.measure for i in sample.settings.indicators if i.id in indicators} <= set(values)


def test_a_year_without_targets_gets_no_judgement(sample):
    result = safety_indicators.analyse(sample.at(Quarter(2025, 4)))
    assert set(result.estimates.verdict) == {"geen oordeel"}


def test_a_later_quarter_in_the_delivery_changes_nothing_about_an_earlier_one(sample):
    early = sample.at(Quarter(2025, 2))
    cut = {}
    for name, table in sample.tables.items():
        day = next((c for c in ("date", "month", "counted_on") if c in table), None)
        is_log = day and name != "cybertraining_bijeenkomsten"
        cut[name] = table[table[day] <= "2025-06-30"] if is_log else table
    from dataclasses import replace

    whole = safety_indicators.analyse(early).measures
    pd.testing.assert_frame_equal(whole, safety_indicators.analyse(replace(early, tables=cut)).measures)


def test_the_chance_is_asked_only_where_the_year_is_still_open(sample):
    for_hours = sample.settings.of_measure("scan_car_hours")
    assert len(safety_indicators.forecast(sample, for_hours))
    assert safety_indicators.forecast(sample.at(Quarter(2025, 4)), for_hours).empty


def test_the_summary_says_the_same_as_the_chapter_on_all_indicators(sample):
    one, other = management_summary.analyse(sample), safety_indicators.analyse(sample)
    pd.testing.assert_frame_equal(one.estimates, other.estimates)
    assert one.subject == "management_summary"
