"""Whether the newest year of a count lies outside of what its own years make ordinary."""

import math
from typing import Any

import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.statistics import yearly_counts
from helpers.models.statistics.domain import LEVEL

MODEL, TERM = "yearly_change", "newest"
MORE, LESS, ORDINARY, OPEN = "meer dan gewoon", "minder dan gewoon", "gewoon", "niet beoordeeld"


def changes(shown: pd.DataFrame, *measures: str) -> pd.DataFrame:
    """The newest year of each measure beside the ordinary range that the years before it give: a row a measure.

    Args:
        shown: measure rows by year, protected; those of the municipality without a split are judged.

    How to read it: n is the count, `at` and `group` the count and year before, estimate the change in percent, low
    and high the ordinary range of the count; both ends are ordinary. The verdict is "niet beoordeeld" with fewer
    than five years before it that follow each other, and where one of them has fewer than ten: what is ordinary
    cannot be told. No cause, and no target.

    >>> rows = [{"period": str(year), "value": count} for year, count in
    ...         zip(range(2020, 2026), (1000, 1050, 1000, 1050, 1000, 1300))]
    >>> shown = tables.measures(rows, measure="yearly_crimes", area_level="municipality")
    >>> changes(shown, "yearly_crimes")[["n", "estimate", "verdict"]].values.tolist()
    [[1300.0, 30.0, 'meer dan gewoon']]
    """
    own = tables.rows_of(shown, measure=measures, area_level="municipality", split="").dropna(subset="value")
    rows = [_newest(years.sort_values("period")) for _, years in own.groupby("measure", sort=False)]
    return tables.estimates(rows, model=MODEL, term=TERM, role="exploratory", split="since", level=LEVEL)


def _newest(years: pd.DataFrame) -> dict[str, Any]:
    last = years.iloc[-1]
    series = _following(years)
    low, high = yearly_counts.ordinary_range(series[:-1])
    row = {"measure": last.measure, "area": last.area, "period": last.period, "n": last.value, "unit": "percent"}
    if len(series) > 1:
        before = series[-2]
        row |= {"group": str(int(last.period) - 1), "at": before}
        row["estimate"] = 100 * (last.value - before) / before if before else None
    if low != low:
        return row | {"verdict": OPEN, "rule": f"Of dat gewoon is, is niet te zeggen: {_why_open(series)}."}
    low, high = math.ceil(low), math.floor(high)
    verdict = MORE if last.value > high else LESS if last.value < low else ORDINARY
    return row | {"low": low, "high": high, "verdict": verdict}


def _why_open(series: list[float]) -> str:
    if len(series) <= yearly_counts.FEWEST_YEARS:
        needed = dutch.number(yearly_counts.FEWEST_YEARS + 1)
        return f"er zijn cijfers van {dutch.counted(len(series), 'jaar', 'jaren')} op rij, nodig zijn er {needed}"
    return f"in een van de jaren ervoor waren het er minder dan {yearly_counts.LEAST}"


def _following(years: pd.DataFrame) -> list[float]:
    """The counts up to the newest year that follow each other without a gap."""
    counts = dict(zip(years.period.astype(int), years.value, strict=True))
    found, year = [], max(counts)
    while year in counts:
        found.append(float(counts[year]))
        year -= 1
    return found[::-1]
