"""What became of the rows that the last publication used, export by export."""

from typing import Any

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.comparison import Comparison
from helpers.floor.shapes.description import Descriptions
from helpers.floor.shapes.words import HARMLESS, SMALL

COUNTS = ("earlier", "gone", "changed", "updated", "late", "new")


def rows_compared(comparison: Comparison, descriptions: Descriptions, quarter: Quarter) -> pd.DataFrame:
    """A row for each count of each export (split export, group the dataset); of one about persons or dealers withheld.

    Rounded counts would not do: two editions beside each other tell whether somebody came. The measures are
    `rows_earlier`, `rows_gone` … as `Compared` counts them, and `same_file`: 1 where the export is byte for byte that
    of the last publication.

    >>> from helpers.floor.shapes.comparison import Compared
    >>> from helpers.floor.shapes.description import Description
    >>> one = Comparison("2026-Q2", exports=(Compared("bodycams", False, earlier=14, new=1),))
    >>> about_nobody = Descriptions(bodycams=Description("Bodycams", counted="row"))
    >>> found = rows_compared(one, about_nobody, Quarter(2026, 3)).set_index("measure").value
    >>> found["rows_earlier"].item(), found["rows_new"].item(), found["same_file"].item()
    (14.0, 1.0, 0.0)
    """
    about = {"area_level": "municipality", "split": "export", "period": quarter.label, "unit": "count"}
    rows = [
        {**about, "group": one.dataset, "measure": f"rows_{name}"}
        | _count(getattr(one, name), descriptions[one.dataset].counted)
        for one in comparison.exports
        for name in COUNTS
    ]
    rows += [
        {**about, "group": one.dataset, "measure": "same_file", "value": float(one.is_same_file)}
        for one in comparison.exports
    ]
    return tables.measures(rows, counted="row")


def _count(rows: int, counted: str) -> dict[str, Any]:
    return {"value": rows} if counted in HARMLESS else {"withheld": SMALL}
