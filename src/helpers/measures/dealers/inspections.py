"""Inspections of dealers: which ones tell anything, which of a dealer's counts, and which found all in order."""

from typing import Literal

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
    return inspections[list(ITEMS)].isin(["ja", "nee"]).any(axis="columns")


def complies(inspections: pd.DataFrame) -> pd.Series:
    """True where no item was answered nee: every item that applied was met. Art. 437 Sr."""
    return ~(inspections[list(ITEMS)] == "nee").any(axis="columns")


def telling(inspections: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The inspections of the year so far that show something."""
    return inspections[in_the_year(inspections.date, quarter) & tells(inspections)]


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
