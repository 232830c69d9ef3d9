"""The tests behind the marks before and after the training, as a table."""

import pandas as pd

from helpers.displays import readings, words
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import line
from helpers.displays.training.before_after import MODEL, may_speak, period, silence, whole_percents
from helpers.displays.training.pacing import DATASETS
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of
from helpers.floor.verdicts import SUFFICIENT_FROM

_PERSONS = "De intervallen tellen personen. Wie samen les kreeg, lijkt op elkaar; daardoor kunnen zij te smal zijn."
_ZERO = "Ligt nul in het interval van een verschil, dan zijn beide richtingen mogelijk."
_NAMES = {
    "sufficient_voor": "Voldoende vóór de training",
    "sufficient_na": "Voldoende na de training",
    "share_higher": "Hoger cijfer na de training",
    "mean_difference": "Gemiddeld verschil",
    "direction": "Hoger tegenover lager",
    "sufficient_difference": "Verschil in voldoendes",
}


def before_after_table(result: Result) -> Table | Text:
    """The share that went up and the mean difference with intervals, and the sufficient marks before and after."""
    if not may_speak(result):
        return silence(result)
    outcomes = _outcomes(result)
    columns = [
        Column("what", "Wat", written=lambda row: _NAMES[row.what]),
        Column("value", "Uitkomst", decimals=0, written=_outcome),
        Column("low", "Interval", unit="unit", until="high", missing=dutch.NOTHING),
        Column("high"),
        Column(
            "p", "Toets (p)" if outcomes.p.notna().any() else "", decimals=2, written=lambda row: words.p_value(row.p)
        ),
        Column("withheld"),
    ]
    return table(
        "before_after_marks",
        f"De cijfers vóór en na de training, {period(result)}",
        outcomes,
        columns,
        notes=_notes(result),
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


def _notes(result: Result) -> list[str]:
    sufficient = rows_of(result.estimates, model=MODEL, term="sufficient_difference", withheld="")
    estimates = rows_of(result.estimates, model=MODEL, withheld="")
    has_mean, has_test = (estimates.term == "mean_difference").any(), estimates.p.notna().any()
    hidden = "Wie van onvoldoende naar voldoende ging of terug, blijft afgeschermd: die groepen zijn te klein."
    has_difference = has_mean or len(sufficient) > 0
    no_mean = "Het gemiddelde verschil staat er alleen als geen enkele groep is afgeschermd."
    return [
        f"Een voldoende is een {SUFFICIENT_FROM} of hoger. Van wie vaker kwam, telt het eerste paar cijfers.",
        *([_ZERO] if has_difference else []),
        *([] if has_mean else [no_mean]),
        *(["De toets zegt hoe vaak toeval alleen zo'n verschil geeft, of een groter."] if has_test else []),
        _PERSONS,
        *([hidden] if sufficient.empty else []),
        "Er is geen groep zonder training om mee te vergelijken.",
    ]
