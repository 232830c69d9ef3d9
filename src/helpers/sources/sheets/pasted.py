"""An export that stands under itself, whole or for the most part: each row would count twice."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.contract import Contract

_FEWEST = 3  # different rows that stand there more than once
_MOSTLY = 0.5  # of all different rows
_NEARLY_ALL = 0.9  # where each stands beside its double, as two updates of one day may
_FEW_TEXTS = 10_000  # are folded at once, however few the rows
_BLOCK = 10  # rows that follow each other and all stood there before: no log repeats itself so


def repeats(contract: Contract, table: pd.DataFrame) -> np.ndarray | None:
    """The rows that were pasted again, as a mask; None when rows are double here and there, or not at all.

    Rows are the same by their key, else by all they say; capitals and spaces do not count.
    """
    if contract.may_repeat:
        return None
    keys = _folded(table[list(contract.key) or list(table.columns)])
    if contract.key:
        keys = keys.dropna()
    again = keys.duplicated()
    if again.sum() < _FEWEST:
        return None
    rows = again.reindex(table.index, fill_value=False).to_numpy(bool)
    return rows if _is_mostly_double(keys, again) or _has_block(keys, again) else None


def fault(again: np.ndarray, numbers: list[int], where: dict[str, Any]) -> Fault:
    """The one error in place of one for each row."""
    count, total, first = int(again.sum()), len(again), numbers[int(again.argmax())]
    message = f"{dutch.number(count)} van de {dutch.number(total)} rijen stonden er al; de eerste is rij {first}."
    hint = "De export lijkt onder zichzelf geplakt. Lever elke rij één keer."
    return Fault(message, hint, row=first, rule="onder zichzelf", **where)


def _folded(keys: pd.DataFrame) -> pd.DataFrame:
    folded = {}
    for name in keys.columns:
        different = keys[name].dropna().unique() if keys[name].dtype == "str" else ()
        if 0 < len(different) <= max(_FEW_TEXTS, len(keys) / 2):  # else each row says something else
            folded[name] = keys[name].map({text: "".join(text.casefold().split()) for text in different})
    return keys.assign(**folded)


def _is_mostly_double(keys: pd.DataFrame, again: pd.Series) -> bool:
    different = len(keys) - int(again.sum())
    doubled = int(keys.duplicated(keep=False).sum()) - int(again.sum())
    beside = int((keys.eq(keys.shift()) | (keys.isna() & keys.shift().isna())).all(axis=1).sum())
    least = _NEARLY_ALL if 2 * beside > again.sum() else _MOSTLY
    return doubled >= _FEWEST and doubled >= least * different


def _has_block(keys: pd.DataFrame, again: pd.Series) -> bool:
    """Whether a run of rows that all stood there before holds many different ones."""
    runs = (again != again.shift()).cumsum()[again]
    return any(len(keys.loc[rows.index].drop_duplicates()) >= _BLOCK for _, rows in runs.groupby(runs))
