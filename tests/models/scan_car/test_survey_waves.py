"""Expectations: hand-made waves, statsmodels' intervals, and statistics.md card 1.6."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from helpers.floor.shapes import tables
from helpers.models.scan_car import survey_waves
from helpers.models.statistics.survey import reliability

FORBIDDEN = re.compile(r"significant|effect|door de|dankzij|\bnan\b|\bnone\b|\d\.\d(?!\d\d)", re.IGNORECASE)


def waves(*rows: tuple, **same) -> pd.DataFrame:
    """Rows of area, period, percent, respondents."""
    columns = ("area", "period", "value", "denominator")
    about = {"area_level": "wijk", "measure": "clean_percent", "unit": "percent", "counted": "respondent"}
    return tables.measures([dict(zip(columns, row, strict=True)) for row in rows], **about | same)


def intervals(table, design_effect=1.0, survey_base=50) -> pd.DataFrame:
    return survey_waves.intervals(table, design_effect=design_effect, survey_base=survey_base, level=0.95)


def told(estimates: pd.DataFrame) -> pd.DataFrame:
    assert not [rule for rule in estimates.rule if FORBIDDEN.search(rule)]
    numbers = estimates[estimates.withheld != ""][["estimate", "se", "low", "high"]]
    assert numbers.isna().all(axis=None)
    return estimates


TWO = [("a", "2022", 60.0, 100), ("b", "2022", 75.0, 80), ("a", "2024", 70.0, 120), ("b", "2024", 70.0, 90)]


def test_a_share_has_its_wilson_interval_its_error_and_its_respondents():
    row = tables.the(told(intervals(waves(*TWO))), term="share", area="a", period="2022")
    low, high = proportion_confint(60, 100, method="wilson")
    assert (row.low, row.high, row.estimate) == pytest.approx((100 * low, 100 * high, 60))
    assert row.se == pytest.approx(math.sqrt(60 * 40 / 100)) and (row.n, row.level) == (100, 0.95)


def test_a_design_effect_makes_the_interval_that_of_a_smaller_sample():
    row = tables.the(intervals(waves(*TWO), design_effect=2), term="share", area="a", period="2022")
    assert row.low == pytest.approx(100 * proportion_confint(30, 50, method="wilson")[0]) and row.n == 100


def test_an_error_that_the_survey_gives_sets_the_size_and_the_error_of_a_simple_sample_does_not():
    simple = math.sqrt(60 * 40 / 100)
    given = waves(*TWO[:1], se=simple * math.sqrt(2))
    low = tables.the(intervals(given, design_effect=1.3), term="share").low
    assert low == pytest.approx(100 * proportion_confint(30, 50, method="wilson")[0])
    assert tables.the(intervals(given), term="share").se == pytest.approx(simple * math.sqrt(2))
    copied = intervals(waves(*TWO[:1], se=simple), design_effect=2)
    assert tables.the(copied, term="share").low == pytest.approx(low)


def test_a_share_on_fewer_respondents_than_the_base_is_withheld_and_at_the_base_it_is_not():
    table = waves(("a", "2024", 60.0, 49), ("b", "2024", 60.0, 50), ("c", "2024", 70.0, 300))
    shares = told(intervals(table)).set_index("area").withheld
    assert (shares["a"], shares["b"], shares["c"]) == ("small", "", "")
    raised = intervals(table, survey_base=51).set_index("area").withheld
    assert (raised["a"], raised["b"]) == ("small", "small")


def test_what_is_hidden_or_unknown_stays_so():
    table = waves(*TWO, ("c", "2024", math.nan, 90), ("d", "2024", 60.0, 0), ("e", "2024", 60.0, math.nan))
    table.loc[0, ["withheld", "value", "denominator"]] = ["small", math.nan, math.nan]
    rows = told(intervals(table))
    words = rows[rows.term == "share"].set_index(["area", "period"]).withheld
    assert words["a", "2022"] == "small" and words["a", "2024"] == ""
    assert {words[area, "2024"] for area in "cde"} == {"missing"}


def test_other_area_levels_and_splits_are_left_aside():
    town = waves(("", "2024", 65.0, 900), area_level="municipality")
    split = waves(("a", "2024", 65.0, 90), split="reason", group="65+")
    assert len(intervals(tables.stack(town, split))) == 0


def test_reliability_and_smallest_difference_stand_for_each_wave_over_the_wijken_that_are_shown():
    table = waves(("a", "2024", 60.0, 100), ("b", "2024", 80.0, 100), ("c", "2024", 5.0, 20))
    rows = tables.rows_of(told(intervals(table)), role="limit").set_index("term")
    assert set(rows.period) == {"2024"} and set(rows.area) == {""} and set(rows.n_clusters) == {2}
    assert rows.estimate["reliability"] == pytest.approx(100 * reliability([60, 80], [24, 16]))
    assert rows.estimate["smallest_difference"] == pytest.approx(1.959964 * math.sqrt(2 * 20), abs=1e-4)


def test_hundred_respondents_a_wijk_see_no_difference_of_ten_points():
    # statistics.md, card 1.6: "kleiner dan 10 punten … meestal toeval"
    table = waves(*[(f"W{i}", "2024", 65.0 + i, 100) for i in range(13)])
    rows = intervals(table).set_index("term").estimate
    assert 10 < rows["smallest_difference"] < rows["smallest_difference_of_all"] < 25


@pytest.mark.parametrize("respondents", [(100, 20), (20, 20)])
def test_a_wave_with_fewer_than_two_wijken_tells_nothing_between_them(respondents):
    table = waves(*[(area, "2024", 60.0, n) for area, n in zip("ab", respondents, strict=True)])
    limits = tables.rows_of(told(intervals(table)), role="limit")
    assert len(limits) == 3 and (limits.withheld == "missing").all()


def test_two_measures_do_not_mix_and_nothing_gives_nothing():
    both = tables.stack(waves(*TWO), waves(*TWO, measure="lighting_percent"))
    assert len(intervals(both)) == 2 * (4 + 6) and len(intervals(tables.measures())) == 0


def test_a_wijk_that_occurs_twice_in_a_wave_stops_the_model():
    with pytest.raises(ValueError, match="occur twice"):
        intervals(waves(*TWO, TWO[0]))
