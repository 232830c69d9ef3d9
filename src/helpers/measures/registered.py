"""What the police registered, of all kinds together."""

import pandas as pd

_ALL_KINDS = "0.0.0"


def all_crimes(registered: pd.DataFrame) -> pd.DataFrame:
    """The rows of the total, as it is published: kinds that are hidden per wijk are in it.

    >>> all_crimes(pd.DataFrame({"crime": ["0.0.0", "3.7.4"], "crimes": [5, 1]})).crimes.tolist()
    [5]
    """
    return registered[registered.crime == _ALL_KINDS]


def each_crime(registered: pd.DataFrame) -> pd.DataFrame:
    """The rows of the kinds, without the total.

    >>> each_crime(pd.DataFrame({"crime": ["0.0.0", "3.7.4"], "crimes": [5, 1]})).crimes.tolist()
    [1]
    """
    return registered[registered.crime != _ALL_KINDS]


def all_nuisance(registered: pd.DataFrame) -> pd.DataFrame:
    """The rows of the total as it is given, else the kinds added up.

    >>> days = {"period_start": pd.Timestamp("2026-09-01"), "period_end": pd.Timestamp("2026-09-30")}
    >>> kinds = pd.DataFrame({"kind": ["a", "b"], "area": "WK000101", "registrations": [4, 9], **days})
    >>> all_nuisance(kinds).registrations.tolist()
    [13]
    """
    total = registered[registered.kind == _ALL_KINDS]
    if len(total):
        return total
    keys = ["area", "period_start", "period_end"]
    return registered.groupby(keys).registrations.sum(min_count=1).reset_index()
