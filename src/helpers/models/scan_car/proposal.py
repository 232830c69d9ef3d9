"""The proposal for next quarter's deployment as measures and estimates: who gets more hours, and what shows when."""

import pandas as pd

from helpers.floor.params.preregistration import Preregistration
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.scan_car import deployment
from helpers.models.scan_car.fit_rows import UNIT

MODEL = "deployment"
_USUAL_QUARTERS = 4


def plan(
    hours: pd.DataFrame,
    scores: pd.DataFrame,
    inhabitants: dict[str, float],
    quarter: Quarter,
    laid_down: Preregistration,
) -> pd.DataFrame:
    """Planned hours per wijk for the quarter after this one, inside the same total.

    Args:
        hours: measure table of the hours per wijk and quarter; the mean of the last four is usual, of those
            before `plan_first_quarter` once that is laid down.
        scores: measure table of the outcome per wijk and wave; the last one counts.
        inhabitants: by wijk; every wijk of the municipality.

    Rows per wijk: planned_hours (group: plus, min or gelijk) and base_hours (group: the number of the
    pair, "" for a wijk without). Empty when there are fewer than two wijken or no hours. The seed follows
    from the plan's own and the quarter. Source: `deployment.propose`.
    """
    known = tables.rows_of(hours, area_level="wijk", withheld="")
    if laid_down.plan_first_quarter:  # later hours hold the coins of this plan
        known = known[known.period < laid_down.plan_first_quarter]
    if known.empty or len(inhabitants) < 2:
        return tables.measures()
    after = quarter.next
    seed = laid_down.seed * 100_000 + after.year * 10 + after.number
    last = sorted(known.period.unique())[-_USUAL_QUARTERS:]
    usual = tables.rows_of(known, period=last).groupby("area").value.mean()
    latest = tables.rows_of(scores, area_level="wijk", withheld="").drop_duplicates("area", keep="last")
    baseline = pd.DataFrame({"wijk": list(inhabitants), "inhabitants": list(inhabitants.values())})
    baseline["hours"] = baseline.wijk.map(usual)
    baseline["score"] = baseline.wijk.map(latest.set_index("area").value)
    found = deployment.propose(baseline, laid_down.plan_hours_per_quarter, laid_down.plan_step_hours, seed)
    about = {"area_level": "wijk", "period": after.label, "start": after.start, "end": after.end}
    about |= {"unit": "hours", "counted": "hour"}
    rows = []
    for one in tables.each_row(found):
        pair = "" if pd.isna(one.pair) else str(one.pair)
        arm = {"measure": "planned_hours", "split": "arm", "group": one.arm, "value": one.planned_hours}
        base = {"measure": "base_hours", "split": "pair", "group": pair, "value": one.base_hours}
        rows += [about | {"area": one.wijk} | arm, about | {"area": one.wijk} | base]
    return tables.measures(rows)


def detectable(wijken: int, laid_down: Preregistration) -> pd.DataFrame:
    """The smallest association that the plan shows after 2, 4 and 8 quarters, if residents are asked each quarter.

    Rows: role forecast, `at` the number of quarters, points per 10 hours, se the Monte Carlo error.
    Source: `deployment.detectable`.
    """
    if wijken < 2:
        return tables.estimates()
    outcome = deployment.Assumptions(design_effect=laid_down.design_effect)
    found = deployment.detectable(wijken, laid_down.plan_step_hours, outcome=outcome, seed=laid_down.seed)
    rows = [{"at": one.quarters, "estimate": one.size, "se": one.mc_error} for one in tables.each_row(found)]
    same = {"term": "detectable_after", "role": "forecast", "unit": UNIT, "n_clusters": wijken}
    same |= {"n": deployment.REPETITIONS}
    return tables.estimates(rows, model=MODEL, measure="clean_percent", **same)
