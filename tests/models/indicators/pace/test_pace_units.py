"""Expectations: the rules of silence of card P.1, and what must be so whatever the model."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.floor.shapes import tables
from helpers.models.indicators.pace import candidates, units
from helpers.models.indicators.pace.units import EarlierYear

LAST_YEAR = EarlierYear([4, 4, 4, 6], 18)


def said(done, **given):
    usual = {"units": 18, "target": 15, "goes_on": False, "earlier": [LAST_YEAR], "measure": "protocols"}
    return units.forecast(done, **(usual | given))


def row(table, term):
    return tables.the(table, term=term)


def allowed(table):
    return {word: bool(row(table, f"may_say_{word}").is_met) for word in ("on_course", "behind", "chance")}


def test_the_table_says_what_it_is():
    table = said([3, 4])
    assert set(table.model) == {"pace"} and set(table.basis) == {"pace"} and set(table.measure) == {"protocols"}
    assert row(table, "reach_target").unit == "probability" and row(table, "year_end").unit == "count"
    end = row(table, "year_end")
    assert (end.level, end.n) == (0.8, 18) and 7 <= end.low <= end.estimate <= end.high <= 18


def test_more_done_so_far_raises_the_chance_and_a_higher_target_lowers_it():
    chances = [row(said([k, k]), "reach_target").estimate for k in (1, 2, 4, 6)]
    assert chances == sorted(chances) and chances[-1] > chances[0] + 0.5
    falling = [row(said([3, 4], target=k), "reach_target").estimate for k in (8, 12, 15, 18)]
    assert falling == sorted(falling, reverse=True)


def test_a_year_end_rush_last_year_is_expected_again():
    rush, even = EarlierYear([1, 1, 1, 13], 18), EarlierYear([4, 4, 4, 4], 18)
    chances = [row(said([2, 1, 2], earlier=[one]), "reach_target").estimate for one in (rush, even)]
    assert chances[0] > chances[1] + 0.2


def test_less_than_four_quarters_of_history_says_no_more_than_that():
    table = said([3, 4, 2], earlier=[])
    assert set(table.term) == {"history", "earlier_year"}
    assert "bekend zijn er 3" in row(table, "history").rule.lower()


def test_without_a_whole_earlier_year_there_is_an_interval_and_no_status():
    for earlier in ([EarlierYear([np.nan, 4, 4, 6], 18)], [EarlierYear([9, 9, 9, 9], 18)]):
        table = said([3, 4], earlier=earlier)
        assert row(table, "history").is_met and not row(table, "earlier_year").is_met
        assert row(table, "year_end").high > row(table, "year_end").low
        assert allowed(table) == {"on_course": False, "behind": False, "chance": False}
        assert row(table, "may_say_behind").rule == units.NO_EARLIER_YEAR


def test_behind_is_said_early_only_below_one_in_ten():
    slow = [EarlierYear([3, 3, 3, 3], 18)]
    between, below, late = (said(done, earlier=slow) for done in ([2, 2], [1, 1], [3, 3, 3]))
    assert 0.1 < row(between, "reach_target").estimate <= 0.2
    assert allowed(between) == {"on_course": True, "behind": False, "chance": True}
    assert row(between, "may_say_behind").rule == units.TOO_EARLY
    assert row(below, "reach_target").estimate < 0.1 and allowed(below)["behind"]
    assert 0.1 < row(late, "reach_target").estimate <= 0.2 and allowed(late)["behind"]


def test_few_candidates_that_fit_say_nothing(monkeypatch):
    monkeypatch.setattr(units, "MIN_EFFECTIVE", 10**6)
    table = said([3, 4])
    assert allowed(table) == {"on_course": False, "behind": False, "chance": False}
    assert row(table, "may_say_on_course").rule == units.FEW_ALIKE


@pytest.mark.parametrize(
    ("done", "given", "chance"),
    [
        ([8, 7], {}, 1.0),  # met, and a unit is not undone
        ([3], {"target": 0}, 1.0),
        ([3], {"target": 19}, 0.0),  # more than there are
        ([3, 4, 4, 4], {}, 1.0),  # 31 December
        ([3, 4, 4, 3], {}, 0.0),
        ([3, 4], {"target": 6, "operator": "<="}, 0.0),  # broken for good
        ([3, 4, 4, 3], {"target": 14, "operator": "<="}, 1.0),
    ],
)
def test_what_is_certain_is_said_so(done, given, chance):
    table = said(done, **given)
    assert row(table, "reach_target").estimate == chance
    assert allowed(table) == {"on_course": True, "behind": True, "chance": True}


def test_the_last_day_of_the_year_leaves_no_interval():
    end = row(said([3, 4, 4, 3]), "year_end")
    assert (end.low, end.estimate, end.high) == (14, 14, 14)


def test_a_most_has_the_other_tail_and_no_verdict_while_it_is_open():
    table = said([3, 4], target=14, operator="<=")
    assert row(table, "reach_target").estimate == pytest.approx(1 - row(said([3, 4]), "reach_target").estimate)
    assert allowed(table) == {"on_course": False, "behind": False, "chance": True}


def test_what_was_done_before_counts_where_the_count_goes_on():
    earlier = [EarlierYear([1, 2, 1, 2], 13)]
    table = said([1, 2], units=13, done_before=6, target=10, goes_on=True, earlier=earlier)
    end = row(table, "year_end")
    assert end.low >= 9 and end.high <= 13
    assert 0.5 < row(table, "reach_target").estimate < 1


def test_no_target_gives_the_interval_alone():
    table = said([3, 4], target=None)
    assert set(table.term) == {"history", "earlier_year", "effective_sample", "year_end"}


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ([9, 10], "19 units were done"),
        ([], "1 to 4 quarters"),
        ([1, 1, 1, 1, 1], "1 to 4 quarters"),
        ([np.nan, 2], "whole and 0 or more"),
        ([1.5], "whole and 0 or more"),
    ],
)
def test_counts_that_cannot_be_are_refused(done, words):
    with pytest.raises(ValueError, match=words):
        said(done)


def test_one_unit_and_none_left_are_no_special_cases():
    one = said([0, 0], units=1, target=1, earlier=[EarlierYear([0, 0, 0, 1], 1)])
    assert 0 < row(one, "reach_target").estimate < 1
    full = said([0, 0], units=4, done_before=4, target=4, goes_on=True, earlier=[EarlierYear([1, 1, 1, 1], 4)])
    assert row(full, "reach_target").estimate == 1 and row(full, "year_end").low == 4


def test_only_the_last_three_earlier_years_count():
    old = [EarlierYear([0, 0, 0, 0], 18)]
    recent = [LAST_YEAR] * 3
    same = [row(said([3], earlier=one), "reach_target").estimate for one in (old + recent, recent)]
    assert same[0] == same[1]


def test_the_prior_is_that_of_the_card():
    assert (candidates.MEAN_LOG, candidates.SD_LOG, candidates.SD_YEAR, candidates.EARLIER_WEIGHT) == (
        0.3,
        0.6,
        0.25,
        0.5,
    )
    assert pytest.approx([1.76, 1.76, 1.76, 2.72]) == candidates.SEASON
