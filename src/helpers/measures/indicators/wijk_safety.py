"""Safety per wijk: scans, meetings with residents and action plans, and the wijken that still need them."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.days import by_the_date
from helpers.measures.figures import headline, share
from helpers.measures.indicators.open_units import Unit, open_units


def scanned_wijken(scans: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """Wijken with a finished scan on or before the date, of all wijken, in percent (VE-1-1).

    >>> rows = pd.DataFrame({"wijk": ["a"], "scanned_on": pd.to_datetime(["2026-09-30"])})
    >>> scanned_wijken(rows, Quarter(2026, 3), ["a", "b"]).value.item()
    50.0
    """
    return _of_all(_scanned(scans, quarter), wijken, "scanned_wijken_percent", quarter)


def consulted_wijken(scans: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """Wijken with a first residents' meeting on or before the date, of all wijken, in percent (VE-1-2).

    >>> rows = pd.DataFrame({"wijk": ["a"], "first_meeting_on": pd.to_datetime(["2026-10-01"])})
    >>> consulted_wijken(rows, Quarter(2026, 3), ["a", "b"]).value.item()
    0.0
    """
    return _of_all(_consulted(scans, quarter), wijken, "consulted_wijken_percent", quarter)


def planned_wijken(scans: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """Wijken with a finished scan and an action plan, both by the date, of all wijken, in percent (VE-1-3).

    Read it as plans drawn up, not as plans carried out.

    >>> rows = pd.DataFrame({"wijk": ["a"], "scanned_on": pd.to_datetime(["2026-05-20"]),
    ...                      "action_plan_on": pd.to_datetime(["2026-08-22"])})
    >>> planned_wijken(rows, Quarter(2026, 3), ["a", "b"]).value.item()
    50.0
    """
    return _of_all(_planned(scans, quarter), wijken, "planned_wijken_percent", quarter)


def data_driven_plans(scans: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Scanned wijken that also have a data-driven action plan by the date, in percent (VE-3-2).

    Read it as a share of the wijken with a finished scan: the denominator grows with the scans.

    >>> rows = pd.DataFrame({"wijk": ["a"], "scanned_on": pd.to_datetime(["2026-05-20"]),
    ...     "action_plan_on": pd.to_datetime(["2026-08-22"]), "is_data_driven": [True]})
    >>> data_driven_plans(rows, Quarter(2026, 3)).value.item()
    100.0
    """
    figure = share(len(_data_driven(scans, quarter)), len(_scanned(scans, quarter)))
    return headline(figure, "data_driven_plans_percent", quarter, "wijk", quarter.end)


def open_wijken(scans: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """The wijken that are not done yet, for each of the four measures above, by code and in code order.

    Read it as who is left: a wijk without a scan stands under VE-1-1 and VE-1-3, and not yet under VE-3-2.

    >>> rows = pd.DataFrame({"wijk": ["a"], "scanned_on": pd.to_datetime(["2026-05-20"]),
    ...     "first_meeting_on": pd.to_datetime([None]), "action_plan_on": pd.to_datetime([None]),
    ...     "is_data_driven": [False]})
    >>> open_wijken(rows, Quarter(2026, 3), ["a", "b"]).groupby("measure").group.agg("".join).to_dict()
    ... # doctest: +NORMALIZE_WHITESPACE
    {'open_consulted_wijken_percent': 'ab', 'open_data_driven_plans_percent': 'a',
     'open_planned_wijken_percent': 'ab', 'open_scanned_wijken_percent': 'b'}
    """
    every, scanned = set(wijken), _scanned(scans, quarter)
    left = {
        "scanned_wijken_percent": every - scanned,
        "consulted_wijken_percent": every - _consulted(scans, quarter),
        "planned_wijken_percent": every - _planned(scans, quarter),
        "data_driven_plans_percent": scanned - _data_driven(scans, quarter),
    }
    return tables.stack(
        *(open_units(measure, map(Unit, sorted(codes)), quarter, "wijk") for measure, codes in left.items())
    )


def _scanned(scans: pd.DataFrame, quarter: Quarter) -> set[str]:
    return set(scans.wijk[by_the_date(scans.scanned_on, quarter)])


def _consulted(scans: pd.DataFrame, quarter: Quarter) -> set[str]:
    return set(scans.wijk[by_the_date(scans.first_meeting_on, quarter)])


def _planned(scans: pd.DataFrame, quarter: Quarter) -> set[str]:
    return set(scans.wijk[_has_plan(scans, quarter)])


def _data_driven(scans: pd.DataFrame, quarter: Quarter) -> set[str]:
    return set(scans.wijk[_has_plan(scans, quarter) & scans.is_data_driven.fillna(False).astype(bool)])


def _has_plan(scans: pd.DataFrame, quarter: Quarter) -> pd.Series:
    return by_the_date(scans.scanned_on, quarter) & by_the_date(scans.action_plan_on, quarter)


def _of_all(done: set[str], wijken: Sequence[str], measure: str, quarter: Quarter) -> pd.DataFrame:
    every = set(wijken)
    return headline(share(len(every & done), len(every)), measure, quarter, "wijk", quarter.end)
