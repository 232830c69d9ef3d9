"""Who lives in the wijk, beside the municipality."""

import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Facts
from helpers.floor.shapes.tables import rows_of


def wijk_people(result: Result) -> Facts:
    """The inhabitants of the wijk and those of old age among them, with the municipality beside it."""
    own, whole = (_counts(result, level) for level in ("wijk", "municipality"))
    age = result.settings.municipality.elderly_from_age
    people = f"{_number(own, 'inhabitants')} (stand {own['inhabitants'].period})"
    pairs = [("Inwoners", people)]
    if "elderly_population" in own:
        pairs.append((f"{dutch.number(age)} jaar en ouder", _elderly(own, whole)))
    return Facts(pairs)


def _counts(result: Result, level: str) -> dict[str, pd.Series]:
    rows = rows_of(result.measures, area_level=level, measure=["inhabitants", "elderly_population"])
    return {row.measure: row for _, row in rows.iterrows()}


def _number(rows: dict[str, pd.Series], measure: str) -> str:
    return dutch.number(rows[measure].value)


def _elderly(own: dict[str, pd.Series], whole: dict[str, pd.Series]) -> str:
    elderly = own["elderly_population"]
    return f"{'ongeveer ' if elderly.series else ''}{dutch.number(elderly.value)} (stand {elderly.period})"
