"""What changed after the car started, wijk by wijk: group-time differences against wijken where it had not.

Never the plain two-way regression with leads and lags: that also compares with wijken where the car drives
already, and can show the wrong sign when the change grows (Goodman-Bacon 2021; Sun & Abraham 2021).
"""

import math
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.floor.shapes.tables import gate
from helpers.models.scan_car.fit_rows import REFUSED, direction
from helpers.models.statistics.domain import LEVEL

MODEL, UNIT = "event_study", "percentage_points"
MIN_STARTED = 3  # card 1.5: fewer starting wijken are not shown
WINDOW = 3
_NEVER = math.inf
_COLUMNS = ["start", "period", "event_time", "att", "treated", "compared"]


def event_study(cells: pd.DataFrame) -> pd.DataFrame:
    """The change since the start per event time, and over all, each with an interval; or why it is not given.

    Args:
        cells: one row a cluster and period: cluster, period (sorts in time), y and start, the first period
            with the car, the same in all rows of a cluster and missing when it never started. A start
            between two periods counts from the next one; weights are not used: every wijk counts once.

    Rows: overall and event_time (at = -3 … 3, without -1, the base), all exploratory, and a gate
    each for the starting wijken (at least 3) and the wijken to compare with (at least 1). When a gate is not
    met one row "overall" says why. Behind them stand ATT(g, t): the change of the group that started in g since
    the period before, less that of wijken that start later than both periods, or never. Groups are weighed by
    their size; over all, the periods of a group are averaged first (theta sel). Standard errors are the jackknife
    over wijken, (G-1)/G times the sum of
    squares around the estimate; t has as degrees of freedom the smaller of the numbers of starting and of
    compared wijken in the row, less 1: few starters carry it, whatever the number of wijken (in simulation
    with 3 starters of 13 the 95% interval holds .97-.99; with t(G-1) .91-.94). A row that is gone without one
    of the wijken has no numbers.

    How to read it: if wijken would have moved alike without the car, the rows from 0 on are what changed with
    the start. Rows before 0 away from 0 speak against that; rows near 0 do not prove it (Roth 2022, AER
    Insights 4:305). Source: Callaway & Sant'Anna 2021, J Econometrics 225:200 (no covariates, not-yet-treated,
    base g - 1 throughout). Raises ValueError when a cell occurs twice or a cluster has two starts.

    >>> cells = pd.DataFrame({"cluster": list("aabb"), "period": [1, 2] * 2, "y": [5.0, 9, 4, 5],
    ...                       "start": [2, 2, None, None]})
    >>> event_study(cells).rule.iloc[0]
    'In 1 wijk begon de auto tussen twee metingen (nodig: 3).'
    """
    wide, starts = _wide(cells)
    wide, starts = wide[starts >= 1], starts[starts >= 1]
    gates = _gates(wide, starts)
    reasons = [gate["rule"] for gate in gates if not gate["is_met"]]
    if reasons:
        refusal = {"term": "overall", "role": "exploratory", "verdict": REFUSED, "withheld": "missing"}
        return tables.estimates([refusal | {"rule": " ".join(reasons)}, *gates], model=MODEL, unit=UNIT)
    found, keep = _terms(wide, starts), np.arange(len(starts))
    parts = [_terms(wide[keep != i], starts[keep != i])["att"] for i in keep]
    without = pd.DataFrame([part.reindex(found.index) for part in parts])
    shown = [term for term in found.index if term == "overall" or abs(term) <= WINDOW]
    rows = [_row(term, found.loc[term], without[term], len(keep)) for term in shown]
    return tables.estimates([*rows, *gates], model=MODEL, unit=UNIT)


def _wide(cells: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """y (cluster x period), and the place of each cluster's first period with the car."""
    if cells.duplicated(["cluster", "period"]).any():
        raise ValueError("a cluster and period occur twice")
    if (cells.groupby("cluster").start.nunique(dropna=False) > 1).any():
        raise ValueError("a cluster has two starts")
    wide = cells.pivot(index="cluster", columns="period", values="y").sort_index(axis=1)
    first = cells.groupby("cluster").start.first()
    place = wide.columns.searchsorted(first.dropna().to_numpy())
    starts = pd.Series(place, index=first.dropna().index, dtype=float).reindex(wide.index)
    starts = starts.where(starts < wide.shape[1], _NEVER)  # missing, or after the last period
    return wide.to_numpy(dtype=float), starts.to_numpy()


def _group_time(wide: np.ndarray, starts: np.ndarray) -> list[tuple[int, int, int, float, int, int]]:
    """ATT(g, t), a row a group and period except the base: start and period by their place, and the columns above.

    Groups without a base (started in or before the first period) or without anyone to compare with have none.
    """
    rows = []
    for start in sorted({int(s) for s in starts if 1 <= s < _NEVER}):
        base = start - 1
        for period in range(wide.shape[1]):
            change = wide[:, period] - wide[:, base]
            is_known = np.isfinite(change)
            treated = change[is_known & (starts == start)]
            compared = change[is_known & (starts > max(period, base)) & (starts != start)]
            if period != base and len(treated) and len(compared):
                att = treated.mean() - compared.mean()
                rows.append((start, period, period - start, att, len(treated), len(compared)))
    return rows


def _terms(wide: np.ndarray, starts: np.ndarray) -> pd.DataFrame:
    """att, treated and compared (wijken) by term: "overall", then each event time."""
    att = pd.DataFrame(_group_time(wide, starts), columns=_COLUMNS)
    by_time = att.groupby("event_time").agg(treated=("treated", "sum"), compared=("compared", "max"))
    after = att[att.event_time >= 0]
    groups = after.groupby("start").agg(att=("att", "mean"), size=("treated", "mean"), treated=("treated", "max"))
    row = {
        "att": float(np.average(groups.att, weights=groups["size"])) if len(groups) else math.nan,
        "treated": groups.treated.sum(),
        "compared": after.compared.max(),
    }
    total = (att.att * att.treated).groupby(att.event_time).sum()
    return pd.concat([pd.DataFrame(row, index=["overall"]), by_time.assign(att=total / by_time.treated)])


def _gates(wide: np.ndarray, starts: np.ndarray) -> list[dict[str, Any]]:
    started = int(((starts >= 1) & (starts < _NEVER)).sum())
    compared = max((row[-1] for row in _group_time(wide, starts) if row[2] >= 0), default=0)
    begun = f"In {_some(started)} begon de auto tussen twee metingen (nodig: {MIN_STARTED})."
    later = f"Om mee te vergelijken {'is' if compared < 2 else 'zijn'} er {_some(compared)} waar de auto nog niet reed"
    return [
        gate("starting_wijken", started, MIN_STARTED, begun),
        gate("wijken_to_compare", compared, 1, f"{later} (nodig: 1)."),
    ]


def _some(wijken: int) -> str:
    return dutch.counted(wijken, "wijk", "wijken") if wijken else "geen enkele wijk"


def _row(term: str | int, found: pd.Series, without: pd.Series, clusters: int) -> dict[str, Any]:
    row = {"term": "overall", "role": "exploratory", "n_clusters": clusters, "n": found.treated}
    if term != "overall":
        row |= {"term": "event_time", "at": term}
    df = min(found.treated, found.compared) - 1
    se = math.sqrt((clusters - 1) / clusters * ((without - found.att) ** 2).sum(skipna=False))
    if not (df >= 1 and math.isfinite(se)):
        why = f"{_when(term)}: dit hangt aan één wijk, dus een interval is er niet."
        return row | {"verdict": REFUSED, "withheld": "missing", "rule": why}
    width = stats.t.ppf((1 + LEVEL) / 2, df) * se
    low, high = found.att - width, found.att + width
    row |= {"estimate": found.att, "se": se, "low": low, "high": high, "level": LEVEL, "df": df}
    row |= {"p": 2 * stats.t.sf(abs(found.att) / se, df) if se > 0 else math.nan}
    return row | {"verdict": direction(low, high)}


def _when(term: str | int) -> str:
    if term == "overall":
        return "Sinds de start van de auto"
    if term == 0:
        return "In de periode van de start"
    return f"{dutch.counted(abs(int(term)), 'periode', 'perioden')} {'vóór' if int(term) < 0 else 'na'} de start"
