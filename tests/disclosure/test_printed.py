"""What may not stand printed, by the rule alone."""

import pytest

from helpers.disclosure.printed import against_the_rule
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables


def is_against(headlines=(), **row):
    found = tables.measures([{"counted": "dealer", "area_level": "municipality", "measure": "x"} | row])
    return bool(against_the_rule(found, SmallNumbers(), headlines).item())


@pytest.mark.parametrize("value", [1, 9, 11, 41])
def test_a_small_or_exact_count_of_a_group_may_not_stand_there(value):
    assert is_against(value=value)
    assert not is_against(value=value, headlines=("x",))
    assert not is_against(value=value, counted="session")


@pytest.mark.parametrize("value", [0, 10, 40])
def test_a_rounded_count_may(value):
    assert not is_against(value=value)


@pytest.mark.parametrize(
    ("met", "base", "expected"),
    [(15, 30, False), (17, 30, True), (5, 30, True), (25, 30, True), (15, 25, True), (30, 30, True), (0, 30, True)],
)
def test_a_share_may_not_be_of_few_nor_exact_nor_all_or_nobody(met, base, expected):
    assert is_against(value=100 * met / base, numerator=met, denominator=base, unit="percent") is expected


def test_what_is_hidden_stands_not_printed():
    assert not is_against(withheld="small")


@pytest.mark.parametrize(("asked", "expected"), [(49, True), (50, False), (173, False)])
def test_of_a_survey_the_base_decides(asked, expected):
    assert is_against(value=64.2, denominator=asked, unit="percent", counted="respondent") is expected
