"""Survey waves: what each wijk's share says in a wave, and how far a wave tells wijken apart."""

import math
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor.shapes import tables
from helpers.models.statistics.survey import effective_size, reliability, smallest_difference, wilson_interval

MODEL = "survey"


def intervals(table: pd.DataFrame, *, design_effect: float, survey_base: float, level: float) -> pd.DataFrame:
    """Every wijk's share in every wave with its interval, and how far a wave tells wijken apart.

    Args:
        table: measure table, best the protected one: value in percent, denominator the respondents. Other
            area levels and splits are left aside. A `se` (points) other than that of a simple random sample
            is the survey's own and sets the effective size; elsewhere the design effect does.
        survey_base: below so many respondents a share is withheld ("small").

    Rows: primary share (percent, Wilson interval on the effective size; n the respondents); per wave, over
    the wijken that are shown, limits reliability (percent; the rest of the spread is chance),
    smallest_difference (points; two wijken chosen beforehand) and smallest_difference_of_all (who compares
    all wijken). How to read it: no ranking; chance alone often gives a difference below these.

    Source: `survey`. Raises ValueError when a wijk and wave occur twice, or a design effect is not above 0.

    >>> rows = [{"area": area, "value": value} for area, value in (("a", 60.0), ("b", 80.0))]
    >>> table = tables.measures(rows, area_level="wijk", period="2024", unit="percent", denominator=100)
    >>> found = intervals(table, design_effect=1.0, survey_base=50, level=0.95)
    >>> [round(float(limit)) for limit in tables.the(found, area="a")[["low", "high"]]]
    [50, 69]
    >>> round(float(tables.the(found, term="smallest_difference").estimate), 1)
    12.4
    """
    cells = _cells(table, design_effect, survey_base)
    rows = [_share_row(cell, level) for cell in tables.each_row(cells)]
    for (measure, period), wave in cells.groupby(["measure", "period"], sort=False):
        about = {"measure": measure, "period": period, "role": "limit"}
        rows += [about | row for row in _wave_rows(wave[wave.reason == ""], level)]
    return tables.estimates(rows, model=MODEL)


def _cells(table: pd.DataFrame, design_effect: float, survey_base: float) -> pd.DataFrame:
    """The rows of wijken with their share (0 to 1), effective size, sampling variance and reason for none."""
    cells = tables.rows_of(table, area_level="wijk", split="").copy()
    if cells.duplicated(["measure", "area", "period"]).any():
        raise ValueError("a wijk and wave occur twice for one measure")
    share, n = cells.value / 100, cells.denominator
    size = effective_size(n, design_effect)
    simple = np.sqrt(share * (1 - share) / n)
    is_given = (cells.se > 0) & (simple > 0) & ~np.isclose(cells.se, 100 * simple, rtol=1e-6)
    size = size.mask(is_given, share * (1 - share) / (cells.se / 100) ** 2)
    reason = cells.withheld.mask((cells.withheld == "") & (n < survey_base), "small")
    is_unknown = cells.value.isna() | ~(n > 0)
    reason = reason.mask((cells.withheld == "") & is_unknown, "missing")
    return cells.assign(share=share, size=size, variance=share * (1 - share) / size, reason=reason)


def _share_row(cell: Any, level: float) -> dict[str, Any]:
    row = {"measure": cell.measure, "term": "share", "role": "primary", "area": cell.area}
    row |= {"group": cell.group, "period": cell.period, "unit": "percent", "level": level}
    if cell.reason:
        return row | {"withheld": cell.reason}
    low, high = (100 * limit for limit in wilson_interval(cell.share, cell.size, level))
    return row | {
        "estimate": cell.value, "se": 100 * cell.variance**0.5, "low": low, "high": high, "n": cell.denominator
    }  # fmt: skip


def _wave_rows(wave: pd.DataFrame, level: float) -> list[dict[str, Any]]:
    noise = 1e4 * wave.variance.to_numpy()
    real: dict[str, Any] = {"term": "reliability", "unit": "percent", "estimate": 100 * reliability(wave.value, noise)}
    of_all = smallest_difference(noise, level, is_any_pair=True)
    between: dict[str, Any] = {"unit": "percentage_points", "level": level}
    pair = between | {"term": "smallest_difference", "estimate": smallest_difference(noise, level)}
    every = between | {"term": "smallest_difference_of_all", "estimate": of_all}
    same = {"n": wave.denominator.sum(), "n_clusters": len(wave)}
    if any(math.isnan(row["estimate"]) for row in (real, pair, every)):
        return [same | row | {"estimate": np.nan, "withheld": "missing"} for row in (real, pair, every)]
    return [same | row for row in (real, pair, every)]
