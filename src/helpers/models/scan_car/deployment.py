"""Deployment: next quarter's hours as a plan that can answer the question, and how soon it can."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import optimize

from helpers.models.scan_car.plan_total import PARTS
from helpers.models.statistics import randomisation
from helpers.models.statistics.domain import LEVEL
from helpers.models.statistics.randomisation import HOURS_PER_UNIT

MATCHED_ON = ("score", "hours", "inhabitants")
PERIODS, POWER, REPETITIONS = (2, 4, 8), 0.80, 2000  # of the simulated plans
OTHERS = 399  # assignments that a simulated plan is compared with
PLUS, MINUS, SAME = "plus", "min", "gelijk"


@dataclass(frozen=True)
class Assumptions:
    """How the outcome of a quarter moves: the simulation of statistics.md, section D. Percent and points.

    Effects of wijk and quarter (standard deviations), a shock per wijk that fades (AR(1): standard
    deviation and what is left of it a quarter later), and the sample: respondents per wijk spread evenly
    on a log scale between two numbers, a design effect, a mean share.
    """

    wijk_sd: float = 8.0
    quarter_sd: float = 3.0
    shock_sd: float = 3.0
    shock_rho: float = 0.4
    respondents: tuple[float, float] = (40.0, 200.0)
    design_effect: float = 1.3
    mean_percent: float = 70.0


def propose(baseline: pd.DataFrame, hours_per_quarter: float, step_hours: float, seed: int) -> pd.DataFrame:
    """Hours per wijk for one quarter: matched pairs, in each a coin for who gets more and who gets fewer.

    Args:
        baseline: one row a wijk: wijk, score (last known outcome), hours (usual in a quarter),
            inhabitants; unknown values count as the mean. While a plan runs, give the hours of before it,
            the same every quarter: the hours of the last quarter hold the last coins.
        hours_per_quarter: the total, such as 1500 / 4; what is planned adds up to it exactly.
        step_hours: up for one wijk of a pair, down for the other. Both in whole quarters of an hour.
        seed: another one each quarter; with the inputs it fixes the plan, whatever the order of the rows.

    Pairs: the smallest total distance (each of score, hours, inhabitants over its standard deviation);
    with an odd number one wijk stays over, has no coin and is `gelijk`. Base hours: in proportion to the
    usual ones, those of the odd wijk too; in a pair at least a step, so that no plan is below 0.
    Columns: wijk, pair, arm (plus, min, gelijk), base_hours, planned_hours; sorted by wijk.

    Source: Greevy, Lu, Silber & Rosenbaum 2004, Biostatistics 5:263 (optimal matching before
    randomisation). Raises ValueError on fewer than two wijken, a wijk twice or without a name, hours that
    are negative or not whole quarters of an hour, or a step that the total does not allow.

    >>> baseline = pd.DataFrame({"wijk": list("abcd"), "score": [70, 71, 60, 61], "hours": [20, 22, 40, 38],
    ...                          "inhabitants": [5000, 5200, 9000, 9100]})
    >>> plan = propose(baseline, 120, 8, seed=1)
    >>> plan.pair.tolist(), plan.base_hours.tolist(), float(plan.planned_hours.sum())
    ([1, 1, 2, 2], [20.0, 22.0, 40.0, 38.0], 120.0)
    """
    known = _checked(baseline)
    total, step = _parts(hours_per_quarter, "the total"), _parts(step_hours, "the step")
    pairs = _pairs(known)
    pair = np.zeros(len(known), dtype=int)
    pair[np.ravel(pairs)] = np.repeat(np.arange(1, len(pairs) + 1), 2)
    base = _base(known.hours.to_numpy(), np.where(pair > 0, step, 0), total)
    sign = np.zeros(len(known), dtype=int)
    coin = np.random.default_rng(seed).choice([-1, 1], size=len(pairs))
    sign[pairs[:, 0]], sign[pairs[:, 1]] = coin, -coin
    return pd.DataFrame(
        {
            "wijk": known.wijk,
            "pair": pd.array([place if place > 0 else None for place in pair], dtype="Int64"),
            "arm": np.array([SAME, PLUS, MINUS])[sign],
            "base_hours": base / PARTS,
            "planned_hours": (base + sign * step) / PARTS,
        }
    )


def detectable(
    wijken: int, step_hours: float, *, outcome: Assumptions, seed: int, periods: Sequence[int] = PERIODS
) -> pd.DataFrame:
    """The true slope (points per 10 hours) that a plan finds in 8 of 10 repetitions.

    Simulated as the plan will be read: coins drawn again each quarter, `randomisation.read_design` with
    weights, rejected when p <= .05 among 400 assignments (the drawn one and 399 others). One row for each number
    of times that the outcome is measured, each beside the coins of one quarter: periods, size, mc_error (standard
    error of `size` from the number of repetitions). NaN: cannot be found. How to read it: with the assumptions; a
    smaller change may be there and stay unseen.

    Source: statistics.md 1.2, 1.7 and D. Raises ValueError on fewer than 2 wijken.

    >>> detectable(13, 8, outcome=Assumptions(), seed=1).periods.tolist()
    [2, 4, 8]
    """
    if wijken < 2:
        raise ValueError("needed: 2 wijken or more")
    rows = []
    for times in periods:
        simulated = _Simulated((wijken, times), step_hours / HOURS_PER_UNIT, outcome, seed)
        size, error = _size_found(simulated)
        rows.append({"periods": times, "size": size, "mc_error": error})
    return pd.DataFrame(rows)


class _Simulated:
    """Repetitions of a plan: what every assignment would find in each, as a function of the true slope."""

    def __init__(self, extent: tuple[int, int], step: float, outcome: Assumptions, seed: int):
        random, (wijken, quarters) = np.random.default_rng(seed), extent
        wijk, quarter = (at.ravel() for at in np.indices(extent))
        pairs = wijken // 2
        is_drawn = wijk < 2 * pairs
        coins = np.where(is_drawn, quarter * pairs + wijk // 2, -1)
        x = np.where(is_drawn, np.where(wijk % 2, -1, 1), 0) * step
        asked = random.permutation(np.geomspace(*outcome.respondents, wijken))
        lasting = wijk if quarters > 1 else np.where(is_drawn, wijk // 2, wijk)  # in one quarter the pair, as read
        effects = randomisation.dummies(pd.DataFrame({"lasting": lasting, "quarter": quarter}))
        pulls = randomisation.coin_pulls(x, coins, effects, asked[wijk])
        y = _outcomes(outcome, asked, quarters, random)
        score, gram = pulls @ (np.sqrt(asked[wijk])[:, None] * y), pulls @ pulls.T
        others, drawn = (random.choice([-1.0, 1.0], (rows, len(gram))) for rows in (OTHERS, REPETITIONS))
        over, own_over = _over_root(others, gram), _over_root(drawn, gram)
        self.noise, self.slope = over * (others @ score), over * (others @ gram @ drawn.T)
        self.others = np.empty_like(self.slope)
        self.own_noise = own_over[:, 0] * (drawn * score.T).sum(axis=1)
        self.own_slope = own_over[:, 0] * ((drawn @ gram) * drawn).sum(axis=1)

    def power(self, size: float) -> float:
        own = np.abs(self.own_noise + size * self.own_slope)
        # In one place: making room for every step takes longer than the steps.
        np.multiply(self.slope, size, out=self.others)
        np.add(self.others, self.noise, out=self.others)
        as_large = np.abs(self.others, out=self.others) >= own * (1 - 1e-9)
        return float(((1 + as_large.sum(axis=0)) / (1 + OTHERS) <= 1 - LEVEL + 1e-9).mean())


def _over_root(signs: np.ndarray, gram: np.ndarray) -> np.ndarray:
    """One over the root of what each assignment varies (a column); 0 where that is nothing."""
    size = ((signs @ gram) * signs).sum(axis=1, keepdims=True)
    return np.where(size > 1e-9 * np.trace(gram), 1 / np.sqrt(np.maximum(size, 1e-12)), 0.0)


def _outcomes(outcome: Assumptions, asked: np.ndarray, quarters: int, random: np.random.Generator) -> np.ndarray:
    """Simulated shares in percent without any hours: cells (wijk by wijk) x repetitions."""
    shape = (len(asked), quarters, REPETITIONS)
    share = outcome.mean_percent / 100
    sampling = 100 * np.sqrt(share * (1 - share) * outcome.design_effect / asked)
    shock = random.normal(0, outcome.shock_sd, shape)
    for at in range(1, quarters):
        kept = outcome.shock_rho
        shock[:, at] = kept * shock[:, at - 1] + np.sqrt(1 - kept**2) * shock[:, at]
    lasting = random.normal(0, outcome.wijk_sd, (len(asked), 1, REPETITIONS))
    common = random.normal(0, outcome.quarter_sd, (1, quarters, REPETITIONS))
    noise = sampling[:, None, None] * random.standard_normal(shape)
    return (outcome.mean_percent + lasting + common + shock + noise).reshape(-1, REPETITIONS)


def _size_found(simulated: _Simulated) -> tuple[float, float]:
    """The size found in 8 of 10 repetitions, by halving, and its Monte Carlo error; NaN for none."""
    high = 1.0
    while simulated.power(high) < POWER:
        high *= 2
        if high > 1000:
            return np.nan, np.nan
    low = 0.0
    while high - low > 0.002 * high:
        middle = (low + high) / 2
        low, high = (low, middle) if simulated.power(middle) >= POWER else (middle, high)
    steepness = (simulated.power(1.1 * high) - simulated.power(0.9 * high)) / (0.2 * high)
    spread = np.sqrt(POWER * (1 - POWER) / REPETITIONS)
    return high, spread / steepness if steepness > 0 else np.nan


def _checked(baseline: pd.DataFrame) -> pd.DataFrame:
    known = baseline[["wijk", *MATCHED_ON]].sort_values("wijk", ignore_index=True)
    if len(known) < 2 or known.wijk.isna().any() or known.wijk.duplicated().any():
        raise ValueError("needed: two wijken or more, each with a name and once")
    numbers = known[list(MATCHED_ON)].astype("float64")
    if (numbers.hours < 0).any() or np.isinf(numbers.to_numpy()).any():
        raise ValueError("hours are not negative and no value is infinite")
    return numbers.fillna(numbers.mean().fillna(1.0)).assign(wijk=known.wijk)


def _parts(hours: float, what: str) -> int:
    parts = hours * PARTS
    if not 0 < parts < np.inf or parts != round(parts):
        raise ValueError(f"{what} must be above 0 and in whole quarters of an hour, not {hours}")
    return int(parts)


def _pairs(known: pd.DataFrame) -> np.ndarray:
    """The pairing with the smallest total distance (pairs x 2, in order); an odd one stays over."""
    values = known[list(MATCHED_ON)].to_numpy()
    spread = values.std(axis=0, ddof=1)
    scaled = values / np.where(spread > 0, spread, 1.0)
    distances = np.sqrt(((scaled[:, None] - scaled) ** 2).sum(axis=2))
    wijken = np.arange(len(distances))[:, None]
    first, second = np.triu_indices(len(distances), 1)
    is_in = np.vstack([(first == wijken) | (second == wijken), np.ones(len(first))])
    pairs = len(wijken) // 2
    found = optimize.milp(
        distances[first, second],
        integrality=1,
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(is_in, [0] * len(wijken) + [pairs], [1] * len(wijken) + [pairs]),
        options={"mip_rel_gap": 0.0},
    )
    is_pair = found.x > 0.5
    return np.column_stack([first[is_pair], second[is_pair]])


def _base(hours: np.ndarray, least: np.ndarray, total: int) -> np.ndarray:
    """Base hours in quarters of an hour, in proportion to `hours`, none below its `least`; their sum is `total`."""
    if least.sum() > total:
        raise ValueError("the total is too small for a step of this size in every wijk")
    usual = hours if hours.sum() > 0 else np.ones(len(hours))
    share, is_low = usual, np.zeros(len(usual), dtype=bool)
    for _ in usual:  # a wijk at its least stays there: at most so many rounds
        rest = (total - least[is_low].sum()) / max(usual[~is_low].sum(), 1e-12)
        share = np.where(is_low, least, usual * rest)
        is_low |= share < least
    whole: npt.NDArray[np.int_] = np.floor(share + 1e-9).astype(int)
    largest = np.argsort(whole - share, kind="stable")[: total - whole.sum()]
    whole[largest] += 1
    return whole
