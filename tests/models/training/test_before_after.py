"""When the marks may speak, that counts come from protected tables only, and what a planted gain gives."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers import disclosure
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.training import marks
from helpers.measures.training.year import TrainingYear
from helpers.models.statistics import survey
from helpers.models.training import before_after

QUARTER, LIMITS = Quarter(2025, 4), SmallNumbers()


def exports(before, after, sessions=12, silent=0):
    """Persons over sessions of 2025; `silent` persons more who gave no second mark."""
    n = len(before) + silent
    held = pd.DataFrame(
        {
            "session": [f"s{i:02}" for i in range(sessions)],
            "date": pd.date_range("2025-01-06", periods=sessions, freq="7D").astype("datetime64[us]"),
            "status": "gehouden",
        }
    )
    people = pd.DataFrame(
        {
            "session": [f"s{i % sessions:02}" for i in range(n)],
            "participant": [f"p{i:03}" for i in range(n)],
            "age_low": 65,
            "wijk": "a",
            "mark_before": [*map(float, before), *[5.0] * silent],
            "mark_after": [*map(float, after), *[np.nan] * silent],
        }
    )
    return people, held


def told(before, after, **more):
    year = TrainingYear(*exports(before, after, **more), QUARTER, 65)
    shown, _ = disclosure.protect(marks.before_and_after(year), tables.estimates(), LIMITS)
    found = before_after.estimates(marks.first_pairs(year), shown, LIMITS, seed=1)
    return disclosure.protect(shown, found, LIMITS)[1]


def term(found, name):
    rows = tables.rows_of(found, term=name)
    return None if rows.empty else rows.iloc[0]


def marks_of(up, same, down):
    """Every second one gave a sufficient mark before."""
    every = [(5, 6), (7, 8)] * up, [(5, 5), (7, 7)] * same, [(5, 3), (7, 5)] * down
    pairs = [pair for several, n in zip(every, (up, same, down), strict=True) for pair in several[:n]]
    return tuple(map(list, zip(*pairs, strict=True)))


def test_with_fewer_than_thirty_pairs_there_is_no_estimate():
    found = told(*marks_of(10, 10, 7), silent=20)
    assert found.term.tolist() == ["pairs"]
    assert found.is_met.tolist() == [False]


def test_where_no_mark_was_asked_there_is_not_even_a_reason():
    assert told([np.nan] * 40, [np.nan] * 40).empty


def test_stricter_thresholds_ask_for_more_pairs():
    assert term(told(*marks_of(12, 10, 8), silent=20), "share_higher") is not None
    strict = SmallNumbers(percent_base=40)
    year = TrainingYear(*exports(*marks_of(12, 10, 8), silent=20), QUARTER, 65)
    shown, _ = disclosure.protect(marks.before_and_after(year), tables.estimates(), strict)
    assert before_after.estimates(marks.first_pairs(year), shown, strict, seed=1).term.tolist() == ["pairs"]


def test_the_mean_is_rounded_and_its_number_of_pairs_too():
    one = term(told(*marks_of(61, 20, 20), silent=30), "mean_difference")
    # (61 - 40) / 101 = 0.21, and 101 pairs of 131.
    assert (one.estimate, one.n) == (0.2, 100)


def test_the_share_that_went_up_and_the_direction_come_from_rounded_counts():
    found = told(*marks_of(41, 12, 11), silent=20)
    one = term(found, "share_higher")
    # 41, 12 and 11 are told as 40, 10 and 10; of 40 + 25 the score interval, and of 40 up and 10 down the sign test.
    low, high = survey.wilson_interval(40 / 65, 65)
    assert (one.n, one.estimate, one.low, one.high) == (65, 100 * 40 / 65, 100 * low, 100 * high)
    assert term(found, "direction").p == pytest.approx(stats.binomtest(10, 50).pvalue, abs=2e-4)


@pytest.mark.parametrize("groups", [(95, 25, 9), (95, 9, 25), (9, 95, 25), (95, 25, 0)])
def test_beside_a_hidden_group_of_marks_there_is_no_mean_and_no_direction(groups):
    """A mean tells of every mark in it: with 95 who went up by one, a low one that several went down."""
    found = told(*marks_of(*groups), silent=30)
    assert term(found, "pairs").is_met
    assert not {"mean_difference", "direction"} & set(found.term)


def test_who_was_at_which_session_changes_nothing():
    before, after = marks_of(40, 12, 12)
    pd.testing.assert_frame_equal(told(before, after, silent=20), told(before, after, silent=20, sessions=5))
    pd.testing.assert_frame_equal(told(before, after, silent=20), told(before[::-1], after[::-1], silent=20))


def test_the_change_in_sufficient_marks_comes_from_rounded_counts_and_only_from_large_groups():
    before = [5] * 30 + [7] * 12 + [7] * 26 + [5] * 24
    after = [7] * 30 + [5] * 12 + [8] * 26 + [4] * 24
    one = term(told(before, after, silent=20), "sufficient_difference")
    # Rounded: 30 up, 10 down, 25 and 25 stayed: 20 of 90.
    assert one.n == 90 and one.estimate == pytest.approx(100 * 20 / 90)
    assert one.p == pytest.approx(0.0016, abs=5e-5)  # chi-square 10 with 1 df
    few = told(before[:30] + before[33:], after[:30] + after[33:], silent=20)  # 9 down
    assert term(few, "sufficient_difference") is None


def test_bounds_appear_below_seventy_percent_response():
    assert term(told(*marks_of(60, 20, 20), silent=30), "bounds") is None
    found = told(*marks_of(60, 20, 20), silent=60)
    mean, higher = (one for _, one in tables.rows_of(found, term="bounds").iterrows())
    # 100 of 160 known: 0.2 x 100/160 less and plus 9 x 60/160 is -3.25 to 3.5; 60 of the 100 known went up, so
    # 37.5 to 75% of all: told outward.
    assert (mean.low, mean.high) == (-3.3, 3.5)
    assert (higher.low, higher.high) == (37, 75)


def test_a_planted_gain_is_found_and_no_gain_is_not():
    random = np.random.default_rng(3)
    before = np.clip(np.round(random.normal(5, 1.5, 120)), 1, 10)
    up = np.clip(np.round(before + random.normal(0.8, 1.2, 120)), 1, 10)
    same = np.clip(np.round(before + random.normal(0, 1, 120)), 1, 10)
    found, none = (told(before, after, silent=20) for after in (up, same))
    mean, nothing = term(found, "mean_difference"), term(none, "mean_difference")
    assert mean.low <= 0.8 <= mean.high and mean.low > 0 and term(found, "direction").p <= 0.001
    assert nothing.low <= 0 <= nothing.high and term(none, "direction").p > 0.05
    down = term(told(up, before, silent=20), "mean_difference")
    assert (down.low, down.high) == (-mean.high, -mean.low)
