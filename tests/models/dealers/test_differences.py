"""Expectations: scipy's exact test on the groups that are shown, and sentences turned round with the shares."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from helpers.floor.shapes import tables
from helpers.models.dealers.differences import any_difference


def measured(*rows):
    filled = [dict(zip(("group", "numerator", "denominator", "withheld"), row, strict=True)) for row in rows]
    return tables.measures(filled, measure="compliant_dealers_percent", split="sector")


def difference(table):
    return any_difference(table, measure="compliant_dealers_percent", split="sector", period="2025-Q4")


def test_only_groups_that_are_shown_take_part():
    shown = [("a", 30, 40, ""), ("b", 10, 40, "")]
    hidden = [("c", math.nan, math.nan, "small"), ("d", 5, 9, "small")]
    row = tables.the(difference(measured(*shown, *hidden)), term="any_difference")
    assert row.p == pytest.approx(stats.fisher_exact([[30, 10], [10, 30]]).pvalue) and row.n == 80


def test_the_sentence_turns_round_with_the_shares_and_never_claims_equality():
    far = tables.the(difference(measured(("a", 30, 40, ""), ("b", 10, 40, ""))), term="any_difference").rule
    near = tables.the(difference(measured(("a", 30, 40, ""), ("b", 30, 40, ""))), term="any_difference").rule
    assert "meer dan bij toeval past" in far and "passen bij toeval" in near
    assert near.endswith("Gelijk hoeven zij niet te zijn.") and "geen verschil" not in near


@pytest.mark.parametrize("rows", [[], [("a", 20, 40, "")]])
def test_fewer_than_two_groups_give_no_answer(rows):
    assert difference(measured(*rows)).empty
