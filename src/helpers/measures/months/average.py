"""What a wijk has on average, to lie beside each of them."""

import pandas as pd

from helpers.floor.shapes import tables


def average_wijk(shown: pd.DataFrame, wijken: int) -> pd.DataFrame:
    """The figures of the municipality, divided by so many wijken: measure "<measure>_average_wijk".

    Made of what is shown, so that it tells nothing more. Read it as an equal share, not as what is usual in a wijk
    of that size.

    >>> row = {"measure": "monthly_hours", "area_level": "municipality", "period": "2026-09", "value": 26.0}
    >>> average_wijk(tables.measures([row]), 13)[["measure", "value"]].values.tolist()
    [['monthly_hours_average_wijk', 2.0]]
    """
    whole = tables.rows_of(shown, area_level="municipality", split="")
    return whole.assign(measure=whole.measure + "_average_wijk", value=whole.value / wijken, numerator=float("nan"))
