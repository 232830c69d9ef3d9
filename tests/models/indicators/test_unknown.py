"""What is neither yes nor no: how far it lets a value go, and when it leaves no judgement."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analyses import safety_indicators
from helpers.floor import targets
from helpers.floor.params.settings import Indicator
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.indicators import unknown

LIMITS, Q3, Q4 = SmallNumbers(), Quarter(2026, 3), Quarter(2026, 4)
MEASURE, COUNT = "data_driven_plans_percent", "elderly_trained"


def share(met, all_, measure=MEASURE, quarter=Q3):
    figures = {"value": 100 * met / all_, "numerator": met, "denominator": all_, "unit": "percent"}
    return tables.measures([figures], measure=measure, area_level="municipality", period=quarter.label)


def beside(n, counted="wijk", measure=MEASURE, quarter=Q3, withheld=""):
    row = {"value": math.nan if withheld else n, "counted": counted, "withheld": withheld}
    about = {"split": "unknown", "group": "unknown", "area_level": "municipality", "period": quarter.label}
    return tables.measures([row], measure=f"{measure}_unknown", **about)


def why(row, unknown_row, target, operator=">=", **more):
    return unknown.undecided(row.iloc[0], unknown_row.iloc[0], target, operator, limits=LIMITS, **more)


def test_between_the_ends_the_target_is_met_at_one_and_not_at_the_other():
    assert why(share(9, 13), beside(2), 80) == (
        "Van 2 wijken met een scan is niet bekend of er een informatiegestuurd plan is. "
        "De stand ligt daardoor op 69 tot 85%: te ruim voor een oordeel."
    )
    assert why(share(9, 13), beside(2), 80, is_over=True) != ""


def test_where_both_ends_agree_there_is_a_judgement():
    assert why(share(11, 13), beside(1), 80) == ""  # met whatever they are
    assert why(share(3, 13), beside(1), 80) == ""  # far from met, and one unit cannot change the pace much
    assert why(share(9, 13), beside(0), 80) == ""


def test_so_many_that_they_fill_half_of_what_lacks_leave_a_year_under_way_open():
    # 3 of 13, 11 asked: 8 lack (0.8 of 13 less 3 is 7.4 units); 4 fill half of it, 3 do not.
    assert why(share(3, 13), beside(4), 80) != "" and why(share(3, 13), beside(3), 80) == ""
    assert why(share(3, 13), beside(4), 80, is_over=True) == ""  # short at both ends, and nothing is to come


def test_a_target_of_at_most_is_broken_by_what_is_unknown():
    assert why(share(2, 13), beside(2), 20, "<=") != ""
    assert why(share(5, 13), beside(2), 20, "<=") == ""


def test_a_hidden_count_is_taken_as_nine_and_told_as_less_than_ten():
    hidden = beside(4, "member", "trained_members_percent", withheld="small")
    said = why(share(30, 40, "trained_members_percent"), hidden, 90)
    assert "Van minder dan 10 leden" in said and "75 tot 98%" in said and "4" not in said
    assert why(share(20, 40, "trained_members_percent"), hidden, 90, is_over=True) == ""


@pytest.mark.parametrize(("told", "most"), [(0, 0), (10, 12), (130, 132)])
def test_a_rounded_count_is_taken_as_the_most_it_may_have_been(told, most):
    assert unknown.most(beside(told, "person").iloc[0], LIMITS, math.inf) == most


def test_without_a_target_or_a_value_there_is_nothing_to_withdraw():
    assert why(share(9, 13), beside(2), None) == ""
    gone = share(9, 13).assign(value=math.nan)
    assert why(gone, beside(2), 80) == ""


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.sampled_from([">=", "<="]), st.booleans())
def test_whatever_the_unknown_are_a_judgement_that_stands_is_the_same(met, failed, open_, operator, is_over):
    all_ = met + failed + open_
    if all_ == 0 or why(share(met, all_), beside(open_), 80, operator, is_over=is_over):
        return
    ends = {targets.is_reached(100 * (met + one) / all_, 80, operator) for one in range(open_ + 1)}
    assert len(ends) == 1


def promise(measure, **fields):
    known = {
        "id": "VE-3-2", "goal": "", "text": "", "target_text": "", "name": "", "measure": measure,
        "kind": "share_of_register", "accumulates": "stand", "can_fall_back": "true", "unit": "percent",
        "operator": ">=", "targets": {2026: 80}, "sources": ["x"], "owner": "",
    }  # fmt: skip
    return Indicator(**(known | fields))


def statuses():
    row = {"verdict": "achter", "basis": "pace", "estimate": 0.1, "rule": "De stand is 69%."}
    return tables.estimates(
        [row | {"term": "VE-3-2"}, row | {"term": "VE-1-1"}], model="status", role="status", unit="probability"
    )


@pytest.mark.parametrize(("n", "verdict"), [(2, "geen oordeel"), (0, "achter")])
def test_a_verdict_that_could_be_another_is_withdrawn_with_its_chance_and_no_other(n, verdict):
    shown = tables.stack(share(9, 13), beside(n), share(2, 4, quarter=Q4), beside(2, quarter=Q4))
    found = unknown.without_verdict(statuses(), shown, [promise(MEASURE)], Q3, LIMITS)
    one, other = found.iloc[0], found.iloc[1]
    assert (one.verdict, math.isnan(one.estimate), one.basis == "") == (verdict, n > 0, n > 0)
    assert ("te ruim voor een oordeel" in one.rule) == (n > 0)
    assert (other.verdict, other.estimate, other.basis) == ("achter", 0.1, "pace")


def test_what_is_unknown_is_told_beside_a_judgement_that_stands_and_nothing_where_all_is_known():
    shown = tables.stack(share(3, 13), beside(1))
    told = unknown.told(shown, [promise(MEASURE)], Q3, LIMITS).iloc[0]
    assert (told.verdict, told.rule[:9], told.term) == ("", "Van 1 wij", "VE-3-2")
    assert (told.low, told.high) == pytest.approx((300 / 13, 400 / 13))
    assert unknown.told(tables.stack(share(3, 13), beside(0)), [promise(MEASURE)], Q3, LIMITS).empty


def test_every_indicator_with_a_row_beside_it_has_its_words():
    assert set(unknown.SAID) == set(safety_indicators.LEFT_OPEN)
    assert all("{n}" in one and "{n}" in more for one, more in unknown.SAID.values())
