"""When an association is not shown: the conditions of the plan, each with the Dutch reason that it gives."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.params.preregistration import Preregistration
from helpers.floor.shapes.tables import gate
from helpers.models.scan_car import sensitivity
from helpers.models.scan_car.fit_rows import HOURS_PER_UNIT, UNIT
from helpers.models.statistics import cluster_errors
from helpers.models.statistics.fixed_effects import Fit, minimal_detectable


@dataclass(frozen=True)
class _Rhythm:
    """What a period is called, and what must be known of it."""

    one: str
    more: str
    known: str
    decimals: int


_WAVES = _Rhythm("meting", "metingen", "de uren ervóór bekend", 1)
_QUARTERS = _Rhythm("kwartaal", "kwartalen", "tellingen en uren bekend", 2)


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
    number or below a third of the wijken. What the panel can see is judged by the spread of all cells together
    (`sensitivity.ordinary_error`). Source: statistics.md, card 1.1; Pustejovsky & Tipton 2018.
    """
    seen = minimal_detectable(sensitivity.ordinary_error(cells), fit.df) if fit else np.nan
    return [*_of_cells(cells, fit, plan, _WAVES), _detectable(seen, plan.largest_detectable, UNIT, _WAVES)]


def of_counts(
    cells: pd.DataFrame, fit: Fit | None, unit: str, per: float, plan: Preregistration
) -> list[dict[str, Any]]:
    """The same conditions for counts per quarter: cells with k (events), n (trials) and x.

    `per` is the unit of the slope per event a trial (100, 1,000). What may be seen at most is a part of the mean
    (`largest_detectable_part`). Degrees of freedom are those of the hours with n as weight.
    """
    linear = cells.assign(y=cells.k / cells.n, weight=cells.n)
    most = plan.largest_detectable_part * per * cells.k.sum() / cells.n.sum() if len(cells) else np.nan
    seen = fit.minimal_detectable if fit else np.nan
    return [*_of_cells(linear, fit, plan, _QUARTERS), _detectable(seen, most, unit, _QUARTERS)]


def _of_cells(cells: pd.DataFrame, fit: Fit | None, plan: Preregistration, rhythm: _Rhythm) -> list[dict[str, Any]]:
    wijken, periods = cells.cluster.nunique(), cells.period.nunique()
    changed = wijken_with_change(cells, plan)
    df = cluster_errors.cr2_df(cells) if fit else np.nan
    least_df = max(plan.least_cr2_df, wijken / 3)
    have = f"{_some(wijken, 'wijk heeft', 'wijken hebben')} minstens twee {rhythm.more} met bekende uren"
    known = f"Bij {_some(periods, rhythm.one, rhythm.more)} zijn {rhythm.known}"
    moved = f"In {_some(changed, 'wijk', 'wijken')} verschilden de uren genoeg tussen {rhythm.more}"
    return [
        gate("wijken", wijken, plan.least_wijken, f"{dutch.sentence_case(have)}; nodig zijn er {plan.least_wijken}."),
        gate("waves", periods, plan.least_waves, f"{known}; nodig zijn er {plan.least_waves}."),
        gate(
            "wijken_with_change",
            changed,
            plan.least_wijken_with_change,
            f"{moved}; nodig zijn er {plan.least_wijken_with_change}.",
        ),
        gate("cr2_df", df, least_df, _df_rule(df, least_df)),
    ]


def _detectable(seen: float, most: float, unit: str, rhythm: _Rhythm) -> dict[str, Any]:
    """From what size an association is usually found, and what the plan allows."""
    rule = "Welk verband we meestal vinden, is niet te berekenen."
    if np.isfinite(seen) and np.isfinite(most):
        size, limit = dutch.quantity(seen, unit, rhythm.decimals), dutch.number(most, rhythm.decimals)
        rule = f"Pas een verband van {size} vinden we meestal, in 8 van de 10 keer; de grens is {limit}."
    return gate("minimal_detectable", seen, most, rule, unit=unit, is_met=bool(seen <= most))


def _some(count: int, one: str, more: str) -> str:
    """A count with its noun, in words where there is none.

    >>> _some(0, "wijk", "wijken"), _some(2, "wijk", "wijken")
    ('geen enkele wijk', '2 wijken')
    """
    return dutch.counted(count, one, more) if count else f"geen enkel{'e' if one != 'kwartaal' else ''} {one}"


def _df_rule(df: float, least: float) -> str:
    if np.isnan(df):
        return "Op hoeveel wijken de uitkomst rust, is niet te berekenen."
    return f"De uitkomst rust op {dutch.number(df, 1)} vrijheidsgraden; nodig zijn er {dutch.number(least, 1)}."
