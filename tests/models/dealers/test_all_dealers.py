"""Expectations: statistics.md card 3.1, and exact enumeration of all samples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.floor.shapes import tables
from helpers.models.dealers.all_dealers import bounds, possible_totals, share_of_all
from helpers.models.statistics import proportions, survey


@st.composite
def samples(draw) -> tuple[int, int, int]:
    registered = draw(st.integers(1, 80))
    inspected = draw(st.integers(1, registered))
    return draw(st.integers(0, inspected)), inspected, registered


def test_thirteen_of_twenty_of_forty_five_gives_the_published_interval():
    assert possible_totals(13, 20, 45) == (21, 36)
    table = share_of_all(13, 20, 45)
    everyone = tables.the(table, term="all_dealers")
    assert everyone.estimate == pytest.approx(65)
    assert (everyone.low, everyone.high) == pytest.approx((100 * 21 / 45, 80))
    assert everyone.role == "exploratory"


def test_without_an_assumption_on_who_was_inspected_the_share_lies_between_29_and_84_percent():
    limits = tables.the(share_of_all(13, 20, 45), term="bounds")
    assert (round(limits.low), round(limits.high)) == (29, 84)


def test_a_census_is_a_point():
    table = share_of_all(30, 45, 45)
    everyone = tables.the(table, term="all_dealers")
    assert everyone.low == everyone.high == everyone.estimate == pytest.approx(100 * 30 / 45)


@pytest.mark.parametrize(("met", "inspected"), [(0, 0), (2, 4)])
def test_below_five_inspected_no_number_is_given(met, inspected):
    table = share_of_all(met, inspected, 45)
    assert (table.withheld == "small").all() and table[["estimate", "low", "high"]].isna().all(axis=None)
    assert table.rule.str.contains("minder dan 5 opkopers").all()


@pytest.mark.parametrize("numbers", [(float("nan"), 20, 45), (13, 20, float("nan")), (13, 20, 19)])
def test_numbers_that_do_not_go_together_are_withheld_with_a_reason(numbers):
    everyone = tables.the(share_of_all(*numbers), term="all_dealers")
    assert everyone.withheld == "missing" and everyone.rule.endswith(".")


@given(samples())
def test_the_interval_holds_the_share_seen_and_is_possible(sample):
    met, inspected, registered = sample
    low, high = possible_totals(*sample)
    assert met <= low and high <= registered - (inspected - met)
    assert low <= registered * met / inspected + 1e-9 and registered * met / inspected <= high + 1e-9


def test_the_narrow_interval_stands_beside_the_exact_one_and_is_no_headline():
    table = share_of_all(13, 20, 45)
    wilson = tables.the(table, term="all_dealers_wilson")
    effective = 20 * 44 / 25  # Cochran 1977: n(N-1)/(N-n)
    for limit in (wilson.low / 100, wilson.high / 100):
        assert abs(0.65 - limit) == pytest.approx(1.959964 * (limit * (1 - limit) / effective) ** 0.5)
    assert wilson.role == "exploratory"


@given(samples())
def test_the_bounds_hold_every_register_that_could_be(sample):
    met, inspected, registered = sample
    possible = [met + unseen for unseen in range(registered - inspected + 1)]
    assert bounds(*sample) == pytest.approx((min(possible) / registered, max(possible) / registered))


@pytest.mark.parametrize("numbers", [(3, 2, 5), (1, 6, 5), (-1, 2, 5)])
def test_bounds_of_what_is_no_part_of_the_register_are_refused(numbers):
    with pytest.raises(ValueError, match="part of a part"):
        bounds(*numbers)


def wald(k: int) -> tuple[float, float]:
    """The textbook interval, cut off at 0 and 1: only to compare with."""
    width = 1.959964 * (k / 20 * (1 - k / 20) / 20) ** 0.5
    return max(k / 20 - width, 0.0), min(k / 20 + width, 1.0)


INTERVALS = {
    "wald": wald,
    "wilson": lambda k: survey.wilson_interval(k / 20, 20),
    "wilson_fpc": lambda k: proportions.wilson(k, 20, population=45),
    "exact": lambda k: tuple(total / 45 for total in possible_totals(k, 20, 45)),
    "clopper_pearson": lambda k: proportions.clopper_pearson(k, 20),
}


@pytest.mark.parametrize(
    ("name", "mean", "worst", "width"),
    [
        ("wald", 0.969, 0.911, 0.32),
        ("wilson", 0.992, 0.985, 0.33),
        ("wilson_fpc", 0.950, 0.921, 0.25),
        ("exact", 0.978, 0.960, 0.26),
        ("clopper_pearson", 0.997, 0.994, 0.37),
    ],
)
def test_coverage_of_twenty_in_forty_five_is_that_of_the_method_card(name, mean, worst, width):
    low, high = np.array([INTERVALS[name](k) for k in range(21)]).T
    totals = np.arange(46)[:, None]
    chance = stats.hypergeom.pmf(np.arange(21), 45, totals, 20)
    is_held = (low <= totals / 45 + 1e-9) & (totals / 45 <= high + 1e-9)
    covered = (is_held * chance).sum(axis=1)
    between = covered[4:42]  # statistics.md, card 3.1: these figures are of shares between 9 and 91%
    assert (between.mean(), between.min()) == pytest.approx((mean, worst), abs=0.0015)
    assert (chance * (high - low)).sum(axis=1).mean() == pytest.approx(width, abs=0.0051)


def test_the_exact_interval_covers_every_share_of_twenty_in_forty_five_and_wald_does_not():
    worst = {}
    for name in ("exact", "wald"):
        low, high = np.array([INTERVALS[name](k) for k in range(21)]).T
        worst[name] = min(
            sum(
                stats.hypergeom.pmf(k, 45, total, 20)
                for k in range(21)
                if low[k] - 1e-9 <= total / 45 <= high[k] + 1e-9
            )
            for total in range(46)
        )
    assert worst["exact"] == pytest.approx(0.960, abs=0.001) and worst["wald"] < 0.5
