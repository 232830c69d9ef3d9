"""Disclosure control: the one way from computing to showing, and it can only hide; `for_the_owner` is the exemption."""

from helpers.disclosure.guards import hidden_beside, hidden_by_growth, only_large, without_totals
from helpers.disclosure.hiding import CELL, SMALL, protect
from helpers.disclosure.results import Exact, extended, for_the_owner, hidden_figures, of_wijk, protected_result
from helpers.disclosure.told_counts import told_counts
from helpers.disclosure.told_warnings import told_warnings, totals_hidden

__all__ = [
    "CELL",
    "SMALL",
    "Exact",
    "extended",
    "for_the_owner",
    "hidden_beside",
    "hidden_by_growth",
    "hidden_figures",
    "of_wijk",
    "only_large",
    "protect",
    "protected_result",
    "told_counts",
    "told_warnings",
    "totals_hidden",
    "without_totals",
]
