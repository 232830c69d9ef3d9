"""The safety scan of each wijk, its first meeting with residents and its action plan: done or not, and on which day."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.days import by_the_date
from helpers.measures.figures import MISSING

MILESTONES = {"wijk_scan": "scanned_on", "wijk_meeting": "first_meeting_on", "wijk_plan": "action_plan_on"}


def milestones(scans: pd.DataFrame, quarter: Quarter, wijken: Sequence[str]) -> pd.DataFrame:
    """A row a wijk and milestone: 1 with its day in `start` where it was by the date, else 0.

    A day after the quarter is not told. A wijk that the register does not have is unknown, not 0.

    >>> scans = pd.DataFrame({"wijk": ["a"], **dict.fromkeys(MILESTONES.values(), pd.Timestamp("2026-10-01"))})
    >>> scans["scanned_on"] = pd.Timestamp("2026-05-20")
    >>> found = milestones(scans, Quarter(2026, 3), ["a", "b"])
    >>> found[["measure", "area", "value"]].values.tolist()[:3]
    [['wijk_scan', 'a', 1.0], ['wijk_scan', 'b', nan], ['wijk_meeting', 'a', 0.0]]
    """
    rows = []
    for measure, column in MILESTONES.items():
        days = scans.set_index("wijk")[column]
        by_now = days[by_the_date(days, quarter)]
        for wijk in wijken:
            known = {"value": float(wijk in by_now.index), "start": by_now.get(wijk)}
            rows.append({"measure": measure, "area": wijk, **(known if wijk in days.index else {"withheld": MISSING})})
    about = {"area_level": "wijk", "period": quarter.label, "unit": "count", "counted": "wijk"}
    return tables.measures(rows, **about)
