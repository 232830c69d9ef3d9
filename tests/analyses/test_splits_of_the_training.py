"""Marks and returns of the participants: once a year, the planted gain is found, and no byte tells of a few."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.analyses import cyber_training
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.training import marks
from helpers.samples.truth import MARK_GAIN

YEARLY = ["mark_response_percent", "mark_change_percent", "mark_sufficient_percent", "mark_sufficient_change"]
YEARLY += ["elderly_by_visits", "elderly_seen_before"]
PIECES = ("before_after", "before_after_table", "before_after_said", "returning", "session_funnel", "session_fullness")


def yearly(result):
    shown = tables.rows_of(result.measures, measure=YEARLY).reset_index(drop=True)
    return shown, tables.rows_of(result.estimates, model="paired").reset_index(drop=True)


def published(delivery):
    result = cyber_training.analyse(delivery)
    return json.dumps([getattr(show, name)(result).as_json() for name in PIECES], default=str)


def test_between_two_years_every_quarter_shows_the_same_splits(analysed):
    # Nothing to subtract: 2025-Q4 to 2026-Q3 all speak of the year 2025.
    first = yearly(analysed(cyber_training, Quarter(2025, 4)))
    assert set(first[0].period) == {"2025-Q4"}
    for quarter in (1, 2, 3):
        for one, other in zip(first, yearly(analysed(cyber_training, Quarter(2026, quarter))), strict=True):
            pd.testing.assert_frame_equal(one, other)


def test_the_quarter_of_the_splits_is_that_of_params(sample):
    own = sample.settings.municipality.model_copy(update={"participants_per_wijk_in_quarter": 2})
    other = replace(sample, settings=sample.settings.model_copy(update={"municipality": own}))
    assert set(yearly(cyber_training.analyse(other))[0].period) == {"2026-Q2"}


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_the_planted_gain_lies_in_the_interval_of_the_sample(analysed, year):
    estimates = analysed(cyber_training, Quarter(year, 4)).estimates
    found = tables.the(estimates, model="paired", term="mean_difference")
    assert found.low <= MARK_GAIN <= found.high


def test_the_exact_number_of_pairs_is_in_no_cell(sample):
    once = sample.at(Quarter(2025, 4))
    pairs = len(marks.first_pairs(cyber_training.year_of(once)))
    assert pairs % 5 != 0
    for table in yearly(cyber_training.analyse(once)):
        assert not (table.select_dtypes("number") == pairs).any(axis=None)


def test_a_person_who_moves_between_hidden_groups_changes_no_published_byte(sample):
    """One who gave the same mark gives a lower one; in the same session another goes up, so the mean stays."""
    once = sample.at(Quarter(2025, 4))
    people = once["cybertraining_deelnemers"]
    pairs = marks.first_pairs(cyber_training.year_of(once))
    change = pairs.mark_after - pairs.mark_before
    same = pairs[(change == 0) & ~pairs.mark_after.between(5.5, 6.5) & (pairs.mark_after > 1)].iloc[0]
    higher = pairs[(change > 0) & (pairs.session == same.session) & (pairs.mark_after > 6)].iloc[0]
    moved = people.copy()
    for one, step in ((same, -1.0), (higher, 1.0)):
        where = (moved.session == one.session) & (moved.participant == one.participant)
        moved.loc[where, "mark_after"] += step
    other = replace(once, tables={**once.tables, "cybertraining_deelnemers": moved})
    assert not people.equals(moved)
    assert published(other) == published(once)


def test_whatever_the_quarter_no_group_of_one_to_nine_persons_is_in_the_result(analysed):
    for quarter in (Quarter(2023, 2), Quarter(2024, 1), Quarter(2026, 1), Quarter(2026, 3)):
        shown = analysed(cyber_training, quarter).measures
        groups = shown[(shown.counted == "person") & (shown.split != "")]
        assert not groups.numerator.between(1, 9).any()
        shares = groups[groups.unit == "percent"]
        assert not (shares.denominator - shares.numerator).between(1, 9).any()
