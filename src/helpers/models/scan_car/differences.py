"""Differences that the report shows: from one survey wave to the next, by the lot, and without one wijk."""

from itertools import pairwise

import pandas as pd

from helpers.floor.shapes import tables

_PLAN = ["base_hours", "planned_hours"]


def between_waves(survey: pd.DataFrame, exposure: pd.DataFrame) -> pd.DataFrame:
    """How the share that calls it clean and the hours before the wave changed since the wave before.

    Args:
        survey: measure table of clean_percent, best the protected one.
        exposure: measure table of the hours per wijk and wave.

    A measure table with `group` the earlier wave. Rows per wijk: hours_change (hours) and clean_change
    (percentage points), where all four are known. The municipality has its clean_change. No row goes across
    a break in the method (`series`). How to read it: both moved in the same time, which proves nothing.

    >>> rows = [{"period": wave, "start": wave, "value": value} for wave, value in (("2024", 60), ("2026", 63))]
    >>> share, hours = (tables.measures(rows, measure=name, area_level="wijk", area="a")
    ...                 for name in ("clean_percent", "exposure_hours"))
    >>> between_waves(share, hours)[["measure", "group", "period", "value"]].values.tolist()
    [['hours_change', '2024', '2026', 3.0], ['clean_change', '2024', '2026', 3.0]]
    """
    asked = tables.rows_of(survey, measure="clean_percent", split="").sort_values("start", kind="stable")
    waves = asked.drop_duplicates("period")
    points = _by_wave(asked, waves).diff()
    hours = _by_wave(exposure, waves).diff().reindex(columns=points.columns)
    rows = []
    for before, wave in pairwise(tables.each_row(waves)):
        if before.series != wave.series:
            continue
        about = {"period": wave.period, "start": wave.start, "split": "since", "group": before.period}
        for area, share in points.loc[wave.period].dropna().items():
            moved = about | {"measure": "clean_change", "unit": "percentage_points", "value": share}
            driven = about | {"measure": "hours_change", "unit": "hours", "value": hours[area][wave.period]}
            place = {"area_level": "wijk" if area else "municipality", "area": area}
            if not area:
                rows.append(moved | place)
            elif pd.notna(driven["value"]):
                rows += [driven | place, moved | place]
    return tables.measures(rows, counted="difference")


def by_lot(plan: pd.DataFrame) -> pd.DataFrame:
    """What the lot changed in the plan: lot_change per wijk, and base_hours and planned_hours in all.

    `plan` is the measure table of `proposal.plan`; so is what comes back. Unit: hours.

    >>> hours = {"base_hours": 20.0, "planned_hours": 28.0}
    >>> rows = [{"measure": name, "area": "a", "value": value} for name, value in hours.items()]
    >>> by_lot(tables.measures(rows, area_level="wijk"))[["measure", "area", "value"]].values.tolist()
    [['lot_change', 'a', 8.0], ['base_hours', '', 20.0], ['planned_hours', '', 28.0]]
    """
    before, after = (tables.rows_of(plan, measure=name) for name in _PLAN)
    change = after.value.to_numpy() - after.area.map(before.set_index("area").value).to_numpy()
    whole = plan.drop_duplicates("measure").assign(area_level="municipality", area="", split="", group="")
    whole = whole.assign(value=whole.measure.map(plan.groupby("measure").value.sum())).sort_values("measure")
    return tables.stack(after.assign(measure="lot_change", value=change), whole)


def without_each_wijk(estimates: pd.DataFrame) -> pd.DataFrame:
    """How much the association of all wijken moves when one is left out: rows with role change.

    `estimates` are those of `association.within_wijk`; empty where it refused.

    >>> rows = [{"role": "primary", "estimate": 3.0}, {"role": "leave_one_out", "area": "a", "estimate": 2.0}]
    >>> without_each_wijk(tables.estimates(rows)).estimate.tolist()
    [-1.0]
    """
    left_out = tables.rows_of(estimates, role="leave_one_out")
    if left_out.empty:
        return tables.estimates()
    whole = tables.the(estimates, role="primary").estimate
    return left_out.assign(role="change", estimate=left_out.estimate - whole)


def _by_wave(table: pd.DataFrame, waves: pd.DataFrame) -> pd.DataFrame:
    """What is shown of each area (columns) in each wave (rows, in order of time)."""
    shown = table.assign(value=table.value.where(table.withheld == ""))
    return shown.pivot(index="period", columns="area", values="value").reindex(waves.period)
