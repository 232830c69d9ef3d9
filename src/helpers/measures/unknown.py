"""What is neither yes nor no: of how many units an indicator cannot be told, as a row beside its own.

An empty cell is unknown. The indicator's own row counts what is known to be so; the row beside it, whose measure
ends in `_unknown`, counts the units that could still be so. With none of them the own row is the lowest value that
can be true, with all of them the highest (`models.indicators.unknown`).
"""

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.words import UNKNOWN, unknown_of
from helpers.measures.figures import count, of_quarter


def beside(measure: str, units: float, quarter: Quarter, counted: str, is_known: bool = True) -> pd.DataFrame:
    """The row of so many unknown units, as a group: what is counted of persons is hidden where it is small.

    A measure of its own, so that it is no part of the indicator's total. Missing where nothing was recorded yet.

    >>> beside("elderly_trained", 12, Quarter(2026, 3), "person")[["measure", "split", "value"]].values.tolist()
    [['elderly_trained_unknown', 'unknown', 12.0]]
    """
    row = {"split": UNKNOWN, "group": UNKNOWN, **count(units, is_known=is_known)}
    return tables.measures([row], measure=unknown_of(measure), counted=counted, **of_quarter(quarter))
