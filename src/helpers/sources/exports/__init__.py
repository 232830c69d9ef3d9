"""One module per export: its contract."""
