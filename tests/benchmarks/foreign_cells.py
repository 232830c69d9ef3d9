"""How foreign systems write a column: the texts of a typed one in other units, words and notations."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from helpers.floor.areas import Areas

HERE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Given:
    """What a writer may need beside the values."""

    areas: Areas
    chance: random.Random


Cells = Callable[[Any, Given], list[Any]]


def plain(values: pd.Series, given: Given) -> list[Any]:
    """As most Dutch systems write it: 31-12-2026, 4,25, ja, an empty cell for what is missing."""
    if values.dtype.kind == "M":
        return days("%d-%m-%Y")(values, given)
    if values.dtype == "boolean":
        return words({True: "ja", False: "nee"})(values, given)
    return ["" if pd.isna(value) else comma(value) if values.dtype.kind == "f" else str(value) for value in values]


def comma(value: float) -> str:
    """A number with a decimal comma, without figures that say nothing."""
    return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")


def days(pattern: str) -> Cells:
    return lambda values, given: ["" if pd.isna(day) else format(day, pattern) for day in values]


def typed_days(values: pd.Series, given: Given) -> list[Any]:
    """Days as a workbook keeps them."""
    return [None if pd.isna(day) else day.to_pydatetime() for day in values]


def numbers(values: pd.Series, given: Given) -> list[Any]:
    """Numbers as a workbook or a database keeps them."""
    return [None if pd.isna(value) else value for value in values.tolist()]


def times(factor: float) -> Cells:
    return lambda values, given: ["" if pd.isna(value) else comma(value * factor) for value in values]


def on_the_clock(values: pd.Series, given: Given) -> list[Any]:
    """Hours as 4:15:00."""
    return ["" if pd.isna(value) else str(timedelta(seconds=round(value * 3600))) for value in values]


def words(own: Mapping[Any, str], missing: str = "") -> Cells:
    """Own codes for words; `missing` is how the system writes what is not known."""
    return lambda values, given: [missing if pd.isna(value) else own[value] for value in values]


def age_bands(bands: pd.DataFrame, given: Given) -> list[str]:
    """Age bands as 65 t/m 74."""
    told = []
    for low, high in bands.itertuples(index=False):
        told.append("" if pd.isna(low) else f"{low} jaar of ouder" if pd.isna(high) else f"{low} t/m {high}")
    return told


def utc(values: pd.Series, given: Given) -> list[str]:
    """A moment in each local month, told in UTC."""
    return [f"{moment.tz_localize(HERE).tz_convert('UTC'):%Y-%m-%dT%H:%M:%SZ}" for moment in values]


def fractions(values: pd.Series, given: Given) -> list[Any]:
    """Percentages as parts of one, as a workbook keeps them."""
    return [None if pd.isna(value) else round(value / 100, 6) for value in values]
