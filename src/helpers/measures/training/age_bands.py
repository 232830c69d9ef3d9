"""Age bands as delivered: is everybody in the band of that age and over, or nobody?"""

from __future__ import annotations

import math
import re

import pandas as pd

from helpers.floor.faults import BadInput, Fault

# "65-74", "65 t/m 74", "85+", "85 en ouder", "<65", "jonger dan 65", "65"
_BETWEEN = re.compile(r"(\d{1,3})\s*(?:-|–|t/m|tot en met)\s*(\d{1,3})")
_FROM = re.compile(r"(?:(\d{1,3})\s*(?:\+|(?:jaar\s+)?en ouder))|(?:(?:>=|≥)\s*(\d{1,3}))")
_BELOW = re.compile(r"(?:<|jonger dan)\s*(\d{1,3})")


def is_from_age(bands: pd.Series, from_age: int) -> pd.Series:
    """True where the whole band is of `from_age` and over; False where it is below it, or not known.

    Raises BadInput, with every such band at once, when the limit falls inside a band or a band is no band.

    >>> is_from_age(pd.Series(["65-74", "85+", "<65", None]), 65).tolist()
    [True, True, False, False]
    """
    known = {band: limits(band) for band in bands.dropna().unique()}
    faults = [
        _fault(band, found, from_age) for band, found in sorted(known.items()) if _is_unfit(found, from_age)
    ]
    if faults:
        raise BadInput(faults)
    elderly = {band for band, found in known.items() if found and found[0] >= from_age}
    return bands.isin(elderly)


def limits(band: str) -> tuple[float, float] | None:
    """The youngest and the oldest age in a band; None when it is no band.

    >>> limits("65-74"), limits("85+"), limits("<65"), limits("oud")
    ((65.0, 74.0), (85.0, inf), (0.0, 64.0), None)
    """
    text = band.strip().casefold().removesuffix("jaar").strip()
    if match := _BETWEEN.fullmatch(text):
        return float(match[1]), float(match[2])
    if match := _FROM.fullmatch(text):
        return float(match[1] or match[2]), math.inf
    if match := _BELOW.fullmatch(text):
        return 0.0, float(match[1]) - 1
    return (float(text), float(text)) if text.isdecimal() else None


def _is_unfit(found: tuple[float, float] | None, from_age: int) -> bool:
    return found is None or found[0] < from_age <= found[1]


def _fault(band: str, found: tuple[float, float] | None, from_age: int) -> Fault:
    message = f"De klasse “{band}” loopt over de grens van {from_age} jaar heen."
    hint = f"Lever klassen die bij {from_age} beginnen, of kies in params/municipality.yml een andere grens."
    if found is None:
        message, hint = f"“{band}” is geen leeftijdsklasse.", "Schrijf 65-74, 85+ of <65."
    return Fault(message, hint, file="cybertraining_deelnemers", column="leeftijdsklasse", value=band)
