"""Shares of groups of dealers: what may be said around a share that `protect` lets through.

Everything here takes protected rows: counts are multiples of 5, so limits are near, not exact, and nothing
computed here tells more of a group than its row does. Hidden rows give no estimate.
"""

import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.statistics import proportions, shrinkage
from helpers.models.statistics.domain import LEVEL

MODEL = "group_shares"
CELL = ["measure", "area", "split", "group", "period"]


def intervals(measured: pd.DataFrame) -> pd.DataFrame:
    """The exact interval of each shown share: rows of term if_repeated, percent, `n` the base.

    How to read it: where the share would lie if inspections like these were repeated, on dealers chosen in
    the same way. Not about all registered dealers: for that they must be drawn by lot (`selection`).
    Source: Clopper & Pearson 1934, Biometrika 26:404.

    >>> rows = tables.measures([{"group": "a", "numerator": 81, "denominator": 263}], unit="percent")
    >>> found = intervals(rows).iloc[0]
    >>> round(float(found.low), 1), round(float(found.high), 1)
    (25.3, 36.8)
    """
    rows = []
    for _, one in shown_groups(measured).iterrows():
        low, high = (100 * float(x) for x in proportions.clopper_pearson(one.numerator, one.denominator))
        share = {"estimate": 100 * one.numerator / one.denominator, "low": low, "high": high}
        rows.append({**{name: one[name] for name in CELL}, **share, "n": one.denominator})
    same = {"term": "if_repeated", "role": "exploratory", "unit": "percent", "level": LEVEL}
    return tables.estimates(rows, model=MODEL, **same)


def shrunken(measured: pd.DataFrame) -> pd.DataFrame:
    """Each shown share, drawn towards the common one: rows of term shrunken_share, percent; needs two groups.

    How to read it: a better guess of each than the bare share, small groups moving most; no ranking.
    Source: Griffiths 1973, Biometrics 29:637 (see `shrinkage.beta_binomial`).

    >>> rows = [{"group": name, "numerator": k, "denominator": 40} for name, k in (("a", 10), ("b", 30))]
    >>> shrunken(tables.measures(rows, unit="percent")).estimate.round().tolist()
    [27.0, 73.0]
    """
    shown = shown_groups(measured)
    if len(shown) < 2:
        return tables.estimates()
    shares = shrinkage.beta_binomial(shown.numerator.tolist(), shown.denominator.tolist())
    rows = [
        {**{name: one[name] for name in CELL}, "estimate": 100 * float(share), "n": one.denominator}
        for (_, one), share in zip(shown.iterrows(), shares, strict=True)
    ]
    same = {"term": "shrunken_share", "role": "exploratory", "unit": "percent"}
    return tables.estimates(rows, model=MODEL, **same)


def mended(counted: pd.DataFrame, percent_base: int) -> pd.DataFrame:
    """Of the dealers inspected again after a failure, the percent that then complied: one row, term mended.

    Takes the protected counts of groups again_met and again_failed. Below `percent_base` dealers, or with one
    of both hidden, there is no row. How to read it: only who failed is inspected
    again, so part of the change would come by itself (regression to the mean). Source: as `intervals`.

    >>> rows = [{"group": "again_met", "value": 25}, {"group": "again_failed", "value": 10}]
    >>> mended(tables.measures(rows), 30).rule.item()
    'Ongeveer 71% voldeed toen. Bij herhaling is dat 53 tot 86%.'
    """
    shown = counted[counted.withheld.eq("") & (counted.value > 0)].set_index("group").value
    parts = shown[shown.index.isin(["again_met", "again_failed"])]
    base = parts.sum()
    if len(parts) < 2 or base < percent_base:
        return tables.estimates()
    low, high = (100 * float(x) for x in proportions.clopper_pearson(parts["again_met"], base))
    share = 100 * parts["again_met"] / base
    said = f"Ongeveer {dutch.quantity(share, 'percent')} voldeed toen."
    row = {"estimate": share, "low": low, "high": high, "level": LEVEL, "n": base}
    row["rule"] = f"{said} Bij herhaling is dat {dutch.interval(low, high, 'percent')}."
    same = {"term": "mended", "role": "exploratory", "unit": "percent", "period": counted.period.iloc[0]}
    same |= {"measure": "dealers_after_failure", "split": "after_failure"}
    return tables.estimates([row], model=MODEL, **same)


def shown_groups(measured: pd.DataFrame) -> pd.DataFrame:
    """The rows of a protected measure table that hold a share: numerator and denominator."""
    return measured[measured.withheld.eq("") & measured.numerator.notna() & measured.denominator.gt(0)]
