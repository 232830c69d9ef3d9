"""Randomisation: what a plan with coins says, read by drawing the coins again."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.models.statistics.domain import LEVEL, Column

HOURS_PER_UNIT = 10
ALWAYS_ENUMERATED = 12  # coins: 4,096 assignments
_LEFT = 1e-9  # an assignment with less than this part of the plan's own variation tells nothing
_TIE = 1e-9


@dataclass(frozen=True)
class Reading:
    """A slope with what the coins alone would have made of it.

    slope: points per 10 planned hours, or the mean difference; p: the share of the `assignments` (the one
    that was drawn among them) whose statistic is as large, under the sharp null that hours change nothing
    anywhere; low, high: the constant slopes that the same test does not reject at 5%, infinite
    where there are too few assignments to reject any.
    """

    slope: float
    p: float
    low: float
    high: float
    assignments: int
    is_enumerated: bool
    coins: int
    cells: int


def read_design(plan: pd.DataFrame, outcomes: pd.DataFrame, *, draws: int, seed: int) -> Reading | None:
    """The slope of the outcome on the planned hours that the coins decided, and its randomisation test.

    Nothing calls it yet: it is kept to read the result of the drawn plan, once that has been driven.

    Args:
        plan: rows of `deployment.propose`, for several quarters under each other with a column quarter:
            wijk, pair, base_hours, planned_hours. One coin per pair and quarter. A quarter before the
            plan may stand in it with planned_hours = base_hours and no pair.
        outcomes: wijk, quarter (when the plan has it), y, and weight (> 0) if cells weigh differently. An
            unknown y leaves the analysis, the other wijk of its pair stays.
        draws, seed: when there are more than 2^12 assignments and more than `draws`, so many are drawn.

    Slope: weighted least squares of y on planned less base hours (tens) with wijk and quarter effects; in
    one quarter pair effects instead. Where base hours stay the same this is the fixed-effects slope on
    planned hours. By intention to treat: hours that were really made play no part. Statistic: the slope
    over its ordinary standard error, for every assignment with the same outcomes less slope x hours.
    How to read it: the coins owe nothing to dirt, so this may be read as what the hours bring about.
    None when the coins leave no variation within wijken.

    Source: Fisher 1935, The Design of Experiments, ch. 3; Rosenbaum 2002, Observational Studies, ch. 2
    (sharp null, constant effect, interval by inversion).
    Raises ValueError when a pair is not two wijken with opposite steps, pandas.errors.MergeError when a
    wijk and quarter occur twice, KeyError on a missing column.

    >>> plan = pd.DataFrame({"wijk": list("abcdefghijkl"), "pair": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6],
    ...                      "base_hours": 25.0, "planned_hours": [30.0, 20.0] * 6})
    >>> outcomes = pd.DataFrame({"wijk": plan.wijk, "y": [72, 70, 65, 62, 80, 79, 71, 67, 60, 58, 75, 72]})
    >>> reading = read_design(plan, outcomes, draws=9999, seed=1)
    >>> round(reading.slope, 6), reading.p, reading.assignments
    (2.5, 0.03125, 64)
    """
    cells = _cells(plan, outcomes)
    is_drawn = cells.x != 0
    keys = cells.quarter.astype(str) + "/" + cells.pair.astype(str)
    coins = np.full(len(cells), -1)
    coins[is_drawn] = pd.factorize(keys[is_drawn], sort=True)[0]
    effect = "wijk" if cells.quarter.nunique() > 1 else "block"
    weight = cells.weight.to_numpy(dtype="float64")
    pulls = coin_pulls(cells.x.to_numpy(), coins, dummies(cells[[effect, "quarter"]]), weight)
    score = pulls @ (np.sqrt(weight) * cells.y.to_numpy(dtype="float64"))
    return _reading(score, pulls @ pulls.T, draws, seed, len(cells))


def sign_flip(differences: Column, *, draws: int, seed: int) -> Reading | None:
    """The mean of paired differences with Fisher's test: every difference may as well have had the other sign.

    How to read it: p is two-sided, the share of sign vectors whose mean is as far from 0; `slope` is the
    mean, in the unit of the differences. All 2^n vectors when n <= 12 or they are no more than `draws`.
    Unknown differences are left out; None when there are no others.

    Source: Fisher 1935, The Design of Experiments, ch. 3 (Darwin's maize: 1,726 of 32,768).

    >>> sign_flip([1, 2, 3, 4, 5, 6], draws=9999, seed=1).p
    0.03125
    """
    known = np.asarray(differences, dtype="float64")
    known = known[np.isfinite(known)]
    return _reading(known, np.eye(len(known)), draws, seed, len(known)) if len(known) else None


def dummies(labels: pd.DataFrame) -> np.ndarray:
    """A 0/1 column for every value of every label (rows x columns).

    >>> dummies(pd.DataFrame({"wijk": ["a", "b"], "quarter": [1, 1]})).tolist()
    [[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]
    """
    codes = [pd.factorize(labels[name], sort=True)[0] for name in labels]
    return np.hstack([(code[:, None] == np.arange(code.max() + 1)).astype("float64") for code in codes])


def coin_pulls(x: np.ndarray, coins: np.ndarray, effects: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """What each coin does to the regressor once the effects are out: coins x cells, times the root of the weight.

    `x` as it was drawn, `coins` the number of each cell's coin (-1: none). The regressor of another
    assignment is `signs @ pulls`, its cross-product with y is `signs @ (pulls @ (root weight x y))`: all
    assignments follow from sums over coins.

    >>> coin_pulls(np.array([1.0, -1.0]), np.array([0, 0]), np.ones((2, 1)), np.ones(2)).round(9).tolist()
    [[1.0, -1.0]]
    """
    root = np.sqrt(weight)
    rows = np.where(coins == np.arange(coins.max() + 1)[:, None], root * x, 0.0)
    directions, sizes, _ = np.linalg.svd(root[:, None] * effects, full_matrices=False)
    known = directions[:, sizes > 1e-10 * sizes[0]]
    pulls: np.ndarray = rows - (rows @ known) @ known.T
    return pulls


def _cells(plan: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """One row a wijk and quarter with a known outcome: wijk, quarter, pair, block, x (tens of hours), y, weight."""
    keys = ["wijk", "quarter"] if "quarter" in plan else ["wijk"]
    step = (plan.planned_hours - plan.base_hours) / HOURS_PER_UNIT
    planned = plan[[*keys, "pair"]].assign(quarter=plan.get("quarter", ""), x=step)
    _check_pairs(planned)
    seen = outcomes[[*keys, "y"]].assign(weight=outcomes.get("weight", 1.0))
    if not (seen.weight[seen.y.notna()] > 0).all():
        raise ValueError("every known outcome needs a weight above 0")
    cells = planned.merge(seen, on=keys, validate="1:1")
    cells = cells[cells.y.notna()].sort_values(["quarter", "wijk"], ignore_index=True)
    alone = "wijk " + cells.wijk.astype(str)
    return cells.assign(block=alone.where(cells.pair.isna(), "pair " + cells.pair.astype(str)))


def _check_pairs(planned: pd.DataFrame) -> None:
    drawn = planned[planned.x != 0]
    pairs = drawn.groupby(["quarter", "pair"], dropna=False).x.agg(["size", "sum"])
    if drawn.pair.isna().any() or (pairs["size"] != 2).any() or (pairs["sum"].abs() > _TIE).any():
        raise ValueError("a pair is two wijken in one quarter, the one as many hours up as the other down")


def _assignments(coins: int, draws: int, seed: int) -> tuple[np.ndarray, bool]:
    """Sign vectors (assignments x coins), the one that was drawn (all +1) first, and whether they are all."""
    if coins <= ALWAYS_ENUMERATED or (coins < 24 and 2**coins <= draws):
        flipped = np.arange(2**coins)[:, None] >> np.arange(coins) & 1
        return 1.0 - 2.0 * flipped, True
    drawn = np.random.default_rng(seed).choice([-1.0, 1.0], size=(draws, coins))
    return np.vstack([np.ones(coins), drawn]), False


def _reading(score: np.ndarray, gram: np.ndarray, draws: int, seed: int, cells: int) -> Reading | None:
    """The test from sums over coins: `score` the cross-products with y, `gram` those of the coins' pulls."""
    if not len(score) or gram.sum() <= _LEFT * np.trace(gram):
        return None
    signs, is_enumerated = _assignments(len(score), draws, seed)
    size = np.einsum("kc,kc->k", signs @ gram, signs)
    is_told = size > _LEFT * np.trace(gram)
    root = np.sqrt(np.where(is_told, size, np.inf))  # the statistic of an assignment that tells nothing is 0
    found, along = signs @ score / root, signs @ gram.sum(axis=1) / root
    slope = float(score.sum() / gram.sum())
    as_large = np.abs(found) >= abs(found[0]) - _TIE * np.abs(found).max()
    low, high = _inverted(found, along, slope)
    extent = (len(signs), is_enumerated, len(score), cells)
    return Reading(slope, float(as_large.mean()), low, high, *extent)


def _inverted(found: np.ndarray, along: np.ndarray, slope: float) -> tuple[float, float]:
    """The constant slopes that the test does not reject.

    With slope + d as the null an assignment's statistic is |e - d c| (c = `along`, e = found - slope x c)
    and that of the plan r |d|. As |c| <= r it is as large on one interval around 0, between e / (c + r)
    and e / (c - r). So p falls away from the slope on both sides, and its limits are order statistics.
    """
    own = along[0]
    is_same = np.abs(along) >= own * (1 - _TIE)  # the plan's own regressor, or its mirror: never smaller
    away = np.where(is_same, 0.0, found - slope * along)
    up, down = own + along, along - own
    ends = [away / np.where(is_same, 1.0, up), away / np.where(is_same, 1.0, down)]
    low = np.where(is_same, -np.inf, np.minimum(*ends))
    high = np.where(is_same, np.inf, np.maximum(*ends))
    enough = int(np.floor((1 - LEVEL) * len(found) + _TIE))
    return slope + float(np.sort(low)[enough]), slope + float(np.sort(high)[-1 - enough])
