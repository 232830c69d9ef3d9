"""Of which agreements, protocols, members and wijken a register leaves open whether the indicator counts them.

A blank date means "not yet", unless another cell of the row says that it was done: then it is unknown. Every function
counts what its indicator does not count now and would count if all that is unknown were so.
"""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.measures import unknown
from helpers.measures.days import by_the_date, in_the_year


def agreements(table: pd.DataFrame, quarter: Quarter, crucial: Sequence[str]) -> pd.DataFrame:
    """Crucial processes anchored in every department while a day of adoption is missing, or not named at all (BR-1-1).

    A process that the register does not name may stand there under another name.

    >>> rows = pd.DataFrame({"process": ["ICT"], "adopted_on": pd.to_datetime([None]),
    ...                      "anchored_on": pd.to_datetime(["2026-05-22"])})
    >>> agreements(rows, Quarter(2026, 3), ["ICT"]).value.item()
    1.0
    """
    is_anchored, is_adopted = by_the_date(table.anchored_on, quarter), by_the_date(table.adopted_on, quarter)
    process = table.process.str.strip().str.casefold()
    is_possible = (is_anchored & (is_adopted | table.adopted_on.isna())).groupby(process).all()
    is_done = (is_anchored & is_adopted).groupby(process).all()
    wanted = {name.strip().casefold() for name in crucial}
    half_known = (is_possible & ~is_done)[is_done.index.isin(wanted)].sum()
    n = half_known + len(wanted - set(is_done.index))
    return unknown.beside("crisis_agreements_percent", n, quarter, "process")


def protocols(table: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Protocols that were laid down within the year while the day of the update is missing (BR-1-2).

    >>> rows = pd.DataFrame({"updated_on": pd.to_datetime([None]), "laid_down_on": pd.to_datetime(["2026-05-22"])})
    >>> protocols(rows, Quarter(2026, 3)).value.item()
    1.0
    """
    n = (in_the_year(table.laid_down_on, quarter) & table.updated_on.isna()).sum()
    return unknown.beside("crisis_protocols_percent", n, quarter, "protocol")


def members(roles: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Members in function whose training lacks its last day, or its own day while it is said to be valid (BR-1-4).

    Who lacks a valid training for another role is not among them.

    >>> rows = pd.DataFrame({"member": ["L1"], "trained_on": pd.to_datetime(["2026-01-15"]),
    ...     "valid_until": pd.to_datetime([None]), "in_function_from": pd.to_datetime(["2022-01-01"]),
    ...     "left_on": pd.to_datetime([None])})
    >>> members(rows, Quarter(2026, 3)).value.item()
    1.0
    """
    serving = roles[by_the_date(roles.in_function_from, quarter) & ~by_the_date(roles.left_on, quarter)]
    is_trained, is_valid = (by_the_date(serving.trained_on, quarter), serving.valid_until >= pd.Timestamp(quarter.end))
    is_half_known = (is_trained & serving.valid_until.isna()) | (serving.trained_on.isna() & is_valid)
    is_possible = ((is_trained & is_valid) | is_half_known).groupby(serving.member).all()
    n = (is_possible & is_half_known.groupby(serving.member).any()).sum()
    return unknown.beside("trained_members_percent", n, quarter, "member")


def scans(table: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """Wijken with an action plan and no day of a scan (VE-1-1).

    >>> rows = pd.DataFrame({"wijk": ["a"], "scanned_on": pd.to_datetime([None]),
    ...                      "action_plan_on": pd.to_datetime(["2026-05-22"])})
    >>> scans(rows, Quarter(2026, 3), ["a"]).value.item()
    1.0
    """
    is_open = table.scanned_on.isna() & by_the_date(table.action_plan_on, quarter)
    return _wijken("scanned_wijken_percent", table.wijk[is_open], quarter, wijken)


def meetings(table: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """Wijken with meetings and no day of the first (VE-1-2).

    >>> rows = pd.DataFrame({"wijk": ["a"], "first_meeting_on": pd.to_datetime([None]), "meetings": [2]})
    >>> meetings(rows, Quarter(2026, 3), ["a"]).value.item()
    1.0
    """
    is_open = table.first_meeting_on.isna() & (table.meetings.fillna(0) > 0)
    return _wijken("consulted_wijken_percent", table.wijk[is_open], quarter, wijken)


def plans(table: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """Wijken with a plan of which the day of the scan or of the plan itself is missing (VE-1-3).

    >>> rows = pd.DataFrame({"wijk": ["a"], "scanned_on": pd.to_datetime(["2026-05-20"]),
    ...     "action_plan_on": pd.to_datetime([None]), "is_data_driven": [True]})
    >>> plans(rows, Quarter(2026, 3), ["a"]).value.item()
    1.0
    """
    is_scanned, is_planned = by_the_date(table.scanned_on, quarter), by_the_date(table.action_plan_on, quarter)
    is_open = (is_scanned & _has_plan_without_day(table)) | (table.scanned_on.isna() & is_planned)
    return _wijken("planned_wijken_percent", table.wijk[is_open], quarter, wijken)


def data_driven(table: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Scanned wijken of which it is not known whether, or by when, the plan is data-driven (VE-3-2).

    >>> rows = pd.DataFrame({"wijk": ["a"], "scanned_on": pd.to_datetime(["2026-05-20"]),
    ...     "action_plan_on": pd.to_datetime(["2026-08-22"]), "is_data_driven": [None]})
    >>> data_driven(rows, Quarter(2026, 3)).value.item()
    1.0
    """
    is_blank = by_the_date(table.action_plan_on, quarter) & table.is_data_driven.isna()
    is_open = by_the_date(table.scanned_on, quarter) & (is_blank | _has_plan_without_day(table))
    return unknown.beside("data_driven_plans_percent", table.wijk[is_open].nunique(), quarter, "wijk")


def _has_plan_without_day(table: pd.DataFrame) -> pd.Series:
    return table.action_plan_on.isna() & table.is_data_driven.fillna(False).astype(bool)


def _wijken(measure: str, is_open: pd.Series, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    return unknown.beside(measure, len(set(is_open) & set(wijken)), quarter, "wijk")
