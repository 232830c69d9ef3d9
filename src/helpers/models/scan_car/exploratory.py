"""Exploratory shapes of an association (lags, dose), and the hours of the next wave as a placebo (lead)."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.scan_car.fit_rows import HOURS_PER_UNIT, REFUSED, numbers
from helpers.models.statistics import fixed_effects
from helpers.models.statistics.domain import LEVEL
from helpers.models.statistics.fixed_effects import Fit
from helpers.models.statistics.multiplicity import benjamini_hochberg

MODEL = "exploratory"
# Card 1.4 and 1.3: below these nothing is shown.
MIN_PERIODS, MIN_FOR_SECOND_LAG, MIN_WITH_LEAD = 6, 8, 4

_FLAT = "De uren verschillen hiervoor te weinig binnen wijken."
_ONE_WIJK = "Dit hangt aan één wijk: zonder die wijk is er niets te schatten."


def shapes(cells: pd.DataFrame) -> pd.DataFrame:
    """Whether the association comes later, or bends: lags, their sum, thirds of the hours and their logarithm.

    Args:
        cells: cluster, period (sorts in time), y, x (tens of hours), weight; one row a cluster and period. A
            row whose y is unknown lends its x to the lags. A lag is the period before in this table.

    Rows, all with role "exploratory": lag_0, lag_1 (and lag_2 from 8 periods), fitted together; cumulative,
    their sum with its own CV3; middle_third and highest_third against the lowest third of the cells;
    log_hours, per doubling of 1 + hours. Each with a 95% interval, p from t(G-1) and `q`, the
    Benjamini-Hochberg value over all these rows. With fewer than 6 periods one row without numbers, whose
    `rule` says why. How to read it: a hint for a next question, never a finding. Source: card 1.4 of
    statistics.md; Benjamini & Hochberg 1995, JRSS B 57:289. Raises ValueError when a cell occurs twice.

    >>> cells = pd.DataFrame({"cluster": ["a", "b"], "period": 1, "y": 1.0, "x": 2.0, "weight": 1.0})
    >>> shapes(cells).rule.item()
    'Verkennend: van 1 periode is de uitkomst bekend; voor de vorm van een verband zijn er 6 nodig.'
    """
    _check(cells)
    periods = cells[cells.y.notna()].period.nunique()
    if periods < MIN_PERIODS:
        have = f"van {dutch.counted(periods, 'periode', 'perioden')} is de uitkomst bekend"
        why = f"Verkennend: {have}; voor de vorm van een verband zijn er {MIN_PERIODS} nodig."
        return tables.estimates([_refusal("shape", why)], model=MODEL, role="exploratory")
    rows = [_row(term, fit) for term, fit in _fits(cells, periods)]
    table = tables.estimates(rows, model=MODEL, role="exploratory", unit="percentage_points")
    return table.assign(q=benjamini_hochberg(table.p).to_numpy())


def lead(cells: pd.DataFrame) -> pd.DataFrame:
    """The placebo that looks ahead: hours of the next period cannot have touched y, but can follow it.

    Args and errors: `shapes`. The last period is lost, unless a row beyond it (y unknown) lends its x.

    One row, lead (role placebo; verdict toename, afname or onzeker, with fewer than 4 periods left "niet te
    zien"); x stands beside it in the fit. How to read it: a lead whose interval leaves
    out 0 says that the car follows y; one that spans 0 is weak reassurance, for dispatch on the dirt of the
    moment does not show in it. `q` is the caller's, over all placebos. Source: card 1.3 of statistics.md.

    >>> cells = pd.DataFrame({"cluster": ["a", "b"], "period": 1, "y": 1.0, "x": 2.0, "weight": 1.0})
    >>> lead(cells).verdict.item()
    'niet te zien'
    """
    _check(cells)
    both = _known(cells.assign(lead=_moved(cells, "x", -1)), ["y", "x", "lead"])
    periods = both.period.nunique()
    if periods < MIN_WITH_LEAD:
        have = f"Van {dutch.counted(periods, 'periode', 'perioden')} zijn de uren van de volgende bekend"
        row = _refusal("lead", f"{have}; nodig zijn er {MIN_WITH_LEAD}.")
    else:
        row = _row("lead", fixed_effects.fit(both, regressors=("lead", "x")))
    return tables.estimates([row], model=MODEL, role="placebo", unit="percentage_points")


def _check(cells: pd.DataFrame) -> None:
    if cells.duplicated(["cluster", "period"]).any():
        raise ValueError("a cluster and period occur twice")


def _moved(cells: pd.DataFrame, column: str, periods: int) -> pd.Series:
    """The column so many periods before (after when negative), over the periods of the whole table."""
    order = pd.Series(pd.factorize(cells.period, sort=True)[0], index=cells.index)
    known = pd.Series(cells[column].to_numpy(dtype=float), index=[cells.cluster, order])
    wanted = pd.MultiIndex.from_arrays([cells.cluster, order - periods])
    return pd.Series(known.reindex(wanted).to_numpy(), index=cells.index)


def _known(cells: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The cells where these are known, of clusters with more than one such cell."""
    known = cells.dropna(subset=columns)
    return known[known.groupby("cluster").period.transform("size") >= 2]


def _fits(cells: pd.DataFrame, periods: int) -> Iterator[tuple[str, Fit | None]]:
    lags = [f"lag_{lag}" for lag in range(3 if periods >= MIN_FOR_SECOND_LAG else 2)]
    moved = cells.assign(**{name: _moved(cells, "x", lag) for lag, name in enumerate(lags)})
    together = fixed_effects.fit(_known(moved, ["y", *lags]), regressors=lags)
    yield from ((name, together and together.of(name)) for name in lags)
    yield "cumulative", together and together.combined(dict.fromkeys(lags, 1.0))
    known = _known(cells, ["y", "x"])
    low, high = known.x.quantile([1 / 3, 2 / 3])
    thirds = {"middle_third": (known.x > low) & (known.x <= high), "highest_third": known.x > high}
    dosed = fixed_effects.fit(known.assign(**{k: v.astype(float) for k, v in thirds.items()}), tuple(thirds))
    yield from ((name, dosed and dosed.of(name)) for name in thirds)
    logged = known.assign(log_hours=np.log1p(HOURS_PER_UNIT * known.x))
    bent = fixed_effects.fit(logged, regressors=("log_hours",))
    yield "log_hours", bent and bent.combined({"log_hours": math.log(2)})


def _refusal(term: str, why: str) -> dict[str, Any]:
    return {"term": term, "verdict": REFUSED, "rule": why, "withheld": "missing"}


def _row(term: str, fit: Fit | None) -> dict[str, Any]:
    """The first regressor of a fit, or why there is none."""
    if fit is None or not fit.se > 0:
        return _refusal(term, f"Verkennend: {_FLAT if fit is None else _ONE_WIJK}")
    return {"term": term} | numbers(fit, LEVEL)
