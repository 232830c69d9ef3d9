"""Marks and returns of the participants: once a year, the planted gain is found, and no byte tells of a few."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from helpers.analyses import cyber_training
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.training import marks
from helpers.models.statistics import paired
from helpers.samples.truth import MARK_GAIN

YEARLY = ["mark_response_percent", "mark_change_percent", "mark_sufficient_percent", "mark_sufficient_change"]
YEARLY += ["elderly_seen_before"]
PIECES = ("before_after", "before_after_table", "before_after_said", "returning", "session_funnel")


def yearly(result):
    shown = tables.rows_of(result.measures, measure=YEARLY).reset_index(drop=True)
    return shown, tables.rows_of(result.estimates, model="paired").reset_index(drop=True)


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
def test_the_planted_gain_lies_in_the_interval_of_the_sample(sample, analysed, year):
    """Few gave a lower mark, so that the page gives no mean: of the marks themselves it is there."""
    pairs = marks.first_pairs(cyber_training.year_of(sample.at(Quarter(year, 4))))
    found = paired.paired_difference(pairs.mark_before, pairs.mark_after)
    assert found.low <= MARK_GAIN <= found.high
    told = analysed(cyber_training, Quarter(year, 4)).estimates
    assert "mean_difference" not in set(told.term)
    # Who went up is told where no sum gives away who did not: of the newest of these years.
    assert [one.low > 50 for one in tables.each_row(tables.rows_of(told, term="share_higher"))] == [True] * (
        year == 2025
    )


def test_the_exact_number_of_pairs_is_in_no_cell(sample):
    once = sample.at(Quarter(2025, 4))
    pairs = len(marks.first_pairs(cyber_training.year_of(once)))
    assert pairs % 5 != 0
    for table in yearly(cyber_training.analyse(once)):
        assert not (table.select_dtypes("number") == pairs).any(axis=None)


def test_whatever_the_quarter_no_group_of_one_to_nine_persons_is_in_the_result(analysed):
    for quarter in (Quarter(2023, 2), Quarter(2024, 1), Quarter(2026, 1), Quarter(2026, 3)):
        shown = analysed(cyber_training, quarter).measures
        groups = shown[(shown.counted == "person") & (shown.split != "")]
        assert not groups.numerator.between(1, 9).any()
        shares = groups[groups.unit == "percent"]
        assert not (shares.denominator - shares.numerator).between(1, 9).any()
