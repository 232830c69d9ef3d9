"""Deliveries in which somebody stands in another hidden cell, and all that a chapter says of a delivery.

What a page says of two such deliveries has to be the same, byte for byte: every cell keeps its kind (0; 1 to 9; 10 or
more), and what is shown or exempt keeps its number. What differs tells of who is hidden.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from itertools import permutations

import nbformat
import pandas as pd

from helpers import displays as show
from helpers.floor import paths
from helpers.floor.shapes.delivery import Delivery, Result
from helpers.floor.shapes.words import SMALL, WITHDRAWN

HIDDEN = [SMALL, WITHDRAWN]


def changed(delivery: Delivery, **tables: pd.DataFrame) -> Delivery:
    """The delivery with other tables."""
    return replace(delivery, tables={**delivery.tables, **tables})


def displays_of(stem: str) -> list[str]:
    """The displays that a report notebook calls, in its order."""
    cells = [one for one in nbformat.read(paths.NOTEBOOKS / f"{stem}.ipynb", 4).cells if one.cell_type == "code"]
    calls = [node.func for one in cells for node in ast.walk(ast.parse(one.source)) if isinstance(node, ast.Call)]
    return [one.attr for one in calls if isinstance(one, ast.Attribute) and getattr(one.value, "id", "") == "show"]


def analysed(stem: str, delivery: Delivery) -> Result:
    """What the analysis of a chapter makes of a delivery."""
    result: Result = import_module(f"helpers.analyses.{stem}").analyse(delivery)
    return result


def differing(stem: str, before: Result, after: Result) -> list[str]:
    """The pieces that are not the same, by name: drawn only where what they are made of is not."""
    if is_same(before, after):
        return []
    one, other = (pieces_of(stem, result) for result in (before, after))
    return [name for name in one if one[name] != other[name]]


def is_same(before: Result, after: Result) -> bool:
    """Whether all is the same of which the displays make their pieces."""
    return (
        before.measures.equals(after.measures)
        and before.estimates.equals(after.estimates)
        and before.warnings == after.warnings
        and before.exports == after.exports
    )


def pieces_of(stem: str, result: Result) -> dict[str, str]:
    """The pieces that a chapter's notebook makes of a result, each whole, drawing, alt text and file, as JSON."""
    return {name: json.dumps(getattr(show, name)(result).as_json(), default=str) for name in displays_of(stem)}


def kinds(counts: pd.Series, below: int = 10) -> pd.Series:
    """0 for nobody, 1 for a small number, 2 for a large one."""
    return (counts > 0).astype(int) + (counts >= below)


def hidden_pairs(shown: pd.DataFrame, key: str, counts: pd.Series) -> Iterator[tuple[str, str]]:
    """The hidden cells between which one may move with every kind kept: from, to. `counts` are exact, by `key`."""
    hidden = [one for one in shown[key][shown.withheld.isin(HIDDEN)] if one in counts.index]
    for source, target in permutations(hidden, 2):
        other = counts.copy()
        other[source] -= 1
        other[target] += 1
        if (kinds(other) == kinds(counts)).all():
            yield source, target
