"""Expectations: counts on fingers, and the binomial of scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from helpers.models.indicators.pace.year_end import YearEnd


def binomial(n, p):
    return YearEnd(stats.binom.pmf(np.arange(n + 1), n, p), 0, n)


@pytest.mark.parametrize(("target", "operator"), [(7, ">="), (6.5, ">="), (6, "<="), (6.9, "<=")])
def test_the_chance_of_a_target_is_the_tail_of_the_distribution(target, operator):
    exact = stats.binom.sf(6, 10, 0.4) if operator == ">=" else stats.binom.cdf(6, 10, 0.4)
    assert binomial(10, 0.4).reach(target, operator) == pytest.approx(exact)


def test_what_is_certain_has_a_chance_of_exactly_0_or_1_and_nothing_else_is_certain():
    ahead = YearEnd(np.array([0, 0, 0.5, 0.5]), 2, 3)
    told = {(target, op): ahead.reach(target, op) for target in (0, 2, 3, 4) for op in (">=", "<=")}
    assert told == {
        (0, ">="): 1.0, (2, ">="): 1.0, (3, ">="): 0.5, (4, ">="): 0.0,
        (0, "<="): 0.0, (2, "<="): 0.5, (3, "<="): 1.0, (4, "<="): 1.0,
    }  # fmt: skip
    assert not ahead.is_certain(3, ">=") and ahead.is_certain(4, ">=")
    # A number that was never drawn is still possible.
    assert not YearEnd(np.array([0, 0, 1.0, 0]), 2, 3).is_certain(3, ">=")


@pytest.mark.parametrize(("n", "p"), [(5, 0.5), (12, 0.3), (30, 0.9), (3, 0.02)])
def test_the_interval_holds_80_percent_and_no_narrower_central_one_does(n, p):
    low, median, high = binomial(n, p).interval()
    exact = stats.binom(n, p)
    assert low <= median <= high
    assert exact.cdf(high) - exact.cdf(low - 1) >= 0.8
    assert median == exact.ppf(0.5)
    tenths = exact.ppf(0.1), exact.ppf(0.9)
    assert 0 <= low - tenths[0] <= 1 and 0 <= tenths[1] - high <= 1
    # One narrower on the side that holds least would hold too little.
    assert exact.cdf(high) - exact.cdf(low - 1) - min(exact.pmf(low), exact.pmf(high)) < 0.8 or low == median == high
