"""Which export an own file most likely is: every sheet beside every contract."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.floor import dutch
from helpers.floor.faults import AskedWrongly
from helpers.sources.catalogue import contract_of, contracts
from helpers.sources.connecting import matching
from helpers.sources.connecting.matching import Matching
from helpers.sources.connecting.own_table import OwnTable

CLEAR = 0.5  # so much better than the next, nobody needs to be asked
_LEAST = 1.0
_ROWS = 1_000  # of a long table: enough to know it by


def ranked(tables: Sequence[OwnTable], dataset: str = "") -> list[Matching]:
    """The exports that a file may be, the likeliest first, each once; only `dataset` where it is given.

    Raises AskedWrongly where nothing fits, with the nearest, and on an unknown dataset.
    """
    wanted = [contract_of(dataset)] if dataset else list(contracts().values())
    some = [table.first(_ROWS) for table in tables]
    found = [matching.match(contract, table) for contract in wanted for table in some]
    best = {one.contract.dataset: one for one in sorted(found, key=lambda one: one.score)}
    order = sorted(best.values(), key=lambda one: -one.score)
    if not order:
        raise AskedWrongly("In dit bestand staat geen tabel.", "Een tabel heeft een rij met koppen en daaronder rijen.")
    if not dataset and order[0].score < _LEAST:
        raise _nothing_fits(order[0])
    return order


def _nothing_fits(nearest: Matching) -> AskedWrongly:
    missing = [one.column.header for one in nearest.matches if one.best is None and not one.column.is_optional]
    message = "Dit bestand lijkt op geen enkele export."
    verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
    hint = f"Het dichtst bij komt {nearest.contract.dataset}; daarvoor {verb} {dutch.listing(missing)}."
    return AskedWrongly(message, f"{hint} Met --dataset {nearest.contract.dataset} kunt u het toch proberen.")
