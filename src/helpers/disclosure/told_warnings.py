"""Warnings about an export: which may be told without telling of the few persons behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import pandas as pd

from helpers.disclosure.hiding import SMALL
from helpers.floor.faults import Fault
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.words import HARMLESS

ROWS_NAMED = 5  # of each warning; `check` names them all
Kind = tuple[str, str, str]  # file, rule, column


def totals_hidden(per_export: pd.DataFrame) -> pd.DataFrame:
    """The warnings per export, withheld of exports about persons: less its rules, a total tells of a hidden rule."""
    is_personal = ~per_export.counted.isin(HARMLESS)
    return per_export.assign(
        value=per_export.value.mask(is_personal), withheld=per_export.withheld.mask(is_personal, SMALL)
    )


def told_warnings(result: Result, kinds: Mapping[Kind, Sequence[Fault]]) -> Result:
    """The result with its warnings by rule: those hidden leave no row, so that few of them look the same as none.

    Of each kind that is told, the first places and the rule in words, nothing from a cell; of persons no place.
    """
    is_hidden = (result.measures.split == "rule") & (result.measures.withheld != "")
    told = result.measures[~is_hidden].reset_index(drop=True)
    return replace(result, measures=told, warnings=tuple(_named(told, kinds)))


def _named(told: pd.DataFrame, kinds: Mapping[Kind, Sequence[Fault]]) -> Iterator[Fault]:
    for one in tables.each_row(tables.rows_of(told, measure="warnings", split="rule")):
        faults = kinds[one.area, one.group, one.series]
        clean = Fault(faults[0].about, file=one.area, rule=one.group, column=one.series, level="warning")
        rows = sorted({fault.row for fault in faults if fault.row is not None})
        if one.counted in HARMLESS and rows:
            yield from (replace(clean, row=row) for row in islice(rows, ROWS_NAMED))
        else:
            yield clean
