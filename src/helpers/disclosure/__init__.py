"""Disclosure control: the one way from computing to showing, and it can only hide; `for_the_owner` is the exemption."""

from helpers.disclosure.hiding import CELL, SMALL, protect
from helpers.disclosure.rests import unknown_within
from helpers.disclosure.results import (
    Exact,
    extended,
    for_the_owner,
    hidden_figures,
    of_wijk,
    protected_result,
    with_explanations,
)
from helpers.disclosure.told_counts import told_counts
from helpers.disclosure.told_warnings import told_warnings, totals_hidden

__all__ = [
    "CELL",
    "SMALL",
    "Exact",
    "extended",
    "for_the_owner",
    "hidden_figures",
    "of_wijk",
    "protect",
    "protected_result",
    "told_counts",
    "told_warnings",
    "totals_hidden",
    "unknown_within",
    "with_explanations",
]
