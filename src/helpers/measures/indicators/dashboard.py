"""The safety dashboard: how often it is updated, and what is done because of it."""

from collections.abc import Iterable

import pandas as pd

from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables
from helpers.measures.days import has_begun, in_the_year
from helpers.measures.figures import count, headline, of_quarter
from helpers.measures.indicators.open_units import Unit, open_units

_MONTHS = 3  # of a quarter


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
    """The interventions of `dashboard_interventions` by the number of a signal that they carry,.

    `known` are the numbers that dashboards gave. Split "signal", groups: known, unknown (a number of no dashboard),
    none. There is no row where the register has no number yet, or no dashboard gave one to hold them against. Read it
    as what the register says, and as no effect of a signal. Together they are the headline.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-09-30"] * 2), "is_dashboard_based": [True, True],
    ...                      "signal": ["S2026-08-1", None]})
    >>> found = interventions_by_signal(rows, Quarter(2026, 3), ["S2026-08-1"])
    >>> found[["group", "value"]].values.tolist()
    [['known', 1.0], ['unknown', 0.0], ['none', 1.0]]
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
    return tables.measures(rows, **about)


def interventions_per_month(interventions: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The interventions of `dashboard_interventions` spread over the months of the year up to the date.

    Of a quarter the headline tells how many there were, and no page tells the months: so what is made of them rests
    on the quarter, each month a third in whole numbers. The months of a quarter that the export has only a part of
    are unknown.

    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2026-01-10", *["2026-03-10"] * 4]), "is_dashboard_based": True})
    >>> interventions_per_month(rows, Quarter(2026, 1))[["period", "value"]].values.tolist()
    [['2026-01', 2.0], ['2026-02', 1.0], ['2026-03', 2.0]]
    """
    based = interventions[interventions.is_dashboard_based.fillna(False).astype(bool)]
    first = interventions.date.min()
    rows = []
    for one in quarters_between(Quarter(quarter.year, 1), quarter):
        n = int(based.date.between(pd.Timestamp(one.start), pd.Timestamp(one.next.start), inclusive="left").sum())
        until = [round(n * part / _MONTHS) for part in range(_MONTHS + 1)]
        is_known = first < one.start + pd.offsets.MonthBegin()
        for at, month in enumerate(pd.date_range(one.start, one.end, freq="MS")):
            about = {"period": month.strftime("%Y-%m"), "start": month, "end": month + pd.offsets.MonthEnd()}
            rows.append(about | count(until[at + 1] - until[at], is_known=is_known))
    about = {"area_level": "municipality", "counted": "intervention"}
    return tables.measures(rows, measure="monthly_interventions", **about)


def _updated(updates: pd.DataFrame, quarter: Quarter) -> set[str]:
    return set(updates.date[in_the_year(updates.date, quarter)].dt.strftime("%Y-%m"))
