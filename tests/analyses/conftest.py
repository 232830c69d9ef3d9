"""A delivery per quarter of the sample, and the same delivery with an export left out."""

from dataclasses import replace

import pytest

from helpers import sources
from helpers.floor.shapes.history import History


@pytest.fixture(scope="session")
def sample():
    # Without what happens to stand in the reports folder.
    return replace(sources.open_delivery("sample", "2026-Q3"), history=History())


@pytest.fixture
def without():
    def _without(delivery, dataset, reason="Het register was in onderhoud."):
        tables = {name: table for name, table in delivery.tables.items() if name != dataset}
        return replace(delivery, tables=tables, missing={dataset: reason})

    return _without
