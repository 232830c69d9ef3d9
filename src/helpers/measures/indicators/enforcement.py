"""Enforcement: urgent action on waste violations, and bodycams."""

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.measures.days import in_the_year
from helpers.measures.figures import headline, share
from helpers.measures.indicators.last_count import last_count


def urgent_enforcement(months: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Violations where urgent enforcement worked, of those where it was possible, in the year, in percent (VE-2-2).

    Read it without a judgement: the council set no number. A month in which either figure is missing is left
    out of both.

    >>> rows = pd.DataFrame({"month": pd.to_datetime(["2026-09-01"]), "urgent_possible": [12], "effective": [9]})
    >>> urgent_enforcement(rows, Quarter(2026, 3)).value.item()
    75.0
    """
    year = months[in_the_year(months.month, quarter)].dropna(subset=["urgent_possible", "effective"])
    figure = share(year.effective.sum(), year.urgent_possible.sum())
    return headline(figure, "urgent_enforcement_percent", quarter, "violation")


def bodycams(counts: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Boa's with a bodycam in use, of all boa's, at the last count by the date, in percent (VE-2-3).

    `start` is the day of that count, so that an old one shows.

    >>> rows = pd.DataFrame({"counted_on": pd.to_datetime(["2026-09-30"]), "boas": [18], "boas_with_bodycam": [9]})
    >>> bodycams(rows, Quarter(2026, 3)).value.item()
    50.0
    """
    return last_count(counts, "boas_with_bodycam", "boas", quarter, "bodycam_percent", "boa")
