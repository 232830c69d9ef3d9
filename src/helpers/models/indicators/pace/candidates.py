"""Candidate years: how units may get done, drawn beforehand and weighted by how they fit what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import special

from helpers.models.statistics.domain import Array

SEED = 20261129
CANDIDATES, DRAWS = 40_000, 10_000
# The prior: this suite's choice, tried under processes that it does not hold (docs/pace.md).
MEAN_LOG, SD_LOG, SD_YEAR = 0.3, 0.6, 0.25
SEASON = 8 * np.array([0.22, 0.22, 0.22, 0.34])
WALK_SD, JUMP_CHANCE, JUMP = 0.2, 0.2, 2.0
CONCENTRATIONS = np.array([50.0, 8.0, 2.0])
STALLED_CHANCE, STALLED = 0.5, (1.0, 6.0)
LOWEST, HIGHEST = 0.005, 0.97
EARLIER_WEIGHT = 0.5


@dataclass(frozen=True)
class Candidates:
    """One row a candidate; effort has a column a quarter, from the first earlier year to the end of this one."""

    effort: Array
    is_fixed: np.ndarray  # a capacity in units, or else a chance for each open unit
    kind: np.ndarray  # which of CONCENTRATIONS
    stalled_share: Array
    rounding: Array  # one a year, so that a share of the units becomes whole

    def stalled(self, units: int, year: int) -> np.ndarray:
        return np.floor(self.stalled_share * units + self.rounding[:, year]).astype(int)

    def kept(self, which: np.ndarray) -> Candidates:
        return Candidates(*(part[which] for part in vars(self).values()))


@lru_cache(maxsize=8)
def drawn(earlier: int, goes_on: bool, count: int) -> Candidates:
    """The candidates before anything is seen, for so many earlier years; the same numbers every time.

    >>> drawn(1, False, 100).effort.shape
    (100, 8)
    """
    random = np.random.default_rng([SEED, earlier])
    years, quarters = earlier + 1, 4 * (earlier + 1)
    level = random.normal(MEAN_LOG - np.log(years) * goes_on, SD_LOG, (count, 1))
    level = np.repeat(level + random.normal(0, SD_YEAR, (count, years)), 4, axis=1)
    season = np.tile(random.dirichlet(SEASON, count), years)
    walk = np.cumsum(random.normal(0, WALK_SD, (count, quarters)), axis=1)
    jump = np.log(JUMP) * random.choice([-1, 1], (count, 1)) * (random.random((count, 1)) < JUMP_CHANCE)
    walk += jump * (np.arange(quarters) >= random.integers(0, quarters, (count, 1)))
    is_stalled = random.random(count) >= STALLED_CHANCE
    return Candidates(
        effort=np.exp(level + walk) * season,
        is_fixed=random.random(count) < 0.5,
        kind=random.integers(0, len(CONCENTRATIONS), count),
        stalled_share=random.beta(*STALLED, count) * is_stalled,
        rounding=random.random((count, years)),
    )


def chance_of_each(of: Candidates, quarter: int, able: np.ndarray, at_start: np.ndarray) -> Array:
    """The chance that a unit which can be done is done in that quarter: `able` of them are left of `at_start`."""
    effort = of.effort[:, quarter]
    fixed = effort * at_start / np.maximum(able, 1)
    return np.clip(np.where(of.is_fixed, fixed, -np.expm1(-2 * effort)), LOWEST, HIGHEST)


def log_chance(done: int, able: np.ndarray, p: Array, kind: np.ndarray) -> Array:
    """The log of the beta-binomial chance of `done` of `able`, less a constant; -inf where it cannot be.

    Source: Skellam 1948, JRSS B 10:257.
    """
    n, possible = len(able), np.flatnonzero(able >= done)
    able, p, kind = able[possible], p[possible], kind[possible]
    a, b = p * CONCENTRATIONS[kind], (1 - p) * CONCENTRATIONS[kind]
    # Whole numbers come back often: a table instead of 40,000 gamma functions.
    whole = np.arange(able.max(initial=done) + 1)
    factorial, sizes = special.gammaln(whole + 1.0), CONCENTRATIONS[:, None]
    of_able = factorial - special.gammaln(whole + sizes) + special.gammaln(sizes)
    left = able - done
    found: Array = of_able[kind, able] - factorial[left] + special.gammaln(left + b) - special.gammaln(b)
    # ln Γ(a + done) - ln Γ(a), without gamma functions.
    found += sum((np.log(a + one) for one in range(done)), np.zeros(len(a)))
    logs = np.full(n, -np.inf)
    logs[possible] = found
    return logs


@dataclass(frozen=True)
class Year:
    """Units done in each quarter of a year, all four or those that are over, and how many were open at its start."""

    done: Sequence[int]
    open_at_start: int


def year_end(years: Sequence[Year], *, goes_on: bool) -> tuple[Array, float]:
    """The chance of each number of units done in the last of the years, and the effective number of candidates.

    The last year is the one under way; the earlier ones weigh half. Source: Smith & Gelfand 1992, Am Stat 46:84;
    Ibrahim & Chen 2000, Stat Sci 15:46 (power prior); Kong, Liu & Wong 1994, JASA 89:278 (effective sample).
    """
    of = drawn(len(years) - 1, goes_on, CANDIDATES)
    logs = np.zeros(len(of.kind))
    for at in range(len(years)):
        weight = 1.0 if at == len(years) - 1 else EARLIER_WEIGHT
        logs += weight * _fit(of, years, at, goes_on)
    if not np.isfinite(logs).any():
        return np.eye(1, years[-1].open_at_start + 1, sum(years[-1].done))[0], 0.0
    weights = np.exp(logs - logs.max())
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    # Each candidate as often as its weight says: systematic resampling.
    kept = np.searchsorted(np.cumsum(weights) / weights.sum(), (np.arange(DRAWS) + 0.5) / DRAWS)
    ends = _ends(of.kept(kept), years, goes_on)
    return np.bincount(ends, minlength=years[-1].open_at_start + 1) / DRAWS, effective


def _able(of: Candidates, years: Sequence[Year], at: int, goes_on: bool) -> tuple[np.ndarray, np.ndarray]:
    """The units that can be done when a year begins (below 0: cannot be), and what its effort is a share of.

    Where the count goes on, a stalled unit stays so, and effort is a share of what the first year began with.
    """
    if not goes_on:
        able = years[at].open_at_start - of.stalled(years[at].open_at_start, at)
        return able, able
    first = years[0].open_at_start
    stalled = of.stalled(first, 0)
    return years[at].open_at_start - stalled, first - stalled


def _fit(of: Candidates, years: Sequence[Year], at: int, goes_on: bool) -> Array:
    logs, (able, size) = np.zeros(len(of.kind)), _able(of, years, at, goes_on)
    for quarter, done in enumerate(years[at].done):
        logs += log_chance(done, able, chance_of_each(of, 4 * at + quarter, able, size), of.kind)
        able = able - done
    return logs


def _ends(of: Candidates, years: Sequence[Year], goes_on: bool) -> np.ndarray:
    """Units done by the end of the last year, one draw a candidate."""
    random, at, so_far = np.random.default_rng(SEED), len(years) - 1, sum(years[-1].done)
    able, size = _able(of, years, at, goes_on)
    left = at_date = able - so_far
    for quarter in range(len(years[-1].done), 4):
        p, mass = chance_of_each(of, 4 * at + quarter, left, size), CONCENTRATIONS[of.kind]
        left = left - random.binomial(left, random.beta(p * mass, (1 - p) * mass))
    ends: np.ndarray = so_far + at_date - left
    return ends
