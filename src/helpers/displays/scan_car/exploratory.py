"""Hints for a next question: whether the association comes later or bends, and whether hours followed dirt."""

from __future__ import annotations

import math

import pandas as pd

from helpers.displays import readings, words
from helpers.displays.drawing.cells import data
from helpers.displays.scan_car import association
from helpers.displays.scan_car.association import DATASETS
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
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
    "previous_complaints": "De uren na 10 meldingen meer",
}
DISPATCH = ("previous_outcome", "previous_complaints")
_FOLLOWED = {
    "ja": "De uren volgden het vuil: waar minder bewoners de buurt schoon noemden, reed de auto daarna meer.",
    "nee": "De uren gingen van het vuil af: waar minder bewoners de buurt schoon noemden, reed de auto daarna minder.",
    "onzeker": "Of de uren het vuil volgden, is onzeker.",
}
_SEEN = {
    "toename": "Meer uren gaan hier samen met een hoger aandeel.",
    "afname": "Meer uren gaan hier samen met een lager aandeel.",
    "onzeker": "Onzeker: een daling en een stijging passen er allebei bij.",
}
_BEHIND = ["term", "estimate", "low", "high", "level", "p", "q", "n", "n_clusters", "unit", "verdict"]


def exploratory(result: Result) -> Table | Text:
    """Shapes of the association with their q, and whether hours followed dirt; a Text where none is known.

    Where no row has a q there is no column for it.
    """
    found = rows_of(result.estimates, model=MODEL, role="exploratory")
    if found.empty:
        return cannot_tell(result, "de vorm van de samenhang", *DATASETS)
    every = [one for _, one in found.iterrows()]
    known = [one for one in every if association.is_known(one)]
    if not known:
        reasons = [_reason(one) for one in every]
        return Text(["Verkennend is er nog niets te laten zien.", *dict.fromkeys(reasons)])
    has_q = any(math.isfinite(one.q) for one in known)
    level = association.level_said(known[0]).capitalize()
    return Table(
        "exploratory",
        "Verkennend: de vorm van de samenhang, en of de uren het vuil volgden",
        ["Wat", "Verschil", level, *(["q"] if has_q else []), "Wat we zien"],
        [_row(one, has_q) for one in every],
        notes=_notes(known, has_q),
        source=line(result, *DATASETS),
        data=data(_BEHIND, [_behind(one) for one in every]),
    )


def _row(one: pd.Series, has_q: bool) -> list[Cell]:
    name = words.label(TERMS, one.term)
    if not association.is_known(one):
        return [Cell(name), *[Cell(dutch.NOTHING, "number")] * (3 if has_q else 2), Cell(_reason(one))]
    seen = _FOLLOWED if one.term in DISPATCH else _SEEN
    return [
        Cell(name),
        Cell(dutch.difference(one.estimate, one.unit, 1), "number"),
        Cell(dutch.interval(one.low, one.high, one.unit, 1), "number"),
        *([Cell(words.p_value(one.q), "number")] if has_q else []),
        Cell(seen.get(one.verdict, seen["onzeker"])),
    ]


def _reason(one: pd.Series) -> str:
    given = "" if one.withheld == "small" else one.rule.removeprefix("Verkennend: ")
    return readings.sentence(given or association.silence(one))


def _notes(known: list[pd.Series], has_q: bool) -> list[str]:
    is_dispatch = any(one.term in DISPATCH for one in known)
    return [
        "Verkennend: dit helpt een volgende vraag te stellen en beantwoordt er geen.",
        *(["q is de p-waarde na correctie voor alle vormen die zijn bekeken."] if has_q else []),
        *(_DISPATCH_NOTE if is_dispatch else []),
    ]


_DISPATCH_NOTE = [
    "Met weinig metingen kan het beeld dat uren het vuil volgen, schijn zijn. "
    "Reageerde het eerdere oordeel zelf op de uren, dan is deze schatting vertekend.",
]


def _behind(one: pd.Series) -> list[object]:
    is_known = association.is_known(one)
    return [one[name] if is_known or name == "term" else None for name in _BEHIND]
