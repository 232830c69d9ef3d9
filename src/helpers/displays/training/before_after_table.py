"""The tests behind the marks before and after the training, as a table."""

from __future__ import annotations

import math

import pandas as pd

from helpers.displays import readings, words
from helpers.displays.drawing.cells import data, row
from helpers.displays.source_lines import line
from helpers.displays.training.before_after import MODEL, mean_difference, percent, period_said, silence
from helpers.displays.training.pacing import DATASETS
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of
from helpers.floor.verdicts import SUFFICIENT_FROM

_MORE = ["wilcoxon", "sufficient_difference"]
_MOMENTS = {"voor": "vóór de training", "na": "na de training"}
_NO_TEST = (dutch.NOTHING, dutch.NOTHING)
_TERMS = {
    "mean_difference": "Gemiddeld verschil",
    "wilcoxon": "Rangtoets van Wilcoxon",
    "sufficient_difference": "Verschil in voldoendes",
}


def before_after_table(result: Result) -> Table | Text:
    """The mean difference with its interval and tests, and the share with a sufficient mark before and after."""
    mean = mean_difference(result)
    if mean is None:
        return silence(result)
    estimates = [mean, *(one for _, one in rows_of(result.estimates, model=MODEL, term=_MORE).iterrows())]
    sufficient = rows_of(result.measures, measure="mark_sufficient_percent").sort_values(
        "group", ascending=False
    )
    return Table(
        "before_after_marks",
        f"De cijfers vóór en na de training, {period_said(result)}",
        ["Wat", "Uitkomst", "Interval", "Toets (p)"],
        [
            *(
                row(f"Voldoende {_MOMENTS[one.group]}", readings.shown(one), *_NO_TEST)
                for _, one in sufficient.iterrows()
            ),
            *(row(_TERMS[one.term], *_estimated(one)) for one in estimates),
        ],
        notes=_notes(result, mean),
        source=line(result, *DATASETS),
        data=data(
            ["what", "value", "low", "high", "p", "withheld"],
            [
                *(
                    [f"sufficient_{one.group}", percent(one), None, None, None, one.withheld]
                    for _, one in sufficient.iterrows()
                ),
                *([one.term, one.estimate, one.low, one.high, one.p, one.withheld] for one in estimates),
            ],
        ),
    )


def _estimated(one: pd.Series) -> tuple[str, str, str]:
    if pd.isna(one.estimate):
        return dutch.NOTHING, dutch.NOTHING, words.p_value(one.p)
    spread = dutch.interval(one.low, one.high, one.unit)
    return dutch.difference(one.estimate, one.unit), spread, words.p_value(one.p)


def _notes(result: Result, mean: pd.Series) -> list[str]:
    counted = "Het interval rekent met bijeenkomsten: wie samen les kreeg, lijkt op elkaar."
    sufficient = rows_of(result.estimates, model=MODEL, term="sufficient_difference", withheld="")
    hidden = (
        "Wie van onvoldoende naar voldoende ging of terug, blijft afgeschermd: die groepen zijn te klein."
    )
    return [
        f"Een voldoende is een {SUFFICIENT_FROM} of hoger. Van wie vaker kwam, telt het eerste paar cijfers.",
        "De toets zegt hoe vaak toeval alleen zo'n verschil geeft, of een groter.",
        *([counted] if math.isfinite(mean.n_clusters) else []),
        *([hidden] if sufficient.empty else []),
        "Er is geen groep zonder training om mee te vergelijken.",
    ]
