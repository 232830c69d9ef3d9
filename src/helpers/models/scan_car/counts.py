"""Counts per cluster and period: the share out of norm (logit) and the rate per inhabitant (Poisson).

Both have effects of cluster and period, as the survey model has, and the same inference: the cluster jackknife
CV3 with t(G-1), by leaving out each cluster and fitting again. Counts spread wider than the binomial or the
Poisson says (overdispersion); that leaves the coefficient consistent, and the jackknife takes it in, because
it never uses the variance of the model.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit

from helpers.floor import dutch
from helpers.models.statistics.fixed_effects import Fit

_ITERATIONS, _SETTLED = 25, 1e-9  # a count that is separated moves a step each time and never settles
_LEFT = 1e-9  # hours with less than this part of their squares left beside the effects tell nothing

_NO_CLUSTERS = "Minder dan twee wijken hebben een telling die in de tijd verschilt."
_NO_HOURS = "De uren verschillen binnen wijken niet, los van wat in alle wijken tegelijk veranderde."
_NO_SOLUTION = "De berekening komt niet tot een vaste uitkomst, zoals wanneer alleen bij weinig uren iets is geteld."


@dataclass(frozen=True)
class CountFit:
    """What a count has to do with x, or the reason that it cannot be said.

    The slope of `fit` is the average change in `unit` per unit of x. Without one `fit` is None and `reason` says
    why, in Dutch; else `reason` is "". `note` says in Dutch what stayed out of the model, "" when nothing did.
    """

    fit: Fit | None
    unit: str
    reason: str
    note: str


@dataclass(frozen=True)
class _Family:
    """A count with its natural parameter eta: k times eta less n times the cumulant is its log likelihood."""

    cumulant: Callable[[np.ndarray], np.ndarray]
    rate: Callable[[np.ndarray], np.ndarray]  # first derivative of the cumulant: events per trial
    slope: Callable[[np.ndarray], np.ndarray]  # second derivative
    has_ceiling: bool  # at most one event a trial
    unit: str
    per: float  # the reporting unit per event a trial


_LOGIT = _Family(
    lambda eta: np.logaddexp(0, eta), expit, lambda eta: expit(eta) * expit(-eta), True, "percentage_points", 100
)
_LOG = _Family(np.exp, np.exp, np.exp, False, "per_1000", 1000)


def binomial_panel(cells: pd.DataFrame) -> CountFit:
    """How the share of sites out of norm differs with the hours, within wijken and net of every quarter.

    Args:
        cells: one row a cluster and period: cluster, period, k (sites out of norm), n (sites seen) and x, the
            hours in tens.

    The estimate is the average marginal change in percentage points per 10 hours, averaged over the sites
    seen in the cells that the model uses. Clusters and periods without any event, with nothing but events or
    with one cell are fitted by their own effect and tell nothing: they are left aside, and said in `note`.
    Effects are dummies (unconditional logit): with the many sites of a wijk the bias of that is negligible;
    with one or two trials a cluster it is not. Source: McCullagh & Nelder 1989, ch. 4; MacKinnon, Nielsen &
    Webb 2023, J Econometrics 232:272 (CV3). Raises ValueError on unknown values, n <= 0, k < 0 or k > n.

    >>> cells = pd.DataFrame({"cluster": list("aabbcc"), "period": [1, 2] * 3, "x": [0, 2, 1, 1, 2, 1.0],
    ...                       "k": [20, 12, 10, 11, 9, 15], "n": 100})
    >>> found = binomial_panel(cells)
    >>> round(found.fit.slope, 1), found.fit.df, found.unit
    (-4.3, 2, 'percentage_points')
    """
    return _panel(cells, _LOGIT)


def poisson_panel(cells: pd.DataFrame) -> CountFit:
    """How the reports per inhabitant differ with the hours, within wijken and net of every quarter.

    Args:
        cells: as in `binomial_panel`; k the reports, n the inhabitants, whose logarithm is the offset.

    The estimate is the average marginal change in reports per 1,000 inhabitants per 10 hours, averaged over
    inhabitants. Poisson regression needs the right mean only, not
    Poisson variance, and effects of cluster do not bias it. Source: Wooldridge 1999, J Econometrics 90:77;
    Correia, Guimaraes & Zylkin 2020, Stata J 20:95 (what is separated). Raises as `binomial_panel`.

    >>> cells = pd.DataFrame({"cluster": list("aabb"), "period": [1, 2] * 2, "x": [0, 1, 0, 0.0],
    ...                       "k": [40, 80, 30, 30], "n": 2000})
    >>> round(poisson_panel(cells).fit.slope, 6)  # a doubling, of 22.5 reports per 1,000
    15.595812
    """
    return _panel(cells, _LOG)


def _panel(cells: pd.DataFrame, family: _Family) -> CountFit:
    table = cells[["cluster", "period", "k", "n", "x"]].reset_index(drop=True)
    _check(table, family)
    used = _telling(table, family)
    note, (reason, average) = _note(table, used), _average(used, family)
    if reason:
        return CountFit(None, family.unit, reason, note)
    names = sorted(used.cluster.unique())
    rest = (_telling(used[used.cluster != name], family) for name in names)
    left_out = pd.DataFrame({"x": [_average(part, family)[1] for part in rest]}, index=names, dtype=float)
    return CountFit(Fit(pd.Series({"x": average}), left_out, len(used)), family.unit, "", note)


def _check(table: pd.DataFrame, family: _Family) -> None:
    numbers = table[["k", "n", "x"]].to_numpy(dtype=float)
    is_known = np.isfinite(numbers).all() and table[["cluster", "period"]].notna().all(axis=None)
    if not is_known or not ((numbers[:, 1] > 0) & (numbers[:, 0] >= 0)).all():
        raise ValueError("every cell needs a cluster, a period, known k >= 0, n > 0 and x")
    if family.has_ceiling and (table.k > table.n).any():
        raise ValueError("more events than trials: k > n")


def _telling(table: pd.DataFrame, family: _Family) -> pd.DataFrame:
    """The cells whose cluster and period both have events, not only events, and more than one cell."""
    is_telling = np.zeros(len(table), dtype=bool)
    while len(table) and not is_telling.all():
        k, n = table.k.to_numpy(dtype=float), table.n.to_numpy(dtype=float)
        is_telling = np.ones(len(table), dtype=bool)
        for effect in ("cluster", "period"):
            codes = pd.factorize(table[effect])[0]
            events, trials, size = np.bincount(codes, k), np.bincount(codes, n), np.bincount(codes)
            is_full = (events == trials) & family.has_ceiling
            is_telling &= ((events > 0) & ~is_full & (size > 1))[codes]
        table = table[is_telling]
    return table


def _note(table: pd.DataFrame, used: pd.DataFrame) -> str:
    if len(used) == len(table):
        return ""
    wijken = table.cluster.nunique() - used.cluster.nunique()
    periods = table.period.nunique() - used.period.nunique()
    gone = [dutch.counted(wijken, "wijk", "wijken")] if wijken else []
    gone += [dutch.counted(periods, "periode", "perioden")] if periods else []
    gone += [dutch.counted(len(table) - len(used), "waarneming", "waarnemingen")]
    return f"Buiten het model, omdat de telling daar niet verschilt: {dutch.listing(gone)}."


def _average(table: pd.DataFrame, family: _Family) -> tuple[str, float]:
    """The average change per unit of x; or the reason that there is none, and NaN."""
    if table.cluster.nunique() < 2:
        return _NO_CLUSTERS, np.nan
    table = table.sort_values("cluster")
    k, n, x = (table[name].to_numpy(dtype=float) for name in ("k", "n", "x"))
    codes, periods = pd.factorize(table.cluster)[0], pd.factorize(table.period)[0]
    design = np.column_stack([x - x.mean(), periods[:, None] == np.arange(1, periods.max() + 1)]).astype(float)
    if not _is_identified(design, codes):
        return _NO_HOURS, np.nan
    eta, coefficient = _solved(k, n, design, codes, family)
    if not np.isfinite(coefficient):
        return _NO_SOLUTION, np.nan
    return "", family.per * coefficient * float(n @ family.slope(eta)) / float(n.sum())


def _is_identified(design: np.ndarray, codes: np.ndarray) -> bool:
    x, rest = np.split(_within(design, np.ones(len(design)), codes), [1], axis=1)
    left = x - rest @ np.linalg.lstsq(rest, x)[0]
    return bool((left**2).sum() > _LEFT * (design[:, 0] ** 2).sum())


def _solved(
    k: np.ndarray, n: np.ndarray, design: np.ndarray, codes: np.ndarray, family: _Family
) -> tuple[np.ndarray, float]:
    """The maximum of the likelihood by iterated weighted least squares; coefficient NaN when it never settles."""

    def likelihood(at: np.ndarray) -> float:
        return float(k @ at - n @ family.cumulant(at))

    share = (k + 0.5) / (n + 1)
    eta = np.log(share / (1 - share)) if family.has_ceiling else np.log((k + 0.5) / n)
    with np.errstate(all="ignore"):  # what overflows does not settle, and is said by its reason
        for step in range(_ITERATIONS):
            weight = n * family.slope(eta)
            response = eta + (k - n * family.rate(eta)) / weight
            if not np.isfinite(response).all():
                break
            rows = _within(np.column_stack([design, response]), weight, codes)
            root = np.sqrt(weight)[:, None]
            slopes = np.linalg.lstsq(root * rows[:, :-1], root[:, 0] * rows[:, -1])[0]
            moved = response - rows[:, -1] + rows[:, :-1] @ slopes - eta
            if np.abs(moved).max() < _SETTLED:
                return eta, float(slopes[0])
            # The start is no point of the model, so the first step may lower the likelihood.
            while step and likelihood(eta + moved) < likelihood(eta) - 1e-9 and np.abs(moved).max() > _SETTLED:
                moved /= 2
            eta = eta + moved
    return eta, float("nan")


def _within(rows: np.ndarray, weight: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """The rows, sorted by cluster, less the weighted mean of their cluster."""
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    total = np.add.reduceat(weight, starts)
    means = np.add.reduceat(weight[:, None] * rows, starts, axis=0) / total[:, None]
    within: np.ndarray = rows - means[codes]
    return within
