"""Figures that are published again and again, and what must be hidden for that."""

import pandas as pd

from helpers.disclosure.hiding import SMALL
from helpers.floor.params.small_numbers import SmallNumbers


def only_large(table: pd.DataFrame, limits: SmallNumbers) -> pd.DataFrame:
    """`table` with every count below the threshold withheld, 0 too.

    For counts of a month that is published again and again: one that is 0 at first and hidden later, beside a total
    that grew by one, is 1.

    >>> from helpers.floor.shapes import tables
    >>> rows = [{"area": name, "value": n} for name, n in (("a", 0), ("b", 4), ("c", 12))]
    >>> only_large(tables.measures(rows, area_level="wijk", counted="intervention"), SmallNumbers()).withheld.tolist()
    ['small', 'small', '']
    """
    return table.assign(withheld=table.withheld.mask(table.value < limits.hidden_below, SMALL))
