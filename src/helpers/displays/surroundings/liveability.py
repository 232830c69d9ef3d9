"""The Leefbaarometer of the whole municipality in words: the class and its year, beside comparable ones."""

import pandas as pd

from helpers.displays.surroundings.absence import absent
from helpers.displays.surroundings.police_said import name_of
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Text
from helpers.floor.shapes.tables import rows_of

_DATASET, _MEASURE = "leefbaarometer", "liveability_class"
# The ministry's words for its nine classes.
_CLASSES = {
    1: "zeer onvoldoende",
    2: "ruim onvoldoende",
    3: "onvoldoende",
    4: "zwak",
    5: "voldoende",
    6: "ruim voldoende",
    7: "goed",
    8: "zeer goed",
    9: "uitstekend",
}
_MODEL = "De score komt uit een model van het ministerie, zonder foutmarge. Kleine verschillen zeggen weinig."


def liveability(result: Result) -> Text | Absent:
    """The class of the municipality in the newest year and the one before, and that of comparable ones."""
    said = sentences(result)
    if not said:
        return absent(result, "de Leefbaarometer van de hele gemeente", _DATASET)
    return Text([*said, _MODEL])


def sentences(result: Result) -> list[str]:
    """What the Leefbaarometer gives the municipality; nothing where its own row was not fetched."""
    found = rows_of(result.measures, measure=_MEASURE).sort_values("period", kind="stable")
    own = rows_of(found, area_level="municipality")
    if own.empty:
        return []
    newest = own.iloc[-1]
    said = [f"De Leefbaarometer van {newest.period} geeft de gemeente klasse {_class(newest)}."]
    said += [f"In {row.period} was dat klasse {_class(row)}." for _, row in own.iloc[-2:-1].iterrows()]
    others = rows_of(found, area_level="comparable", period=newest.period)
    told = [f"{name_of(result, row.area)} {dutch.number(row.value)}" for _, row in others.iterrows()]
    return [*said, *([f"Ter vergelijking, in hetzelfde jaar: {dutch.listing(told)}."] if told else [])]


def _class(row: pd.Series) -> str:
    word = _CLASSES.get(row.value, "")
    return f"{dutch.number(row.value)} van 9" + (f" ({word})" if word else "")
