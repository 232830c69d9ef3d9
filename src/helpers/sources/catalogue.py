"""Every contract there is, found by looking in `exports/`: a new export is a new module."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from helpers.floor.faults import AskedWrongly, nearest
from helpers.floor.shapes.description import Descriptions
from helpers.sources import exports
from helpers.sources.contract import Contract


def contracts() -> dict[str, Contract]:
    """The contract of every dataset, by name.

    >>> contracts()["bodycams"].row
    "een telling van boa's"
    """
    return _in_folders(tuple(exports.__path__))


@cache
def _in_folders(folders: tuple[str, ...]) -> dict[str, Contract]:
    names = (module.name for module in iter_modules(folders))
    found = (import_module(f"{exports.__name__}.{name}").CONTRACT for name in names)
    return {contract.dataset: contract for contract in found}


def descriptions() -> Descriptions:
    """What every export says of itself, by its name.

    >>> descriptions()["opkopers"].title
    'Register van opkopers'
    """
    return Descriptions({name: contract.description for name, contract in contracts().items()})


def contract_of(dataset: str) -> Contract:
    """One contract. Raises AskedWrongly when there is no such dataset."""
    if dataset not in contracts():
        raise AskedWrongly(f"“{dataset}” is geen bekende export.", nearest(dataset, contracts()))
    return contracts()[dataset]
