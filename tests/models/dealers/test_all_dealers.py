"""Expectations: statistics.md card 3.1, and exact enumeration of all samples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.floor.shapes import tables
from helpers.models.dealers.all_dealers import bounds, possible_totals, probability_at_least, share_of_all
from helpers.models.statistics import proportions


@st.composite
def samples(draw) -> tuple[int, int, int]:
    registered = draw(st.integers(1, 80))
    inspected = draw(st.integers(1, registered))
    return draw(st.integers(0, inspected)), inspected, registered


def test_thirteen_of_twenty_of_forty_five_gives_the_published_interval_and_probability():
    assert possible_totals(13, 20, 45) == (21, 36)
    table = share_of_all(13, 20, 45, target_percent=50)
    everyone = tables.the(table, term="all_dealers")
    assert everyone.estimate == pytest.approx(65)
    assert (everyone.low, everyone.high) == pytest.approx((100 * 21 / 45, 80))
    assert round(tables.the(table, term="at_least_target").estimate, 2) == 0.96
    assert everyone.rule == (
        "13 van 20 gecontroleerde opkopers voldoen. "
        "Voor alle 45 opkopers ligt het aandeel tussen 47 en 80%, als de gecontroleerde opkopers een goede afspiegeling zijn."
    )


def test_without_an_assumption_on_who_was_inspected_the_share_lies_between_29_and_84_percent():
    limits = tables.the(share_of_all(13, 20, 45, target_percent=50), term="bounds")
    assert (round(limits.low), round(limits.high)) == (29, 84)


def test_a_census_is_a_point_and_a_certainty():
    table = share_of_all(30, 45, 45, target_percent=50)
    everyone = tables.the(table, term="all_dealers")
    assert everyone.low == everyone.high == everyone.estimate == pytest.approx(100 * 30 / 45)
    assert tables.the(table, term="at_least_target").estimate == 1
    assert tables.the(share_of_all(22, 45, 45, target_percent=50), term="at_least_target").estimate == 0


def test_exactly_half_of_an_even_register_reaches_half():
    assert probability_at_least(22, 44, 44, 50) == 1


@pytest.mark.parametrize(("met", "inspected"), [(0, 0), (2, 4)])
def test_below_five_inspected_no_number_is_given(met, inspected):
    table = share_of_all(met, inspected, 45, target_percent=50)
    kept = tables.rows_of(table, role=["primary", "limit"])
    assert (kept.withheld == "small").all() and kept[["estimate", "low", "high"]].isna().all(axis=None)
    assert not tables.the(table, role="gate").is_met


@pytest.mark.parametrize("numbers", [(float("nan"), 20, 45), (13, 20, float("nan")), (13, 20, 19)])
def test_numbers_that_do_not_go_together_are_withheld_with_a_reason(numbers):
    everyone = tables.the(share_of_all(*numbers, target_percent=50), term="all_dealers")
    assert everyone.withheld == "missing" and everyone.rule.endswith(".")


@given(samples())
def test_the_interval_holds_the_share_seen_and_is_possible(sample):
    met, inspected, registered = sample
    low, high = possible_totals(*sample)
    assert met <= low and high <= registered - (inspected - met)
    assert low <= registered * met / inspected + 1e-9 and registered * met / inspected <= high + 1e-9


@given(samples())
def test_a_higher_level_never_gives_a_narrower_interval(sample):
    wide, narrow = possible_totals(*sample, 0.95), possible_totals(*sample, 0.80)
    assert wide[0] <= narrow[0] and narrow[1] <= wide[1]


@given(samples(), st.floats(0, 100), st.floats(0, 100))
@settings(deadline=None)
def test_a_higher_target_is_never_more_likely(sample, one, other):
    lower, higher = sorted((one, other))
    assert probability_at_least(*sample, lower) >= probability_at_least(*sample, higher) - 1e-12


def test_only_a_census_is_said_to_leave_no_uncertainty():
    almost = tables.rows_of(share_of_all(0, 44, 45, target_percent=50), term=["all_dealers", "bounds"])
    assert (almost.high - almost.low).min() == 0  # 44 of 45 without a success: the test rejects one
    assert not almost.rule.str.contains("geen onzekerheid").any()
    census = tables.rows_of(share_of_all(0, 45, 45, target_percent=50), term=["all_dealers", "bounds"])
    assert census.rule.str.contains("Alle 45 opkopers zijn gecontroleerd").all()


def test_the_narrow_interval_stands_beside_the_exact_one_and_is_no_headline():
    table = share_of_all(13, 20, 45, target_percent=50)
    wilson = tables.the(table, term="all_dealers_wilson")
    effective = 20 * 44 / 25  # Cochran 1977: n(N-1)/(N-n)
    for limit in (wilson.low / 100, wilson.high / 100):
        assert abs(0.65 - limit) == pytest.approx(1.959964 * (limit * (1 - limit) / effective) ** 0.5)
    assert wilson.role == "exploratory" and "als de gecontroleerde opkopers" in wilson.rule


def test_one_dealer_complies_and_two_comply():
    rules = [tables.the(share_of_all(met, 9, 20, target_percent=50), term="bounds").rule for met in (1, 2)]
    assert [rule.split(".")[0] for rule in rules] == [
        "1 van 9 gecontroleerde opkopers voldoet",
        "2 van 9 gecontroleerde opkopers voldoen",
    ]


@given(samples())
def test_the_bounds_hold_every_register_that_could_be(sample):
    met, inspected, registered = sample
    possible = [met + unseen for unseen in range(registered - inspected + 1)]
    assert bounds(*sample) == pytest.approx((min(possible) / registered, max(possible) / registered))


@pytest.mark.parametrize("numbers", [(3, 2, 5), (1, 6, 5), (-1, 2, 5)])
def test_bounds_of_what_is_no_part_of_the_register_are_refused(numbers):
    with pytest.raises(ValueError, match="part of a part"):
        bounds(*numbers)


INTERVALS = {
    "wald": lambda k: proportions.wald(k, 20),
    "wilson": lambda k: proportions.wilson(k, 20),
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
