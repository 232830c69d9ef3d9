"""What was read, left out and warned of in this delivery, and how fresh it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

import pandas as pd

from helpers import disclosure
from helpers.analyses import safety_indicators
from helpers.floor.faults import Fault
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery, Export, Result

SUBJECT = "data_quality"
ROWS_NAMED = 5  # of each warning; `check` names them all
OTHER_FILE = (
    "ander bestand"  # the name of a file that is no export was chosen by a person: it is not repeated
)
# Rules about the form of any file, which say nothing about who is in it. Of the others a contract says so.
ABOUT_FORM = (
    "bestand", "codering", "csv", "excel", "kolommen", "kopherhaling", "naast de tabel", "ontbreekt",
    "rijlengte", "samengevoegd", "totaalrij", "verborgen", "verborgen blad", "voetnoot", "wijknaam",
)  # fmt: skip
Kind = tuple[str, str, str]  # file, rule, column


def analyse(delivery: Delivery) -> Result:
    """Rows, gaps and freshness per export, and the warnings per rule: counts, places and rules, no values.

    A warning about the persons or dealers of an export is told from `small_numbers.hidden_below` times on,
    rounded and without its rows; fewer of them look the same as none.
    """
    kinds = _kinds(delivery)
    measured = tables.stack(
        *(_of_export(one, delivery) for one in delivery.exports), _per_rule(kinds, delivery)
    )
    datasets = {*delivery.missing, *(one.dataset for one in delivery.exports)}
    # The statuses say of which indicators the owner's explanation is due.
    statuses = tables.rows_of(safety_indicators.analyse(delivery).estimates, model="status")
    result = disclosure.protected_result(SUBJECT, delivery, measured, statuses, datasets)
    is_hidden = (result.measures.split == "rule") & (result.measures.withheld != "")
    told = result.measures[~is_hidden].reset_index(drop=True)
    return replace(result, measures=told, warnings=tuple(_named(kinds, told)))


def _of_export(export: Export, delivery: Delivery) -> pd.DataFrame:
    quarter = delivery.quarter
    days_behind = (quarter.end - export.last).days if export.last else None
    is_told = delivery.descriptions[export.dataset].counted == "row"
    n_warnings = sum(fault.file == export.file for fault in _warnings(delivery)) if is_told else None
    rows = [
        {"measure": "rows_read", "value": export.rows},
        {"measure": "rows_left_out", "value": export.left_out},
        {"measure": "warnings", "value": n_warnings, "withheld": "" if is_told else disclosure.SMALL},
        {"measure": "days_behind", "value": days_behind, "withheld": "" if export.last else "missing"},
    ]
    about = {"area_level": "municipality", "split": "export", "group": export.dataset, "unit": "count"}
    period = {"period": quarter.label, "start": export.first, "end": export.last}
    return tables.measures(rows, counted="row", **about, **period)


def _per_rule(kinds: dict[Kind, list[Fault]], delivery: Delivery) -> pd.DataFrame:
    """One row a file, rule and column: area is the file, group the rule, series the column."""
    return tables.measures(
        (
            {
                "area": file,
                "group": rule,
                "series": column,
                "value": len(faults),
                "counted": _counted(delivery, file, rule),
            }
            for (file, rule, column), faults in kinds.items()
        ),
        measure="warnings",
        area_level="municipality",
        split="rule",
        period=delivery.quarter.label,
        unit="count",
    )


def _counted(delivery: Delivery, file: str, rule: str) -> str:
    """What the warnings of a rule in a file are about; of two exports in one workbook the stricter one says."""
    here = (delivery.descriptions[one.dataset] for one in delivery.exports if one.file == file)
    strict = (one.counted for one in here if rule not in (*ABOUT_FORM, *one.told_exactly))
    return next((counted for counted in strict if counted != "row"), "row")


def _warnings(delivery: Delivery) -> list[Fault]:
    return [fault for fault in delivery.warnings if fault.level == "warning"]


def _kinds(delivery: Delivery) -> dict[Kind, list[Fault]]:
    files = {one.file for one in delivery.exports}
    kinds: dict[Kind, list[Fault]] = {}
    for fault in _warnings(delivery):
        # Headers of a form fault come from the file itself; those of other rules from the contract.
        column = "" if fault.rule in ABOUT_FORM else fault.column
        file = fault.file if fault.file in files else OTHER_FILE
        kinds.setdefault((file, fault.rule, column), []).append(fault)
    return {kind: kinds[kind] for kind in sorted(kinds)}


def _named(kinds: dict[Kind, list[Fault]], told: pd.DataFrame) -> Iterable[Fault]:
    """The first places of each kind that is told, with the rule in words and nothing from a cell."""
    for one in tables.rows_of(told, measure="warnings", split="rule").itertuples():
        kind = (one.area, one.group, one.series)
        clean = Fault(kinds[kind][0].about, file=one.area, rule=one.group, column=one.series, level="warning")
        if one.counted == "row":
            rows = sorted({fault.row for fault in kinds[kind] if fault.row is not None})
            yield from (replace(clean, row=row) for row in islice(rows, ROWS_NAMED))
            if rows:
                continue
        yield clean
