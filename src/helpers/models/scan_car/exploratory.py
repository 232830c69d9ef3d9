"""Exploratory shapes of an association (lags, dose) and two looks at who got the hours (dispatch, lead)."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.statistics import fixed_effects
from helpers.models.statistics.fixed_effects import Fit
from helpers.models.statistics.multiplicity import benjamini_hochberg

MODEL, LEVEL, REFUSED = "exploratory", 0.95, "niet te zien"
HOURS_PER_UNIT = 10
# Card 1.4 and 1.3: below these nothing is shown.
MIN_PERIODS, MIN_FOR_SECOND_LAG, MIN_WITH_LEAD = 6, 8, 4

_FLAT = "De uren verschillen hiervoor te weinig binnen wijken."
_ONE_WIJK = "Dit hangt aan één wijk: zonder die wijk is er niets te schatten."
_WORDS = {
    "lag_0": "10 uur meer in dezelfde periode",
    "lag_1": "10 uur meer een periode eerder",
    "lag_2": "10 uur meer twee perioden eerder",
    "cumulative": "10 uur meer in al deze perioden samen",
    "middle_third": "het middelste derde deel van de uren tegenover het laagste",
    "highest_third": "het hoogste derde deel van de uren tegenover het laagste",
    "log_hours": "een verdubbeling van de uren",
    "lead": "10 uur meer in de volgende periode",
    "beside_lead": "10 uur meer in dezelfde periode (naast die van de volgende)",
}


def shapes(cells: pd.DataFrame, unit: str = "percentage_points") -> pd.DataFrame:
    """Whether the association comes later, or bends: lags, their sum, thirds of the hours and their logarithm.

    Args:
        cells: cluster, period (sorts in time), y, x (tens of hours), weight; one row a cluster and period. A
            row whose y is unknown lends its x to the lags. A lag is the period before in this table.
        unit: of a difference in y, a key of dutch.UNITS.

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
        return tables.estimates([_refusal("shape", "exploratory", why)], model=MODEL)
    rows = [_row(term, fit, unit, "exploratory") for term, fit in _fits(cells, periods)]
    table = tables.estimates(rows, model=MODEL)
    return table.assign(q=benjamini_hochberg(table.p).to_numpy())


def lead(cells: pd.DataFrame, unit: str = "percentage_points") -> pd.DataFrame:
    """The placebo that looks ahead: hours of the next period cannot have touched y, but can follow it.

    Args and errors: `shapes`. The last period is lost, unless a row beyond it (y unknown) lends its x.

    Rows: lead (role placebo; verdict toename, afname or onzeker) and beside_lead, x in the same fit; with
    fewer than 4 periods left one row, verdict "niet te zien". How to read it: a lead whose interval leaves
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
        return tables.estimates(
            [_refusal("lead", "placebo", f"{have}; nodig zijn er {MIN_WITH_LEAD}.")], model=MODEL
        )
    fit = fixed_effects.fit(both, regressors=("lead", "x"))
    rows = [_row("lead", fit, unit, "placebo"), _row("beside_lead", fit and fit.of("x"), unit, "exploratory")]
    return tables.estimates([_turned(rows[0]), rows[1]], model=MODEL)


def dispatch(cells: pd.DataFrame, is_dirt: bool = False) -> pd.DataFrame:
    """Do hours follow dirt? The hours of a period on y of the period before, within wijken, net of each period.

    Args:
        cells: as in `shapes`; with a column `complaints` that of the period before stands in the model too.
            The weights are not used: they are those of y, and the hours are known exactly.
        is_dirt: whether a higher y is dirtier (sites out of norm) instead of cleaner (a share that is clean).

    Rows: previous_outcome and, when given, previous_complaints, each in hours per 10 units more; verdict
    "ja" (hours go where it was dirtier), "nee" (the other way round), "onzeker" or "niet te zien". How to
    read it: "ja" documents confounding by indication; "onzeker" does not take it away. Survey error in y pulls
    the slope towards 0, and when y answers to the hours it is biased by the order of 1 / periods (Nickell
    1981, Econometrica 49:1417). Source: card 1.3 of statistics.md. Raises as `shapes`.

    >>> cells = pd.DataFrame({"cluster": ["a", "b"], "period": 1, "y": 1.0, "x": 2.0, "weight": 1.0})
    >>> dispatch(cells).verdict.item()
    'niet te zien'
    """
    _check(cells)
    names = {"previous_outcome": "y"} | (
        {"previous_complaints": "complaints"} if "complaints" in cells else {}
    )
    lagged = {term: _moved(cells, name, 1) / 10 for term, name in names.items()}
    both = _known(cells.assign(**lagged), ["x", *names]).assign(weight=1.0)
    both["y"] = both.x * HOURS_PER_UNIT
    fit = fixed_effects.fit(both, regressors=tuple(names))
    return tables.estimates([_dispatched(term, fit, is_dirt) for term in names], model=MODEL)


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


def _refusal(term: str, role: str, why: str) -> dict:
    return {"term": term, "role": role, "verdict": REFUSED, "rule": why, "withheld": "missing"}


def _row(term: str, fit: Fit | None, unit: str, role: str) -> dict:
    if fit is None or not fit.se > 0:
        return _refusal(term, role, f"Verkennend: {_FLAT if fit is None else _ONE_WIJK}")
    low, high = fit.interval(LEVEL)
    row = {"term": term, "role": role, "unit": unit, "level": LEVEL, "low": low, "high": high, "df": fit.df}
    row |= {"estimate": fit.slope, "se": fit.se, "p": fit.p, "n": fit.cells, "n_clusters": fit.clusters}
    row["verdict"] = "toename" if low > 0 else "afname" if high < 0 else "onzeker"
    if term in _WORDS:
        said = f"Bij {_WORDS[term]} hoort een verschil van {dutch.difference(fit.slope, unit)}"
        row["rule"] = f"Verkennend: {said[0].lower() + said[1:]} ({dutch.interval(low, high, unit)})."
    return row


def _turned(row: dict) -> dict:
    """The lead with what it says about the dispatch."""
    if row["verdict"] == REFUSED:
        return row
    limits = f"({dutch.interval(row['low'], row['high'], row['unit'])})"
    if row["verdict"] == "onzeker":
        said = "De uren van de volgende periode gaan niet zichtbaar met de uitkomst mee"
        return row | {"rule": f"{said} {limits}. Dat stelt maar weinig gerust."}
    said = "De uren van de volgende periode gaan met de uitkomst mee"
    return row | {
        "rule": f"{said} {limits}: de auto lijkt de uitkomst te volgen. Lees het verband niet als opbrengst."
    }


def _dispatched(term: str, fit: Fit | None, is_dirt: bool) -> dict:
    row = _row(term, fit and fit.of(term), "hours", "exploratory")
    if row["verdict"] == REFUSED:
        return row | {"rule": "Of de uren het vuil volgen, is niet te zien: te weinig wijken of perioden."}
    follows = "toename" if is_dirt or term == "previous_complaints" else "afname"
    verdict = "onzeker" if row["verdict"] == "onzeker" else "ja" if row["verdict"] == follows else "nee"
    sign = 1 if follows == "toename" else -1
    low, high = sorted((sign * row["low"], sign * row["high"]))
    where = "10 meldingen meer" if term == "previous_complaints" else "10 punten vuiler"
    hours = dutch.difference(sign * row["estimate"], "hours", 1)
    said = {"ja": "De uren volgen het vuil", "nee": "De uren gaan juist van het vuil af"}
    start = said.get(verdict, "Of de uren het vuil volgen, is onzeker")
    rule = f"{start}: bij {where} hoort de periode erna een verschil van {hours}"
    return row | {"verdict": verdict, "rule": f"{rule} ({dutch.interval(low, high, 'hours', 1)})."}
