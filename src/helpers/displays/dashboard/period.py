"""The months that a dashboard is about, and the signals of each."""

import pandas as pd

from helpers.floor.month import Month, months_up_to
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.tables import rows_of

SHOWN = 13  # months: the last stands beside the same month of the year before


def of(result: Result) -> Month:
    """The month of the dashboard: where it was opened from a quarter its last."""
    return result.month or Month.of(result.quarter.end)


def months(result: Result) -> list[Month]:
    """The months that are shown, the last of them that of the dashboard."""
    return months_up_to(of(result), SHOWN)


def out_of_range(result: Result, month: Month) -> pd.DataFrame:
    """The series of a month that are out of their ordinary range, as would be said now."""
    found = rows_of(result.estimates, model="signals", period=month.label, term="month")
    return found[found.is_met.fillna(False).astype(bool)]


def signals_by_wijk(result: Result, measure: str) -> dict[str, list[str]]:
    """The months with a signal of this measure, this one and the one before, by the code of the wijk."""
    both = pd.concat([out_of_range(result, month) for month in (of(result).shift(-1), of(result))])
    of_measure = rows_of(both, measure=measure)
    return {str(area): rows.period.tolist() for area, rows in of_measure.groupby("area")}
