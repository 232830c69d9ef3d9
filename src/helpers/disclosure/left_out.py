"""Splits that are not published at all: what the operator leaves out, and what is told of as a whole or not."""

from collections.abc import Collection

import pandas as pd

from helpers.disclosure.groups import is_about_a_group
from helpers.disclosure.ties import WHOLE_OR_NOT
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
    return _withdrawn(table, gone)


def without_partial_splits(table: pd.DataFrame, is_hidden: pd.Series) -> pd.DataFrame:
    """`table`, in which a split that means nothing with a group hidden (`ties.WHOLE_OR_NOT`) then says nothing at all.

    So its small groups take no other figure with them.

    >>> from helpers.floor.shapes import tables
    >>> about = {"measure": "mark_sufficient_change", "split": "sufficient", "counted": "person"}
    >>> table = tables.measures([{"value": 4}, {"value": 40}], **about)
    >>> without_partial_splits(table, pd.Series([True, False])).withheld.tolist()
    ['withdrawn', 'withdrawn']
    """
    is_partial = is_hidden.groupby([table.measure, table.split, table.period]).transform("any")
    return _withdrawn(table, table.measure.isin(WHOLE_OR_NOT) & is_partial & (table.withheld != words.MISSING))


def _withdrawn(table: pd.DataFrame, gone: pd.Series) -> pd.DataFrame:
    withdrawn = table.assign(withheld=table.withheld.mask(gone, words.WITHDRAWN))
    withdrawn.loc[gone, _FIGURES] = float("nan")
    return withdrawn
