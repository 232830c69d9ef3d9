"""Expectations: the product formula of card P.3, the negative binomial of scipy, and the rules of silence."""

from __future__ import annotations

from math import prod

import numpy as np
import pytest
from scipy import stats

from helpers.floor.shapes import tables
from helpers.models.indicators.pace import judgement, months, small_counts


def row(table, term):
    return tables.the(table, term=term)


def allowed(table):
    return {word: bool(row(table, f"may_say_{word}").is_met) for word in ("on_course", "behind", "chance")}


def said_months(done, elapsed, target=12, earlier=((11, 1),), **given):
    return months.forecast(done, elapsed, earlier=earlier, target=target, measure="months", **given)


@pytest.mark.parametrize(("elapsed", "earlier"), [(3, ((11, 1),)), (6, ((12, 0), (7, 5))), (9, ((12, 0),))])
def test_the_chance_of_every_month_is_the_product_formula(elapsed, earlier):
    a = 4 + 0.7 * sum(done for done, _ in earlier) + elapsed
    b = 0.8 + 0.7 * sum(missed for _, missed in earlier)
    expected = prod((a + i) / (a + b + i) for i in range(12 - elapsed))
    assert row(said_months(elapsed, elapsed, earlier=earlier), "reach_target").estimate == pytest.approx(expected)


def test_a_lower_target_counts_the_months_that_may_be_missed():
    # 5 of 6, two of the six left may be missed for nine: 1 - P(at most 3 of 6), worked by the sum.
    table = said_months(5, 6, target=9)
    expected = stats.betabinom.sf(3, 6, 4 + 7.7 + 5, 0.8 + 0.7 + 1)
    assert row(table, "reach_target").estimate == pytest.approx(expected)
    assert row(table, "year_end").unit == "months" and row(table, "year_end").n == 6


def test_on_course_is_said_at_nine_of_nine_and_not_before():
    assert allowed(said_months(9, 9)) == {"on_course": True, "behind": False, "chance": True}
    early = said_months(6, 6)
    assert allowed(early) == {"on_course": False, "behind": False, "chance": False}
    assert row(early, "may_say_on_course").rule == months.TOO_EARLY
    missed = said_months(8, 9, target=10)
    assert allowed(missed) == {"on_course": False, "behind": False, "chance": True}


def test_a_month_missed_makes_twelve_certain_not_to_come():
    table = said_months(8, 9)
    assert row(table, "reach_target").estimate == 0 and allowed(table)["behind"]
    assert row(said_months(12, 12), "reach_target").estimate == 1
    assert row(said_months(3, 3, target=0), "reach_target").estimate == 1


def test_months_before_four_known_quarters_say_nothing():
    table = said_months(9, 9, earlier=())
    assert set(table.role) == {"gate"} and not row(table, "history").is_met
    assert set(said_months(9, 9, target=None).term) == {"history", "year_end"}


@pytest.mark.parametrize(("done", "elapsed"), [(7, 6), (13, 13), (np.nan, 6), (5.5, 6), (-1, 6)])
def test_months_that_cannot_be_are_refused(done, elapsed):
    with pytest.raises(ValueError):
        said_months(done, elapsed)


def test_a_most_of_months_has_the_other_tail_and_no_verdict():
    table = said_months(6, 9, target=8, operator="<=")
    assert row(table, "reach_target").estimate == pytest.approx(
        1 - row(said_months(6, 9, target=9), "reach_target").estimate
    )
    assert allowed(table) == {"on_course": False, "behind": False, "chance": True}
    assert row(said_months(9, 9, target=8, operator="<="), "reach_target").estimate == 0


def said_count(count, quarter, earlier=(2, 1), target=2, **given):
    return small_counts.forecast(count, quarter, earlier=earlier, target=target, measure="exercises", **given)


def test_the_chance_of_a_small_count_is_the_negative_binomial_less_the_chance_of_nothing_more():
    # lambda ~ Gamma(3 + .8 x 3 + 0, 1.3 + .8 x 2 + .66); a third of the year is left.
    rate = 1.3 + 1.6 + 0.66
    future = stats.nbinom(5.4, rate / (rate + 0.34))
    assert row(said_count(0, 3), "reach_target").estimate == pytest.approx(0.88 * future.sf(1))
    assert row(said_count(1, 3), "reach_target").estimate == pytest.approx(
        0.88 * stats.nbinom(6.4, rate / (rate + 0.34)).sf(0)
    )


def test_a_small_count_is_that_of_a_simulation_of_the_card():
    random, draws = np.random.default_rng(4), 400_000
    rate = random.gamma(3 + 0.8 * 3 + 1, 1 / (1.3 + 0.8 * 2 + 0.44), draws)
    ends = 1 + random.poisson(rate * 0.56) * (random.random(draws) > 0.12)
    table = said_count(1, 2, target=3)
    assert row(table, "reach_target").estimate == pytest.approx((ends >= 3).mean(), abs=0.004)
    end = row(table, "year_end")
    assert ((ends >= end.low) & (ends <= end.high)).mean() >= 0.8
    assert end.estimate == np.median(ends)


def test_a_small_count_is_never_on_course_and_behind_after_nine_months_only():
    assert allowed(said_count(0, 1)) == {"on_course": False, "behind": False, "chance": True}
    assert allowed(said_count(0, 2)) == {"on_course": False, "behind": False, "chance": True}
    assert allowed(said_count(0, 3)) == {"on_course": False, "behind": True, "chance": True}
    assert row(said_count(0, 2), "may_say_behind").rule == small_counts.TOO_EARLY


def test_what_is_certain_of_a_small_count():
    assert row(said_count(2, 1), "reach_target").estimate == 1
    assert row(said_count(1, 4), "reach_target").estimate == 0
    assert row(said_count(0, 1, target=0), "reach_target").estimate == 1
    broken = said_count(3, 2, operator="<=")
    assert row(broken, "reach_target").estimate == 0 and allowed(broken)["behind"]
    still = said_count(1, 2, operator="<=")
    assert 0 < row(still, "reach_target").estimate < 1 and not allowed(still)["on_course"]
    # However high: an unlikely number is not an impossible one.
    assert row(said_count(1, 3, target=60), "may_say_on_course").rule == small_counts.NEVER_ON_COURSE


@pytest.mark.parametrize(("count", "quarter", "earlier"), [(-1, 2, ()), (np.nan, 2, ()), (1, 5, ()), (1, 2, (1.5,))])
def test_small_counts_that_cannot_be_are_refused(count, quarter, earlier):
    with pytest.raises(ValueError):
        said_count(count, quarter, earlier=earlier)


def test_a_small_count_needs_four_quarters_of_history():
    table = said_count(0, 3, earlier=())
    assert set(table.role) == {"gate"} and not row(table, "history").is_met


@pytest.mark.parametrize("quarters", range(5))
def test_the_gate_of_the_history_says_how_much_is_known(quarters):
    gate = judgement.history(quarters)
    assert gate["is_met"] is (quarters >= 4) and bool(gate["rule"]) is (quarters < 4)
