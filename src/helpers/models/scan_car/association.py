"""Whether an outcome goes with exposure within wijken over time: one number, or the reasons for none."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.params.preregistration import Preregistration
from helpers.floor.shapes import tables
from helpers.models.scan_car import exploratory, gates, sensitivity, start_of_car
from helpers.models.scan_car.gates import HOURS_PER_UNIT, UNIT
from helpers.models.statistics import fixed_effects, permutation, wild_bootstrap
from helpers.models.statistics.fixed_effects import Fit
from helpers.models.statistics.multiplicity import holm

MODEL = "within_wijk"
TERM = "scan_car_hours"
REFUSED = "niet te zien"
# Simulation D: with so few wijken that change, only permutation keeps its size.
_FEW_CHANGED = 5


def within_wijk(
    outcome: pd.DataFrame,
    exposure: pd.DataFrame,
    *,
    placebo: pd.DataFrame | None = None,
    plan: Preregistration | None = None,
) -> pd.DataFrame:
    """How much an outcome differs per 10 hours more, within the same wijk, net of what moved all wijken.

    Args:
        outcome: measure table with one row a wijk and wave; value in percent, denominator the
            respondents, which are the weights. Other area levels are left aside.
        exposure: measure table of the hours per wijk and wave. A withheld or unknown cell leaves the model.
        placebo: an outcome the hours cannot touch, in the form of `outcome`.
        plan: what was laid down beforehand; its defaults when not given.

    Rows: primary (points per 10 hours, 95% interval, p of CV3 with t(G-1); verdict toename, afname, onzeker
    or niet te zien), limits minimal_detectable, wild_bootstrap (p) or permutation (p, when few wijken
    changed) and robustness_value, one gate per condition, leave_one_out per wijk, and the placebos with `q`
    by Holm: the other outcome and the hours of the next wave. How to read it: an association, not what the
    hours brought about. When a gate is not met the primary row has no numbers and `rule` says why. A
    placebo that is not near 0, or two ways of reckoning that differ about 5%, makes the verdict onzeker.

    Source: MacKinnon, Nielsen & Webb 2023, J Appl Econ 38:671 (CV3, t(G-1)); Cameron, Gelbach & Miller
    2008 (restricted wild bootstrap); Bloom 1995, Eval Rev 19:547 (minimal detectable effect).
    Raises pandas.errors.MergeError when a wijk and wave occur twice, ValueError on two outcomes in one table.

    >>> def table(values):
    ...     return tables.measures([{"area": a, "value": v} for a, v in values], area_level="wijk",
    ...                            period="2024", measure="clean_percent", denominator=80)
    >>> estimates = within_wijk(table([("a", 60), ("b", 70)]), table([("a", 20), ("b", 30)]))
    >>> tables.the(estimates, role="primary").verdict
    'niet te zien'
    """
    plan = plan or Preregistration()
    cells = cells_of(outcome, exposure)
    fit = fixed_effects.fit(cells)
    conditions = gates.of_panel(cells, fit, plan)
    placebos = _placebos(cells, exposure, placebo, plan)
    reasons = [gate["rule"] for gate in conditions if not gate["is_met"]]
    rows = [_detectable(fit, plan), *conditions]
    if reasons:
        rows = [_primary(plan, verdict=REFUSED, rule=_refusal(reasons)), *rows]
    else:
        second = _second_opinion(cells, plan)
        rows = [_finding(fit, second, placebos, plan), *rows, second, *_strength(cells, fit, plan)]
        rows += _left_out(fit)
    same = {"n": len(cells), "n_clusters": cells.cluster.nunique(), "df": fit.df if fit else np.nan}
    filled = [{**same, "unit": UNIT, **row} for row in rows]
    return tables.stack(tables.estimates(filled, model=MODEL, measure=_one_measure(outcome)), placebos)


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


def shapes(outcome: pd.DataFrame, exposure: pd.DataFrame) -> pd.DataFrame:
    """Exploratory: lags, dose, and whether the hours follow the dirt; rows as in `exploratory`."""
    cells = cells_of(outcome, exposure)
    found = tables.stack(exploratory.shapes(cells), exploratory.dispatch(cells))
    return found.assign(measure=_one_measure(outcome))


def started(outcome: pd.DataFrame, exposure: pd.DataFrame) -> pd.DataFrame:
    """What changed in wijken once the car began there, against those where it did not drive yet.

    A wijk starts in the first wave with hours before it; one that had them in its first wave tells nothing.
    Rows as in `event_study`, which refuses with fewer than three starting wijken.
    """
    cells = cells_of(outcome, exposure)
    first = cells[cells.x > 0].groupby("cluster").period.min()
    found = start_of_car.event_study(cells.assign(start=cells.cluster.map(first)))
    return found.assign(measure=_one_measure(outcome))


def _known(table: pd.DataFrame) -> pd.DataFrame:
    rows = tables.rows_of(table, area_level="wijk", withheld="")
    return rows[rows.value.notna()]


def _one_measure(outcome: pd.DataFrame) -> str:
    names = outcome.measure.unique()
    if len(names) > 1:
        raise ValueError(f"one outcome at a time, not {sorted(names)}")
    return names[0] if len(names) else ""


def _placebos(
    cells: pd.DataFrame, exposure: pd.DataFrame, placebo: pd.DataFrame | None, plan: Preregistration
) -> pd.DataFrame:
    """The other outcome and the hours of the next wave, with the Holm value over both."""
    found = []
    if placebo is not None:
        other = cells_of(placebo, exposure)
        fit = fixed_effects.fit(other)
        reasons = [gate["rule"] for gate in gates.of_panel(other, fit, plan) if not gate["is_met"]]
        row = _primary(plan, verdict=REFUSED, rule=_refusal(reasons)) if reasons else _estimate(fit, plan)
        same = {"role": "placebo", "unit": UNIT, "n": len(other), "n_clusters": other.cluster.nunique()}
        found.append(tables.estimates([{**row, **same}], model=MODEL, measure=_one_measure(placebo)))
    later = tables.rows_of(exploratory.lead(cells), role="placebo")
    found.append(later.assign(model=MODEL, measure="later_hours", term=TERM, unit=UNIT))
    together = tables.rows_of(tables.stack(*found), measure=plan.placebos)
    return together.assign(q=holm(together.p).to_numpy())


def _detectable(fit: Fit | None, plan: Preregistration) -> dict:
    value = fit.minimal_detectable if fit else np.nan
    return {
        "term": "minimal_detectable",
        "role": "limit",
        "estimate": value,
        "rule": gates.detectable_rule(value, plan),
    }


def _primary(plan: Preregistration, **row: object) -> dict:
    return {"term": TERM, "role": "primary", "level": plan.level, **row}


def _refusal(reasons: list[str]) -> str:
    return " ".join(["Een verband is nog niet te zien.", *reasons])


def _estimate(fit: Fit, plan: Preregistration) -> dict:
    low, high = fit.interval(plan.level)
    verdict = "toename" if low > 0 else "afname" if high < 0 else "onzeker"
    same = {"estimate": fit.slope, "se": fit.se, "low": low, "high": high, "p": fit.p, "df": fit.df}
    return _primary(plan, verdict=verdict, rule=_sentence(fit.slope, low, high, verdict), **same)


def _finding(fit: Fit, second: dict, placebos: pd.DataFrame, plan: Preregistration) -> dict:
    row = _estimate(fit, plan)
    error = 1 - plan.level
    doubts = []
    if (row["p"] < error) != (second["p"] < error):
        doubts.append("Een tweede manier van rekenen zegt iets anders: dit is een grensgeval.")
    for other in placebos[placebos.q < error].itertuples():
        doubts.append(_doubt(other.measure, other.low, other.high))
    if doubts:
        row["verdict"] = "onzeker"
        row["rule"] = " ".join([row["rule"], *doubts, "Daarom is dit onzeker."])
    return row


def _doubt(measure: str, low: float, high: float) -> str:
    limits = dutch.interval(low, high, "percentage_points")
    if measure == "later_hours":
        return f"Ook de uren van ná de meting gaan met de uitkomst mee: {limits}. De auto volgt het oordeel."
    return f"Ook een uitkomst waar de scanauto niets aan kan doen, gaat met de uren mee: {limits}."


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


def _second_opinion(cells: pd.DataFrame, plan: Preregistration) -> dict:
    """The p of another reckoning: permutation where few wijken changed, else the restricted wild bootstrap."""
    draws, seed = plan.bootstrap_draws, plan.seed
    if gates.wijken_with_change(cells, plan) <= _FEW_CHANGED:
        found, term = permutation.shuffled_hours_p(cells, draws=draws, seed=seed), "permutation"
    else:
        found, term = wild_bootstrap.restricted_p(cells, draws=draws, seed=seed), "wild_bootstrap"
    p = found.p if found else np.nan
    said = "kleiner dan 0,001" if p < 0.001 else f"van {dutch.number(p, 3)}"
    name = "Omwisselen van de uren tussen wijken" if term == "permutation" else "De wild bootstrap"
    return {
        "term": term,
        "role": "limit",
        "p": p,
        "rule": f"{name} geeft een p-waarde {said}.",
    }


def _strength(cells: pd.DataFrame, fit: Fit, plan: Preregistration) -> list[dict]:
    """How strong something unseen would have to be; nothing while the interval spans 0."""
    t, df = sensitivity.ordinary_t(cells)
    said = sensitivity.sentence(t, df, *fit.interval(plan.level))
    if said is None:
        return []
    value = 100 * sensitivity.robustness_value(t, df)
    return [{"term": "robustness_value", "role": "limit", "estimate": value, "unit": "percent", "rule": said}]


def _left_out(fit: Fit) -> list[dict]:
    return [
        {"term": TERM, "role": "leave_one_out", "area": area, "estimate": slope}
        for area, slope in fit.left_out["x"].items()
    ]
