"""Made-up series like those of the dashboard: wijken that share a season and a trend, with past outbreaks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from helpers.floor.month import Month, months_up_to
from helpers.models.signals.families import REPORTS, SITES, Family

LAST = Month(2026, 9)
MEANS = (0.3, 60.0)  # a month, of a wijk
LEVELS = (0.6, 30.0)  # a month, of a category: the wijken lie around it
APART = 0.6  # sd of the logarithm of a wijk's level
SECOND_WAVE = 0.4  # of the year, at most, beside the first
TREND = 0.08  # at most, up or down a year, as logarithm
SPREADS = (1.0, 3.0)  # variance over mean
TIMES, LASTS, QUIET = (2.0, 4.0), (1, 3), 5  # of an outbreak: how large, how many months, and none in the last five
MONTHS = (36, 60)
SQUARED = 0.06  # of the mean squared, in a variance that grows with it
SITES_SEEN = 180.0


@dataclass(frozen=True)
class World:
    """What the series are like; the default is what the method was made for."""

    season: float = 0.4  # at most, as a share of the mean
    has_own_season: bool = False  # each wijk its own
    months: tuple[int, int] = MONTHS
    outbreaks: float = 0.3  # share of the series with one
    memory: float = 0.0  # autocorrelation of what moves a wijk beside chance
    is_squared: bool = False  # variance grows with the mean squared
    has_exposure: bool = False  # waste sites: who looks more finds more
    missing: float = 0.0  # share of the months of a wijk that are not known


USUAL = World()


@dataclass(frozen=True)
class Simulated:
    """A category: the mean of each month and wijk had nothing happened, the spread, and what was counted."""

    mean: np.ndarray
    level: np.ndarray  # of the wijken
    spread: np.ndarray  # of each month and wijk
    counts: np.ndarray  # NaN where it is not known
    exposure: np.ndarray

    def times(self, ratio: float, months: int, random: np.random.Generator, wijken: object = slice(None)) -> Simulated:
        """The same where the last so many months had another level."""
        mean, counts = self.mean.copy(), self.counts.copy()
        mean[-months:, wijken] *= ratio
        counts[-months:, wijken] = drawn(mean, self.spread, random)[-months:, wijken]
        return replace(self, mean=mean, counts=counts)

    def family(self, shift_months_ago: int | None = None) -> Family:
        """As the judgement takes it."""
        return Family(
            measure=REPORTS if (self.exposure == 1).all() else SITES,
            category="x",
            months=months_up_to(LAST, len(self.counts)),
            wijken=[f"w{place:02}" for place in range(self.counts.shape[1])],
            counts=self.counts,
            exposure=np.where(np.isnan(self.counts), 0.0, self.exposure),
            total=np.nansum(self.counts, axis=1) if self.is_looked_at else self.counts.sum(axis=1),
            shifts=() if shift_months_ago is None else (LAST.shift(-shift_months_ago),),
            is_asked=True,
            is_printable=True,
        )

    @property
    def is_looked_at(self) -> bool:
        return bool((self.exposure != 1).any())


def drawn(mean: np.ndarray, spread: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Negative binomial counts with variance `spread` times the mean; a Poisson of a gamma."""
    extra = np.broadcast_to(np.maximum(spread - 1, 1e-9), mean.shape)
    return random.poisson(random.gamma(mean / extra, extra)).astype("float64")


def category(random: np.random.Generator, wijken: int = 13, world: World = USUAL) -> Simulated:
    """One category with a level, season, trend, spread and outbreaks of its own."""
    months = random.integers(world.months[0], world.months[1] + 1)
    shape = (months, wijken)
    level = np.exp(random.uniform(*np.log(LEVELS)) + APART * random.normal(size=wijken)).clip(*MEANS)
    time = np.arange(months)[:, None]
    trend = np.exp(random.uniform(-TREND, TREND) * (time - time.mean()) / 12)
    exposure = _looked(shape, random) if world.has_exposure else np.ones(shape)
    mean = trend * _season(time, wijken if world.has_own_season else 1, world.season, random) * level
    mean = mean * _moved(shape, world.memory, random)
    spread = (random.uniform(*SPREADS) + 0.3 * random.normal(size=shape[1])).clip(*SPREADS)
    spread = np.broadcast_to(spread, shape) if not world.is_squared else 1 + SQUARED * mean
    counts = drawn(mean * exposure * _outbreaks(shape, world.outbreaks, random), spread, random)
    counts = np.where(random.random(shape) < world.missing, np.nan, counts)
    # Looked at in sites, so that the mean of a count stays what it was.
    return Simulated(mean * exposure, level, spread, counts, exposure * (SITES_SEEN if world.has_exposure else 1))


def _season(time: np.ndarray, of: int, most: float, random: np.random.Generator) -> np.ndarray:
    """A year with two waves, one for all or one a wijk."""
    heights = random.uniform(0, most, of) / (1 + SECOND_WAVE), random.uniform(0, SECOND_WAVE, of)
    starts = random.uniform(0, 2 * np.pi, (2, of))
    year = 2 * np.pi * (time - random.integers(12)) / 12
    second = heights[1] * np.cos(2 * year + starts[1])
    return 1 + heights[0] * (np.cos(year + starts[0]) + second)


def _moved(shape: tuple[int, int], memory: float, random: np.random.Generator) -> np.ndarray:
    """What moves a wijk beside chance, from month to month: sd .15 of the logarithm where there is a memory."""
    shocks = random.normal(size=shape) * (0.15 if memory else 0.0)
    moved = shocks.copy()
    for at in range(1, shape[0]):
        moved[at] = memory * moved[at - 1] + (1 - memory**2) ** 0.5 * shocks[at]
    return np.exp(moved)


def _looked(shape: tuple[int, int], random: np.random.Generator) -> np.ndarray:
    """How often there was looked, around 1: by wijk and month, and a year and a half ago more rounds everywhere."""
    rounds = np.where(np.arange(shape[0]) > shape[0] - 18, 1.5, 1.0)[:, None]
    return np.exp(0.2 * random.normal(size=shape)) * np.where(random.random(shape) < 0.1, 0.5, 1.0) * rounds


def _outbreaks(shape: tuple[int, int], share: float, random: np.random.Generator) -> np.ndarray:
    """How many times as much: 1, but in the past outbreaks."""
    times = np.ones(shape)
    for wijk in np.flatnonzero(random.random(shape[1]) < share):
        start = random.integers(0, shape[0] - QUIET - LASTS[1])
        times[start : start + random.integers(LASTS[0], LASTS[1] + 1), wijk] = random.uniform(*TIMES)
    return times
