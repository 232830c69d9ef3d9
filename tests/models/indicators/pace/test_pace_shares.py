"""Expectations: card P.2 worked by hand for six quarters, its rules of silence, and the mirror of a share."""

from __future__ import annotations

from math import asin, inf, isclose, nan, sqrt

import pytest
from scipy import stats

from helpers.floor.shapes import tables
from helpers.models.indicators.pace import judgement, shares

SIX = [(40, 60), (42, 60), (45, 60), (50, 60), (51, 60), (51, 60)]


def said(seen, quarter, target=90, **given):
    return shares.forecast(seen, quarter, target=target, measure="trained", **given)


def row(table, term):
    return tables.the(table, term=term)


def allowed(table):
    return {word: bool(row(table, f"may_say_{word}").is_met) for word in ("on_course", "behind", "chance")}


def angle(k, n=60):
    return asin(sqrt((k + 3 / 8) / (n + 3 / 4)))


def test_the_chance_is_the_t_distribution_worked_by_hand():
    y = [angle(k) for k, _ in SIX]
    kept1, kept2 = 1 - 0.95, 1 - 0.95**2
    # Two quarters ahead: one earlier year, whose same two quarters went from y[1] to y[3].
    trend = (y[5] - y[1]) / 8 * (0.5 + 0.25)
    pull = (sum(y) / 6 - y[5]) * 6 / 10 * kept2
    middle = y[5] + trend / 2 + (y[3] - y[1]) / 2 + pull
    # One quarter ahead, from what was known then; the last one has the quarter a year earlier.
    steps = [
        (y[1] - y[0]) / 5 * 0.5 + (sum(y[:2]) / 2 - y[1]) * 2 / 6 * kept1,
        (y[2] - y[0]) / 6 * 0.5 + (sum(y[:3]) / 3 - y[2]) * 3 / 7 * kept1,
        (y[3] - y[0]) / 7 * 0.5 + (sum(y[:4]) / 4 - y[3]) * 4 / 8 * kept1,
        (y[4] - y[0]) / 8 * 0.5 / 2 + (y[1] - y[0]) / 2 + (sum(y[:5]) / 5 - y[4]) * 5 / 9 * kept1,
    ]
    errors = [y[at + 2] - y[at + 1] - step for at, step in enumerate(steps)]
    variance = (3 * (0.06**2 + 0.2 / (4 * 60)) + sum(one**2 for one in errors)) / 7
    scale = sqrt(variance) * 2**0.5
    expected = stats.t.sf((angle(53.5) - middle) / scale, 7)
    table = said(SIX, 2)
    assert row(table, "reach_target").estimate == pytest.approx(expected, rel=1e-9)
    # The same distribution gives the interval: tenths of the angle, as whole persons.
    end = row(table, "year_end")
    for k, q in ((end.low * 0.6, 0.1), (end.high * 0.6, 0.9)):
        tenth = middle + scale * stats.t.ppf(q, 7)
        assert angle(max(k - 1.5, 0)) <= tenth <= angle(min(k + 1.5, 60))
    assert angle(end.estimate * 0.6 - 0.5) <= middle <= angle(end.estimate * 0.6 + 0.5)


def test_the_chance_of_a_share_is_that_of_its_opposite_not_reaching():
    opposite = [(n - k, n) for k, n in SIX]
    least, most = said(SIX, 2), said(opposite, 2, target=10, operator="<=")
    assert row(least, "reach_target").estimate == pytest.approx(row(most, "reach_target").estimate)
    assert row(most, "year_end").low == pytest.approx(100 - row(least, "year_end").high)
    assert allowed(most) == {"on_course": False, "behind": False, "chance": True}


def test_the_table_says_what_it_is():
    table = said(SIX, 2)
    assert (set(table.model), set(table.basis), set(table.measure)) == ({"pace"}, {"pace"}, {"trained"})
    assert row(table, "year_end").unit == "percent" and row(table, "year_end").n == 60


@pytest.mark.parametrize(
    ("seen", "term"),
    [(SIX[:3], "history"), ([(nan, nan), *SIX[:3]], "history"), ([*SIX, (nan, 60)], "now"), ([*SIX, (0, 0)], "now")],
)
def test_too_few_quarters_or_nothing_known_of_now_says_nothing(seen, term):
    table = said(seen, 3)
    assert set(table.role) == {"gate"}
    assert not row(table, term).is_met and row(table, term).rule


def test_a_quarter_that_is_not_known_is_left_out_and_the_others_keep_their_place():
    hole = said([*SIX[:2], (nan, 60), *SIX[3:]], 2)
    nobody = said([*SIX[:2], (0, 0), *SIX[3:]], 2)
    closed_up = said([*SIX[:2], *SIX[3:]], 2)
    assert row(hole, "history").estimate == 5
    chances = [row(one, "reach_target").estimate for one in (hole, nobody, closed_up)]
    assert chances[0] == chances[1] != chances[2]


def test_behind_is_withheld_at_nine_months_without_the_quarter_a_year_earlier():
    falling = [(30, 60), (28, 60), (26, 60), (24, 60)]
    table = said(falling, 3)
    assert row(table, "reach_target").estimate < 0.2
    assert row(table, "may_say_behind").rule == shares.NO_SEASON
    assert allowed(said([(30, 60), *falling], 3))["behind"]


def test_behind_is_withheld_when_an_earlier_fourth_quarter_jumped_far_enough():
    low = [(44, 60), (42, 60), (40, 60), (54, 60), (50, 60), (46, 60), (42, 60)]
    table = said(low, 3)
    assert row(table, "may_say_behind").rule == shares.CAUGHT_UP
    # The jump was 14 persons on the count, and 42 + 14 is enough for 93%, not for 100%.
    assert not allowed(said(low, 3, target=90))["behind"] and allowed(said(low, 3, target=100))["behind"]


def test_on_course_for_everybody_is_not_said_of_more_than_thirty():
    for n, is_said in ((30, True), (31, False)):
        table = said([(n, n)] * 8, 3, target=100)
        assert row(table, "reach_target").estimate < 1
        assert allowed(table)["on_course"] is is_said
    assert allowed(said([(40, 40)] * 8, 3, target=90))["on_course"]


def test_on_the_last_day_the_share_is_what_it_is():
    table = said(SIX, 4, target=85)
    assert row(table, "reach_target").estimate == 1 and row(said(SIX, 4, target=86), "reach_target").estimate == 0
    assert row(table, "year_end").low == row(table, "year_end").high == 85


def test_a_target_of_nothing_is_certain_and_no_target_gives_the_interval_alone():
    assert row(said(SIX, 2, target=0), "reach_target").estimate == 1
    assert set(said(SIX, 2, target=None).term) == {"history", "year_end"}


def test_one_person_and_a_growing_number_are_no_special_cases():
    one = said([(0, 1), (0, 1), (1, 1), (1, 1)], 2, target=80)
    assert 0 < row(one, "reach_target").estimate < 1
    growing = said([(0, 0), (0, 1), (1, 3), (3, 5), (4, 6), (6, 8)], 2, target=80)
    assert row(growing, "year_end").n == 8 and row(growing, "history").estimate == 5
    assert isclose(row(growing, "year_end").low % 12.5, 0, abs_tol=1e-9)


@pytest.mark.parametrize("seen", [[(61, 60)], [(-1, 60)], [(1.5, 60)], [], [*SIX, (nan, -3), (50, 49)]])
def test_counts_that_cannot_be_are_refused(seen):
    with pytest.raises(ValueError, match="k of n needs whole numbers"):
        said(seen, 2)


@pytest.mark.parametrize("quarter", [0, 5, inf])
def test_a_quarter_is_one_of_four(quarter):
    with pytest.raises(ValueError, match="a quarter is 1 to 4"):
        said(SIX, quarter)


@pytest.mark.parametrize(
    ("percent", "n", "count"), [(80, 13, 11), (80, 10, 8), (90, 60, 54), (70, 10, 7), (55, 20, 11)]
)
def test_a_percentage_of_units_is_a_whole_number_of_them(percent, n, count):
    assert judgement.needed(percent, n) == count
