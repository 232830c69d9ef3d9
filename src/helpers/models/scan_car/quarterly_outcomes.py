"""What is seen and reported each quarter beside the hours: another quantity than what residents feel."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.floor.params.preregistration import Preregistration
from helpers.floor.shapes import tables
from helpers.models.scan_car import counts, fit_rows, gates
from helpers.models.scan_car.counts import CountFit
from helpers.models.scan_car.fit_rows import HOURS_PER_UNIT, REFUSED
from helpers.models.statistics.multiplicity import holm

MODEL = "quarterly"
TERM = "scan_car_hours"
OUTCOMES = ("sites_out_of_norm_percent", "litter_reports_per_1000")
_ONE_WIJK = "Dit hangt aan één wijk: zonder die wijk is er niets te schatten."
_CHANCE = "Onzeker: wie naar twee uitkomsten kijkt, vindt zo'n verschil al snel bij toeval."
_DOUBTED = "Onzeker: ook de meldingen over straatverlichting bewegen met de uren mee."


def sites(outcome: pd.DataFrame, hours: pd.DataFrame, plan: Preregistration) -> pd.DataFrame:
    """How the share of waste sites out of norm differs per 10 hours more in that quarter, within wijken.

    Args:
        outcome: measure table per wijk and quarter: numerator the sites out of norm, denominator those seen.
        hours: measure table of the hours per wijk and quarter.

    Rows as in `reports`, in percentage points. Source: `counts.binomial_panel`.
    """
    return _related(outcome, hours, plan, counts.binomial_panel, "primary", 100)


def reports(outcome: pd.DataFrame, hours: pd.DataFrame, plan: Preregistration, role: str = "primary") -> pd.DataFrame:
    """How the reports per 1,000 inhabitants differ per 10 hours more in that quarter, within wijken.

    Args:
        outcome: measure table per wijk and quarter: numerator the reports, denominator the inhabitants.
        hours: measure table of the hours per wijk and quarter.
        role: "placebo" for reports that the car cannot touch.

    Rows: the association (estimate, 95% interval, p by CV3 with t(G-1); verdict toename, afname, onzeker or
    niet te zien), a gate per condition (not for a placebo), and what stayed out of the model as a limit. How to
    read it: an association, of another quantity than the survey's, to be judged with the other outcome by
    `judged`. Source: `counts.poisson_panel`.

    >>> rows = [{"area": a, "value": 1.0, "numerator": 2, "denominator": 2000} for a in "ab"]
    >>> table = tables.measures(rows, area_level="wijk", period="2026-Q1", measure="litter_reports_per_1000")
    >>> reports(table, table, Preregistration()).verdict.iloc[0]
    'niet te zien'
    """
    return _related(outcome, hours, plan, counts.poisson_panel, role, 1000)


def judged(found: pd.DataFrame, plan: Preregistration) -> pd.DataFrame:
    """The outcomes together: q by Holm over the primaries, and onzeker where q or the placebo asks for it.

    `found` holds the rows of `sites` and `reports`. A placebo is judged at 5% by itself.

    >>> rows = [{"role": "primary", "measure": m, "p": 0.03, "verdict": "afname"} for m in ("sites", "litter")]
    >>> judged(tables.estimates(rows, model=MODEL, term=TERM), Preregistration())[["q", "verdict"]].values.tolist()
    [[0.06, 'onzeker'], [0.06, 'onzeker']]
    """
    error = 1 - plan.level
    is_primary = (found.role == "primary") & (found.term == TERM)
    q = holm(found.p[is_primary]).reindex(found.index)
    is_found = is_primary & found.verdict.isin(["toename", "afname"])
    is_chance = is_found & ~(q < error)
    is_doubted = is_found & bool((found.p[found.role == "placebo"] < error).any())
    rule = found.rule.mask(is_chance, _CHANCE).mask(is_doubted, _DOUBTED)
    return found.assign(q=q, verdict=found.verdict.mask(is_chance | is_doubted, "onzeker"), rule=rule)


def cells_of(outcome: pd.DataFrame, hours: pd.DataFrame) -> pd.DataFrame:
    """The cells: cluster, period, k (events), n (trials or inhabitants), x (tens of hours)."""
    y = tables.rows_of(outcome, area_level="wijk", withheld="")
    x = tables.rows_of(hours, area_level="wijk", withheld="")
    both = y[["area", "period", "numerator", "denominator"]].merge(
        x[["area", "period", "value"]], on=["area", "period"], validate="1:1"
    )
    both = both[both.denominator.gt(0) & both.numerator.notna() & both.value.notna()]
    columns = {"area": "cluster", "numerator": "k", "denominator": "n"}
    return both.assign(x=both.value / HOURS_PER_UNIT).rename(columns=columns).reset_index(drop=True)


def _related(
    outcome: pd.DataFrame,
    hours: pd.DataFrame,
    plan: Preregistration,
    fitted: Callable[[pd.DataFrame], CountFit],
    role: str,
    per: float,
) -> pd.DataFrame:
    cells = cells_of(outcome, hours)
    found = fitted(cells)
    fit = found.fit if found.fit and found.fit.se > 0 else None
    conditions = gates.of_counts(cells, fit, found.unit, per, plan)
    reasons = [one["rule"] for one in conditions if not one["is_met"]]
    if fit is None:
        reasons = [*(one["rule"] for one in conditions[:3] if not one["is_met"]), found.reason or _ONE_WIJK]
    row: dict[str, Any] = {"verdict": REFUSED, "rule": " ".join(reasons)}
    if fit is not None and not reasons:
        row = fit_rows.numbers(fit, plan.level) | {"unit": found.unit}
    same = {"term": TERM, "role": role, "n": len(cells), "n_clusters": cells.cluster.nunique()}
    rows = [row | same, *(conditions if role == "primary" else [])]
    if found.note:
        rows.append({"term": "left_aside", "role": "limit", "rule": found.note})
    names = outcome.measure.unique()
    return tables.estimates(rows, model=MODEL, measure=names[0] if len(names) else "")
