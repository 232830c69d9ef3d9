"""Enforcement: urgent action on waste violations, and bodycams."""

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.days import in_the_year
from helpers.measures.figures import count, headline, share, without_value
from helpers.measures.indicators.last_count import last_count

# The steps of the chain that the share does not hold, each with its column.
CHAIN = (("violations", "violations"), ("urgent_applied", "applied"))


def urgent_enforcement(months: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Violations where urgent enforcement worked, of those where it was possible, in the year, in percent (VE-2-2).

    Read it without a judgement: the council set no number. A month in which either figure is missing is left
    out of both. A year in which it was never applied says nothing of how well it works: no value, the counts stay.

    >>> rows = pd.DataFrame({"month": pd.to_datetime(["2026-09-01"]), "urgent_possible": [12], "applied": [10],
    ...                      "effective": [9]})
    >>> urgent_enforcement(rows, Quarter(2026, 3)).value.item()
    75.0
    """
    year = _known_months(months, quarter)
    figure = share(year.effective.sum(min_count=1), year.urgent_possible.sum(min_count=1))
    figure = figure if _is_applied(year) else without_value(figure)
    return headline(figure, "urgent_enforcement_percent", quarter, "violation")


def enforcement_chain(months: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Beside the share of `urgent_enforcement`, in the year: all violations, and where urgent action was applied.

    Read each as a step: violations, urgent action possible, applied, effective; the second and the last are the parts
    of the share. The months are those of `urgent_enforcement`; a figure that one of them lacks is unknown. No rows for
    a year in which urgent action was never applied.

    >>> rows = pd.DataFrame({"month": pd.to_datetime(["2026-09-01"]), "violations": [20], "urgent_possible": [12],
    ...                      "applied": [10], "effective": [9]})
    >>> enforcement_chain(rows, Quarter(2026, 3)).value.tolist()
    [20.0, 10.0]
    """
    year = _known_months(months, quarter)
    if year.empty or not _is_applied(year):
        return tables.measures()
    return tables.stack(
        *(headline(count(year[column].sum(skipna=False)), measure, quarter, "violation") for measure, column in CHAIN)
    )


def bodycams(counts: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Boa's with a bodycam in use, of all boa's, at the last count by the date, in percent (VE-2-3).

    `start` is the day of that count, so that an old one shows.

    >>> rows = pd.DataFrame({"counted_on": pd.to_datetime(["2026-09-30"]), "boas": [18], "boas_with_bodycam": [9]})
    >>> bodycams(rows, Quarter(2026, 3)).value.item()
    50.0
    """
    return last_count(counts, "boas_with_bodycam", "boas", quarter, "bodycam_percent", "boa")


def _known_months(months: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    return months[in_the_year(months.month, quarter)].dropna(subset=["urgent_possible", "effective"])


def _is_applied(year: pd.DataFrame) -> bool:
    """Whether it was applied at all; a month that does not say so may have."""
    return not (year.applied == 0).fillna(False).all()
