"""Indicators without a judgement: for what is unknown of their units, or because the export they use is strange."""

import math
from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.floor.params.settings import Indicator

NO_VERDICT = "geen oordeel"
WAITS = "Het oordeel wacht tot iemand dit heeft nagekeken."


def without_verdict(statuses: pd.DataFrame, reasons: Mapping[str, str]) -> pd.DataFrame:
    """The rows of `status`, those of an indicator with a reason without a judgement; the rule gives the reason.

    >>> from helpers.floor.shapes import tables
    >>> rows = tables.estimates([{"term": "VE-2-1", "verdict": "op koers"}, {"term": "VE-2-3", "verdict": "achter"}])
    >>> without_verdict(rows, {"VE-2-3": "Waarom."})[["verdict", "rule"]].values.tolist()
    [['op koers', ''], ['geen oordeel', 'Waarom.']]
    """
    why = pd.Series([reasons.get(term, "") for term in statuses.term], statuses.index, dtype="str")
    is_open = why != ""
    judged = statuses.copy()
    judged.loc[is_open, "rule"] = why
    judged.loc[is_open, ["verdict", "basis"]] = [NO_VERDICT, ""]
    judged.loc[is_open, ["estimate", "low", "high"]] = math.nan
    return judged


def by_exports(statuses: pd.DataFrame, indicators: Iterable[Indicator], strange: Mapping[str, str]) -> pd.DataFrame:
    """The rows of `status`, without a judgement where a strange export feeds the indicator; what had none stays.

    `strange` says by dataset, in Dutch, what nobody has looked into yet (`Delivery.held_back`).
    """
    judged = set(statuses.term[statuses.verdict != NO_VERDICT])
    why = {
        one.id: " ".join([*(strange[name] for name in one.sources if name in strange), WAITS])
        for one in indicators
        if one.id in judged and not strange.keys().isdisjoint(one.sources)
    }
    return without_verdict(statuses, why)
