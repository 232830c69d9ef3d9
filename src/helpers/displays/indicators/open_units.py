"""What is still open, by name: the wijken, protocols, processes and months that a count of units has not yet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from helpers.displays.drawing.columns import Column, in_file, table
from helpers.displays.indicators import scorecard
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.printable import printable
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table
from helpers.floor.shapes.tables import open_units_of, rows_of

_PLACES = {"wijk": "Wijken", "month": "Maanden"}
_NO_PLACE = "Afdeling onbekend"
_IN_FILE = [Column(name) for name in ("indicator_id", "quarter", "unit", "wijk", "department")]
_ON_PAGE = [
    Column("place", "Waar"),
    Column("n", "Aantal", decimals=0),
    Column("names", "Nog open", written=lambda row: dutch.listing(row.names)),
]


def names_open(result: Result, indicator: Indicator) -> list[str]:
    """What is still open of an indicator, by name: "Noord", "Opvang (HR)", "mei 2026"; empty where nothing is.

    Of persons and dealers no name is known here: their indicators give an empty list.
    """
    units = _units(result, indicator)
    return [f"{unit} ({place})" if place else unit for unit, place in zip(units.unit, units.department, strict=True)]


def open_units(result: Result, indicators: Sequence[Indicator]) -> Table | None:
    """In one fold what these indicators still have open, by indicator and department; None where nothing is open.

    Its data have a row a unit.
    """
    units = pd.concat([_units(result, one) for one in indicators])
    if units.empty:
        return None
    lines = units.groupby(["named", "place"], sort=False).unit.agg(names=list, n="size").reset_index()
    shown = table(
        scorecard.goal_name(result, "open", scorecard.heading(indicators[0])),
        f"Wat staat er nog open op {dutch.day(result.quarter.end)}?",
        lines,
        [replace(column, is_in_file=False) for column in _ON_PAGE],
        grouped_by="named",
        source=scorecard.source(result),
        is_folded=True,
    )
    return replace(shown, data=in_file(units, _IN_FILE))


def _units(result: Result, indicator: Indicator) -> pd.DataFrame:
    """A row for each open unit, in the order of the measure."""
    rows = rows_of(result.measures, measure=open_units_of(indicator.measure), split="open_unit", withheld="")
    is_wijk = rows.counted == "wijk"
    department = rows.area.mask(is_wijk, "").map(printable)
    return pd.DataFrame(
        {
            "indicator_id": indicator.id,
            "named": scorecard.named(indicator),
            "quarter": result.quarter.label,
            "unit": [_name(result, *one) for one in zip(rows.group, rows.counted, strict=True)],
            "wijk": rows.area.where(is_wijk, ""),
            "department": department,
            "place": rows.counted.map(_PLACES).fillna(department.replace("", _NO_PLACE)),
        }
    )


def _name(result: Result, unit: str, counted: str) -> str:
    if counted == "wijk":
        return result.areas.name(unit)
    return dutch.month(date.fromisoformat(f"{unit}-01")) if counted == "month" else printable(unit)
