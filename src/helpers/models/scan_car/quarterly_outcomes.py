"""What is seen and reported each quarter beside the hours: another quantity than what residents feel."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.floor import dutch
from helpers.floor.params.preregistration import Preregistration
from helpers.floor.shapes import tables
from helpers.models.scan_car import counts, fit_rows, gates
from helpers.models.scan_car.counts import CountFit
from helpers.models.scan_car.fit_rows import HOURS_PER_UNIT, REFUSED

MODEL = "quarterly"
TERM = "scan_car_hours"
_ONE_WIJK = "Dit hangt aan één wijk: zonder die wijk is er niets te schatten."


def sites(outcome: pd.DataFrame, hours: pd.DataFrame, plan: Preregistration) -> pd.DataFrame:
    """How the share of waste sites out of norm differs per 10 hours more in that quarter, within wijken.

    Args:
        outcome: measure table per wijk and quarter: numerator the sites out of norm, denominator those seen.
        hours: measure table of the hours per wijk and quarter.

    Rows as in `reports`, in percentage points. Source: `counts.binomial_panel`.
    """
    return _related(outcome, hours, plan, counts.binomial_panel, "primary")


def reports(outcome: pd.DataFrame, hours: pd.DataFrame, plan: Preregistration, role: str = "primary") -> pd.DataFrame:
    """How the reports per 1,000 inhabitants differ per 10 hours more in that quarter, within wijken.

    Args:
        outcome: measure table per wijk and quarter: numerator the reports, denominator the inhabitants.
        hours: measure table of the hours per wijk and quarter.
        role: "placebo" for reports that the car cannot touch.

    Rows: the association (estimate, 95% interval, p by CV3 with t(G-1); verdict toename, afname, onzeker or
    niet te zien), and what stayed out of the model as a limit. How to read it: an association, of another
    quantity than the survey's. Source: `counts.poisson_panel`.

    >>> rows = [{"area": a, "value": 1.0, "numerator": 2, "denominator": 2000} for a in "ab"]
    >>> table = tables.measures(rows, area_level="wijk", period="2026-Q1", measure="litter_reports_per_1000")
    >>> reports(table, table, Preregistration()).verdict.item()
    'niet te zien'
    """
    return _related(outcome, hours, plan, counts.poisson_panel, role)


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
) -> pd.DataFrame:
    cells = cells_of(outcome, hours)
    same = {"term": TERM, "role": role, "n": len(cells), "n_clusters": cells.cluster.nunique()}
    why = _too_little(cells, plan)
    found = None if why else fitted(cells)
    fit = found.fit if found else None
    if found:
        why = found.reason or ("" if fit and fit.se > 0 else _ONE_WIJK)
    row: dict[str, Any] = {"verdict": REFUSED, "rule": why}
    if found and fit and not why:
        row = fit_rows.numbers(fit, plan.level) | {"unit": found.unit}
    rows = [row | same]
    if found is not None and found.note:
        rows.append({"term": "left_aside", "role": "limit", "rule": found.note})
    names = outcome.measure.unique()
    return tables.estimates(rows, model=MODEL, measure=names[0] if len(names) else "")


def _too_little(cells: pd.DataFrame, plan: Preregistration) -> str:
    wijken, quarters = cells.cluster.nunique(), cells.period.nunique()
    if wijken < plan.least_wijken or quarters < plan.least_waves:
        have = f"{dutch.counted(wijken, 'wijk', 'wijken')} en {dutch.counted(quarters, 'kwartaal', 'kwartalen')}"
        return f"Bekend zijn {have}; nodig zijn er {plan.least_wijken} en {plan.least_waves}."
    changed = gates.wijken_with_change(cells, plan)
    if changed < plan.least_wijken_with_change:
        return f"In {dutch.counted(changed, 'wijk', 'wijken')} verschilden de uren genoeg tussen kwartalen."
    return ""
