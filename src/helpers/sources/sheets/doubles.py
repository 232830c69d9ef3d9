"""Rows that say the same: an error where the contract has a key, else a warning."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.faults import Fault, Level
from helpers.sources.contract import Contract
from helpers.sources.sheets.columns import MOST_FAULTS, rest_of


def faults(contract: Contract, table: pd.DataFrame, numbers: list[int], where: dict[str, Any]) -> list[Fault]:
    """A fault at each row that repeats an earlier one, naming that row.

    Rows whose keys differ only in capitals or spaces are a warning: they may be one thing or two.
    """
    if contract.may_repeat:
        return []
    key = list(contract.key) or list(table.columns)
    named = dutch.listing(contract.key_headers) or "alle kolommen"
    level: Level = "error" if contract.key else "warning"
    hint = "Laat één van beide staan." if contract.key else "Controleer of beide kloppen."
    is_double = table.duplicated(key)
    if contract.key:
        is_double &= table[key].notna().all(axis=1)
    told = Fault(f"Deze rij is gelijk aan rij {{}} in {named}.", hint, rule="dubbel", level=level, **where)
    found = _at(is_double, table[key], numbers, told)
    loose = _loose(table[key]) if contract.key else None
    if loose is None:
        return found
    is_near = loose.duplicated() & loose.notna().all(axis=1) & ~is_double
    message = f"Deze rij is op hoofdletters of spaties na gelijk aan rij {{}} in {named}."
    hint = "Schrijf beide gelijk als het om hetzelfde gaat."
    told = Fault(message, hint, rule="bijna dubbel", level="warning", **where)
    return found + _at(is_near, loose, numbers, told)


def _loose(keys: pd.DataFrame) -> pd.DataFrame | None:
    """The keys without case and spaces; None when that makes no two values alike."""
    spellings = {}
    for name in keys.columns:
        if keys[name].dtype == "str":
            values = keys[name].dropna().unique()
            folded = {value: "".join(value.casefold().split()) for value in values}
            if len(set(folded.values())) < len(folded):
                spellings[name] = keys[name].map(folded)
    return keys.assign(**spellings) if spellings else None


def _at(mask: pd.Series, keys: pd.DataFrame, numbers: list[int], told: Fault) -> list[Fault]:
    """The fault at every marked row, the number of the first such row put into its message."""
    if not mask.any():
        return []
    first_row = pd.Series(numbers, index=keys.index).where(~keys.duplicated())
    groups = [keys[name] for name in keys]
    firsts = first_row.groupby(groups, dropna=False, sort=False).transform("first")
    at = np.flatnonzero(mask)
    found = [
        Fault(
            told.message.format(f"{firsts.iat[i]:.0f}"),
            told.hint,
            told.file,
            told.sheet,
            numbers[i],
            rule=told.rule,
            level=told.level,
        )
        for i in at[:MOST_FAULTS]
    ]
    return found + rest_of(found, [numbers[i] for i in at[MOST_FAULTS:]])
