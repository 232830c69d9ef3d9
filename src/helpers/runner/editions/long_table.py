"""reports/indicators.csv and .xlsx: every indicator of every published quarter in one long table."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from helpers.runner.editions.standing import Standing
from helpers.runner.tables import outputs, workbook
from helpers.runner.tables.workbook import Rows, Sheet

STEM = "indicators"
Names = Callable[[int], Mapping[str, str]]  # the names of the indicators in a year, by id
_KEPT = ("value", "numerator", "denominator", "unit", "target", "status")
_NUMBERS = ("value", "numerator", "denominator", "target")
HEADER = [
    *("municipality", "indicator_id", "name", "quarter", "quarter_end", *_KEPT),
    *("edition", "kind", "is_made_up"),
]


def files(standing: Sequence[Standing], names: Names) -> dict[str, bytes]:
    """Both files, by name, of the current editions; each row has the name that the indicator had in its year."""
    rows: Rows = [HEADER, *(row for one in standing for row in _of_quarter(one, names))]
    guide = "Alle indicatoren van alle gepubliceerde kwartalen. Aandelen in procenten."
    return {
        f"{STEM}.csv": outputs.as_csv(rows),
        f"{STEM}.xlsx": workbook.as_workbook({STEM: Sheet(rows, guide, "De edities in deze map.")}),
    }


def _of_quarter(one: Standing, names: Names) -> Rows:
    then = names(one.quarter.year)
    about = [one.run["edition"], one.run["kind"], one.run["is_made_up"]]
    try:
        rows = list(csv.DictReader(io.StringIO(one.table.decode("utf-8"))))
    except (ValueError, csv.Error):
        return []
    return [
        [
            one.run["municipality"],
            row["indicator_id"],
            then.get(row["indicator_id"], ""),
            one.quarter.label,
            one.quarter.end.isoformat(),
            *(_typed(name, row.get(name, "")) for name in _KEPT),
            *about,
        ]
        for row in rows
        if row.get("indicator_id")
    ]


def _typed(name: str, text: str) -> Any:
    if name not in _NUMBERS:
        return text
    try:
        return float(text) if text else None
    except ValueError:
        return text
