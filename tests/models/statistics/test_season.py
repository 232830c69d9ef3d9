"""Expectations: hand-made years, and the mean and spread of the Dirichlet distribution by its textbook formulas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.statistics.season import FLAT_COUNTS, Season, even, of_year, planned_per_month

PATH = {"2026-Q1": 12, "2026-Q2": 24, "2026-Q3": 30, "2026-Q4": 60}


def months(year: int, values: list[float | None]):
    rows = [{"start": f"{year}-{at:02d}-01", "value": value} for at, value in enumerate(values, 1)]
    return tables.measures(rows)


def test_last_year_gives_the_season_month_by_month():
    season = of_year(months(2026, [5] * 6), months(2025, list(range(1, 13))), {}, Quarter(2026, 2))
    assert (season.seen, season.ahead) == ([1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12])
    assert season.is_estimated and season.is_known


def test_a_plan_to_the_end_of_the_year_goes_before_last_year():
    season = of_year(months(2026, [5] * 3), months(2025, [7.0] * 12), PATH, Quarter(2026, 1))
    assert not season.is_estimated and season.ahead == [4.0] * 3 + [2.0] * 3 + [10.0] * 3
    unfinished = of_year(months(2026, [5] * 3), months(2025, [7.0] * 12), {"2026-Q2": 24}, Quarter(2026, 1))
    assert unfinished.is_estimated and unfinished.ahead == [7.0] * 9


@pytest.mark.parametrize(
    "last_year", [[None, *[7.0] * 11], [7.0] * 11, [0.0] * 12, []], ids=["unknown", "eleven", "nothing", "none"]
)
def test_where_last_year_is_not_whole_the_plan_gives_the_season(last_year):
    season = of_year(months(2026, [5] * 6), months(2025, last_year), PATH, Quarter(2026, 2))
    assert not season.is_estimated
    assert (season.seen, season.ahead) == ([4.0] * 6, [2.0] * 3 + [10.0] * 3)


def test_without_a_whole_last_year_and_without_a_plan_the_season_is_not_known():
    season = of_year(months(2026, [5] * 6), months(2025, [None] * 12), {}, Quarter(2026, 2))
    assert not season.is_known and len(season.ahead) == 6


def test_a_month_before_the_export_began_has_no_weight_because_it_is_not_seen():
    season = of_year(months(2026, [None, 5, 5]), months(2025, []), PATH, Quarter(2026, 1))
    assert len(season.seen) == 2


def test_a_plan_of_another_year_is_no_plan():
    assert planned_per_month({"2025-Q4": 80}, 2026) == [0.0] * 12


def test_a_plan_that_stops_before_the_end_of_the_year_is_no_plan():
    assert sum(planned_per_month({"2026-Q1": 20, "2026-Q3": 60}, 2026)) == 0


def test_a_plan_with_the_end_of_the_year_only_is_even():
    assert planned_per_month({"2026-Q4": 60}, 2026) == [5.0] * 12


def test_a_plan_that_falls_is_refused():
    with pytest.raises(ValueError, match="planned path of 2026 falls"):
        planned_per_month({"2026-Q2": 30, "2026-Q4": 20}, 2026)


@given(st.lists(st.floats(0, 1000), min_size=4, max_size=4).filter(lambda ends: sum(ends) > 0))
def test_the_months_of_a_plan_add_up_to_its_end_and_each_quarter_to_its_increase(steps):
    ends = np.cumsum(steps)
    of_month = planned_per_month({f"2026-Q{q}": end for q, end in enumerate(ends, 1)}, 2026)
    assert np.reshape(of_month, (4, 3)).sum(axis=1) == pytest.approx(np.array(steps), abs=1e-8)


def test_a_plan_is_taken_as_it_stands_and_the_unit_of_weights_does_not_matter():
    random = np.random.default_rng(1)
    drawn = Season([10, 20], [30]).drawn(2.0, random, 50)
    assert drawn.tolist() == Season([1, 2], [3]).drawn(2.0, random, 50).tolist() == [[0.5, 1.0, 1.5]]


def test_periods_that_count_the_same_have_weight_one():
    assert even(2, 3).weights.tolist() == [1.0] * 5


def test_the_drawn_shares_have_the_mean_and_the_spread_of_the_dirichlet():
    last_year, ratio = np.array([4.0, 8, 6, 12]), 2.0
    season = Season(last_year[:2].tolist(), last_year[2:].tolist(), is_estimated=True)
    shares = season.drawn(ratio, np.random.default_rng(2), 200_000) / 4
    alpha = FLAT_COUNTS + last_year / ratio
    mean = alpha / alpha.sum()
    assert shares.sum(axis=1) == pytest.approx(1)
    assert shares.mean(axis=0) == pytest.approx(mean, rel=0.005)
    assert shares.var(axis=0) == pytest.approx(mean * (1 - mean) / (alpha.sum() + 1), rel=0.02)


def test_the_prior_alone_lets_a_months_share_differ_by_about_half():
    shares = Season([0.0] * 6, [0.0] * 6, is_estimated=True).drawn(1.0, np.random.default_rng(3), 100_000)
    assert shares[:, 0].std() == pytest.approx(0.474, abs=0.01)  # sqrt((1 - 1/12) * 12 / 49)


def test_counts_that_come_in_clumps_leave_the_season_less_certain():
    season = Season([20.0] * 6, [20.0] * 6, is_estimated=True)
    loose, tight = (season.drawn(ratio, np.random.default_rng(4), 20_000).std() for ratio in (8.0, 1.0))
    assert loose > 1.5 * tight
