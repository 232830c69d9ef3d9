"""Counts made of what is shown alone, for a model that would give exact ones away."""

import numpy as np
import pandas as pd

from helpers.disclosure.hiding import protect
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables

_HEADLINE = "elderly_trained"


def told_counts(sessions: pd.DataFrame, limits: SmallNumbers) -> list[int]:
    """New elderly per held session: the rounded counts, and the hidden ones alike; together the exact headline.

    `sessions` are the rows of `participants.new_elderly_per_session`; the same are hidden as on the page, where the
    headline of each quarter stands beside them. A forecast of the counts themselves would give a hidden one away: its
    draws can be repeated, and fit few counts.

    >>> days = {"s1": ("2026-01-01", 4), "s2": ("2026-04-01", 7), "s3": ("2026-05-01", 43)}
    >>> rows = [{"period": name, "start": day, "value": n} for name, (day, n) in days.items()]
    >>> about = {"measure": "new_elderly", "area_level": "municipality", "split": "session", "counted": "person"}
    >>> told_counts(tables.measures(rows, group="gehouden", **about), SmallNumbers())
    [18, 18, 18]
    """
    held = tables.rows_of(sessions, group="gehouden")
    shown, _ = protect(tables.stack(held, _grown(held)), tables.estimates(), limits, {_HEADLINE})
    headline, told = held.value.sum(), shown.value[: len(held)]
    if not headline:
        return [0] * len(told)
    rest = (headline - told.sum()) / max(told.isna().sum(), 1)
    running = told.fillna(max(rest, 1)).cumsum()
    whole = (running * headline / running.iloc[-1]).round()
    return np.diff(whole, prepend=0).astype(int).tolist()


def _grown(held: pd.DataFrame) -> pd.DataFrame:
    """The headline up to each quarter of the year, as the page has it: the sessions so far together."""
    ends = [Quarter(int(year), number) for year in held.start.dt.year.unique() for number in (1, 2, 3, 4)]
    so_far = [
        held.value[(held.start <= pd.Timestamp(end.end)) & (held.start >= pd.Timestamp(end.year_start))].sum()
        for end in ends
    ]
    rows = [{"period": end.label, "value": value} for end, value in zip(ends, so_far, strict=True)]
    return tables.measures(rows, measure=_HEADLINE, area_level="municipality", counted="person")
