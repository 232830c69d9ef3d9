"""Safety per wijk: scans, meetings with residents and action plans."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.measures.days import by_the_date
from helpers.measures.figures import headline, share


def scanned_wijken(scans: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """Wijken with a finished scan on or before the date, of all wijken, in percent (VE-1-1).

    >>> rows = pd.DataFrame({"wijk": ["a"], "scanned_on": pd.to_datetime(["2026-09-30"])})
    >>> scanned_wijken(rows, Quarter(2026, 3), ["a", "b"]).value.item()
    50.0
    """
    is_scanned = by_the_date(scans.scanned_on, quarter)
    return _of_all(scans.wijk[is_scanned], wijken, "scanned_wijken_percent", quarter)


def consulted_wijken(scans: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """Wijken with a first residents' meeting on or before the date, of all wijken, in percent (VE-1-2).

    >>> rows = pd.DataFrame({"wijk": ["a"], "first_meeting_on": pd.to_datetime(["2026-10-01"])})
    >>> consulted_wijken(rows, Quarter(2026, 3), ["a", "b"]).value.item()
    0.0
    """
    is_consulted = by_the_date(scans.first_meeting_on, quarter)
    return _of_all(scans.wijk[is_consulted], wijken, "consulted_wijken_percent", quarter)


def planned_wijken(scans: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """Wijken with a finished scan and an action plan, both by the date, of all wijken, in percent (VE-1-3).

    Read it as plans drawn up, not as plans carried out.

    >>> rows = pd.DataFrame({"wijk": ["a"], "scanned_on": pd.to_datetime(["2026-05-20"]),
    ...                      "action_plan_on": pd.to_datetime(["2026-08-22"])})
    >>> planned_wijken(rows, Quarter(2026, 3), ["a", "b"]).value.item()
    50.0
    """
    return _of_all(scans.wijk[_has_plan(scans, quarter)], wijken, "planned_wijken_percent", quarter)


def data_driven_plans(scans: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Scanned wijken that also have a data-driven action plan by the date, in percent (VE-3-2).

    Read it as a share of the wijken with a finished scan: the denominator grows with the scans.

    >>> rows = pd.DataFrame({"wijk": ["a"], "scanned_on": pd.to_datetime(["2026-05-20"]),
    ...     "action_plan_on": pd.to_datetime(["2026-08-22"]), "is_data_driven": [True]})
    >>> data_driven_plans(rows, Quarter(2026, 3)).value.item()
    100.0
    """
    is_driven = _has_plan(scans, quarter) & scans.is_data_driven.fillna(False).astype(bool)
    scanned = scans.wijk[by_the_date(scans.scanned_on, quarter)].nunique()
    figure = share(scans.wijk[is_driven].nunique(), scanned)
    return headline(figure, "data_driven_plans_percent", quarter, "wijk", quarter.end)


def _has_plan(scans: pd.DataFrame, quarter: Quarter) -> pd.Series:
    return by_the_date(scans.scanned_on, quarter) & by_the_date(scans.action_plan_on, quarter)


def _of_all(done: pd.Series, wijken: Sequence[str], measure: str, quarter: Quarter) -> pd.DataFrame:
    every = set(wijken)
    return headline(share(len(every & set(done)), len(every)), measure, quarter, "wijk", quarter.end)
