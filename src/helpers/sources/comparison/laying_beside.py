"""A delivery beside the tables of the last publication, export by export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from helpers.floor.faults import Fault
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.comparison import Compared, Comparison
from helpers.sources.catalogue import contracts
from helpers.sources.comparison import categories, findings, jumps, past
from helpers.sources.comparison.rows import is_comparable
from helpers.sources.contract import Contract

_QUARTERS_BACK, _OFTEN = 4, 2  # an export that had new days in two of its last four quarters does not stand still


@dataclass(frozen=True)
class Inputs:
    """The exports of one side: their typed tables, and the hash and name of the file of each."""

    tables: Mapping[str, pd.DataFrame]
    hashes: Mapping[str, str]
    files: Mapping[str, str]


def compare(before: Inputs, now: Inputs, published: Quarter, quarter: Quarter) -> Comparison:
    """Every export that both have, seen from `quarter`; the past is what the publication on `published` knew.

    Where all files are those of that publication, none of them is told to stand still: the delivery itself held the
    new quarter already. A file that is the same may be read otherwise since, so its rows are laid beside all the same.
    """
    shared = [
        name
        for name, table in now.tables.items()
        if name in before.tables and is_comparable(contracts()[name], before.tables[name], table)
    ]
    same = {name for name in shared if before.hashes.get(name) == now.hashes[name]}
    compared: list[Compared] = []
    warnings: list[Fault] = []
    for name in shared:
        contract, earlier, table = contracts()[name], before.tables[name], now.tables[name]
        found = past.of(contract, earlier, table, published.end)
        counts = (found.earlier, found.gone, found.changed, found.updated, found.late, found.new)
        compared.append(Compared(name, name in same, *counts))
        warnings += findings.of_past(contract, found)
        if name not in same:
            warnings += findings.of_categories(contract, [*categories.changes(contract, earlier, table, published.end)])
        if name in same and same != set(now.tables) and _moves_often(contract, table, published):
            warnings.append(findings.same_file(contract, published))
    warnings += [one for one in _jumps(shared, now, published, quarter) if one.dataset not in same]
    placed = (replace(fault, file=now.files[fault.dataset]) for fault in warnings)
    return Comparison(published.label, exports=tuple(compared), warnings=tuple(placed))


def _moves_often(contract: Contract, table: pd.DataFrame, published: Quarter) -> bool:
    """Whether the export had new days in half of the last quarters that were published; a list without days does."""
    names = contract.days
    days = [day for name in (names[:1] if past.is_dated(contract) else names) for day in table[name].dropna()]
    asked = {published.shift(-i) for i in range(_QUARTERS_BACK)}
    return not contract.days or len(asked & {Quarter.of(day.date()) for day in days}) >= _OFTEN


def _jumps(names: list[str], now: Inputs, published: Quarter, quarter: Quarter) -> list[Fault]:
    tracks = [
        track
        for name in names
        for track in jumps.tracks(contracts()[name], now.tables[name], published.end, quarter.end)
    ]
    compared = sum(len(track.new) for track in tracks)
    found = [jump for track in tracks for jump in jumps.jumps(track, compared)]
    return [
        fault
        for name in names
        for fault in findings.of_jumps(contracts()[name], [one for one in found if one.track.dataset == name])
    ]
