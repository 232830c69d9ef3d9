"""What a table holds in a few figures, so that whoever made the export can lay them beside the system's own."""

import math

import pandas as pd

from helpers.sources.contract import Contract


def sums(contract: Contract, table: pd.DataFrame) -> dict[str, float | int]:
    """The total of each numeric column, by its header; empty cells count as nothing."""
    return {column.header: _total(table[column.name]) for column in contract.columns if column.parser.is_number}


def uniques(contract: Contract, table: pd.DataFrame) -> dict[str, int]:
    """How many different values each column holds, by its header; empty cells are no value.

    A column that may be absent, and holds nothing, is left out.
    """
    parts = {column.header: table[column.parser.names(column.name)] for column in contract.columns}
    counts = {header: len(part.dropna(how="all").drop_duplicates()) for header, part in parts.items()}
    optional = {column.header for column in contract.columns if column.is_optional}
    return {header: count for header, count in counts.items() if count or header not in optional}


def _total(values: pd.Series) -> float | int:
    filled = values.dropna().tolist()
    # fsum, rounded: the total of the decimals as written, whatever the order of the rows
    return sum(filled) if values.dtype == "Int64" else round(math.fsum(filled), 9)
