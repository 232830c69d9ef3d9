"""reports/indicators.csv and .xlsx: every indicator of every published quarter in one long table."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.floor.quarter import Quarter
from helpers.runner.editions import disk, editions
from helpers.runner.tables import outputs, workbook
from helpers.runner.tables.workbook import Rows, Sheet
from helpers.sources.earlier import edition_folders

STEM = "indicators"
_KEPT = ("value", "numerator", "denominator", "unit", "target", "status")
_NUMBERS = ("value", "numerator", "denominator", "target")
HEADER = [
    *("municipality", "indicator_id", "name", "quarter", "quarter_end", *_KEPT),
    *("edition", "kind", "is_made_up"),
]


def refresh(out: Path, names: Mapping[str, str]) -> list[Path]:
    """Write both files anew from the current editions in the folder; `names` are those of the indicators."""
    rows: Rows = [HEADER]
    for quarter in edition_folders.quarters(out):
        rows += _of_quarter(out, quarter, names)
    guide = "Alle indicatoren van alle gepubliceerde kwartalen. Aandelen in procenten."
    files = {
        out / f"{STEM}.csv": outputs.as_csv(rows),
        out / f"{STEM}.xlsx": workbook.as_workbook({STEM: Sheet(rows, guide, "De edities in deze map.")}),
    }
    for file, content in files.items():
        disk.replace_file(file, content)
    return list(files)


def _of_quarter(out: Path, quarter: Quarter, names: Mapping[str, str]) -> Rows:
    run = editions.readable(out, quarter.label)
    if run is None:
        return []
    table = out / quarter.label / str(run["edition"]) / "tables" / f"{STEM}.csv"
    if not table.is_file():
        return []
    about = [run["edition"], run["kind"], run["is_made_up"]]
    return [
        [
            run["municipality"],
            row["indicator_id"],
            names.get(row["indicator_id"], ""),
            quarter.label,
            quarter.end.isoformat(),
            *(_typed(name, row.get(name, "")) for name in _KEPT),
            *about,
        ]
        for row in csv.DictReader(io.StringIO(table.read_text("utf-8")))
    ]


def _typed(name: str, text: str) -> Any:
    if name not in _NUMBERS:
        return text
    try:
        return float(text) if text else None
    except ValueError:
        return text
