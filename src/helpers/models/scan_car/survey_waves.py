"""Survey waves: what each wijk's share says in a wave, and what changed between waves that can be compared."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.statistics.survey import (
    LEVEL,
    difference_interval,
    effective_size,
    reliability,
    smallest_difference,
    wilson_interval,
)

MODEL = "survey"
SURVEY_BASE = 50  # respondents; an analysis gives settings.small_numbers.survey_base

_REFUSALS = {
    "small": "Te weinig respondenten voor een aandeel.",
    "missing": "Het aandeel of het aantal respondenten is niet bekend.",
    "stale": "Het aandeel is verouderd.",
}


def intervals(
    table: pd.DataFrame,
    *,
    design_effect: float = 1.0,
    survey_base: float = SURVEY_BASE,
    level: float = LEVEL,
) -> pd.DataFrame:
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
    >>> found = intervals(table)
    >>> tables.the(found, area="a").rule
    'Het aandeel ligt tussen 50 en 69%, op 100 respondenten.'
    >>> round(float(tables.the(found, term="smallest_difference").estimate), 1)
    12.4
    """
    cells = _cells(table, design_effect, survey_base)
    rows = [_share_row(cell, level) for cell in cells.itertuples()]
    for (measure, period), wave in cells.groupby(["measure", "period"], sort=False):
        about = {"measure": measure, "period": period, "role": "limit"}
        rows += [about | row for row in _wave_rows(wave[wave.reason == ""], period, level)]
    return tables.estimates(rows, model=MODEL)


def comparable_waves(
    table: pd.DataFrame,
    *,
    design_effect: float = 1.0,
    survey_base: float = SURVEY_BASE,
    level: float = LEVEL,
) -> pd.DataFrame:
    """How much each wijk's share changed from one wave to the next, where the method stayed the same.

    Arguments as for `intervals`; waves follow each other by `start`, then by label, and a new word in
    `series` is a break. Rows: primary change at the later wave (points, interval of a difference of two
    independent samples; verdict toename, afname or onzeker). Withheld: "missing" across a break or without
    one of the two waves; "small" where one has too few respondents or is 0 or 100%, which the change would
    tell. How to read it: of 20 wijken that stay as they are, one leaves out 0 by chance.

    Source: Newcombe 1998 (`survey.difference_interval`). Raises as `intervals`.

    >>> rows = [{"period": "2022", "value": 60.0}, {"period": "2024", "value": 80.0}]
    >>> table = tables.measures(rows, area_level="wijk", area="a", unit="percent", denominator=100)
    >>> comparable_waves(table)[["estimate", "verdict"]].values.tolist()
    [[20.0, 'toename']]
    """
    cells = _cells(table, design_effect, survey_base)
    rows = []
    for measure, of_measure in cells.groupby("measure", sort=False):
        areas = sorted(of_measure.area.unique())
        waves = [(period, wave.set_index("area").reindex(areas)) for period, wave in _in_order(of_measure)]
        for (before, earlier), (period, later) in pairwise(waves):
            about = {"measure": measure, "period": period, "term": "change", "role": "primary"}
            about |= {"unit": "percentage_points", "level": level}
            pairs = zip(areas, earlier.itertuples(), later.itertuples(), strict=True)
            rows += [about | {"area": area} | _change(one, two, before, level) for area, one, two in pairs]
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


def _in_order(cells: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    starts = cells.groupby("period").start.min().reset_index().sort_values(["start", "period"])
    return ((period, cells[cells.period == period]) for period in starts.period)


def _share_row(cell: tuple, level: float) -> dict:
    row = {"measure": cell.measure, "term": "share", "role": "primary", "area": cell.area}
    row |= {"group": cell.group, "period": cell.period, "unit": "percent", "level": level}
    if cell.reason:
        return row | {"withheld": cell.reason, "rule": _REFUSALS[cell.reason]}
    low, high = (100 * limit for limit in wilson_interval(cell.share, cell.size, level))
    asked = f"op {dutch.number(cell.denominator)} respondenten"
    row |= {"estimate": cell.value, "se": 100 * cell.variance**0.5, "low": low, "high": high}
    range_ = f"tussen {dutch.number(low)} en {dutch.quantity(high, 'percent')}"
    return row | {"n": cell.denominator, "rule": f"Het aandeel ligt {range_}, {asked}."}


def _wave_rows(wave: pd.DataFrame, period: str, level: float) -> list[dict]:
    noise = 1e4 * wave.variance.to_numpy()
    real = {"term": "reliability", "unit": "percent", "estimate": 100 * reliability(wave.value, noise)}
    pair = {"term": "smallest_difference", "estimate": smallest_difference(noise, level)}
    of_all = {"term": "smallest_difference_of_all"}
    of_all |= {"estimate": smallest_difference(noise, level, is_any_pair=True)}
    between = {"unit": "percentage_points", "level": level}
    same = {"n": wave.denominator.sum(), "n_clusters": len(wave)}
    rows = [same | real, same | between | pair, same | between | of_all]
    if any(math.isnan(row["estimate"]) for row in rows):
        few = {"withheld": "missing", "rule": f"In {period} zijn te weinig wijken bekend."}
        return [row | {"estimate": np.nan} | few for row in rows]
    return [row | {"rule": _WAVE_RULES[row["term"]](row["estimate"], period)} for row in rows]


def _reliability_rule(percent: float, period: str) -> str:
    share = dutch.quantity(percent, "percent")
    return f"Van de spreiding tussen wijken in {period} is ongeveer {share} meer dan toeval in de steekproef."


def _pair_rule(points: float, period: str) -> str:
    smallest = dutch.quantity(math.floor(points), "percentage_points", 0)
    return f"In {period} past een verschil tussen twee wijken van minder dan {smallest} bij toeval."


def _all_rule(points: float, period: str) -> str:
    smallest = dutch.quantity(math.ceil(points), "percentage_points", 0)
    return f"Wie in {period} alle wijken vergelijkt, ziet pas vanaf {smallest} meer dan toeval."


_WAVE_RULES = {
    "reliability": _reliability_rule,
    "smallest_difference": _pair_rule,
    "smallest_difference_of_all": _all_rule,
}


def _change(earlier: tuple, later: tuple, before: str, level: float) -> dict:
    withheld, rule = _no_change(earlier, later, before)
    if withheld:
        return {"withheld": withheld, "rule": rule}
    limits = difference_interval(later.share, later.size, earlier.share, earlier.size, level)
    low, high = (100 * limit for limit in limits)
    verdict = "toename" if low > 0 else "afname" if high < 0 else "onzeker"
    row = {"estimate": later.value - earlier.value, "low": low, "high": high, "verdict": verdict}
    row |= {"se": 100 * (later.variance + earlier.variance) ** 0.5, "n": later.denominator}
    change = dutch.difference(row["estimate"], "percentage_points")
    between = dutch.interval(low, high, "percentage_points")
    both = " Zowel een daling als een stijging past hierbij." if verdict == "onzeker" else ""
    told = f"Sinds {before}: {change}. Het {dutch.number(100 * level)}%-interval loopt van {between}.{both}"
    return row | {"rule": told}


def _no_change(earlier: tuple, later: tuple, before: str) -> tuple[str, str]:
    """Why two waves of a wijk give no change: the word for `withheld` and the Dutch reason, or two empty texts."""
    for cell in (later, earlier):
        reason = "missing" if pd.isna(cell.reason) else cell.reason
        if reason:
            return reason, _REFUSALS[reason]
    if earlier.series != later.series:
        return "missing", f"De meting is sinds {before} anders opgezet: de aandelen zijn niet te vergelijken."
    if not (0 < earlier.value < 100 and 0 < later.value < 100):
        return "small", "Een aandeel van 0 of 100% wordt niet per wijk getoond."
    return "", ""
