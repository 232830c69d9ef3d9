"""Reports of waste per wijk and quarter, as counts."""

import pandas as pd

from helpers.floor.shapes import tables

MEASURE = "waste_reports"


def waste_reports(rates: pd.DataFrame) -> pd.DataFrame:
    """The counts behind the rows of `cleanliness.litter_reports`: no rate, as who shops there does not live there.

    Read 0 as a quarter in which this wijk has no report and others have. No row where the quarter is unknown.

    >>> rates = tables.measures([{"area": "a", "period": "2026-Q3", "value": 3.0, "numerator": 6, "denominator": 2000}])
    >>> waste_reports(rates)[["area", "value", "unit"]].values.tolist()
    [['a', 6.0, 'count']]
    """
    known = rates[rates.numerator.notna()]
    counts = known.assign(value=known.numerator, denominator=float("nan"), withheld="")
    return tables.stack(tables.measures(), counts.assign(measure=MEASURE, unit="count", counted="report"))
