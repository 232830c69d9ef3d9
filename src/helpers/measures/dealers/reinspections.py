"""After a failed inspection: who was inspected again, who then complied, and how long that took.

A dealer fails at the first inspection that is no re-inspection; the next one that shows anything, for
whatever reason, is the inspection after it. Art. 437 Sr.
"""

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.days import by_the_date, has_begun
from helpers.measures.dealers.inspections import (
    REINSPECTION,
    complies,
    fails,
    first_of_year,
    in_order_of_time,
    is_undecided,
    one_a_dealer,
    telling,
    tells,
)
from helpers.measures.figures import count, of_quarter

MEASURE = "dealers_after_failure"
MET, FAILED, UNDECIDED, NOT_AGAIN = "again_met", "again_failed", "again_unknown", "not_again"


def after_failure(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Dealers that failed their first inspection of the year, by what the next one in that year found.

    Groups of split after_failure: again_met, again_failed, again_unknown (items left empty, none unmet), not_again;
    the row without a group is their total.
    How to read it: a dealer not inspected again is not known to comply, nor to fail.

    >>> from helpers.measures.dealers.inspections import ITEMS
    >>> rows = pd.DataFrame({"inspection": ["c1"], "date": pd.to_datetime(["2026-09-30"]), "dealer": ["o1"],
    ...                      "reason": ["risico"], **{item: ["nee"] for item in ITEMS}})
    >>> after_failure(rows, Quarter(2026, 3))[["group", "value"]].values.tolist()
    [['', 1.0], ['again_met', 0.0], ['again_failed', 0.0], ['again_unknown', 0.0], ['not_again', 1.0]]
    """
    first = first_of_year(inspections, quarter)
    failed = first[fails(first)]
    after = one_a_dealer(_later(telling(inspections, quarter), failed), keep="first")
    found = {MET: complies(after), FAILED: fails(after), UNDECIDED: is_undecided(after)}
    counts = {"": len(failed), **{group: int(is_so.sum()) for group, is_so in found.items()}}
    counts |= {NOT_AGAIN: len(failed) - len(after)}
    is_known = has_begun(inspections.date, quarter)
    rows = [
        {"split": "after_failure" if group else "", "group": group, **count(n, "dealers", is_known)}
        for group, n in counts.items()
    ]
    return tables.measures(rows, measure=MEASURE, counted="dealer", **of_quarter(quarter))


def days_to_compliance(inspections: pd.DataFrame, dealers: pd.DataFrame | None, quarter: Quarter) -> pd.DataFrame:
    """Cases for a survival curve: columns days (from failure) and is_event (seen to comply), a row a dealer.

    From a dealer's first failed inspection in the export that is no re-inspection, to the first later one that
    complied; without one, until the quarter's end, or the day of leaving the register. How to read it: the day
    of mending is not known, only that of the inspection that saw it. Units: never shown, for models only.

    >>> from helpers.measures.dealers.inspections import ITEMS
    >>> rows = pd.DataFrame({"inspection": ["c1"], "date": pd.to_datetime(["2026-09-20"]), "dealer": ["o1"],
    ...                      "reason": ["risico"], **{item: ["nee"] for item in ITEMS}})
    >>> days_to_compliance(rows, None, Quarter(2026, 3)).values.tolist()
    [[10, False]]
    """
    seen = inspections[by_the_date(inspections.date, quarter) & tells(inspections)]
    failed = one_a_dealer(seen[fails(seen) & (seen.reason != REINSPECTION)], keep="first")
    later = _later(seen, failed)
    mended = one_a_dealer(later[complies(later)], keep="first").set_index("dealer").date
    start = failed.set_index("dealer").date
    last = pd.Series(pd.Timestamp(quarter.end), index=start.index)
    if dealers is not None:
        left = dealers.set_index("dealer").deregistered_on.reindex(start.index)
        last = last.where(left.isna() | (left > last), left).clip(lower=start)
    end = mended.reindex(start.index)
    days = (end.fillna(last) - start).dt.days
    return pd.DataFrame({"days": days.astype("int64"), "is_event": end.notna()}).reset_index(drop=True)


def _later(inspections: pd.DataFrame, failed: pd.DataFrame) -> pd.DataFrame:
    """The inspections of the same dealers that come after the failed one."""
    ordered = in_order_of_time(inspections)
    place = pd.Series(range(len(ordered)), index=ordered.inspection)
    since = ordered.dealer.map(failed.set_index("dealer").inspection).map(place)
    return ordered[pd.Series(range(len(ordered)), index=ordered.index) > since]
