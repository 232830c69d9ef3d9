"""Counts made of what is shown alone, for a model that would give exact ones away."""

import numpy as np
import pandas as pd

from helpers.disclosure.hiding import protect
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables


def told_counts(sessions: pd.DataFrame, limits: SmallNumbers) -> list[int]:
    """New elderly per held session: the rounded counts, and the hidden ones alike; together the exact headline.

    `sessions` are those of `guards.hidden_by_growth`. A forecast of the counts themselves would give a hidden
    one away: its draws can be repeated, and fit few counts.

    >>> rows = [{"period": name, "value": n} for name, n in (("s1", 4), ("s2", 7), ("s3", 33))]
    >>> told_counts(tables.measures(rows, group="gehouden", split="session", counted="person"), SmallNumbers())
    [4, 5, 35]
    """
    shown, _ = protect(sessions, tables.estimates(), limits)
    held = sessions.group == "gehouden"
    headline, told = sessions.value[held].sum(), shown.value[held]
    if not headline:
        return [0] * len(told)
    rest = (headline - told.sum()) / max(told.isna().sum(), 1)
    running = told.fillna(max(rest, 1)).cumsum()
    whole = (running * headline / running.iloc[-1]).round()
    return np.diff(whole, prepend=0).astype(int).tolist()
