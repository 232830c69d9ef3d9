"""Open units: which wijken, protocols, processes and months are not done yet, by name, beside the count of them."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.figures import of_quarter


class Unit(NamedTuple):
    """One unit that is open: a wijk by its code, a month as 2026-03, else its name; `place` is its department."""

    name: str
    place: str = ""


def open_units(measure: str, units: Iterable[Unit], quarter: Quarter, counted: str) -> pd.DataFrame:
    """What is still open of a measure: a row a unit, which is `group`; `area` is the wijk, else the department.

    Read it beside the count: these are the units that the denominator has and the numerator has not. Only of
    what `words.HARMLESS` names; persons and dealers are never listed. Raises ValueError for those.

    >>> left = open_units("crisis_protocols_percent", [Unit("Opvang", "HR")], Quarter(2026, 3), "protocol")
    >>> left[["measure", "area", "group", "value"]].values.tolist()
    [['open_crisis_protocols_percent', 'HR', 'Opvang', 1.0]]
    """
    if counted not in ("wijk", "protocol", "process", "month"):
        raise ValueError(f"a {counted} is never named")
    is_wijk = counted == "wijk"
    rows = [{"group": name, "area": name if is_wijk else place, "value": 1} for name, place in units]
    about = {**of_quarter(quarter), "area_level": "wijk" if is_wijk else "municipality"}
    named = {"measure": tables.open_units_of(measure), "split": "open_unit", "unit": "count", "counted": counted}
    return tables.measures(rows, **about, **named)
