"""Two tables of one export row by row: which rows vanished, changed or came."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.sources.contract import Contract

_DECIMALS = 6  # what adding up leaves behind is no change
_STEP = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: sets equal rows apart by their number


@dataclass(frozen=True)
class Difference:
    """Masks over the rows of an earlier table (`gone`, `changed`, `updated`) and of this one (`added`, `doubled`).

    `changed`: the row is there, and something that was said is said otherwise. `updated`: an empty cell was filled,
    or a column that the register overwrites moved on. `doubled`: a row that was added and is like one before it.
    """

    gone: np.ndarray
    changed: np.ndarray
    updated: np.ndarray
    added: np.ndarray
    doubled: np.ndarray


def difference(contract: Contract, before: pd.DataFrame, now: pd.DataFrame) -> Difference:
    """The rows of two tables matched by the contract's key, without one as multisets of rows.

    A column that may be absent and free text do not count: they feed no figure.

    >>> from helpers.sources.exports.bodycams import CONTRACT
    >>> day = pd.to_datetime(["2026-03-31", "2026-06-30"])
    >>> before = pd.DataFrame({"counted_on": day, "boas": [18, 18], "boas_with_bodycam": [9, 12]})
    >>> found = difference(CONTRACT, before, before.assign(boas=[18, 20]).iloc[1:])
    >>> found.gone.tolist(), found.changed.tolist()
    ([True, False], [False, True])
    """
    names = compared_columns(contract, before, now)
    before, now = (_plain(table[names]) for table in (before, now))
    moving = set(contract.moves_on)
    key = contract.key
    identity = [name for name in names if (name in key if key else name not in moving)]
    mine, theirs = _labels(before[identity]), _labels(now[identity])
    place = pd.Index(theirs).get_indexer(pd.Index(mine))
    is_there = place >= 0
    changed, updated = (np.zeros(len(before), bool) for _ in range(2))
    matched, other = before[is_there].reset_index(drop=True), now.iloc[place[is_there]].reset_index(drop=True)
    for name in names:
        if name not in identity:
            is_undone, differs = _of_column(matched[name], other[name], name in moving)
            changed[is_there] |= is_undone
            updated[is_there] |= differs
    is_added = ~np.isin(theirs, mine)
    is_again = now[identity].duplicated().to_numpy()
    return Difference(~is_there, changed, updated & ~changed, is_added, is_added & is_again)


def compared_columns(contract: Contract, before: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    """The columns of the tables that count, in the order of the contract; those that both tables have alike."""
    counting = [one for one in contract.columns if not one.is_optional and one.holds != "free text"]
    names = [name for one in counting for name in one.parser.names(one.name)]
    return [name for name in names if name in before and name in now and before[name].dtype == now[name].dtype]


def is_comparable(contract: Contract, before: pd.DataFrame, now: pd.DataFrame) -> bool:
    """Whether both have what tells a row and its day; an export whose contract changed since may lack it."""
    needed = {*contract.key, *contract.days[:1]}
    names = compared_columns(contract, before, now)
    return bool(names) and needed <= set(names)


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """The table with decimals that adding up cannot shake."""
    decimals = [name for name in table.columns if table[name].dtype.kind == "f"]
    return table.assign(**{name: table[name].round(_DECIMALS) + 0.0 for name in decimals})


def _labels(rows: pd.DataFrame) -> np.ndarray:
    """A number for each row, the same in both tables; equal rows are told apart by how manieth they are."""
    hashes = pd.util.hash_pandas_object(rows, index=False)
    nth = hashes.groupby(hashes).cumcount().to_numpy(np.uint64)
    with np.errstate(over="ignore"):
        return hashes.to_numpy() + nth * _STEP


def _of_column(was: pd.Series, is_now: pd.Series, moves_on: bool) -> tuple[np.ndarray, np.ndarray]:
    """Where a cell says otherwise what it said, and where it differs at all."""
    was_filled, is_filled = was.notna().to_numpy(), is_now.notna().to_numpy()
    both = was_filled & is_filled
    other = both & was.ne(is_now).fillna(False).to_numpy(bool)
    emptied, filled = was_filled & ~is_filled, is_filled & ~was_filled
    if not moves_on:
        return emptied | other, emptied | other | filled
    is_back = both & (is_now < was).to_numpy(bool) if was.dtype.kind == "M" else np.zeros(len(was), bool)
    return emptied | is_back, emptied | other | filled
