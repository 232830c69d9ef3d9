"""A delivery with an export left out."""

from dataclasses import replace

import pytest


@pytest.fixture
def without():
    def _without(delivery, dataset, reason="Het register was in onderhoud."):
        tables = {name: table for name, table in delivery.tables.items() if name != dataset}
        return replace(delivery, tables=tables, missing={dataset: reason})

    return _without
