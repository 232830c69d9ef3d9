"""The proposal for next quarter's deployment as measures and estimates: who gets more hours, and what shows when."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from helpers.floor.params.preregistration import Preregistration
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.scan_car import deployment, plan_total
from helpers.models.scan_car.fit_rows import UNIT
from helpers.models.statistics.randomisation import dummies

MODEL = plan_total.MODEL
_USUAL_QUARTERS = QUARTERS_A_YEAR = plan_total.QUARTERS_A_YEAR
_WAVES = (1, 2, 4)
_PER_1000_A_PERCENT = 10


def plan(
    hours: pd.DataFrame,
    scores: pd.DataFrame,
    inhabitants: dict[str, float],
    quarter: Quarter,
    laid_down: Preregistration,
    total_hours: float,
) -> pd.DataFrame:
    """Planned hours per wijk for the quarter after this one, inside the total.

    Args:
        hours: measure table of the hours per wijk and quarter; the mean of the last four is usual, of those
            before `plan_first_quarter` once that is laid down.
        scores: measure table of the outcome per wijk and wave; the last one counts.
        inhabitants: by wijk; every wijk of the municipality.
        total_hours: what is shared out, of `plan_total.total`.

    Rows per wijk: planned_hours (group: plus, min or gelijk) and base_hours (group: the number of the
    pair, "" for a wijk without). Empty when there are fewer than two wijken, no hours, or a total that is not
    known or too small (`plan_total.judged` says which). The seed follows
    from the plan's own and the quarter. Source: `deployment.propose`.
    """
    known = tables.rows_of(hours, area_level="wijk", withheld="")
    if laid_down.plan_first_quarter:  # later hours hold the coins of this plan
        known = known[known.period < laid_down.plan_first_quarter]
    if known.empty or len(inhabitants) < 2 or not total_hours >= plan_total.least(len(inhabitants), laid_down):
        return tables.measures()
    after = quarter.next
    seed = laid_down.seed * 100_000 + after.year * 10 + after.number
    last = sorted(known.period.unique())[-_USUAL_QUARTERS:]
    usual = tables.rows_of(known, period=last).groupby("area").value.mean()
    latest = tables.rows_of(scores, area_level="wijk", withheld="").drop_duplicates("area", keep="last")
    baseline = pd.DataFrame({"wijk": list(inhabitants), "inhabitants": list(inhabitants.values())})
    baseline["hours"] = baseline.wijk.map(usual)
    baseline["score"] = baseline.wijk.map(latest.set_index("area").value)
    found = deployment.propose(baseline, total_hours, laid_down.plan_step_hours, seed)
    about = {"area_level": "wijk", "period": after.label, "start": after.start, "end": after.end}
    about |= {"unit": "hours", "counted": "hour"}
    rows = []
    for one in tables.each_row(found):
        pair = "" if pd.isna(one.pair) else str(one.pair)
        arm = {"measure": "planned_hours", "split": "arm", "group": one.arm, "value": one.planned_hours}
        base = {"measure": "base_hours", "split": "pair", "group": pair, "value": one.base_hours}
        rows += [about | {"area": one.wijk} | arm, about | {"area": one.wijk} | base]
    return tables.measures(rows)


def detectable(wijken: int, laid_down: Preregistration, survey_every_years: int) -> pd.DataFrame:
    """What the plan finds in 8 of 10 repetitions: if residents are asked each quarter, and as often as they are.

    Rows: role forecast, points per 10 hours, se the Monte Carlo error, `at` the number of quarters after which.
    Terms: detectable_after (2, 4 and 8 quarters, asked in each) and detectable_by_survey (after 1, 2 and 4 waves of
    the survey, of which shocks of one have faded at the next). Source: `deployment.detectable`.
    """
    if wijken < 2:
        return tables.estimates()
    often = deployment.Assumptions(design_effect=laid_down.design_effect)
    apart = QUARTERS_A_YEAR * survey_every_years
    seldom = replace(often, shock_rho=often.shock_rho**apart)
    asked = [
        _found("detectable_after", 1, wijken, laid_down, often),
        _found("detectable_by_survey", apart, wijken, laid_down, seldom, _WAVES),
    ]
    return tables.stack(*(part.assign(measure="clean_percent", unit=UNIT) for part in asked))


def detectable_in_counts(outcome: pd.DataFrame, laid_down: Preregistration) -> pd.DataFrame:
    """The same for what is counted each quarter: rows detectable_after in the unit of `outcome`.

    Args:
        outcome: measure table per wijk and quarter of one measure: numerator the events, denominator the trials.

    The spread is that of the counts themselves: by how much more than chance they vary beside effects of wijk and
    quarter (a design effect of at least 1), with as many trials a wijk as usual. Empty with fewer than two wijken or
    quarters. How to read it: if the counts go on as they are; hours of the past are in the spread.
    """
    cells = tables.rows_of(outcome, area_level="wijk", withheld="")
    cells = cells[cells.denominator.gt(0) & cells.numerator.notna()]
    if cells.area.nunique() < 2 or cells.period.nunique() < 2 or not cells.numerator.sum() > 0:
        return tables.estimates()
    usual = cells.groupby("area").denominator.mean()
    assumed = deployment.Assumptions(
        shock_sd=0.0,
        respondents=(float(usual.min()), float(usual.max())),
        design_effect=max(_dispersion(cells), 1.0),
        mean_percent=float(100 * cells.numerator.sum() / cells.denominator.sum()),
    )
    is_share = "percent" in set(cells.unit)
    found = _found("detectable_after", 1, len(usual), laid_down, assumed)
    found[["estimate", "se"]] *= 1 if is_share else _PER_1000_A_PERCENT
    return found.assign(measure=cells.measure.iloc[0], unit="percentage_points" if is_share else "per_1000")


def _found(
    term: str,
    apart: int,
    wijken: int,
    laid_down: Preregistration,
    outcome: deployment.Assumptions,
    periods: Sequence[int] = deployment.PERIODS,
) -> pd.DataFrame:
    step, seed = laid_down.plan_step_hours, laid_down.seed
    found = deployment.detectable(wijken, step, outcome=outcome, seed=seed, periods=periods)
    rows = [{"at": apart * one.periods, "estimate": one.size, "se": one.mc_error} for one in tables.each_row(found)]
    same = {"term": term, "role": "forecast", "n_clusters": wijken, "n": deployment.REPETITIONS}
    return tables.estimates(rows, model=MODEL, **same)


def _dispersion(cells: pd.DataFrame) -> float:
    """Pearson's chi-square over its degrees of freedom beside effects of wijk and quarter: 1 is chance alone."""
    n, share = cells.denominator.to_numpy(), (cells.numerator / cells.denominator).to_numpy()
    mean = cells.numerator.sum() / cells.denominator.sum()
    root = np.sqrt(n)
    effects = root[:, None] * dummies(cells[["area", "period"]])
    beta, _, rank, _ = np.linalg.lstsq(effects, root * share, rcond=1e-10)
    left, df = root * share - effects @ beta, len(cells) - int(rank)
    return float(left @ left / (df * mean * (1 - mean))) if df > 0 else 1.0
