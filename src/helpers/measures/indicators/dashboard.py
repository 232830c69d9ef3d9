"""The safety dashboard: how often it is updated, and what is done because of it."""

from collections.abc import Iterable

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.days import has_begun, in_the_year
from helpers.measures.figures import count, headline, of_quarter
from helpers.measures.indicators.open_units import Unit, open_units


def dashboard_months(updates: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Months of the year, up to the date, with at least one update (VE-3-1).

    Read it against the months that have passed: 3, 6, 9 or 12.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-12", "2026-01-20", "2026-02-09"])})
    >>> dashboard_months(rows, Quarter(2026, 3)).value.item()
    2.0
    """
    figure = count(len(_updated(updates, quarter)), "months", is_known=has_begun(updates.date, quarter))
    return headline(figure, "dashboard_months", quarter, "month")


def months_without_update(updates: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The months of the year, up to the date, without an update: none where nothing was recorded yet.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-12", "2026-03-20"])})
    >>> months_without_update(rows, Quarter(2026, 1)).group.tolist()
    ['2026-02']
    """
    passed = pd.date_range(quarter.year_start, quarter.end, freq="MS").strftime("%Y-%m")
    updated = _updated(updates, quarter) if has_begun(updates.date, quarter) else set(passed)
    left = [Unit(month) for month in passed if month not in updated]
    return open_units("dashboard_months", left, quarter, "month")


def dashboard_interventions(interventions: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Interventions in the year that were based on the dashboard: a count (VE-3-3).

    Read it as work done, not as what it brought about. An intervention of which the basis is not known does
    not count.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-09-30"]), "is_dashboard_based": [True]})
    >>> dashboard_interventions(rows, Quarter(2026, 3)).value.item()
    1.0
    """
    is_based = interventions.is_dashboard_based.fillna(False).astype(bool)
    based = (is_based & in_the_year(interventions.date, quarter)).sum()
    figure = count(based, is_known=has_begun(interventions.date, quarter))
    return headline(figure, "dashboard_interventions", quarter, "intervention")


def interventions_by_signal(interventions: pd.DataFrame, quarter: Quarter, known: Iterable[str]) -> pd.DataFrame:
    """The interventions of `dashboard_interventions` by the number of a signal that they carry, and their total.

    `known` are the numbers that dashboards gave. Split "signal", groups: known, unknown (a number of no dashboard),
    none. There is no row where the register has no number yet, or no dashboard gave one to hold them against. Read it
    as what the register says, and as no effect of a signal. The total guards the groups: the headline less one of
    them is another (`disclosure.without_totals`).

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-09-30"] * 2), "is_dashboard_based": [True, True],
    ...                      "signal": ["S2026-08-1", None]})
    >>> found = interventions_by_signal(rows, Quarter(2026, 3), ["S2026-08-1"])
    >>> found[["group", "value"]].values.tolist()
    [['known', 1.0], ['unknown', 0.0], ['none', 1.0], ['', 2.0]]
    """
    given = list(known)
    if not given or not has_begun(interventions.date[interventions.signal.notna()], quarter):
        return tables.measures()
    is_based = interventions.is_dashboard_based.fillna(False).astype(bool)
    numbers = interventions.signal[is_based & in_the_year(interventions.date, quarter)]
    is_known = numbers.isin(given)
    of_group = {"known": is_known, "unknown": numbers.notna() & ~is_known, "none": numbers.isna()}
    rows = [{"split": "signal", "group": name, "value": is_of.sum()} for name, is_of in of_group.items()]
    about = {"measure": "interventions_by_signal", "unit": "count", "counted": "intervention", **of_quarter(quarter)}
    return tables.measures([*rows, {"value": len(numbers)}], **about)


def interventions_per_month(interventions: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The interventions of `dashboard_interventions` in every month of the year up to the date.

    A month before the first row of the export is unknown, a later month without a row is 0.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-02-10"]), "is_dashboard_based": [True]})
    >>> interventions_per_month(rows, Quarter(2026, 1))[["period", "value"]].values.tolist()
    [['2026-01', nan], ['2026-02', 1.0], ['2026-03', 0.0]]
    """
    based = interventions[interventions.is_dashboard_based.fillna(False).astype(bool)]
    per_month = based.groupby(based.date.dt.strftime("%Y-%m")).size()
    first = interventions.date.min()
    rows = [
        {
            "period": month.strftime("%Y-%m"),
            "start": month,
            "end": month + pd.offsets.MonthEnd(),
            **count(per_month.get(month.strftime("%Y-%m"), 0), is_known=first < month + pd.offsets.MonthBegin()),
        }
        for month in pd.date_range(quarter.year_start, quarter.end, freq="MS")
    ]
    about = {"area_level": "municipality", "counted": "intervention"}
    return tables.measures(rows, measure="monthly_interventions", **about)


def _updated(updates: pd.DataFrame, quarter: Quarter) -> set[str]:
    return set(updates.date[in_the_year(updates.date, quarter)].dt.strftime("%Y-%m"))
