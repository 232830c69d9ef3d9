"""How many signals of a month chance alone may give, over all series that were judged."""

import pandas as pd

from helpers.floor.month import Month
from helpers.floor.shapes import tables

MODEL = "signals_by_chance"


def by_chance(judged: pd.DataFrame, month: Month) -> pd.DataFrame:
    """The signals that chance gives at most in a month in which nothing changed: one row, none where nothing is judged.

    `judged` are the rows of `judgement.judged`. Model "signals_by_chance"; n is how many series were judged, estimate
    the mean number of false signals at most: each series may be out above its band, and below it where low is above 0,
    with a chance of 1 - level on either side. Read it of a month and all series, never of one signal. It is an upper
    bound on average and not in every month. Source: docs/signals.md (method card S2).

    >>> rows = tables.estimates([{"area": "a", "low": 0, "is_met": False}, {"area": "b", "low": 4, "is_met": True}],
    ...                         model="signals", term="month", period="2026-09", level=1 - 1 / 52)
    >>> by_chance(rows, Month(2026, 9))[["n", "estimate"]].round(3).values.tolist()
    [[2.0, 0.058]]
    """
    rows = tables.rows_of(judged, term="month", period=month.label)
    known = rows[rows.is_met.notna()]
    if known.empty:
        return tables.estimates()
    sides = 1 + (known.low > 0)
    row = {"n": len(known), "estimate": float(((1 - known.level) * sides).sum())}
    return tables.estimates([row], model=MODEL, role="signal", period=month.label, unit="count")
