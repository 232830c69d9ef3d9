"""Who lives in the wijk, beside the municipality."""

import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Facts
from helpers.floor.shapes.tables import rows_of

_PEOPLE, _ELDERLY, _SHARE = "inhabitants", "elderly_population", "elderly_share"


def wijk_people(result: Result) -> Facts:
    """The inhabitants of the wijk and those of old age among them, with the municipality beside it."""
    own, whole = (_counts(result, level) for level in ("wijk", "municipality"))
    people = own[_PEOPLE]
    pairs = [("Inwoners", f"{dutch.number(people.value)}{_of_all(whole)} (stand {people.period}{_source(result)})")]
    if _ELDERLY in own:
        age = dutch.number(result.settings.municipality.elderly_from_age)
        pairs.append((f"{age} jaar en ouder", _elderly(own, whole)))
    return Facts(pairs)


def _counts(result: Result, level: str) -> dict[str, pd.Series]:
    rows = rows_of(result.measures, area_level=level, measure=[_PEOPLE, _ELDERLY, _SHARE])
    return {row.measure: row for _, row in rows.iterrows()}


def _of_all(whole: dict[str, pd.Series]) -> str:
    return f" van de {dutch.number(whole[_PEOPLE].value)} in de gemeente" if _PEOPLE in whole else ""


def _source(result: Result) -> str:
    table = result.areas.table
    return f"; {dutch.listing(table.inhabitants_source.unique().tolist())}" if "inhabitants_source" in table else ""


def _elderly(own: dict[str, pd.Series], whole: dict[str, pd.Series]) -> str:
    elderly = own[_ELDERLY]
    if elderly.series:
        return f"ongeveer {dutch.number(elderly.value)}, een schatting (stand {elderly.period})"
    if _SHARE not in own or _SHARE not in whole:
        return f"{dutch.number(elderly.value)} (stand {elderly.period})"
    here, all_ = (dutch.quantity(rows[_SHARE].value, "percent") for rows in (own, whole))
    return f"{dutch.number(elderly.value)}, dat is {here}; in de gemeente {all_} (stand {elderly.period})"
