"""Areas by the codes of CBS: the wijk of a buurt, and figures of buurten added up to wijken and the municipality.

Always by code: a name may be blank, cut off at 40 characters, or that of another year.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

WIJK, BUURT = r"WK\d{4}[0-9A-Z]{2}", r"BU\d{4}[0-9A-Z]{4}"  # after the municipality CBS uses letters too
COUNTRY = "NL00"  # the police write NL00, CBS NL01: one country


def wijk_of(code: str) -> str:
    """The wijk that a buurt or wijk lies in; "" for a larger area.

    >>> wijk_of("BU12345678"), wijk_of("WK123456"), wijk_of("GM1234")
    ('WK123456', 'WK123456', '')
    """
    return f"WK{code[2:8]}" if code[:2] in ("WK", "BU") else ""


def municipality_of(wijken: Sequence[str]) -> str:
    """The municipality that these wijken lie in.

    >>> municipality_of(["WK123456"])
    'GM1234'
    """
    return f"GM{wijken[0][2:6]}"


def is_buurt(areas: pd.Series) -> pd.Series:
    """Which areas are buurten."""
    return areas.str.startswith("BU")


def of_municipality(areas: pd.Series, wijken: Sequence[str]) -> pd.Series:
    """Which areas are the municipality of these wijken, its wijken and its buurten.

    >>> import pandas as pd
    >>> of_municipality(pd.Series(["GM0001", "BU00010203", "WK000201", "NL00"]), ["WK000101"]).tolist()
    [True, True, False, False]
    """
    own = {wijk[2:6] for wijk in wijken}
    return areas.str[2:6].isin(own) & areas.str[:2].isin(["GM", "WK", "BU"])


def by_wijk(table: pd.DataFrame, value: str, wijken: Sequence[str]) -> pd.Series:
    """A count for each wijk: its own row, else its buurten added up. The two levels are never added together.

    `table` has one row an area; a wijk with a buurt that is not known, or with no row at all, is NaN.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"area": ["WK000101", "BU00010101", "BU00010200", "BU00010201"], "n": [9, 9, 2, 3]})
    >>> by_wijk(table, "n", ["WK000101", "WK000102"]).tolist()
    [9.0, 5.0]
    """
    counts = table[value].astype("float64")
    named = table.area.notna() & ~table.area.duplicated()  # a code that was refused is none, and a double is told
    own = counts[named].set_axis(table.area[named]).reindex(list(wijken))
    buurten = is_buurt(table.area)
    wijk = table.area[buurten].map(wijk_of)
    # min_count for none at all; a missing part makes the sum missing
    added = counts[buurten].groupby(wijk).agg(lambda parts: parts.sum(skipna=False, min_count=1))
    return own.fillna(added.reindex(list(wijken)))


def in_all(table: pd.DataFrame, value: str, wijken: Sequence[str]) -> float:
    """The count of the whole municipality: its own row, else its wijken added up; NaN where one is not known.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"area": ["BU00010101", "BU00010200"], "n": [9, 2]})
    >>> in_all(table, "n", ["WK000101", "WK000102"])
    11.0
    """
    own = table[value][table.area == municipality_of(wijken)].astype("float64").dropna()
    return float(own.iloc[0]) if len(own) else float(by_wijk(table, value, wijken).sum(skipna=False))
