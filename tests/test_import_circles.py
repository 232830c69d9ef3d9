"""No module waits for itself: whichever is imported first, the others are there."""

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

from helpers.floor import paths

SOURCE = paths.ROOT / "src"


def named(module):
    return ".".join(module.relative_to(SOURCE).with_suffix("").parts)


MODULES = {named(module): module for module in SOURCE.rglob("*.py") if module.name != "__init__.py"}


def imported_at_once(text):
    """The modules of ours that running the text imports; not those in a function or only for the types."""
    found = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom):
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & MODULES.keys()


def test_no_modules_import_each_other_in_a_circle():
    graph = {name: imported_at_once(module.read_text("utf-8")) for name, module in MODULES.items()}
    assert list(TopologicalSorter(graph).static_order())


def test_a_circle_is_seen():
    first, second = "from helpers.floor import dutch", "from helpers.floor.verdicts import VERDICTS"
    graph = {
        "helpers.floor.verdicts": imported_at_once(first),
        "helpers.floor.dutch": imported_at_once(second),
    }
    with pytest.raises(CycleError):
        list(TopologicalSorter(graph).static_order())
