"""The forecasts that the summary logs, and the score of those that earlier reports logged."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers.analyses import management_summary
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.history import FORECAST_COLUMNS, History

# Hours of the scan car in the sample's 2025, far above 100 and far below 99,999.
LOGGED = {
    "indicator_id": "VE-2-1", "quarter": "2025-Q2", "edition": 1, "kind": "concept", "made_on": "2025-06-30",
    "model": "pacing", "target": 100.0, "chance": 0.9, "low": 0.0, "middle": 500.0, "high": 99_999.0,
    "basis": "pace", "level": 0.9, "unit": "hours", "is_hindsight": False,
}  # fmt: skip


def with_log(sample, *rows):
    table = pd.DataFrame([LOGGED | row for row in rows], columns=list(FORECAST_COLUMNS))
    return replace(sample, history=History(forecasts=table.astype(FORECAST_COLUMNS)))


def scored(sample, *rows, quarter=None):
    delivery = with_log(sample, *rows).at(quarter or sample.quarter)
    return tables.rows_of(management_summary.scored(delivery), model="scoring")


@pytest.fixture(scope="module")
def summary(analysed):
    return analysed(management_summary)


def test_every_forecast_is_logged_also_of_an_indicator_that_is_decided(sample, summary):
    logged = tables.rows_of(summary.estimates, model=("pacing", "pace"), period="2026-Q3")
    without = {"urgent_enforcement_percent", "compliant_dealers_percent"}  # no number, and no model
    expected = {one.measure for one in sample.settings.indicators} - without
    assert set(logged[logged.term == "year_end"].measure) == expected
    assert set(logged[logged.term == "reach_target"].measure) == expected
    ends = logged[logged.term == "year_end"]
    assert set(zip(ends.model, ends.level, strict=True)) == {("pacing", 0.9), ("pace", 0.8)}


def test_the_logged_chance_is_the_one_behind_the_status(summary):
    status = tables.rows_of(summary.estimates, model="status")
    by_measure = status[status.estimate.notna()].set_index("measure").estimate
    ahead = tables.rows_of(summary.estimates, model=("pacing", "pace"), term="reach_target")
    logged = ahead.set_index("measure").estimate
    assert len(by_measure) >= 1
    assert logged[by_measure.index].to_dict() == by_measure.to_dict()


def test_forecasts_of_an_older_quarter_are_marked_as_hindsight(analysed, summary):
    early = analysed(management_summary, Quarter(2026, 2))
    made = [tables.the(one.estimates, term="made_beforehand").is_met for one in (summary, early)]
    assert made == [True, False]


def test_the_summary_holds_the_score(sample):
    delivery = with_log(sample, {})
    told = tables.rows_of(management_summary.analyse(delivery).estimates, model="scoring")
    told = told[told.term != "made_beforehand"].reset_index(drop=True)
    pd.testing.assert_frame_equal(told, management_summary.scored(delivery))
    assert len(told)


def test_a_forecast_is_held_against_its_own_target(sample):
    found = scored(sample, {"target": 100.0}, {"indicator_id": "VE-2-1", "quarter": "2025-Q3", "target": 99_999.0})
    outcomes = tables.rows_of(found, role="forecast").set_index("period").is_met
    assert outcomes.to_dict() == {"2025-Q2": True, "2025-Q3": False}
    assert tables.the(found, term="came_true").rule == "Van de 2 verwachtingen in 2025 kwam er 1 uit."


def test_a_year_that_is_not_over_is_not_scored(sample):
    assert tables.rows_of(scored(sample, {"quarter": "2026-Q1"}), role=("primary", "forecast")).empty
    before = scored(sample, {}, quarter=Quarter(2025, 3))
    assert tables.rows_of(before, term=("came_true", "unknown")).empty


def test_a_year_is_scored_in_its_own_last_quarter(sample):
    assert len(tables.rows_of(scored(sample, {}, quarter=Quarter(2025, 4)), term="came_true")) == 1


@pytest.mark.parametrize("odd", [{"indicator_id": "XX-9-9"}, {"unit": "persons"}, {"target": float("nan")}])
def test_a_forecast_that_cannot_be_held_against_anything_is_counted_as_such(sample, odd):
    found = scored(sample, odd)
    assert tables.the(found, term="unknown").estimate == 1
    assert tables.rows_of(found, term="came_true").empty


def test_a_forecast_of_a_missing_export_cannot_be_scored(sample, without):
    found = scored(without(sample, "scanauto_inzet"), {})
    assert tables.the(found, term="unknown").estimate == 1


def test_a_forecast_without_a_chance_was_none_about_a_target(sample):
    found = scored(sample, {"chance": float("nan"), "target": float("nan")})
    assert tables.rows_of(found, term=("unknown", "came_true")).empty
