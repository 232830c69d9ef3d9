"""Whether what is counted in a wijk differs from the other wijken: in the street, and by the police."""

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.profile import comparison

SITES, REPORTS = "sites_out_of_norm_percent", "waste_reports"
POLICE = ("wijk_crimes_per_year", "wijk_nuisance_per_year")
QUARTERS = 4  # that are taken together: a whole year, so that the season is the same


def in_the_street(counted: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The waste sites out of norm of the last four quarters, and how the reports of waste changed: one block.

    `counted` are measure rows per wijk and quarter. Sites are a share of those seen, so wijken compare; a number of
    reports has no base that is the same everywhere (a shopping centre has no inhabitants), so its change does.
    Rows as `comparison.judged` gives them; none of a measure of which a quarter is not known for any wijk.
    """
    of_wijken = tables.rows_of(counted, area_level="wijk", withheld="")
    return _judged([_sites(of_wijken, quarter), _reports(of_wijken, quarter)])


def by_the_police(counted: pd.DataFrame) -> pd.DataFrame:
    """How crimes and nuisance of the last year changed since the year before: one block, by counts alone."""
    of_wijken = tables.rows_of(counted, area_level="wijk", withheld="")
    return _judged([_yearly(tables.rows_of(of_wijken, measure=measure), measure) for measure in POLICE])


def _judged(frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    return comparison.judged(filled, has_spread=True) if filled else tables.estimates()


def _sites(of_wijken: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    rows = tables.rows_of(of_wijken, measure=SITES, period=_labels(quarter))
    whole = rows.groupby("area")[["numerator", "denominator"]].sum(min_count=QUARTERS).dropna()
    return comparison.shared(SITES, quarter.label, whole.numerator, whole.denominator)


def _reports(of_wijken: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    rows = tables.rows_of(of_wijken, measure=REPORTS)
    now, before = (_together(rows, at) for at in (quarter, quarter.shift(-QUARTERS)))
    return comparison.changed(REPORTS, quarter.label, now, before)


def _together(rows: pd.DataFrame, quarter: Quarter) -> pd.Series:
    """The count of each wijk in four quarters; none where one of them is not known."""
    of_year = tables.rows_of(rows, period=_labels(quarter))
    counts: pd.Series = of_year.groupby("area").value.sum(min_count=QUARTERS)
    return counts


def _yearly(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    if rows.empty:
        return rows
    last = rows.period.max()
    now, before = (tables.rows_of(rows, period=year).set_index("area").value for year in (last, str(int(last) - 1)))
    return comparison.changed(measure, last, now, before)


def _labels(quarter: Quarter) -> list[str]:
    return [quarter.shift(-back).label for back in range(QUARTERS)]
