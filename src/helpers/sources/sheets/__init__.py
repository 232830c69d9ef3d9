"""One sheet: from cells to a typed table, by the contract."""
