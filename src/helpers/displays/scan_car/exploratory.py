"""Hints for a next question: whether the association comes later or bends, and whether hours followed dirt."""

import pandas as pd

from helpers.displays import readings, words
from helpers.displays.drawing.columns import Column, file_only, table
from helpers.displays.scan_car import association
from helpers.displays.scan_car.association import DATASETS
from helpers.displays.source_lines import cannot_tell, line, refused
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Table
from helpers.floor.shapes.tables import rows_of

MODEL = "exploratory"
TERMS = {
    "shape": "De vorm van de samenhang",
    "lag_0": "10 uur meer vlak vóór de meting",
    "lag_1": "10 uur meer één meting eerder",
    "lag_2": "10 uur meer twee metingen eerder",
    "cumulative": "10 uur meer in al die perioden samen",
    "middle_third": "Het middelste derde deel van de uren, naast het laagste",
    "highest_third": "Het hoogste derde deel van de uren, naast het laagste",
    "log_hours": "Een verdubbeling van de uren",
    "previous_outcome": "De uren na een meting die 10 punten schoner was",
}
DISPATCH = ("previous_outcome",)
_FOLLOWED = {
    "mogelijk gevolgd": "Aanwijzing, geen bewijs: na een minder schoon oordeel reed de auto vaker meer.",
    "mogelijk gemeden": "Aanwijzing, geen bewijs: na een minder schoon oordeel reed de auto vaker minder.",
    "onzeker": "Of de uren het vuil volgden, is onzeker.",
}
_SEEN = {
    "toename": "Meer uren gaan hier samen met een hoger aandeel.",
    "afname": "Meer uren gaan hier samen met een lager aandeel.",
    "onzeker": "Onzeker: een daling en een stijging passen er allebei bij.",
}
_NUMBERS = [*association.NUMBERS, "unit", "verdict"]


def exploratory(result: Result) -> Table | Absent:
    """Shapes of the association with their q, and whether hours followed dirt; the first reason where none is known.

    Where no row has a q there is no column for it.
    """
    found = rows_of(result.estimates, model=MODEL, role="exploratory")
    if found.empty:
        return cannot_tell(result, "de vorm van de samenhang", *DATASETS)
    every = association.where_known(found, _NUMBERS)
    known = every[every.is_known]
    if known.empty:
        return refused("de vorm van de samenhang", [_reason(every.iloc[0])], "exploratory")
    has_q = bool(known.q.notna().any())
    level = association.interval_name(known.iloc[0]).capitalize()
    return table(
        "exploratory",
        "Verkennend: de vorm van de samenhang, en of de uren het vuil volgden",
        every,
        [
            Column("term", "Wat", written=lambda row: words.label(TERMS, row.term)),
            Column("estimate", "Verschil", "unit", 1, is_change=True, missing=dutch.NOTHING),
            Column("low", level, "unit", 1, until="high", missing=dutch.NOTHING),
            *file_only("high", "level", "p"),
            Column("q", "q" if has_q else "", decimals=2, written=lambda row: words.p_value(row.q)),
            *file_only("n", "n_clusters", "unit"),
            Column("verdict", "Wat we zien", written=_seen),
        ],
        notes=_notes(known, has_q),
        source=line(result, *DATASETS),
    )


def _seen(one: pd.Series) -> str:
    if not one.is_known:
        return _reason(one)
    seen = _FOLLOWED if one.term in DISPATCH else _SEEN
    return seen.get(one.verdict, seen["onzeker"])


def _reason(one: pd.Series) -> str:
    given = "" if one.withheld == "small" else one.rule.removeprefix("Verkennend: ")
    return readings.sentence(given or association.silence(one))


def _notes(known: pd.DataFrame, has_q: bool) -> list[str]:
    is_dispatch = known.term.isin(DISPATCH).any()
    return [
        *(["q is de p-waarde na correctie voor alle vormen die zijn bekeken."] if has_q else []),
        *(_DISPATCH_NOTE if is_dispatch else []),
    ]


_DISPATCH_NOTE = [
    "Volgden de uren het vuil? Ook als de uren los van elk oordeel zijn verdeeld, "
    "staat hier in ongeveer 1 op 20 gevallen een aanwijzing.",
    "Een auto die het vuil van dat moment volgt, ziet deze berekening niet.",
]
