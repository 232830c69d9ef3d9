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

    A delivery of the very files of that publication has nothing strange: it is asked for another quarter.
    """
    shared = [name for name in now.tables if name in before.tables and name in contracts()]
    if all(before.hashes.get(name) == now.hashes[name] for name in now.tables):
        return Comparison(published.label, exports=tuple(Compared(name, is_same_file=True) for name in shared))
    compared: list[Compared] = []
    warnings: list[Fault] = []
    for name in shared:
        of_export, told = _of_export(contracts()[name], before, now, published)
        compared.append(of_export)
        warnings += told
    jumped = _jumps(shared, now, published, quarter)
    warnings += [fault for fault in jumped if before.hashes.get(fault.dataset) != now.hashes[fault.dataset]]
    placed = (replace(fault, file=now.files[fault.dataset]) for fault in warnings)
    return Comparison(published.label, exports=tuple(compared), warnings=tuple(placed))


def _of_export(contract: Contract, before: Inputs, now: Inputs, published: Quarter) -> tuple[Compared, list[Fault]]:
    name = contract.dataset
    earlier, table = before.tables[name], now.tables[name]
    if before.hashes.get(name) == now.hashes[name]:
        is_strange = _moves_often(contract, table, published)
        return Compared(name, True, len(earlier)), [findings.same_file(contract, published)] if is_strange else []
    found = past.of(contract, earlier, table, published.end)
    counts = Compared(name, False, found.earlier, found.gone, found.changed, found.updated, found.late, found.new)
    of_categories = categories.changes(contract, earlier, table, published.end)
    return counts, [
        *findings.of_past(contract, found, published),
        *(findings.of_category(contract, one) for one in of_categories),
    ]


def _moves_often(contract: Contract, table: pd.DataFrame, published: Quarter) -> bool:
    """Whether the export had new days in half of the last quarters that were published."""
    days = pd.concat([table[name] for name in contract.days]) if contract.days else pd.Series(dtype="datetime64[us]")
    asked = {published.shift(-i).label for i in range(_QUARTERS_BACK)}
    there = {Quarter.of(day.date()).label for day in days.dropna()}
    return len(asked & there) >= _OFTEN or not contract.days


def _jumps(names: list[str], now: Inputs, published: Quarter, quarter: Quarter) -> list[Fault]:
    tracks = [
        track
        for name in names
        for track in jumps.tracks(contracts()[name], now.tables[name], published.end, quarter.end)
    ]
    compared = sum(len(track.new) for track in tracks)
    return [
        findings.of_jump(contracts()[track.dataset], jump) for track in tracks for jump in jumps.jumps(track, compared)
    ]
