"""Whether an outcome goes with exposure within wijken over time: one number, or the reasons for none."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.floor import dutch, tables
from helpers.models import fixed_effects

MODEL = "within_wijk"
TERM = "scan_car_hours"
UNIT = "points_per_10_hours"
LEVEL = 0.95
HOURS_PER_UNIT = 10

# This suite's choice: nothing is shown below these.
MIN_WIJKEN, MIN_WAVES, MIN_CHANGED, MAX_DETECTABLE = 8, 3, 3, 5.0
REAL_CHANGE_HOURS = 5.0  # half a unit between the fewest and the most hours of one wijk

REFUSED = "niet te zien"


def within_wijk(
    outcome: pd.DataFrame, exposure: pd.DataFrame, *, placebo: pd.DataFrame | None = None
) -> pd.DataFrame:
    """How much an outcome differs per 10 hours more, within the same wijk, net of what moved all wijken.

    Args:
        outcome: measure table with one row a wijk and wave; value in percent, denominator the
            respondents, which are the weights. Other area levels are left aside.
        exposure: measure table of the hours per wijk and wave. A withheld or unknown cell leaves the model.
        placebo: an outcome the hours cannot touch, in the form of `outcome`.

    Rows: primary (points per 10 hours, 95% interval, verdict toename, afname, onzeker or niet te zien),
    limit minimal_detectable, one gate per condition, and placebo. How to read it: an association, not
    what the hours brought about. When a gate is not met the primary row has no numbers and `rule` says
    why; a placebo whose interval leaves out 0 makes the verdict onzeker.

    Source: MacKinnon, Nielsen & Webb 2023, J Appl Econ 38:671 (CV3, t(G-1)); Bloom 1995, Eval Rev
    19:547 (minimal detectable effect).
    Raises pandas.errors.MergeError when a wijk and wave occur twice, ValueError on two outcomes in one table.

    >>> def table(values):
    ...     return tables.measures([{"area": a, "value": v} for a, v in values], area_level="wijk",
    ...                            period="2024", measure="clean_percent", denominator=80)
    >>> estimates = within_wijk(table([("a", 60), ("b", 70)]), table([("a", 20), ("b", 30)]))
    >>> tables.the(estimates, role="primary").verdict
    'niet te zien'
    """
    primary = _modelled(outcome, exposure)
    if placebo is None:
        return primary
    other = tables.rows_of(_modelled(placebo, exposure), role="primary").assign(role="placebo")
    return tables.stack(_turned(primary, other.iloc[0]), other)


def cells_of(outcome: pd.DataFrame, exposure: pd.DataFrame) -> pd.DataFrame:
    """The cells the model may use: cluster, period, y, x (tens of hours), weight.

    Left out are cells with a withheld or unknown outcome or exposure, cells without respondents, and
    wijken with one cell, which tell nothing about change.
    """
    y = _known(outcome)[["area", "period", "value", "denominator"]]
    x = _known(exposure)[["area", "period", "value"]]
    both = y.merge(x, on=["area", "period"], suffixes=("", "_hours"), validate="1:1")
    both = both[both.denominator > 0]
    both = both[both.groupby("area").period.transform("size") >= 2]
    columns = {"area": "cluster", "value": "y", "denominator": "weight"}
    return both.assign(x=both.value_hours / HOURS_PER_UNIT).rename(columns=columns).reset_index(drop=True)


def _known(table: pd.DataFrame) -> pd.DataFrame:
    rows = tables.rows_of(table, area_level="wijk", withheld="")
    return rows[rows.value.notna()]


def _modelled(outcome: pd.DataFrame, exposure: pd.DataFrame) -> pd.DataFrame:
    cells = cells_of(outcome, exposure)
    fit = fixed_effects.fit(cells)
    gates = _gates(cells, fit)
    reasons = [gate["rule"] for gate in gates if not gate["is_met"]]
    rows = [_refusal(reasons) if reasons else _finding(fit), _detectable(fit), *gates]
    same = {"n": len(cells), "n_clusters": cells.cluster.nunique(), "df": fit.df if fit else np.nan}
    filled = [{**same, "unit": UNIT, **row} for row in rows]
    return tables.estimates(filled, model=MODEL, measure=_one_measure(outcome))


def _one_measure(outcome: pd.DataFrame) -> str:
    names = outcome.measure.unique()
    if len(names) > 1:
        raise ValueError(f"one outcome at a time, not {sorted(names)}")
    return names[0] if len(names) else ""


def _gates(cells: pd.DataFrame, fit: fixed_effects.Fit | None) -> list[dict]:
    hours = cells.x * HOURS_PER_UNIT
    span = hours.groupby(cells.cluster).agg(lambda seen: seen.max() - seen.min())
    wijken, waves = cells.cluster.nunique(), cells.period.nunique()
    changed = int((span >= REAL_CHANGE_HOURS).sum())
    detectable = fit.minimal_detectable if fit else np.nan
    return [
        _gate("wijken", wijken, MIN_WIJKEN, _wijken_rule(wijken)),
        _gate("waves", waves, MIN_WAVES, _waves_rule(waves)),
        _gate("wijken_with_change", changed, MIN_CHANGED, _changed_rule(changed)),
        _gate("minimal_detectable", detectable, MAX_DETECTABLE, _detectable_rule(detectable))
        | {"is_met": bool(detectable <= MAX_DETECTABLE), "unit": UNIT},
    ]


def _gate(term: str, seen: float, required: float, rule: str) -> dict:
    row = {"term": term, "role": "gate", "estimate": seen, "low": required, "unit": "count", "rule": rule}
    return row | {"is_met": bool(seen >= required)}


def _wijken_rule(wijken: int) -> str:
    have = f"{dutch.counted(wijken, 'wijk heeft', 'wijken hebben')} minstens twee metingen met bekende uren"
    return f"{have}; nodig zijn er {MIN_WIJKEN}."


def _waves_rule(waves: int) -> str:
    have = f"Van {dutch.counted(waves, 'meting', 'metingen')} zijn de uren ervoor bekend"
    return f"{have}; nodig zijn er {MIN_WAVES}."


def _changed_rule(changed: int) -> str:
    have = f"In {dutch.counted(changed, 'wijk', 'wijken')} verschilden de uren genoeg tussen metingen"
    return f"{have}; nodig zijn er {MIN_CHANGED}."


def _detectable_rule(detectable: float) -> str:
    if np.isnan(detectable):
        return "Hoe klein een verband mag zijn om het te zien, is niet te berekenen."
    smallest = dutch.quantity(detectable, UNIT)
    return f"Een verband is pas te zien vanaf {smallest}; de grens is {dutch.number(MAX_DETECTABLE)}."


def _detectable(fit: fixed_effects.Fit | None) -> dict:
    value = fit.minimal_detectable if fit else np.nan
    return {"term": "minimal_detectable", "role": "limit", "estimate": value, "rule": _detectable_rule(value)}


def _primary(**row: object) -> dict:
    return {"term": TERM, "role": "primary", "level": LEVEL, **row}


def _refusal(reasons: list[str]) -> dict:
    return _primary(verdict=REFUSED, rule=" ".join(["Een verband is nog niet te zien.", *reasons]))


def _finding(fit: fixed_effects.Fit) -> dict:
    low, high = fit.interval(LEVEL)
    verdict = "toename" if low > 0 else "afname" if high < 0 else "onzeker"
    rule = _sentence(fit.slope, low, high, verdict)
    return _primary(estimate=fit.slope, se=fit.se, low=low, high=high, p=fit.p, verdict=verdict, rule=rule)


def _sentence(slope: float, low: float, high: float, verdict: str) -> str:
    interval = f"Het 95%-interval loopt van {dutch.interval(low, high, 'percentage_points')}."
    size = dutch.quantity(abs(slope), "percentage_points")
    if verdict == "onzeker":
        change = dutch.quantity(slope, "percentage_points")
        both = "Zowel een daling als een stijging past hierbij."
        return f"Bij 10 uur meer in een wijk hoort een verschil van {change}. {interval} {both}"
    direction = "hoger" if verdict == "toename" else "lager"
    finding = f"Bij 10 uur meer in een wijk ligt het aandeel {size} {direction}."
    return f"{finding} {interval} Dit is een samenhang; een deel kan een andere oorzaak hebben."


def _turned(primary: pd.DataFrame, placebo: pd.Series) -> pd.DataFrame:
    """The primary made uncertain when the placebo's interval leaves out 0."""
    if placebo.verdict not in ("toename", "afname"):
        return primary
    is_finding = (primary.role == "primary") & (primary.verdict != REFUSED)
    reason = (
        " Ook een uitkomst waar de scanauto niets aan kan doen, gaat met de uren mee: "
        f"{dutch.interval(placebo.low, placebo.high, 'percentage_points')}. Daarom is dit onzeker."
    )
    turned = primary.copy()
    turned.loc[is_finding, "rule"] = turned.rule[is_finding] + reason
    turned.loc[is_finding, "verdict"] = "onzeker"
    return turned
