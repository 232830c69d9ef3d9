"""Expectations: hand-made waves, statsmodels' intervals, and statistics.md card 1.6."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from helpers.floor.shapes import tables
from helpers.models.scan_car.survey_waves import comparable_waves, intervals
from helpers.models.statistics.survey import reliability

FORBIDDEN = re.compile(r"significant|effect|door de|dankzij|\bnan\b|\bnone\b|\d\.\d(?!\d\d)", re.IGNORECASE)


def waves(*rows: tuple, **same) -> pd.DataFrame:
    """Rows of area, period, percent, respondents."""
    columns = ("area", "period", "value", "denominator")
    about = {"area_level": "wijk", "measure": "clean_percent", "unit": "percent", "counted": "respondent"}
    return tables.measures([dict(zip(columns, row, strict=True)) for row in rows], **about | same)


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
    assert row.rule == "Het aandeel ligt tussen 50 en 69%, op 100 respondenten."


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


def test_what_is_hidden_or_unknown_stays_so_with_a_reason():
    table = waves(*TWO, ("c", "2024", math.nan, 90), ("d", "2024", 60.0, 0), ("e", "2024", 60.0, math.nan))
    table.loc[0, ["withheld", "value", "denominator"]] = ["small", math.nan, math.nan]
    rows = told(intervals(table))
    words = rows[rows.term == "share"].set_index(["area", "period"]).withheld
    assert words["a", "2022"] == "small" and words["a", "2024"] == ""
    assert {words[area, "2024"] for area in "cde"} == {"missing"}
    assert all(rows.rule.str.endswith("."))


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
    assert rows.rule["smallest_difference"] == (
        "In 2024 past een verschil tussen twee wijken van minder dan 12 procentpunt bij toeval."
    )
    assert "ongeveer 90% meer dan toeval" in rows.rule["reliability"]


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


def test_a_change_between_waves_has_the_interval_of_two_independent_samples():
    rows = told(comparable_waves(waves(*TWO)))
    assert rows[["area", "period", "estimate"]].values.tolist() == [["a", "2024", 10.0], ["b", "2024", -5.0]]
    low, high = confint_proportions_2indep(84, 120, 60, 100, method="newcomb", compare="diff")
    row = rows.iloc[0]
    assert (row.low, row.high) == pytest.approx((100 * low, 100 * high))
    assert row.se == pytest.approx(math.sqrt(60 * 40 / 100 + 70 * 30 / 120))
    limits = f"−{-100 * low:.1f} tot {100 * high:.1f} procentpunt.".replace(".", ",", 2)
    assert row.verdict == "onzeker" and row.rule == (
        f"Sinds 2022: +10,0 procentpunt. Het 95%-interval loopt van {limits} "
        "Zowel een daling als een stijging past hierbij."
    )


@pytest.mark.parametrize(("later", "verdict"), [(85.0, "toename"), (35.0, "afname")])
def test_a_change_whose_interval_leaves_out_0_has_its_direction(later, verdict):
    row = told(comparable_waves(waves(("a", "2022", 60.0, 100), ("a", "2024", later, 100)))).iloc[0]
    assert row.verdict == verdict and "Zowel" not in row.rule


def test_no_change_is_given_across_a_break_in_the_method():
    table = waves(*TWO, ("a", "2026", 72.0, 100), ("b", "2026", 71.0, 100))
    table["series"] = np.where(table.period == "2022", "telefonisch", "online")
    rows = told(comparable_waves(table)).set_index(["area", "period"])
    assert set(rows.withheld[:, "2024"]) == {"missing"} and set(rows.withheld[:, "2026"]) == {""}
    assert "sinds 2022 anders opgezet" in rows.rule["a", "2024"]


def test_waves_follow_each_other_by_date_and_a_wijk_that_skipped_one_has_no_change_there():
    table = waves(("a", "voorjaar", 60.0, 100), ("a", "najaar", 70.0, 100), ("b", "voorjaar", 60.0, 100))
    table["start"] = pd.to_datetime(table.period.map({"voorjaar": "2026-03-01", "najaar": "2026-09-01"}))
    rows = told(comparable_waves(table)).set_index("area")
    assert set(rows.period) == {"najaar"} and rows.estimate["a"] == 10
    assert rows.withheld["b"] == "missing"


@pytest.mark.parametrize(("value", "n"), [(0.0, 100), (100.0, 100), (60.0, 49)])
def test_a_change_from_a_share_that_is_not_shown_is_not_shown_either(value, n):
    for rows in ([("a", "2022", value, n), *TWO[2:3]], [TWO[0], ("a", "2024", value, n)]):
        assert told(comparable_waves(waves(*rows))).withheld.tolist() == ["small"]


def test_one_wave_or_none_has_no_changes():
    assert len(comparable_waves(waves(*TWO[:2]))) == len(comparable_waves(tables.measures())) == 0
    assert len(intervals(tables.measures())) == 0


def test_two_measures_do_not_mix():
    both = tables.stack(waves(*TWO), waves(*TWO, measure="lighting_percent"))
    assert len(comparable_waves(both)) == 4 and len(intervals(both)) == 2 * (4 + 6)


def test_a_wijk_that_occurs_twice_in_a_wave_stops_the_model():
    for model in (intervals, comparable_waves):
        with pytest.raises(ValueError, match="occur twice"):
            model(waves(*TWO, TWO[0]))
