"""The exports of a delivery: how many rows each has, how far it reaches, and what was warned of."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.floor.faults import Fault
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import comparison, tables
from helpers.floor.shapes.description import Descriptions
from helpers.floor.shapes.export import Export, ToldExport
from helpers.floor.shapes.words import MISSING, SMALL

OTHER_FILE = "ander bestand"  # the name of a file that is no export was chosen by a person: it is not repeated
# Rules about the form of any file, which say nothing about who is in it. Of the others a contract says so.
ABOUT_FORM = (
    "bestand", "codering", "csv", "excel", "kolommen", "kopherhaling", "naast de tabel", "ontbreekt",
    "rijlengte", "samengevoegd", "totaalrij", "verborgen", "verborgen blad", "voetnoot", "wijknaam",
)  # fmt: skip
ROWS = ("rows_read", "rows_left_out")
Kind = tuple[str, str, str]  # file, rule, column
Warned = dict[Kind, list[Fault]]


def rows_and_days(exports: Sequence[ToldExport], quarter: Quarter) -> pd.DataFrame:
    """Per export the rows read, the rows left out, and how many days before the quarter's end its last day is.

    Of one about persons or dealers no count, and how many quarters (`quarters_behind`): 0 is this one, -1 the next.

    >>> from datetime import date
    >>> from helpers.floor.shapes.export import Export, told
    >>> one = Export("bodycams", "bodycams.csv", "", 44, None, date(2026, 9, 20))
    >>> rows_and_days([told(one, "row")], Quarter(2026, 3)).value.tolist()
    [44.0, 0.0, 10.0]
    >>> rows_and_days([told(one, "dealer")], Quarter(2026, 4)).value.tolist()
    [nan, nan, 1.0]
    """
    return tables.measures(
        (
            {**_of_export(export, quarter), **figure}
            for export in exports
            for figure in (
                {"measure": "rows_read", **_count(export.rows)},
                {"measure": "rows_left_out", **_count(export.left_out)},
                _behind(export, quarter),
            )
        ),
        counted="row",
    )


def _count(rows: int | None) -> dict[str, Any]:
    return {"withheld": SMALL} if rows is None else {"value": rows}


def _behind(export: ToldExport, quarter: Quarter) -> dict[str, Any]:
    measure = {"measure": "quarters_behind" if export.is_about_a_group else "days_behind"}
    if export.last:
        return measure | {"value": (quarter.end - export.last).days}
    if not export.until:
        return measure | {"withheld": MISSING}
    return measure | {"value": _number(quarter) - _number(Quarter.parse(export.until))}


def _number(quarter: Quarter) -> int:
    return 4 * quarter.year + quarter.number


def warnings_of(faults: Sequence[Fault], exports: Sequence[Export]) -> Warned:
    """The warnings by file, rule and column, sorted; a file that is no export without its name."""
    files = {export.file for export in exports}
    kinds: Warned = {}
    for fault in (fault for fault in faults if fault.level == "warning"):
        # Headers of a form fault come from the file itself; those of other rules from the contract.
        column = "" if fault.rule in ABOUT_FORM else fault.column
        file = fault.file if fault.file in files else OTHER_FILE
        kinds.setdefault((file, fault.rule, column), []).append(fault)
    return {kind: kinds[kind] for kind in sorted(kinds)}


def warnings_per_rule(
    warned: Warned, exports: Sequence[Export], descriptions: Descriptions, quarter: Quarter
) -> pd.DataFrame:
    """How often each kind was warned of: area is the file, group the rule, series the column.

    A warning on the form of a file is counted in rows, as is one that the contract tells exactly; any other in
    what the rows of the export are about, such as dealers.
    """
    return tables.measures(
        (
            {"area": file, "group": rule, "series": column, "value": len(faults)}
            | {"counted": _counted(file, rule, exports, descriptions)}
            for (file, rule, column), faults in warned.items()
        ),
        measure="warnings",
        area_level="municipality",
        split="rule",
        period=quarter.label,
        unit="count",
    )


def warnings_per_export(
    warned: Warned, exports: Sequence[Export], descriptions: Descriptions, quarter: Quarter
) -> pd.DataFrame:
    """How many warnings each export has, counted in what its rows are about."""
    of_file = pd.Series([file for (file, _, _), faults in warned.items() for _ in faults], dtype="str")
    return tables.measures(
        (
            _of_dataset(export.dataset, quarter)
            | {"value": (of_file == export.file).sum(), "counted": descriptions[export.dataset].counted}
            for export in exports
        ),
        measure="warnings",
    )


def totals(shown: pd.DataFrame) -> pd.DataFrame:
    """What the rows of `rows_and_days` and `warnings_per_rule` add up to, as they are shown: never more than is told.

    Rows read and left out in all, and the warnings in all (`warnings_told`) and per file (split file, area the file).

    >>> rows = [{"area": "a.csv", "value": 3}, {"area": "a.csv", "value": 2}, {"area": "b.csv", "withheld": "small"}]
    >>> found = totals(tables.measures(rows, measure="warnings", split="rule"))
    >>> tables.rows_of(found, measure="warnings_told")[["area", "value"]].values.tolist()
    [['', 5.0], ['a.csv', 5.0]]
    """
    told = tables.rows_of(shown, measure="warnings", split="rule", withheld="")
    of_rows = {name: tables.rows_of(shown, measure=name, split="export").value.sum() for name in ROWS}
    rows = [{"measure": f"{name}_in_all", "value": value} for name, value in of_rows.items()]
    rows.append({"measure": "warnings_told", "value": told.value.sum()})
    rows += [
        {"measure": "warnings_told", "split": "file", "area": file, "value": value}
        for file, value in told.groupby("area").value.sum().items()
    ]
    return tables.measures(rows, area_level="municipality", unit="count", counted="row")


def _counted(file: str, rule: str, exports: Sequence[Export], descriptions: Descriptions) -> str:
    """What the warnings of a rule in a file are about; of two exports in one workbook the stricter one says."""
    here = (descriptions[export.dataset] for export in exports if export.file == file)
    strict = (one.counted for one in here if rule not in (*ABOUT_FORM, *comparison.RULES, *one.told_exactly))
    return next((counted for counted in strict if counted != "row"), "row")


def _of_export(export: ToldExport, quarter: Quarter) -> dict[str, Any]:
    return _of_dataset(export.dataset, quarter) | {"start": export.first, "end": export.last}


def _of_dataset(dataset: str, quarter: Quarter) -> dict[str, Any]:
    about = {"area_level": "municipality", "split": "export", "group": dataset, "unit": "count"}
    return about | {"period": quarter.label}
