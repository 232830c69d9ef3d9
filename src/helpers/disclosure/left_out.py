"""Splits that a municipality does not publish at all: what an operator does when the audit stops a report."""

from collections.abc import Collection

import pandas as pd

from helpers.disclosure.groups import is_about_a_group
from helpers.floor.shapes import words

_FIGURES = ["value", "numerator", "denominator", "se"]


def without_splits(table: pd.DataFrame, left_out: Collection[str]) -> pd.DataFrame:
    """`table`, in which the splits that a municipality leaves out say nothing of any group: figures NaN, withdrawn.

    "wijk" stands for what is told per wijk of persons and what they did; the answers to the survey stay.

    >>> from helpers.floor.shapes import tables
    >>> rows = [{"split": "session", "value": 12}, {"split": "", "value": 40}]
    >>> found = without_splits(tables.measures(rows, counted="person"), ["session"])
    >>> found[["value", "withheld"]].values.tolist()
    [[nan, 'withdrawn'], [40.0, '']]
    """
    is_of_wijk = (table.area_level == words.WIJK) & (table.split == "") & (table.counted != "respondent")
    is_split = table.split.isin(left_out) | (is_of_wijk & (words.WIJK in left_out))
    gone = is_split & is_about_a_group(table) & (table.withheld != words.MISSING)
    withdrawn = table.assign(withheld=table.withheld.mask(gone, words.WITHDRAWN))
    withdrawn.loc[gone, _FIGURES] = float("nan")
    return withdrawn
