"""What a month is expected to bring in each of several areas that share a season and a trend.

The trend and the season are fitted on the areas together; each has its own level and its own scatter, drawn towards
those of all. Past outbreaks are capped, so that they do not hide the next one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.models.statistics import poisson_regression
from helpers.models.statistics.domain import Array

# The method card of signals, S1: measured by simulation (docs/signals.md).
FORGOTTEN = 0.96  # weight of a month beside the one after it, in a level
LEAST_SPREAD = 0.05  # variance of the levels between areas, at least, as a share of their squared mean
PRIOR_MONTHS = 24.0  # months that the scatter of all areas counts for beside an area's own
ROUNDS = 4  # fits, with a capping after each but the last
CAP_Z = 2.58  # normal quantile of .995; with the power 2/3 of Farrington et al. 1996, JRSS A 159:547
LEVEL_MOVES = 0.05  # standard deviation, as a share, of what no fit knows of the month to come
HARMONICS = 2
MONTHS = 12


@dataclass(frozen=True)
class Months:
    """Counts by month and area, and what each is a count of; the last row is the month that is asked about.

    `number` is the calendar number of each month since some January, so that it tells the season too; months may be
    left out. `exposure` is 1 (or the number of things looked at), and 0 where the count is not known. `steps` are the
    numbers of the months from which all areas were counted otherwise.
    """

    counts: Array
    exposure: Array
    number: Array
    steps: tuple[int, ...] = ()


@dataclass(frozen=True)
class Expected:
    """What the month that is asked about is expected to bring, per area; 0 where nothing was ever counted.

    `spread` is the variance of a month over its mean, `relative` the variance of the mean over its square.

    >>> one = Expected(np.array([10.0]), np.array([1.5]), np.array([0.02]), np.array([10.0]))
    >>> one.variance.item(), one.times(np.array([2.0]), np.array([0.01])).variance.item()  # 1.5 · 20 + .03 · 20²
    (17.0, 42.0)
    """

    mean: Array
    spread: Array
    relative: Array
    rate: Array  # mean per unit of exposure, also where the exposure of the month is 0

    @property
    def variance(self) -> Array:
        return self.spread * self.mean + self.relative * self.mean**2

    def times(self, ratio: Array, relative: Array) -> Expected:
        """The same where so many times as much is expected; `relative`: variance of the ratio over its square."""
        return Expected(self.mean * ratio, self.spread, self.relative + relative, self.rate * ratio)


def expected(months: Months) -> Expected:
    """What the last row of `months` is expected to bring, from the rows before it.

    Read them as the count of that month had the area gone on as usual. The variance holds the scatter of a month and
    what is not known of level, season and trend. With one area its level and scatter are its own.
    Source: Noufaily et al. 2013, Stat Med 32:1206 (fit and caps); Clayton & Kaldor 1987, Biometrics 43:671 (levels);
    Harvey & Fernandes 1989, JBES 7:407 (forgetting).
    Raises ValueError on an exposure that is unknown or below 0, and on a known count that is.

    >>> number = np.arange(37)
    >>> flat = Months(np.full((37, 2), 8.0), np.ones((37, 2)), number)
    >>> found = expected(flat)
    >>> found.mean.round(3).tolist(), found.spread.tolist()
    ([8.0, 8.0], [1.0, 1.0])
    """
    if not (months.exposure >= 0).all():
        raise ValueError("an exposure is 0 or more")
    known = months.exposure[:-1] > 0
    if not (months.counts[:-1][known] >= 0).all():
        raise ValueError("a count that is known is 0 or more")
    counts, areas = np.where(known, months.counts[:-1], 0.0), known.shape[1]
    design, is_since = _design(months.number, months.steps)
    if not counts[is_since].sum():
        return Expected(np.zeros(areas), np.ones(areas), np.zeros(areas), np.zeros(areas))
    is_used = np.asarray(known.any(axis=1))
    capped, spread = counts, np.ones(areas)
    rate = _crude(counts, months.exposure[:-1])
    for last in (False,) * (ROUNDS - 1) + (True,):
        weights = months.exposure[:-1] @ rate
        beta, fitted = poisson_regression.fit(capped.sum(axis=1)[is_used], design[:-1][is_used], weights[is_used])
        curve = _curve(design, beta)
        exposed = curve[:, None] * months.exposure[:-1]
        rate, variance = _levels(capped[is_since], exposed[is_since], months.number, is_since, spread)
        of_all, spread = _spread(capped[is_since], exposed[is_since] * rate, _lost(design, areas))
        if not last:
            capped = np.minimum(counts, _caps(exposed * rate, of_all))
    moved = of_all * _curve_variance(design, fitted, is_used, is_since) + LEVEL_MOVES**2
    relative = variance / np.where(rate > 0, rate, 1.0) ** 2 + moved
    return Expected(rate * months.exposure[-1], spread, relative, rate)


def _design(number: Array, steps: tuple[int, ...]) -> tuple[Array, np.ndarray]:
    """Intercept, trend, two harmonics and the steps; and which rows before the last come after the last step."""
    angles = [2 * np.pi * k * number / MONTHS for k in range(1, HARMONICS + 1)]
    season = [wave(angle) for angle in angles for wave in (np.cos, np.sin)]
    taken = [step for step in steps if number[0] < step <= number[-1]]
    columns = [np.ones(len(number)), (number - number[-1]) / MONTHS, *season, *(number >= step for step in taken)]
    is_since = number[:-1] >= max(taken, default=number[0])
    return np.column_stack(columns).astype("float64"), is_since


def _curve(design: Array, beta: Array) -> Array:
    """Each month relative to the one that is asked about; where that is far beyond all that was seen, not beyond."""
    room = poisson_regression.ROOM
    curve: Array = np.exp(np.clip((design[:-1] - design[-1]) @ beta, -room, room))
    return curve


def _crude(counts: Array, exposure: Array) -> Array:
    """A first level of each area, above 0: counts per unit of exposure, with one unit of the mean area added."""
    per_unit = counts.sum() / exposure.sum()
    rate: Array = (counts.sum(axis=0) + per_unit) / (exposure.sum(axis=0) + 1)
    return rate


def _levels(counts: Array, exposed: Array, number: Array, is_since: np.ndarray, spread: Array) -> tuple[Array, Array]:
    """The level of each area, drawn towards the mean level (gamma prior), and its variance."""
    weight = FORGOTTEN ** (number[-1] - number[:-1][is_since])[:, None]
    seen = (weight * exposed).sum(axis=0)
    is_seen = seen > 0
    held = np.where(is_seen, seen, 1.0)
    raw = (weight * counts).sum(axis=0) / held
    effective = np.where(is_seen, held**2 / np.maximum((weight**2 * exposed).sum(axis=0), 1e-300), 0.0) / spread
    mean = raw[is_seen].mean()
    chance = (raw[is_seen] / effective[is_seen]).mean()
    between = raw[is_seen].var(ddof=1) if is_seen.sum() > 1 else 0.0
    tau2 = max(between - chance, LEAST_SPREAD * mean**2)
    shape, certainty = mean**2 / tau2, mean / tau2 + effective
    level = (shape + raw * effective) / certainty
    return level, level / certainty


def _lost(design: Array, areas: int) -> float:
    """Degrees of freedom that an area loses to its level and its part of the curve: 2 where they are many."""
    return max(2.0, 1 + float(design.shape[1] - 1) / areas)


def _spread(counts: Array, fitted: Array, lost: float) -> tuple[float, Array]:
    """Variance over mean, 1 or more: of all areas without the highest and the lowest, and of each, drawn to that."""
    is_known = fitted > 0
    n = is_known.sum(axis=0)
    squares = np.where(is_known, (counts - fitted) ** 2 / np.where(is_known, fitted, 1.0), 0.0).sum(axis=0)
    own = squares / np.maximum(n - lost, 1)
    told = np.sort(own[n > 0])
    told = told[1:-1] if len(told) > 2 else told
    of_all = max(1.0, float(told.mean())) if len(told) else 1.0
    return of_all, np.maximum(1.0, (PRIOR_MONTHS * of_all + n * own) / (PRIOR_MONTHS + n))


def _caps(fitted: Array, spread: float) -> Array:
    """How much a past month may count for: the threshold on the 2/3 power scale, at least 1.

    By the spread of all areas: by its own, an area with an outbreak would cap it hardly.
    """
    mean = np.where(fitted > 0, fitted, 1.0)
    return np.maximum(1.0, mean * (1 + 2 / 3 * CAP_Z * np.sqrt(spread / mean)) ** 1.5)


def _curve_variance(design: Array, fitted: Array, is_used: np.ndarray, is_since: np.ndarray) -> float:
    """Variance of the logarithm of the curve: of the last month beside the months that the level is taken from."""
    past = design[:-1, 1:]
    x, of_level = past[is_used], past[is_used & is_since]
    weights = fitted[is_since[is_used]]
    centred = x - np.average(x, axis=0, weights=fitted)
    information = centred.T @ (fitted[:, None] * centred)
    ahead = design[-1, 1:] - np.average(of_level, axis=0, weights=weights)
    return float(ahead @ np.linalg.pinv(information, hermitian=True) @ ahead)
