"""What a reader knows of the figures in published tables: between which values each lies, and how they hang together.

A table may hold the rows of several editions: a figure has the name of its content, so that the same one in two
editions is one figure, and both are known of it. A hidden count is 1 or more to a reader who knows nothing else.
"""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from helpers.disclosure.attack import Known, ranges
from helpers.disclosure.figures import guarded_rows, is_share, name_of, names_of, spans
from helpers.disclosure.groups import Span, is_about_a_group, whole_steps
from helpers.disclosure.guarded import FREE
from helpers.disclosure.tied import ties_of
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes.words import SMALL, WITHDRAWN

__all__ = ["is_safe", "known", "leaks", "name_of", "rest_names"]


def known(table: pd.DataFrame, limits: SmallNumbers, headlines: Collection[str]) -> Known:
    """What the reader knows of every count about persons in this table of protected measure rows, and of the rests.

    A shown count of a group stands for what is rounded to it; a headline, and how many answered a survey, is exact; a
    hidden count is 1 or more, and of a withdrawn split, or where nothing is printed, a count may be 0.

    >>> from helpers.floor.shapes import tables
    >>> rows = [{"area": "a", "withheld": "small"}, {"area": "b", "value": 35}]
    >>> rows = [*({"area_level": "wijk", **row} for row in rows), {"area_level": "municipality", "value": 38}]
    >>> about = {"measure": "wijk_interventions", "counted": "intervention", "period": "2025-Q4"}
    >>> of_wijken = tables.measures(rows, **about)
    >>> found = known(of_wijken, SmallNumbers(), {"wijk_interventions"})
    >>> found.bounds["wijk_interventions, wijk b, 2025-Q4"], found.bounds["wijk_interventions, 2025-Q4"]
    ((33.0, 37.0), (38.0, 38.0))
    """
    told, raised = Known(), whole_steps(limits)
    rows = list(guarded_rows(table))
    is_group = is_about_a_group(table, headlines)
    for row in rows:
        for name, span in spans(row, raised, is_exact=not is_group[row.Index]):
            told.figure(name, *span)
        if row.withheld == SMALL and is_share(row):
            told.tie({name_of(row, "met"): 1, name_of(row, "rest"): 1}, 1, np.inf)
    for linked in ties_of(rows):
        for name in linked.weights.keys() - told.bounds.keys():  # printed nowhere, or only in part
            told.figure(name, 0, np.inf)
        if _may_hold(linked.weights, told):
            told.tie(linked.weights, 0, 0)
    return told


def leaks(table: pd.DataFrame, limits: SmallNumbers, headlines: Collection[str]) -> dict[str, Span]:
    """The counts of which a reader of this table finds too much, each with what is found: none should be there.

    They are hidden as small, or follow by subtraction. Those of a withdrawn split are not published, and what headlines
    and marks alone tell of a rest cannot be guarded: both are left out. Raises Contradiction where nothing fits.

    >>> from helpers.floor.shapes import tables
    >>> rows = [{"area": "a", "withheld": "small"}, {"area": "b", "value": 35}]
    >>> rows = [*({"area_level": "wijk", **row} for row in rows), {"area_level": "municipality", "value": 38}]
    >>> about = {"measure": "wijk_interventions", "counted": "intervention", "period": "2025-Q4"}
    >>> of_wijken = tables.measures(rows, **about)
    >>> leaks(of_wijken, SmallNumbers(), {"wijk_interventions"})["wijk_interventions, wijk a, 2025-Q4"]
    (1.0, 5.0)
    """
    hidden = {name: row for row in guarded_rows(table) if row.withheld == SMALL for name in names_of(row)}
    rests = set(rest_names(table)) - hidden.keys()
    found = ranges(known(table, limits, headlines), [*hidden, *sorted(rests)])
    unsafe = {name: span for name, span in found.items() if not is_safe(span, limits, row=hidden.get(name))}
    is_group = is_about_a_group(table, headlines)
    # Of marks alone a reader knows that a total of two hidden counts is 2 or more: no number that is shown tells that.
    marks = table.assign(withheld=table.withheld.mask(is_group & table.value.notna(), WITHDRAWN))[is_group]
    of_marks = known(marks, limits, ())
    told = ranges(of_marks, sorted((unsafe.keys() - rests) & of_marks.bounds.keys()))
    closed = table.assign(withheld=table.withheld.mask(is_group & (table.value > 0), SMALL))
    best = ranges(known(closed, limits, headlines), sorted(unsafe.keys() & rests))
    return {
        name: span
        for name, span in unsafe.items()
        if (
            is_narrowed(span, best[name], limits)
            if name in best
            else not is_safe(span, limits, told.get(name, FREE)[0], hidden[name])
        )
    }


def rest_names(table: pd.DataFrame) -> list[str]:
    """The counts that are printed nowhere and follow by subtraction: a reader may not find those either."""
    return [name for linked in ties_of(guarded_rows(table)) if linked.is_guarded for name in linked.outside]


def is_safe(span: Span, limits: SmallNumbers, least: float = 1, row: Any = None) -> bool:
    """Whether a reader who finds this range knows too little: it holds all small counts from `least`, or none of them.

    Of what is printed nowhere (no `row`) a 0 tells of nobody. The answers of few respondents are hidden as well where
    they are ten or more: of those the range must be as wide, so that a share of few is not found by subtraction.

    >>> [is_safe(span, SmallNumbers()) for span in ((1, 9), (0, 30), (10, 12), (0, 0), (2, 30), (0, 4))]
    [True, True, True, True, False, False]
    """
    low, high = span
    room = limits.hidden_below - 1
    if low <= max(least, 1) and high >= room:
        return True
    if row is not None and row.counted == "respondent":
        return high - low >= room
    return low >= limits.hidden_below or (high <= 0 and row is None)


def is_narrowed(span: Span, before: Span, limits: SmallNumbers) -> bool:
    """Whether of a range that was known before a small count can now be left out.

    >>> is_narrowed((2, 30), (0, 30), SmallNumbers()), is_narrowed((0, 12), (0, 30), SmallNumbers())
    (True, False)
    """
    room = limits.hidden_below - 1
    return before[0] <= room and (span[0] > before[0] or min(span[1], room) < min(before[1], room))


def _may_hold(weights: Mapping[str, float], told: Known) -> bool:
    """Whether the sum fits what is published: of exports that contradict each other it need not."""
    least = sum(weight * told.bounds[name][weight < 0] for name, weight in weights.items())
    most = sum(weight * told.bounds[name][weight > 0] for name, weight in weights.items())
    return least <= 0 <= most
