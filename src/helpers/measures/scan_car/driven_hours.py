"""The scan car: its hours, whatever the purpose, and how long it was in a wijk before residents were asked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables
from helpers.measures.days import by_the_date, first_day, has_begun, in_the_year, quarter_labels
from helpers.measures.figures import count, headline, of_quarter, of_wijk, share

_ISO_WEEK = "%G-W%V"
WEEKS_IN_QUARTER = 13


def scan_car_hours(shifts: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Hours of the scan car in the year, whatever the purpose (VE-2-1).

    Read it as hours from 1 January, to be held against the hours a year that the council asks.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-01", "2026-09-30"]), "hours": [2.0, 1.5]})
    >>> scan_car_hours(rows, Quarter(2026, 3)).value.item()
    3.5
    """
    hours = shifts.hours[in_the_year(shifts.date, quarter)].sum()
    return headline(_hours(hours, has_begun(shifts.date, quarter)), "scan_car_hours", quarter, "hour")


def hours_by_purpose(shifts: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The hours of `scan_car_hours` by purpose: afval, parkeren, beide. They add up to the headline.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-01"]), "hours": [2.0], "purpose": ["afval"]})
    >>> hours_by_purpose(rows, Quarter(2026, 3))[["group", "value"]].values.tolist()
    [['afval', 2.0]]
    """
    year = shifts[in_the_year(shifts.date, quarter)]
    by_purpose = year.hours.groupby(year.purpose.fillna("onbekend")).sum()
    rows = [{"group": purpose, **_hours(hours)} for purpose, hours in by_purpose.items()]
    about = of_quarter(quarter)
    return tables.measures(rows, measure="scan_car_hours", split="purpose", counted="hour", **about)


def hours_per_month(shifts: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Hours in every month of the year up to the date; unknown for months before the export's first row.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-02-10"]), "hours": [2.0]})
    >>> hours_per_month(rows, Quarter(2026, 1))[["period", "value"]].values.tolist()
    [['2026-01', nan], ['2026-02', 2.0], ['2026-03', 0.0]]
    """
    by_month = shifts.hours.groupby(shifts.date.dt.strftime("%Y-%m")).sum()
    first = first_day(shifts.date)
    rows = [
        {
            "period": str(month),
            "start": month.start_time,
            "end": month.end_time.normalize(),
            **_hours(by_month.get(str(month), 0), first is not None and first <= month.end_time.date()),
        }
        for month in pd.period_range(quarter.year_start, quarter.end, freq="M")
    ]
    return tables.measures(rows, measure="monthly_hours", area_level="municipality", counted="hour")


def hours_so_far(shifts: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The hours of `hours_per_month` added up since 1 January; unknown for the same months.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-10", "2026-03-10"]), "hours": [2.0, 1.5]})
    >>> hours_so_far(rows, Quarter(2026, 1)).value.tolist()
    [2.0, 2.0, 3.5]
    """
    months = hours_per_month(shifts, quarter).assign(measure="hours_so_far")
    return months.assign(value=months.value.cumsum(), numerator=months.value.cumsum())


def quarterly_hours(shifts: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Hours in each quarter since the first row of the export, for the whole municipality.

    The first quarter may be a part of one: the export need not begin on its first day.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-02-10"]), "hours": [2.0]})
    >>> quarterly_hours(rows, Quarter(2026, 2))[["period", "value"]].values.tolist()
    [['2026-Q1', 2.0], ['2026-Q2', 0.0]]
    """
    first = first_day(shifts.date)
    if first is None or not has_begun(shifts.date, quarter):
        return headline(_hours(0, is_known=False), "quarterly_hours", quarter, "hour", quarter.start)
    by_quarter = shifts.hours.groupby(quarter_labels(shifts.date)).sum()
    rows = [
        {**of_quarter(one, one.start), **_hours(by_quarter.get(one.label, 0))}
        for one in quarters_between(Quarter.of(first), quarter)
    ]
    return tables.measures(rows, measure="quarterly_hours", counted="hour")


def wijk_hours(shifts: pd.DataFrame, quarter: Quarter, wijken: Sequence[str] = ()) -> pd.DataFrame:
    """Hours per wijk in the quarter; 0 for a wijk of `wijken`, or visited before, without a shift in it.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-10"]), "wijk": ["a"], "hours": [2.0]})
    >>> wijk_hours(rows, Quarter(2026, 1), ["b"])[["area", "value"]].values.tolist()
    [['a', 2.0], ['b', 0.0]]
    """
    so_far = shifts[by_the_date(shifts.date, quarter)]
    now = so_far[so_far.date >= pd.Timestamp(quarter.start)]
    by_wijk = now.groupby("wijk").hours.sum()
    rows = [
        {**of_wijk(wijk, quarter), **_hours(by_wijk.get(wijk, 0), is_known=len(so_far) > 0)}
        for wijk in sorted({*so_far.wijk.dropna(), *wijken})
    ]
    return tables.measures(rows, measure="quarterly_hours", counted="hour")


def wijk_hours_per_week(shifts: pd.DataFrame, quarter: Quarter, wijken: Sequence[str] = ()) -> pd.DataFrame:
    """The hours of the quarter per week of it, per wijk and for the whole municipality.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-10"]), "wijk": ["a"], "hours": [26.0]})
    >>> wijk_hours_per_week(rows, Quarter(2026, 1)).value.tolist()
    [2.0, 2.0]
    """
    whole = quarterly_hours(shifts, quarter)
    of_both = tables.stack(wijk_hours(shifts, quarter, wijken), tables.rows_of(whole, period=quarter.label))
    return of_both.assign(measure="hours_per_week", value=of_both.value / WEEKS_IN_QUARTER)


def hours_per_1000(shifts: pd.DataFrame, quarter: Quarter, inhabitants: Mapping[str, float]) -> pd.DataFrame:
    """The hours of `wijk_hours` per 1,000 inhabitants; unknown for a wijk without a number of inhabitants.

    Read a high figure in a wijk with few inhabitants with care: a single shift weighs much there.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-10"]), "wijk": ["a"], "hours": [2.0]})
    >>> hours_per_1000(rows, Quarter(2026, 1), {"a": 4000, "b": 500})[["area", "value"]].values.tolist()
    [['a', 0.5], ['b', 0.0]]
    """
    return _spread(shifts, quarter, inhabitants, 1000, "wijk_hours_per_1000", "hours_per_1000")


def hours_per_hectare(shifts: pd.DataFrame, quarter: Quarter, hectares: Mapping[str, float]) -> pd.DataFrame:
    """The hours of `wijk_hours` per hectare; unknown for a wijk without a number of hectares.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-10"]), "wijk": ["a"], "hours": [2.0]})
    >>> hours_per_hectare(rows, Quarter(2026, 1), {"a": 40.0}).value.item()
    0.05
    """
    return _spread(shifts, quarter, hectares, 1, "wijk_hours_per_hectare", "hours_per_hectare")


def hours_per_week(shifts: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Hours in every ISO week of the quarter; unknown for weeks before the export's first row.

    Only days of the quarter count: its first and last week may be a part of one, as start and end tell.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-07-01", "2026-07-06"]), "hours": [2.0, 1.5]})
    >>> hours_per_week(rows, Quarter(2026, 3))[["period", "value"]].values.tolist()[:3]
    [['2026-W27', 2.0], ['2026-W28', 1.5], ['2026-W29', 0.0]]
    """
    now = shifts[by_the_date(shifts.date, quarter) & (shifts.date >= pd.Timestamp(quarter.start))]
    by_week = now.hours.groupby(now.date.dt.strftime(_ISO_WEEK)).sum()
    first = first_day(shifts.date)
    days = pd.Series(pd.date_range(quarter.start, quarter.end))
    rows = [
        {
            "period": week,
            "start": of_week.min(),
            "end": of_week.max(),
            **_hours(by_week.get(week, 0), first is not None and first <= of_week.max().date()),
        }
        for week, of_week in days.groupby(days.dt.strftime(_ISO_WEEK))
    ]
    return tables.measures(rows, measure="weekly_hours", area_level="municipality", counted="hour")


def wijk_hours_per_quarter(
    shifts: pd.DataFrame, quarter: Quarter, wijken: Sequence[str] = (), started_on: date | None = None
) -> pd.DataFrame:
    """Hours per wijk in every whole quarter since the export began, up to the date.

    Read a 0 as "the car did not come". The quarter in which the export begins is left out, unless it begins
    on its first day or `started_on` says that the car started in that quarter. Unit: hours.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-01", "2026-05-02"]), "wijk": ["a", "b"],
    ...                      "hours": [2.0, 1.0]})
    >>> found = wijk_hours_per_quarter(rows, Quarter(2026, 2))
    >>> found[["area", "period", "value"]].values.tolist()[:2]
    [['a', '2026-Q1', 2.0], ['a', '2026-Q2', 0.0]]
    """
    so_far = shifts[by_the_date(shifts.date, quarter)]
    first = first_day(so_far.date)
    if first is None:
        return tables.measures()
    driven = so_far.hours.groupby([so_far.wijk, quarter_labels(so_far.date)]).sum()
    rows = [
        {**of_wijk(wijk, one), **_hours(driven.get((wijk, one.label), 0))}
        for wijk in sorted({*so_far.wijk.dropna(), *wijken})
        for one in quarters_between(Quarter.of(first), quarter)
        if _is_window_known(one, first, started_on)
    ]
    return tables.measures(rows, measure="wijk_quarter_hours", counted="hour")


def exposure(
    shifts: pd.DataFrame, waves: pd.DataFrame, quarter: Quarter, started_on: date | None = None
) -> pd.DataFrame:
    """Hours of the scan car per wijk in the last calendar quarter that ended before a wave's fieldwork began.

    Read a 0 as "the car did not come". A window that starts before the first row of the export is unknown,
    unless `started_on` says that the car started in that window or after it: before that day it drove no
    hours. Period is the wave, start and end are the window. Unit: hours.

    >>> shifts = pd.DataFrame({"date": pd.to_datetime(["2025-10-01"]), "wijk": ["a"], "hours": [2.0]})
    >>> waves = pd.DataFrame({"wave": ["2026"], "wijk": ["a"], "fieldwork_start": pd.to_datetime(["2026-03-01"]),
    ...                       "fieldwork_end": pd.to_datetime(["2026-04-30"])})
    >>> exposure(shifts, waves, Quarter(2026, 3)).value.item()
    2.0
    """
    seen = waves[by_the_date(waves.fieldwork_end, quarter)].sort_values(["fieldwork_start", "wave", "wijk"])
    hours = shifts.hours.groupby([shifts.wijk, quarter_labels(shifts.date)]).sum()
    first = first_day(shifts.date)
    rows = []
    for wave, wijk, asked in zip(seen.wave, seen.wijk, seen.fieldwork_start, strict=True):
        window = Quarter.of(asked.date()).previous
        figure = _hours(hours.get((wijk, window.label), 0), _is_window_known(window, first, started_on))
        rows.append({"area": wijk, "period": wave, "start": window.start, "end": window.end, **figure})
    return tables.measures(rows, measure="exposure_hours", area_level="wijk", counted="hour")


def _hours(hours: float, is_known: bool = True) -> dict[str, Any]:
    return count(hours, "hours", is_known)


def _spread(
    shifts: pd.DataFrame, quarter: Quarter, sizes: Mapping[str, float], per: float, measure: str, unit: str
) -> pd.DataFrame:
    driven = wijk_hours(shifts, quarter, list(sizes))
    rows = [
        {**of_wijk(wijk, quarter), **share(hours, sizes.get(wijk, float("nan")), per, unit)}
        for wijk, hours in zip(driven.area, driven.value, strict=True)
    ]
    return tables.measures(rows, measure=measure, counted="hour")


def _is_window_known(window: Quarter, first: date | None, started_on: date | None) -> bool:
    """Whether the export, or the day the car started, covers the whole window."""
    if first is not None and first <= window.start:
        return True
    if started_on is None or started_on < window.start:
        return False
    # Started in the window, but the export begins only after it: those hours were driven and are not there.
    return started_on > window.end or (first is not None and first <= window.end)
