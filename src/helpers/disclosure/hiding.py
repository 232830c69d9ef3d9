"""Small groups are hidden before anything is shown: of persons, dealers, respondents, and of whatever is not known.

The rules follow those of OpenSAFELY, ACRO and Eurostat; the thresholds are this suite's choice and have
a floor in params.small_numbers. `protect` can only hide, and passes over no row but of what `words.HARMLESS` names.
One result does without it and is not published: `results.for_the_owner`.
"""

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd

from helpers.disclosure.groups import is_about_a_group, is_percent, to_step, whole_steps
from helpers.disclosure.kinds import defended
from helpers.disclosure.left_out import without_partial_splits
from helpers.disclosure.ties import ZEROS_HIDDEN
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes.words import MISSING, SMALL, STALE, WITHDRAWN

CELL = ["measure", "area", "split", "group", "period"]
FIGURES = ["value", "numerator", "denominator", "se"]
ESTIMATED = ["estimate", "se", "low", "high", "df", "p", "q", "n", "n_clusters"]


def protect(
    measures: pd.DataFrame, estimates: pd.DataFrame, thresholds: SmallNumbers, headlines: Collection[str] = ()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables with the small groups hidden: figures NaN, withheld "small", in copies.

    About a wijk or a group: counts of 1-9 are hidden, other counts are rounded to 5, and so are percentages
    on a base below 30 (respondents 50), of 0 or 100, or with 1-9 on either side. Further rows are hidden where a
    reader would find one of these by the sums that hold (`defence`), and a split is withdrawn where that is no help.
    Exempt are the `headlines`: the measures of the promises, of the whole municipality; every other total is a count
    of a group as well. An estimate about a hidden cell is hidden with it. Protecting twice changes nothing.
    What is not declared harmless counts as persons: also an unknown word, and none.

    >>> from helpers.floor.shapes import tables
    >>> rows = [{"area": "a", "value": 4}, {"area": "b", "value": 33}]
    >>> table = tables.measures(rows, area_level="wijk", counted="person")
    >>> protect(table, tables.estimates(), SmallNumbers())[0][["value", "withheld"]].values.tolist()
    [[nan, 'small'], [35.0, '']]
    """
    table = measures.reset_index(drop=True)
    limits = whole_steps(thresholds)
    is_group = is_about_a_group(table, headlines)
    # A group without a value may still carry the counts it was to be made of.
    table.loc[is_group & table.value.isna(), FIGURES] = np.nan
    table = without_partial_splits(table, _is_hidden(table, is_group, limits))
    is_hidden = _is_hidden(table, is_group, limits).to_numpy(bool)
    hidden, withdrawn = defended(table, is_group, is_hidden, limits)
    shown = _rounded(table, is_group & ~hidden & (table.counted != "respondent"), limits)
    shown.loc[hidden, FIGURES] = np.nan
    shown.loc[hidden, "withheld"] = np.where(withdrawn | (table.withheld == WITHDRAWN), WITHDRAWN, SMALL)[hidden]
    return shown.set_index(measures.index), without_hidden_cells(estimates, shown[hidden])


def _is_hidden(table: pd.DataFrame, is_group: pd.Series, limits: SmallNumbers) -> pd.Series:
    is_withheld = ~table.withheld.isin(("", MISSING, STALE))
    return is_withheld | (is_group & _is_small(table, limits))


def _is_small(table: pd.DataFrame, limits: SmallNumbers) -> pd.Series:
    is_survey = table.counted == "respondent"
    is_share = table.denominator.notna()
    is_part = is_percent(table)
    rest = table.denominator - table.numerator
    few_in_all = ~is_share & table.value.between(0, limits.hidden_below, inclusive="neither")
    base = is_survey.map({True: limits.survey_base, False: limits.percent_base})
    few_met = table.numerator.between(0, limits.hidden_below, inclusive="neither")
    few_unmet = is_part & rest.between(0, limits.hidden_below, inclusive="neither")
    nobody_or_all = is_part & (table.value.le(0) | table.value.ge(100))
    nobody = ~is_share & table.value.eq(0) & table.measure.isin(ZEROS_HIDDEN)
    is_wijk_by_sector = (table.counted == "dealer") & (table.area_level == "wijk") & (table.split == "sector")
    is_few = few_in_all | (is_share & (table.denominator < base)) | (~is_survey & (few_met | few_unmet))
    return table.value.notna() & (is_few | nobody | nobody_or_all | is_wijk_by_sector)


def _rounded(table: pd.DataFrame, is_rounded: pd.Series, limits: SmallNumbers) -> pd.DataFrame:
    """A copy in which counts of the marked rows are multiples of 5; shares follow from the rounded counts."""
    shown = table.copy()
    met, base = to_step(table.numerator, limits), to_step(table.denominator, limits)
    rest = to_step(table.denominator - table.numerator, limits)
    base = base.mask(is_percent(table) & met.notna(), met + rest)
    # From the rounded counts alone: a last digit of the exact ones would tell which they were.
    per = (table.value * table.denominator / table.numerator).round(6).fillna(1)
    is_share = table.denominator.notna()
    shown.loc[is_rounded, "value"] = (per * met / base).where(is_share, to_step(table.value, limits))
    shown.loc[is_rounded, "numerator"] = met
    shown.loc[is_rounded, "denominator"] = base
    shown.loc[is_rounded, "se"] = np.nan
    return shown


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
