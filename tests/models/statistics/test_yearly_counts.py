"""Expectations: series that are made here, of which it is known how they vary."""

import math

import numpy as np
import pytest

from helpers.models.statistics.yearly_counts import FEWEST_YEARS, ordinary_range

SERIES = 2000


def made(kind: str, years: int, seed: int, spread: float = 0.05, mean: float = 3500.0) -> np.ndarray:
    """Counts that vary as crimes do: policy and weather move all of them together, on top of single events."""
    generator = np.random.default_rng(seed)
    shocks = generator.normal(0, spread, (SERIES, years))
    moved = {
        "around a level": shocks,
        "step by step": shocks.cumsum(axis=1),
        "falling": 0.4 * shocks - 0.03 * np.arange(years),
        "single events": 0 * shocks,
    }[kind]
    return generator.poisson(mean * np.exp(moved))


def is_outside(counts: np.ndarray) -> bool:
    low, high = ordinary_range(counts[:-1])
    return not low <= counts[-1] <= high


@pytest.mark.parametrize("kind", ["around a level", "step by step", "falling", "single events"])
@pytest.mark.parametrize("years", [FEWEST_YEARS + 1, 10])
def test_of_ordinary_years_at_most_one_in_twenty_is_outside(kind, years):
    found = np.mean([is_outside(counts) for counts in made(kind, years, seed=years)])
    assert found <= 0.06  # 5% and two and a half Monte Carlo errors


def test_the_limits_of_single_events_alone_would_cry_of_most_years():
    counts = made("around a level", 10, seed=10)
    before, last = counts[:, -2], counts[:, -1]
    assert np.mean(abs(last - before) > 1.96 * np.sqrt(2 * before)) > 0.5


def test_a_year_with_four_tenths_more_is_seen_in_most_series():
    counts = made("step by step", 8, seed=8)
    counts[:, -1] = counts[:, -1] * 1.4
    assert np.mean([is_outside(one) for one in counts]) > 0.9


def test_with_fewer_than_five_years_before_nothing_is_ordinary():
    assert all(math.isnan(limit) for limit in ordinary_range([100.0] * (FEWEST_YEARS - 1)))
    assert not any(math.isnan(limit) for limit in ordinary_range([100.0] * FEWEST_YEARS))


def test_years_that_are_all_the_same_still_vary_as_single_events_do():
    low, high = ordinary_range([100] * 6)
    assert low < 70 and high > 135


@pytest.mark.parametrize("few", [[0] * 5, [3, 0, 4, 1, 2], [0, 0, 0, 0, 60], [9, 20, 20, 20, 20]])
def test_with_fewer_than_ten_in_a_year_nothing_is_ordinary(few):
    assert all(math.isnan(limit) for limit in ordinary_range(few))
    assert not any(math.isnan(limit) for limit in ordinary_range([max(count, 10) for count in few]))


def test_of_small_counts_that_are_judged_at_most_one_in_twenty_is_outside_and_five_times_as_many_is():
    judged = [counts for counts in made("single events", 6, seed=6, mean=15) if counts[:-1].min() >= 10]
    assert len(judged) > 500 and np.mean([is_outside(counts) for counts in judged]) <= 0.06
    assert np.mean([is_outside(np.append(counts[:-1], 75)) for counts in judged]) > 0.8


def test_a_count_below_0_is_refused():
    with pytest.raises(ValueError, match="0 or more, unlike one of"):
        ordinary_range([5, 4, 3, 2, -1])
