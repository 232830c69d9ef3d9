"""Pacing: where a count or an amount ends up at the end of the year, on the periods that are planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch, targets
from helpers.floor.shapes import tables
from helpers.models.statistics import predictive
from helpers.models.statistics.season import Season, even

MODEL = "pacing"
MIN_PERIODS = 3
LEVELS = (0.5, 0.9)
DRAWS = 20_000


@dataclass(frozen=True)
class _Year:
    """What is seen and what is left of a year, and the words for it."""

    seen: np.ndarray
    remaining: Sequence[str]
    target: float | None
    operator: str
    unit: str
    nouns: tuple[str, str]
    season: Season | None = None
    can_fall_through: bool = False

    def __post_init__(self) -> None:
        if np.isnan(self.seen).any():
            raise ValueError("seen must hold numbers only: leave periods without a value out")
        if self.season and (len(self.season.seen), len(self.season.ahead)) != (len(self.seen), self.left):
            raise ValueError("the season must have a weight for every period seen and every period left")

    @property
    def total(self) -> float:
        return float(self.seen.sum())

    @property
    def left(self) -> int:
        return len(self.remaining)

    @property
    def basis(self) -> str:
        """What the forecast rests on: planned sessions, a planned path, or last year's months."""
        if self.season is None:
            return "sessions"
        return "pace" if self.season.is_estimated else "plan"

    def quantity(self, value: float, decimals: int | None = None) -> str:
        return dutch.quantity(value, self.unit, decimals)

    def periods(self, count: int) -> str:
        return dutch.counted(count, *self.nouns)


def forecast(
    seen: Sequence[float],
    remaining: Sequence[str],
    *,
    cancel_rate: float,
    target: float | None,
    seed: int,
    operator: str = targets.AT_LEAST,
    measure: str = "elderly_trained",
    unit: str = "persons",
    nouns: tuple[str, str] = ("bijeenkomst", "bijeenkomsten"),
    season: Season | None = None,
    known_per: int = 1,
) -> pd.DataFrame:
    """The year's end of a count, from counts per held period and the periods still planned.

    Args:
        seen: new persons (not visits) per held period, in order of time; a month counts as a period.
        remaining: the ISO date of every planned period left, in order of time.
        cancel_rate: share of planned periods that falls through, 0 to 1.
        target: the year's target, to reach or (operator "<=") not to pass; None gives no probability and no
            needed rate. Nothing is needed for a target not to be passed.
        season: what share of the year each of them is expected to bring; None where periods are alike,
            as sessions are. Months need one: a season that is not known gives no forecast.
        known_per: of how many periods only the sum is known, spread over them: 3 for months of a quarter.

    Rows: gate periods_seen (and plan, with a season); forecast year_end, path (at 1.. with the date) and
    reach_target; limit needed_per_period. Where a gate is not met: gates and needed rate only. How to read
    it: an interval of .9 is meant to hold in nine of ten years. The same seed gives the same numbers.
    Raises ValueError on a missing value in `seen`, on a cancel rate outside 0 to 1, and on a season of
    another length.

    Source: Gelman et al., BDA3, section 2.6 (gamma-Poisson); Lee & Liu 2008, Clin Trials 5:93
    (predictive probability).

    >>> table = forecast([9, 12, 7], ["2026-10-06", "2026-11-03"], cancel_rate=0, target=40, seed=1)
    >>> float(tables.the(table, term="needed_per_period").estimate)
    6.0
    """
    can_fall_through = cancel_rate > 0
    year = _Year(np.asarray(seen, dtype=float), remaining, target, operator, unit, nouns, season, can_fall_through)
    weights = season or even(len(seen), year.left)
    generator = np.random.default_rng(seed)
    ahead = predictive.count_paths(seen, weights, cancel_rate, generator, DRAWS, known_per)
    return _table(year, predictive.of_draws(year.total + ahead), measure)


def forecast_amount(
    seen: Sequence[float],
    remaining: Sequence[str],
    *,
    target: float | None,
    season: Season,
    seed: int,
    operator: str = targets.AT_LEAST,
) -> pd.DataFrame:
    """The year's end of the hours of the scan car, from the months seen and the months left.

    Same arguments and rows as `forecast`. An amount never falls. With a planned season
    months are normal around their weight, nothing is drawn, and the sum of the months left has a t
    distribution. With last year's months as the season their chance counts too, and the sum is drawn.
    Source: Gelman et al., BDA3, section 3.2 (predictive distribution).

    >>> season = Season([1, 1, 1, 1], [1])
    >>> table = forecast_amount([100.0, 120, 110, 130], ["2026-05-01"], target=500, season=season, seed=1)
    >>> year_end = tables.the(table, term="year_end", level=0.9)
    >>> float(year_end.estimate), float(tables.the(table, term="needed_per_period").estimate)
    (575.0, 40.0)
    """
    year = _Year(np.asarray(seen, dtype=float), remaining, target, operator, "hours", ("maand", "maanden"), season)
    if not season.is_estimated:
        return _table(year, predictive.of_normal_sums(year.seen, season), "scan_car_hours")
    paths = predictive.amount_paths(year.seen, season, np.random.default_rng(seed), DRAWS)
    return _table(year, predictive.of_draws(year.total + paths), "scan_car_hours")


def _table(year: _Year, ahead: predictive.Ahead, measure: str) -> pd.DataFrame:
    rows = [_enough(year)] if year.season is None else [_enough(year), _plan(year.season)]
    is_told = all(gate["is_met"] for gate in rows)
    if is_told:
        days = list(enumerate(year.remaining, 1))
        rows += [_ahead("year_end", ahead, level, year.left) for level in LEVELS]
        rows += [_ahead("path", ahead, level, at, at=at, period=day) for level in LEVELS for at, day in days]
    if year.target is not None:
        rows += [_reach(year, year.target, ahead)] if is_told else []
        rows += [_needed(year, year.target)] if year.operator != targets.AT_MOST else []
    filled = [{"unit": year.unit, "n": len(year.seen), "basis": year.basis, **row} for row in rows]
    return tables.estimates(filled, model=MODEL, measure=measure)


def _enough(year: _Year) -> dict[str, Any]:
    # A month for which nothing was planned says nothing about the pace.
    season = year.season
    periods = int(season.has_weight.sum()) if season and season.is_known else len(year.seen)
    of_plan = " met planning" if periods < len(year.seen) else ""
    needed = f"Voor een verwachting zijn minstens {year.periods(MIN_PERIODS)}{of_plan} nodig."
    there = "Er is er nog geen." if not periods else f"Er {'is' if periods == 1 else 'zijn'} er {periods}."
    return tables.gate("periods_seen", periods, MIN_PERIODS, f"{needed} {there}")


def _plan(season: Season) -> dict[str, Any]:
    rule = "Er is geen planning en geen volledig vorig jaar om mee te vergelijken."
    return tables.gate("plan", int(season.is_known), 1, rule)


def _ahead(term: str, ahead: predictive.Ahead, level: float, periods: int, **row: object) -> dict[str, Any]:
    low, middle, high = ahead.interval(periods, level)
    return {"term": term, "role": "forecast", "estimate": middle, "low": low, "high": high, "level": level, **row}


def _reach(year: _Year, target: float, ahead: predictive.Ahead) -> dict[str, Any]:
    if targets.is_settled(year.total, target, year.operator):
        probability = float(targets.is_reached(year.total, target, year.operator))
    else:
        probability = ahead.reach(target, year.operator)
    return {"term": "reach_target", "role": "forecast", "estimate": probability, "unit": "probability"}


def _needed(year: _Year, target: float) -> dict[str, Any]:
    short = target - year.total
    if targets.is_settled(year.total, target, year.operator):
        needed, rule = 0.0, ""
    elif year.left == 0:
        missing = year.quantity(short, 1 if short < 1 else None)
        needed, rule = np.nan, f"Er staat niets meer gepland. Er ontbreekt nog {missing}."
    else:
        needed = short / year.left
        each = year.quantity(needed, 0 if needed.is_integer() else 1)
        amount = f"{each} nieuwe deelnemers" if year.unit == "persons" else each
        rule = f"Nodig: {_per_period(year, amount)}{', zonder uitval' if year.can_fall_through else ''}."
    return {"term": "needed_per_period", "role": "limit", "estimate": needed, "rule": rule}


def _per_period(year: _Year, amount: str) -> str:
    noun = year.nouns[0]
    if year.left == 1:
        return f"minstens {amount} in de {noun} die nog komt"
    each = f"{'geplande ' if year.season is None else ''}{noun}"
    return f"gemiddeld {amount} per {each}, nog {year.periods(year.left)}"
