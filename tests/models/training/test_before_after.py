"""When the marks may speak, that counts come from protected tables only, and what a planted gain gives."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers import disclosure
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.training import marks
from helpers.measures.training.year import TrainingYear
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
    shown, _ = disclosure.protect(marks.before_and_after(year, LIMITS), tables.estimates(), LIMITS)
    found = before_after.estimates(marks.first_pairs(year), shown, LIMITS, seed=1)
    return disclosure.protect(shown, found, LIMITS)[1]


def term(found, name):
    rows = tables.rows_of(found, term=name)
    return None if rows.empty else rows.iloc[0]


def marks_of(up, same, down):
    return [5] * (up + same + down), [6] * up + [5] * same + [3] * down


def test_with_fewer_than_thirty_pairs_there_is_a_reason_and_no_estimate():
    found = told(*marks_of(12, 10, 7), silent=20)
    assert found.term.tolist() == ["pairs"]
    assert found.is_met.tolist() == [False]
    assert found.rule.item() == "Voor een vergelijking gaven te weinig ouderen twee cijfers; nodig zijn er 30."


def test_where_no_mark_was_asked_there_is_not_even_a_reason():
    assert told([np.nan] * 40, [np.nan] * 40).empty


def test_stricter_thresholds_ask_for_more_pairs():
    assert term(told(*marks_of(12, 10, 8), silent=20), "mean_difference") is not None
    strict = SmallNumbers(percent_base=40)
    year = TrainingYear(*exports(*marks_of(12, 10, 8), silent=20), QUARTER, 65)
    shown, _ = disclosure.protect(marks.before_and_after(year, strict), tables.estimates(), strict)
    assert before_after.estimates(marks.first_pairs(year), shown, strict, seed=1).term.tolist() == ["pairs"]


def test_the_mean_is_rounded_and_its_number_of_pairs_too():
    one = term(told(*marks_of(40, 12, 12), silent=20), "mean_difference")
    # (40 - 24) / 64 = 0.25, and 64 pairs of 84.
    assert (one.estimate, one.n) == (0.2, 65)
    assert (one.n_clusters, one.df) == (12, 11)


def test_with_few_sessions_persons_are_counted_and_no_number_of_them_is_given():
    one = term(told(*marks_of(40, 12, 12), silent=20, sessions=5), "mean_difference")
    assert np.isnan(one.n_clusters) and np.isnan(one.df)


def test_when_few_gave_no_second_mark_the_number_of_pairs_is_nowhere():
    found = told(*marks_of(40, 12, 12), silent=4)
    assert term(found, "mean_difference").estimate == 0.2
    assert found.n.isna().all() and np.isnan(term(found, "pairs").estimate)


def test_marks_that_all_moved_alike_tell_of_nobody():
    assert told(*marks_of(40, 0, 0), silent=20).term.tolist() == ["pairs"]


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
    assert term(told(*marks_of(40, 12, 12), silent=20), "bounds") is None
    found = told(*marks_of(40, 12, 12), silent=40)
    mean, higher = (one for _, one in tables.rows_of(found, term="bounds").iterrows())
    # 65 of 105 known (rounded): 0.2 x 65/105 less and plus 9 x 40/105 is -3.305 to 3.552; 40 of the 65 known went up,
    # so 38.1 to 76.2% of all: told outward.
    assert (mean.low, mean.high) == (-3.4, 3.6)
    assert (higher.low, higher.high) == (38, 77)


def test_a_planted_gain_is_found_and_no_gain_is_not():
    random = np.random.default_rng(3)
    before = np.clip(np.round(random.normal(5, 1.5, 120)), 1, 10)
    up = np.clip(np.round(before + random.normal(1.2, 1, 120)), 1, 10)
    same = np.clip(np.round(before + random.normal(0, 1, 120)), 1, 10)
    found, none = (term(told(before, after, silent=20), "mean_difference") for after in (up, same))
    assert found.low <= 1.2 <= found.high and found.low > 0 and found.p <= 0.001
    assert none.low <= 0 <= none.high and none.p > 0.05
    down = term(told(up, before, silent=20), "mean_difference")
    assert (down.low, down.high) == (-found.high, -found.low)
