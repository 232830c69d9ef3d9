"""Expectations: the beta-binomial of scipy, two candidates weighed by hand, and years thrown until they fit."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from helpers.models.indicators.pace import candidates
from helpers.models.indicators.pace.candidates import Candidates, Year


@pytest.mark.parametrize("done", [0, 1, 5])
def test_the_fit_of_a_quarter_is_the_beta_binomial_of_scipy_up_to_a_constant(done):
    able, p = np.array([5, 9, 12, 12]), np.array([0.2, 0.5, 0.9, 0.05])
    kind = np.array([0, 1, 2, 1])
    mass = candidates.CONCENTRATIONS[kind]
    exact = stats.betabinom.logpmf(done, able, p * mass, (1 - p) * mass)
    found = candidates.log_chance(done, able, p, kind)
    assert found - found[0] == pytest.approx(exact - exact[0])


def test_more_done_than_could_be_done_has_no_chance():
    found = candidates.log_chance(3, np.array([2, -1, 3]), np.full(3, 0.5), np.zeros(3, dtype=int))
    assert np.isneginf(found[:2]).all() and np.isfinite(found[2])


def certain(effort, *, stalled=0.0):
    """Candidates by hand: hazards, little scatter, one row an effort."""
    count = len(effort)
    return Candidates(
        np.asarray(effort, dtype=float), np.zeros(count, bool), np.zeros(count, int), np.full(count, stalled),
        np.zeros((count, 2)),
    )  # fmt: skip


def test_this_year_weighs_in_full_and_an_earlier_year_half(monkeypatch):
    # Two candidates: one does .1 of what is open a quarter, the other .3.
    chances = np.array([0.1, 0.3])
    effort = np.repeat(-np.log(1 - chances)[:, None] / 2, 8, axis=1)
    monkeypatch.setattr(candidates, "drawn", lambda *_: certain(effort))
    monkeypatch.setattr(candidates, "DRAWS", 200_000)
    earlier, now = Year([1, 0, 2, 0], 10), Year([1, 2, 0], 10)
    found, effective = candidates.year_end([earlier, now], goes_on=False)

    def fit(year, p):
        able, total = year.open_at_start, 1.0
        for done in year.done:
            total *= stats.betabinom.pmf(done, able, 50 * p, 50 * (1 - p))
            able -= done
        return total

    weights = np.array([fit(earlier, p) ** 0.5 * fit(now, p) for p in chances])
    weights /= weights.sum()
    last = np.array([stats.betabinom.pmf(np.arange(8), 7, 50 * p, 50 * (1 - p)) for p in chances])
    assert found == pytest.approx(np.concatenate([np.zeros(3), weights @ last]), abs=0.004)
    assert effective == pytest.approx(1 / (weights**2).sum())


def test_a_stalled_unit_is_never_done_and_stays_stalled_where_the_count_goes_on(monkeypatch):
    monkeypatch.setattr(candidates, "drawn", lambda *_: certain(np.full((1, 8), 9.0), stalled=0.25))
    monkeypatch.setattr(candidates, "DRAWS", 5000)
    # 12 units, 3 of them stalled; 6 done before this year, so 6 open and 3 of them can be done.
    found, _ = candidates.year_end([Year([2, 2, 1, 1], 12), Year([1, 0], 6)], goes_on=True)
    assert found[4:].sum() == 0 and found[3] > 0.95
    # Anew: of the 6 of this year a quarter, 1 in whole numbers, is stalled.
    found, _ = candidates.year_end([Year([2, 2, 1, 1], 12), Year([1, 0], 6)], goes_on=False)
    assert found[6:].sum() == 0 and found[5] > 0.95


def test_years_that_no_candidate_can_have_leave_the_count_where_it_is(monkeypatch):
    monkeypatch.setattr(candidates, "drawn", lambda *_: certain(np.full((1, 8), 1.0), stalled=0.9))
    found, effective = candidates.year_end([Year([3, 0, 0, 0], 10), Year([4], 10)], goes_on=False)
    assert effective == 0 and found[4] == 1


def thrown(random, n):
    """One year of the prior of card P.1, thrown a unit and a quarter at a time: units done in each quarter."""
    level = np.exp(random.normal(0.3, 0.6) + random.normal(0, 0.25))
    season, log_step = random.dirichlet([1.76, 1.76, 1.76, 2.72]), 0.0
    jump, from_quarter = 0.0, int(random.integers(0, 4))
    if random.random() < 0.2:
        jump = np.log(2) * (1 if random.random() < 0.5 else -1)
    stalled = 0
    if random.random() < 0.5:
        share = random.beta(1, 6)
        stalled = int(np.floor(share * n + random.random()))
    is_fixed, mass = random.random() < 0.5, (50, 8, 2)[int(random.integers(0, 3))]
    able = size = n - stalled
    done = []
    for quarter in range(4):
        log_step += random.normal(0, 0.2)
        effort = level * season[quarter] * np.exp(log_step + (jump if quarter >= from_quarter else 0))
        p = effort * size / able if is_fixed and able else 1 - np.exp(-2 * effort)
        p = min(max(p, 0.005), 0.97)
        share = random.beta(p * mass, (1 - p) * mass)
        came = sum(random.random() < share for _ in range(able))
        able -= came
        done.append(came)
    return done


def test_the_year_end_is_that_of_years_thrown_until_they_begin_like_this_one():
    random, kept = np.random.default_rng(2), []
    for _ in range(40_000):
        done = thrown(random, 6)
        if done[:2] == [1, 1]:
            kept.append(sum(done))
    assert len(kept) > 1000
    expected = np.bincount(kept, minlength=7) / len(kept)
    found, _ = candidates.year_end([Year([1, 1], 6)], goes_on=False)
    assert found == pytest.approx(expected, abs=0.035)
    assert found[5:].sum() == pytest.approx(expected[5:].sum(), abs=0.03)


def test_the_prior_has_the_variances_of_the_card():
    logs = np.log(candidates.drawn(1, False, 40_000).effort)
    # A quarter and the same one a year later share level and season: two years, four steps of the walk, and a jump
    # where it falls in one of those four of eight quarters.
    year_later = logs[:, 4] - logs[:, 0]
    assert year_later.var() == pytest.approx(2 * 0.25**2 + 4 * 0.2**2 + 0.2 * 4 / 8 * np.log(2) ** 2, rel=0.03)
    season = np.exp(logs[:, :4]) / np.exp(logs[:, :4]).sum(axis=1, keepdims=True)
    assert season.mean(axis=0) == pytest.approx([0.22, 0.22, 0.22, 0.34], abs=0.01)
    # Spread over the two years of a count that goes on, the yearly effort halves.
    halved = np.log(candidates.drawn(1, True, 40_000).effort[:, 0]).mean()
    assert halved == pytest.approx(logs[:, 0].mean() - np.log(2), abs=0.02)


def test_the_same_input_gives_the_same_bytes():
    years = [Year([2, 3, 1, 4], 18), Year([3, 2], 18)]
    first = candidates.year_end(years, goes_on=False)[0].tobytes()
    candidates.drawn.cache_clear()
    assert candidates.year_end(years, goes_on=False)[0].tobytes() == first
