"""When an association is not shown: the conditions of the plan, each with the Dutch reason that it gives."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.params.preregistration import Preregistration
from helpers.floor.shapes.tables import gate
from helpers.models.scan_car.fit_rows import HOURS_PER_UNIT, UNIT
from helpers.models.statistics import cluster_errors
from helpers.models.statistics.fixed_effects import Fit


def wijken_with_change(cells: pd.DataFrame, plan: Preregistration) -> int:
    """In how many wijken the hours differ enough between periods for the slope to rest on them.

    >>> cells = pd.DataFrame({"cluster": list("aabb"), "x": [1.0, 2.0, 1.0, 1.2]})
    >>> wijken_with_change(cells, Preregistration())
    1
    """
    hours = cells.x * HOURS_PER_UNIT
    span = hours.groupby(cells.cluster).agg(lambda seen: seen.max() - seen.min())
    return int((span >= plan.real_change_hours).sum())


def of_panel(cells: pd.DataFrame, fit: Fit | None, plan: Preregistration) -> list[dict[str, Any]]:
    """The conditions of card 1.1 as rows of an estimate table: seen (estimate), required (low), is_met, rule.

    A few wijken carry the result when the Satterthwaite degrees of freedom of CR2 are below the plan's
    number or below a third of the wijken. Source: statistics.md, card 1.1; Pustejovsky & Tipton 2018.
    """
    wijken, waves = cells.cluster.nunique(), cells.period.nunique()
    changed = wijken_with_change(cells, plan)
    df = cluster_errors.cr2_df(cells) if fit else np.nan
    least_df = max(plan.least_cr2_df, wijken / 3)
    detectable = fit.minimal_detectable if fit else np.nan
    return [
        gate("wijken", wijken, plan.least_wijken, _wijken_rule(wijken, plan)),
        gate("waves", waves, plan.least_waves, _waves_rule(waves, plan)),
        gate("wijken_with_change", changed, plan.least_wijken_with_change, _changed_rule(changed, plan)),
        gate("cr2_df", df, least_df, _df_rule(df, least_df)),
        gate(
            "minimal_detectable",
            detectable,
            plan.largest_detectable,
            _detectable_rule(detectable, plan),
            unit=UNIT,
            is_met=bool(detectable <= plan.largest_detectable),
        ),
    ]


def _detectable_rule(detectable: float, plan: Preregistration) -> str:
    """From what size an association can be seen, and what the plan allows."""
    if np.isnan(detectable):
        return "Hoe klein een verband mag zijn om het te zien, is niet te berekenen."
    smallest, limit = dutch.quantity(detectable, UNIT), dutch.number(plan.largest_detectable)
    return f"Een verband is pas te zien vanaf {smallest}; de grens is {limit}."


def _wijken_rule(wijken: int, plan: Preregistration) -> str:
    have = f"{dutch.counted(wijken, 'wijk heeft', 'wijken hebben')} minstens twee metingen met bekende uren"
    return f"{have}; nodig zijn er {plan.least_wijken}."


def _waves_rule(waves: int, plan: Preregistration) -> str:
    have = f"Van {dutch.counted(waves, 'meting', 'metingen')} zijn de uren ervoor bekend"
    return f"{have}; nodig zijn er {plan.least_waves}."


def _changed_rule(changed: int, plan: Preregistration) -> str:
    have = f"In {dutch.counted(changed, 'wijk', 'wijken')} verschilden de uren genoeg tussen metingen"
    return f"{have}; nodig zijn er {plan.least_wijken_with_change}."


def _df_rule(df: float, least: float) -> str:
    if np.isnan(df):
        return "Op hoeveel wijken de uitkomst rust, is niet te berekenen."
    return f"De uitkomst rust op {dutch.number(df, 1)} vrijheidsgraden; nodig zijn er {dutch.number(least, 1)}."
