"""What stands published, read back: which table says what of whom, and its rows as measure rows."""
