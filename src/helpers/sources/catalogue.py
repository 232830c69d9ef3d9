"""Every contract there is, found by looking in this folder: a new export is a new module."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from helpers.floor.faults import AskedWrongly, nearest
from helpers.sources.contract import Contract

# The modules that read; every other module of this folder is an export.
_READERS = frozenset(
    [
        "calendar_days",
        "calendar_months",
        "catalogue",
        "cell_parser",
        "clock",
        "columns",
        "contract",
        "copies",
        "crosschecks",
        "delivery",
        "dictionary",
        "doubles",
        "finding",
        "future",
        "headers",
        "identity",
        "merged",
        "newest",
        "numbers",
        "opening",
        "parsers",
        "period",
        "personal_headers",
        "persons",
        "pseudonyms",
        "reading",
        "rows",
        "series",
        "shifts",
        "snapshot",
        "subtotals",
        "summary",
        "totals",
        "waves",
        "wijk_names",
    ]
)


@cache
def contracts() -> dict[str, Contract]:
    """The contract of every dataset, by name.

    >>> contracts()["bodycams"].feeds
    ('VE-2-3',)
    """
    names = (module.name for module in iter_modules(import_module("helpers.sources").__path__))
    found = (import_module(f"helpers.sources.{name}").CONTRACT for name in names if name not in _READERS)
    return {contract.dataset: contract for contract in found}


def contract_of(dataset: str) -> Contract:
    """One contract. Raises AskedWrongly when there is no such dataset."""
    if dataset not in contracts():
        raise AskedWrongly(f"“{dataset}” is geen bekende export.", nearest(dataset, contracts()))
    return contracts()[dataset]
