"""A delivery per quarter of the sample, and the same delivery with an export left out."""

from dataclasses import replace
from functools import cache

import pytest

from helpers import sources
from helpers.floor.shapes.history import History


@pytest.fixture(scope="session")
def sample():
    # Without what happens to stand in the reports folder.
    return replace(sources.open_delivery("sample", "2026-Q3"), history=History())


@pytest.fixture(scope="session")
def analysed(sample):
    """`analysed(analysis, quarter)`: what it gives of the sample, computed once for all tests of a worker."""
    once = cache(lambda analysis, quarter: analysis.analyse(sample.at(quarter)))
    return lambda analysis, quarter=sample.quarter: once(analysis, quarter)


@pytest.fixture
def without():
    def _without(delivery, dataset, reason="Het register was in onderhoud."):
        tables = {name: table for name, table in delivery.tables.items() if name != dataset}
        return replace(delivery, tables=tables, missing={dataset: reason})

    return _without
