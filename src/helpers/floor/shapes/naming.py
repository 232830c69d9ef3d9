"""Names beside codes: the Dutch name of a wijk, buurt, gemeente or indicator in any table that has its code."""

import pandas as pd

from helpers.floor.areas import Areas
from helpers.floor.params.settings import Settings

NAME = "_name"
_CODES = ("wijk", "buurt", "area", "municipality", "indicator_id")  # the columns that hold codes, in every table


def names_of(settings: Settings, areas: Areas) -> dict[str, str]:
    """Every name that is known here by its code; no two kinds of code look alike."""
    own = settings.municipality
    around = {one.code: one.name for one in own.comparable_municipalities}
    indicators = {one.id: one.name for one in settings.indicators}
    return {**areas.names, **areas.buurten, **around, own.code: own.name, **indicators}


def with_names(table: pd.DataFrame | pd.Series, names: dict[str, str]) -> pd.DataFrame:
    """The table with a column of names right after each column of codes; before all where the codes are the index.

    A code that has no name here gets none. Nothing else changes, and a series becomes a table of one column, called
    "value" where it has no name.

    >>> hours = pd.Series({"WK990001": 2.5, "WK990009": 4.0}, name="hours").rename_axis("wijk")
    >>> with_names(hours, {"WK990001": "Noord"})
             wijk_name  hours
    wijk
    WK990001     Noord    2.5
    WK990009       NaN    4.0
    """
    if isinstance(table, pd.Series):
        named = table.to_frame("value" if table.name is None else table.name)
    else:
        named = table.copy()
    for code in (code for code in _CODES if column_of(code) in beside(named)):
        named.insert(list(named.columns).index(code) + 1, column_of(code), named[code].map(names).astype("str"))
    levels = [name for name in named.index.names if name in _CODES and column_of(name) not in named.columns]
    for place, level in enumerate(levels):
        codes = named.index.get_level_values(level)
        named.insert(place, column_of(level), pd.Series(codes).map(names).astype("str").to_numpy())
    return named


def column_of(code: str) -> str:
    """What the column of names beside a column of codes is called.

    >>> column_of("wijk"), column_of("indicator_id")
    ('wijk_name', 'indicator_name')
    """
    return code.removesuffix("_id") + NAME


def beside(table: pd.DataFrame) -> list[str]:
    """The columns that `with_names` would add to a table.

    >>> beside(pd.DataFrame(columns=["wijk", "hours"]))
    ['wijk_name']
    """
    return [column_of(code) for code in _CODES if code in table.columns and column_of(code) not in table.columns]
