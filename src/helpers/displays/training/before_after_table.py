"""The tests behind the marks before and after the training, as a table."""

import math

import pandas as pd

from helpers.displays import readings, words
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import line
from helpers.displays.training.before_after import MODEL, mean_difference, period, silence, whole_percents
from helpers.displays.training.pacing import DATASETS
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of
from helpers.floor.verdicts import SUFFICIENT_FROM

_BY_SESSION = [
    "Bij het gemiddelde verschil tellen interval en toets bijeenkomsten: wie samen les kreeg, lijkt op elkaar.",
    "De andere toetsen tellen personen.",
]
_BY_PERSON = ["Interval en toetsen tellen personen: er zijn te weinig bijeenkomsten om daarmee te rekenen."]
_NAMES = {
    "sufficient_voor": "Voldoende vóór de training",
    "sufficient_na": "Voldoende na de training",
    "mean_difference": "Gemiddeld verschil",
    "wilcoxon": "Rangtoets van Wilcoxon",
    "sufficient_difference": "Verschil in voldoendes",
}


def before_after_table(result: Result) -> Table | Text:
    """The mean difference with its interval and tests, and the share with a sufficient mark before and after."""
    mean = mean_difference(result)
    if mean is None:
        return silence(result)
    columns = [
        Column("what", "Wat", written=lambda row: _NAMES[row.what]),
        Column("value", "Uitkomst", decimals=0, written=_outcome),
        Column("low", "Interval", unit="unit", until="high", missing=dutch.NOTHING),
        Column("high"),
        Column("p", "Toets (p)", decimals=2, written=lambda row: words.p_value(row.p)),
        Column("withheld"),
    ]
    return table(
        "before_after_marks",
        f"De cijfers vóór en na de training, {period(result)}",
        _outcomes(result),
        columns,
        notes=_notes(result, mean),
        source=line(result, *DATASETS),
    )


def _outcomes(result: Result) -> pd.DataFrame:
    """A row for each share and each estimate, in the order of the page."""
    shares = rows_of(result.measures, measure="mark_sufficient_percent")
    estimates = rows_of(result.estimates, model=MODEL, term=list(_NAMES))
    both = [
        shares.assign(what="sufficient_" + shares.group, value=whole_percents(shares)),
        estimates.assign(what=estimates.term, value=estimates.estimate),
    ]
    named = pd.concat(both, ignore_index=True)
    return named.sort_values("what", key=lambda names: names.map(list(_NAMES).index), kind="stable")


def _outcome(row: pd.Series) -> str:
    """A share, or a difference with its sign."""
    return readings.shown(row) if row.unit == "percent" else dutch.difference(row.value, row.unit or "count")


def _notes(result: Result, mean: pd.Series) -> list[str]:
    sufficient = rows_of(result.estimates, model=MODEL, term="sufficient_difference", withheld="")
    hidden = "Wie van onvoldoende naar voldoende ging of terug, blijft afgeschermd: die groepen zijn te klein."
    return [
        f"Een voldoende is een {SUFFICIENT_FROM} of hoger. Van wie vaker kwam, telt het eerste paar cijfers.",
        "De toets zegt hoe vaak toeval alleen zo'n verschil geeft, of een groter.",
        *(_BY_SESSION if math.isfinite(mean.n_clusters) else _BY_PERSON),
        *([hidden] if sufficient.empty else []),
        "Er is geen groep zonder training om mee te vergelijken.",
    ]
