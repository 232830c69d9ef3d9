"""Small groups are hidden before anything is shown: of persons, dealers, respondents, and of whatever is not known.

The rules follow those of OpenSAFELY, ACRO and Eurostat; the thresholds are this suite's choice and have
a floor in params.small_numbers. `protect` can only hide, and passes over no row but of what `words.HARMLESS` names.
One result does without it and is not published: `results.for_the_owner`.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TypeVar

import numpy as np
import pandas as pd

from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes.words import HARMLESS, MISSING, SMALL, STALE

CELL = ["measure", "area", "split", "group", "period"]
FIGURES = ["value", "numerator", "denominator", "se"]
ESTIMATED = ["estimate", "se", "low", "high", "df", "p", "q", "n", "n_clusters"]
# Shares that are no part of a whole; a share in any other unit is held to be a percentage.
RATES = ("per_1000", "hours_per_1000", "hours_per_hectare")

Places = np.ndarray  # rows of a table, counted from 0
Counts = TypeVar("Counts", pd.Series, np.ndarray)


def protect(
    measures: pd.DataFrame, estimates: pd.DataFrame, thresholds: SmallNumbers
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables with the small groups hidden: figures NaN, withheld "small", in copies.

    About a wijk or a group: counts of 1-9 are hidden, other counts are rounded to 5, and so are percentages
    on a base below 30 (respondents 50), of 0 or 100, or with 1-9 on either side. Where the total is shown, a
    second cell hides the first. Rows of the whole municipality are exempt, except one that would still give
    a hidden cell away. An estimate about a hidden cell is hidden with it. Protecting twice changes nothing.
    What is not declared harmless counts as persons: also an unknown word, and none.

    >>> from helpers.floor.shapes import tables
    >>> rows = [{"area": "a", "value": 4}, {"area": "b", "value": 33}]
    >>> table = tables.measures(rows, area_level="wijk", counted="person")
    >>> protect(table, tables.estimates(), SmallNumbers())[0][["value", "withheld"]].values.tolist()
    [[nan, 'small'], [35.0, '']]
    """
    table = measures.reset_index(drop=True)
    limits = _whole_steps(thresholds)
    is_group = is_about_a_group(table)
    hidden = (~table.withheld.isin(("", MISSING, STALE)) | (is_group & _is_small(table, limits))).to_numpy(bool)
    for cells, total in _tables_with_total(table, is_group):
        hidden = _complemented(table, hidden, cells, total, limits)
    shown = _rounded(table, is_group & ~hidden & (table.counted != "respondent"), limits)
    # A group without a value may still carry the counts it was to be made of.
    shown.loc[hidden | (is_group & shown.value.isna()), FIGURES] = np.nan
    shown.loc[hidden, "withheld"] = SMALL
    return shown.set_index(measures.index), without_hidden_cells(estimates, shown[hidden])


def _whole_steps(thresholds: SmallNumbers) -> SmallNumbers:
    """The thresholds raised to a multiple of the rounding, so that a rounded figure never falls below one."""
    step = thresholds.rounded_to
    raised = {name: -(-value // step) * step for name, value in thresholds.model_dump().items()}
    return thresholds.model_copy(update=raised)


def is_about_a_group(table: pd.DataFrame) -> pd.Series:
    """True for rows that `protect` guards: of a wijk or a group, and not of what is declared harmless."""
    is_headline = (table.area_level == "municipality") & (table.split == "")
    return ~table.counted.isin(HARMLESS) & ~is_headline


def _is_percent(table: pd.DataFrame) -> pd.Series:
    return table.denominator.notna() & ~table.unit.isin(RATES)


def _is_small(table: pd.DataFrame, limits: SmallNumbers) -> pd.Series:
    is_survey = table.counted == "respondent"
    is_share = table.denominator.notna()
    is_percent = _is_percent(table)
    rest = table.denominator - table.numerator
    few_in_all = ~is_share & table.value.between(0, limits.hidden_below, inclusive="neither")
    base = is_survey.map({True: limits.survey_base, False: limits.percent_base})
    few_met = table.numerator.between(0, limits.hidden_below, inclusive="neither")
    few_unmet = is_percent & rest.between(0, limits.hidden_below, inclusive="neither")
    nobody_or_all = is_percent & (table.value.le(0) | table.value.ge(100))
    is_wijk_by_sector = (table.counted == "dealer") & (table.area_level == "wijk") & (table.split == "sector")
    is_few = few_in_all | (is_share & (table.denominator < base)) | (~is_survey & (few_met | few_unmet))
    return table.value.notna() & (is_few | nobody_or_all | is_wijk_by_sector)


def _tables_with_total(table: pd.DataFrame, is_group: pd.Series) -> Iterator[tuple[Places, int]]:
    """The cells that add up to one total, and the row of that total; tables without a total are passed over.

    A wijk adds up to the municipality; a group of a wijk to that wijk. Wijken first: they are totals too.
    """
    cells, totals = defaultdict(list), defaultdict(list)
    columns = (table[name].tolist() for name in ("split", "area_level", "measure", "period", "area"))
    for at, (split, level, measure, period, area) in enumerate(zip(*columns, strict=True)):
        if not split:
            totals[measure, period, area, level].append(at)
        if is_group[at]:
            within, of_level = (area, level) if split else ("", "municipality")
            cells[split, level, measure, period, within, of_level].append(at)
    for (_, _, *total_of), several in sorted(cells.items()):
        total = totals[tuple(total_of)]
        if len(total) == 1:
            yield np.array(several), total[0]


def _complemented(
    table: pd.DataFrame, hidden: np.ndarray, cells: Places, total: int, limits: SmallNumbers
) -> np.ndarray:
    """`hidden`, with as many of the next smallest cells as keep the hidden ones from being computed."""
    hidden = hidden.copy()
    value, base = table.value.to_numpy(), table.denominator.to_numpy()[cells]
    counts, is_share = value[cells], bool((~np.isnan(base)).any())
    size = np.where(np.isnan(base), counts, base)
    while not (hidden[total] or np.isnan(value[total])) and _is_told(
        counts, hidden[cells], value[total], is_share, limits
    ):
        left = np.flatnonzero(~hidden[cells] & ~np.isnan(size))
        hidden[_cover(cells[left], size[left], total)] = True
    return hidden


def _cover(left: Places, size: np.ndarray, total: int) -> Places:
    """What to hide next: the smallest cell; with zeros alone all of them; with nothing left the total itself.

    One 0 would be known by its place, since the rule takes them in order, and then the others are what is left.
    """
    if not len(left):
        return np.array([total])
    is_positive = size > 0
    return left[[np.where(is_positive, size, np.inf).argmin()]] if is_positive.any() else left


def _is_told(counts: np.ndarray, hidden: np.ndarray, total: float, is_share: bool, limits: SmallNumbers) -> bool:
    """Whether the total and the shown cells leave a hidden cell only one value."""
    if hidden.sum() < 2:
        return bool(hidden.any())
    if is_share or np.isnan(counts).any():
        return False
    low, high = _known_bounds(counts, hidden, limits)
    least = np.maximum(low, total - (high.sum() - high))
    most = np.minimum(high, total - (low.sum() - low))
    is_small = hidden & (counts > 0) & (counts < limits.hidden_below)
    return bool((is_small & (least == most)).any())


def _known_bounds(counts: np.ndarray, hidden: np.ndarray, limits: SmallNumbers) -> tuple[np.ndarray, np.ndarray]:
    """Between which values a reader who knows these rules can place each count."""
    top, half = limits.hidden_below - 1, limits.rounded_to // 2
    rounded = to_step(counts, limits)
    is_large = counts > top
    bottom = 0.0 if (hidden & (counts == 0)).any() else 1.0
    low = np.where(is_large, np.maximum(rounded - half, top + 1), np.where(hidden, bottom, 0.0))
    high = np.where(is_large, rounded + half, np.where(hidden, top, 0.0))
    # Large but finite: infinity minus infinity is no bound.
    return np.where(hidden & is_large, top + 1, low), np.where(hidden & is_large, 1e9, high)


def _rounded(table: pd.DataFrame, is_rounded: pd.Series, limits: SmallNumbers) -> pd.DataFrame:
    """A copy in which counts of the marked rows are multiples of 5; shares follow from the rounded counts."""
    shown = table.copy()
    met, base = to_step(table.numerator, limits), to_step(table.denominator, limits)
    rest = to_step(table.denominator - table.numerator, limits)
    base = base.mask(_is_percent(table) & met.notna(), met + rest)
    # From the rounded counts alone: a last digit of the exact ones would tell which they were.
    per = (table.value * table.denominator / table.numerator).round(6).fillna(1)
    is_share = table.denominator.notna()
    shown.loc[is_rounded, "value"] = (per * met / base).where(is_share, to_step(table.value, limits))
    shown.loc[is_rounded, "numerator"] = met
    shown.loc[is_rounded, "denominator"] = base
    shown.loc[is_rounded, "se"] = np.nan
    return shown


def to_step(counts: Counts, limits: SmallNumbers) -> Counts:
    """Counts as they are rounded."""
    return np.floor(counts / limits.rounded_to + 0.5) * limits.rounded_to


def without_hidden_cells(estimates: pd.DataFrame, hidden: pd.DataFrame) -> pd.DataFrame:
    """`estimates`, in which those about a hidden measure row say nothing any more."""
    told = estimates.copy()
    gone = set(_cells(hidden))
    is_hidden = [cell in gone for cell in _cells(told)]
    told.loc[is_hidden, ESTIMATED] = np.nan
    told.loc[is_hidden, "is_met"] = pd.NA
    # The sentence that gave the verdict holds the numbers.
    told.loc[is_hidden, ["verdict", "rule"]] = ""
    told.loc[is_hidden, "withheld"] = SMALL
    return told


def _cells(table: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    return zip(*(table[name].tolist() for name in CELL), strict=True)
