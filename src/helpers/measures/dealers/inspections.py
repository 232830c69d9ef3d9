"""Inspections of dealers: which ones tell anything, which of a dealer's counts, and which found all in order."""

from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.measures.days import in_the_year

ITEMS = (
    "item_notified",
    "item_dor_account",
    "item_purchase_register",
    "item_mandatory_fields",
    "item_seller_identity",
    "item_holding_period",
    "item_sales_register",
)
REINSPECTION = "hercontrole"


def tells(inspections: pd.DataFrame) -> pd.Series:
    """True where at least one item was answered ja or nee: the inspection shows something."""
    answers = _answers(inspections)
    return pd.Series(((answers == "ja") | (answers == "nee")).any(axis=1), inspections.index)


def complies(inspections: pd.DataFrame) -> pd.Series:
    """True where every item was answered, ja or nvt, and at least one ja: shown to comply. Art. 437 Sr.

    An item left empty is unknown: such an inspection shows no compliance, nor a failure (`is_undecided`).

    >>> complies(pd.DataFrame([["ja"] * 7, ["ja"] * 6 + [None], ["nvt"] * 7], columns=ITEMS)).tolist()
    [True, False, False]
    """
    return tells(inspections) & ~fails(inspections) & ~_is_incomplete(inspections)


def fails(inspections: pd.DataFrame) -> pd.Series:
    """True where an item was answered nee, whatever the others are."""
    return pd.Series((_answers(inspections) == "nee").any(axis=1), inspections.index)


def is_undecided(inspections: pd.DataFrame) -> pd.Series:
    """True where the inspection shows something, no failure, and an item was left empty: neither yes nor no."""
    return tells(inspections) & ~fails(inspections) & _is_incomplete(inspections)


def _is_incomplete(inspections: pd.DataFrame) -> pd.Series:
    return pd.Series(pd.isna(_answers(inspections)).any(axis=1), inspections.index)


def _answers(inspections: pd.DataFrame) -> npt.NDArray[np.object_]:
    return np.array([inspections[item].to_numpy(object) for item in ITEMS]).T


def telling(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The inspections of the year so far that show something."""
    of_year = inspections[in_the_year(inspections.date, quarter)]
    return of_year[tells(of_year)]


def in_order_of_time(inspections: pd.DataFrame) -> pd.DataFrame:
    """By date; of two on one day the later number is the later inspection."""
    return inspections.sort_values(["date", "inspection"])


def one_a_dealer(inspections: pd.DataFrame, keep: Literal["first", "last"]) -> pd.DataFrame:
    """The first or the last inspection of each dealer (`keep`)."""
    return in_order_of_time(inspections).drop_duplicates("dealer", keep=keep)


def first_of_year(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Each dealer's first inspection of the year that shows something and is no re-inspection."""
    found = telling(inspections, quarter)
    return one_a_dealer(found[found.reason != REINSPECTION], keep="first")
