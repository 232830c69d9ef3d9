"""Counts about groups that stand printed as the rule does not allow: small, not rounded, or a share of too few."""

from collections.abc import Collection

import pandas as pd

from helpers.disclosure.groups import RATES, is_about_a_group
from helpers.floor.params.small_numbers import SmallNumbers


def against_the_rule(table: pd.DataFrame, limits: SmallNumbers, headlines: Collection[str]) -> pd.Series:
    """True for rows of protected measures that show what should be hidden or rounded; a reader sees it at once.

    >>> from helpers.floor.shapes import tables
    >>> rows = [{"value": n, "area": str(n)} for n in (0, 4, 10, 12)]
    >>> found = tables.measures(rows, area_level="wijk", counted="person")
    >>> against_the_rule(found, SmallNumbers(), ()).tolist()
    [False, True, False, True]
    """
    is_shown = is_about_a_group(table, headlines) & (table.withheld == "")
    is_survey, is_share = table.counted == "respondent", table.denominator.notna() & ~table.unit.isin(RATES)
    rest = table.denominator - table.numerator
    value = table.value.mask(is_share | (table.unit == "percent"))
    counts = pd.DataFrame({"value": value, "met": table.numerator, "rest": rest})
    is_few = counts.gt(0) & counts.lt(limits.hidden_below)
    is_exact = counts.notna() & (counts % limits.rounded_to != 0)
    base = is_survey.map({True: limits.survey_base, False: limits.percent_base})
    is_told = (is_few | is_exact).any(axis=1) & ~is_survey
    is_of_few = is_share & (table.denominator < base)
    return is_shown & (is_told | is_of_few | ((table.unit == "percent") & table.value.isin((0, 100))))
