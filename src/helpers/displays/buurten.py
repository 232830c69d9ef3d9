"""How one speaks of a buurt in which hardly anybody lives: by its name, never by its code."""

import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.tables import rows_of


def left_out(result: Result) -> pd.DataFrame:
    """The rows of buurten that no figure per inhabitant counts: their code, their crimes, and who lives there."""
    return rows_of(result.measures, measure="wijk_crimes", split="buurt")


def named(result: Result, buurt: str) -> str:
    """The buurt with its name where data/reference has it."""
    name = result.areas.buurten.get(buurt)
    return f"buurt {name}" if name else "een buurt met bijna geen inwoners"


def in_figures(row: pd.Series) -> str:
    """What is counted there: "500 misdrijven en geen inwoners"."""
    people = dutch.counted(row.denominator, "inwoner", "inwoners") if row.denominator else "geen inwoners"
    return f"{dutch.counted(row.value, 'misdrijf', 'misdrijven')} en {people}"
